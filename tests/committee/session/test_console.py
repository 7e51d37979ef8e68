# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The console: what it shows, what its presses do once and never twice, what it refuses, and what it costs."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from committee.models import AttendanceMark, Guest, Recusal, RollEntry, Scenario, Seat, VoteRound
from tests.world import World, everything
from workflows.verification import faults

Visit = Callable[[str], Client]


def press(client: Client, world: World, act: str, /, **fields: Any) -> Any:
    """Press on the console."""
    sent = {"request_id": str(uuid4())} | fields
    return client.post(reverse("console_act", args=[world.meeting_id, act]), sent)


def seat(world: World, name: str, step: str) -> str:
    entry = world.entry(name)
    return f"{step}:{entry.pk}:{entry.version}"


def page(client: Client, world: World, **headers: Any) -> str:
    answer = client.get(reverse("console", args=[world.meeting_id]), headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_console_shows_quorum_agenda_and_the_matter(world: World, visit: Visit) -> None:
    html = page(visit("secretary"), world)
    for part in ("console-strip", "console-agenda", "console-item", "data-draft"):
        assert part in html
    assert f'value="{seat(world, "chair", "depart")}"' in html
    assert f'value="{seat(world, "absent", "arrive")}"' in html
    assert "voting seats held: 3" in html


def test_who_does_not_keep_the_meeting_sees_and_presses_nothing(world: World, visit: Visit) -> None:
    html = page(visit("member"), world)
    assert 'name="press"' not in html
    before = everything()
    assert press(visit("member"), world, "roll", press=seat(world, "absent", "arrive")).status_code == 403
    assert everything() == before
    assert visit("stranger").get(reverse("console", args=[world.meeting_id])).status_code == 404


def test_press_acts_once_however_often_it_is_sent(world: World, visit: Visit) -> None:
    client, fields = visit("secretary"), {"request_id": str(uuid4()), "press": seat(world, "absent", "arrive")}
    for _sent in range(3):
        assert press(client, world, "roll", **fields).status_code == 302
    assert world.entry("absent").state == "present"
    assert AttendanceMark.objects.filter(entry=world.entry("absent")).count() == 1
    assert list(faults()) == []


def test_press_that_waited_for_the_connection_has_its_own_moment(world: World, visit: Visit) -> None:
    press(visit("secretary"), world, "roll", press=seat(world, "absent", "arrive"), waited="120")
    mark = AttendanceMark.objects.get(entry=world.entry("absent"))
    assert (mark.noted_at - mark.at).total_seconds() == 120


def test_second_secretary_is_told_who_did_what_and_nothing_is_lost(world: World, visit: Visit) -> None:
    shown = seat(world, "absent", "arrive")
    press(visit("secretary"), world, "roll", press=shown)
    answer = press(visit("secretary"), world, "roll", press=shown)
    assert answer.status_code == 409
    assert "Arrived" in answer.content.decode()
    assert str(world.secretary) in answer.content.decode()
    assert AttendanceMark.objects.filter(entry=world.entry("absent")).count() == 1


def test_pulse_changes_with_every_kind_of_act(world: World, visit: Visit) -> None:
    client, seen = visit("secretary"), set()

    def look() -> None:
        seen.add(client.get(reverse("console_pulse", args=[world.meeting_id])).content)

    look()
    press(client, world, "roll", press=seat(world, "absent", "arrive"))
    look()
    press(client, world, "guest", name="ผู้ชี้แจง")
    look()
    press(client, world, "recuse", item=world.item.pk, entry=world.entry("member").pk, ground="party")
    look()
    press(client, world, "vote", item=world.item.pk, question="เห็นชอบหรือไม่", mode="named")
    look()
    round_ = VoteRound.objects.get()
    press(client, world, "ballot", round=round_.pk, press=f"for:{world.entry('chair').pk}")
    look()
    assert len(seen) == 6
    assert (Guest.objects.count(), Recusal.objects.count()) == (1, 1)


def test_vote_by_name_from_the_console(world: World, visit: Visit) -> None:
    client = visit("secretary")
    press(client, world, "vote", item=world.item.pk, question="เห็นชอบหรือไม่", mode="named")
    round_ = VoteRound.objects.get()
    for name, choice in (("chair", "for"), ("member", "against")):
        press(client, world, "ballot", round=round_.pk, press=f"{choice}:{world.entry(name).pk}")
    tied = press(client, world, "count", round=round_.pk, expected_version=round_.version)
    assert tied.status_code == 422
    press(client, world, "count", round=round_.pk, expected_version=round_.version, casting="for")
    assert VoteRound.objects.get().outcome == "carried"
    assert "needed 2 of 2 · for 1 · against 1 · deciding vote for" in page(client, world)
    press(client, world, "dissent", item=world.item.pk, entry=world.entry("member").pk, reason="ไม่คุ้มค่า")
    assert "ไม่คุ้มค่า" in page(client, world)


def test_correction_from_its_page(world: World, visit: Visit) -> None:
    mark = AttendanceMark.objects.get(entry=world.entry("member"))
    address = reverse("console_correct", args=[world.meeting_id, mark.pk])
    assert visit("secretary").get(address).status_code == 200
    assert visit("member").get(address).status_code == 403
    answer = press(visit("secretary"), world, "correction", mark=mark.pk, kind="struck", reason="จดผิดคน")
    assert answer.status_code == 302
    assert world.entry("member").state == "not_coming"


def test_what_is_wrong_with_a_press_is_said(world: World, visit: Visit) -> None:
    before = everything()
    for name, fields in (
        ("roll", {"press": "arrive:x:1"}), ("recuse", {"item": world.item.pk, "entry": 0, "ground": "party"}),
        ("count", {"round": "x"}), ("vote", {"item": world.item.pk, "question": "", "mode": "named"}),
        ("dissent", {"item": world.item.pk, "entry": world.entry("chair").pk, "reason": ""}),
    ):  # fmt: skip
        answer = press(visit("secretary"), world, name, **fields)
        assert answer.status_code == 422, name
        assert "notice" in answer.content.decode()
    assert press(visit("secretary"), world, "nothing").status_code == 404
    assert everything() == before


def test_parts_for_a_script_are_parts(world: World, visit: Visit) -> None:
    client = visit("secretary")
    assert "<html" not in page(client, world, **{"X-Console": "all"})
    around = page(client, world, **{"X-Console": "around"})
    assert "console-strip" in around
    assert "console-item" not in around
    assert "console-strip" not in page(client, world, **{"X-Console": "item"})


# ── what if ──


def test_what_if_is_kept_and_adopted(world: World, visit: Visit) -> None:
    client, address = visit("secretary"), reverse("what_if", args=[world.meeting_id])
    assert client.get(address).status_code == 200
    first, *rest = world.amounts()
    sent = {"request_id": str(uuid4()), "name": "ปรับลด", f"amount_{first}": "๑,๒๐๐,๐๐๐.๒๕"}
    sent |= {f"amount_{pk}": "1500000" for pk in rest}
    assert client.post(address, sent).status_code == 302
    scenario = Scenario.objects.get()
    assert scenario.amounts[first] == "1200000.25"
    again = client.post(address, sent | {"scenario": scenario.pk, "revision": 5})
    assert again.status_code == 409
    assert "ปรับลด" in again.content.decode()
    assert client.post(reverse("what_if_adopt", args=[world.meeting_id]), sent).status_code == 302
    assert world.meeting.adopted_scenarios.get().content["totals"] == {"2565": "4200000.25"}
    assert "1,200,000.25" in page(client, world)  # the draft begins with what was adopted
    over = client.post(address, sent | {f"amount_{first}": "9,999,999,999"})
    assert over.status_code == 422


# ── what it costs ──


@pytest.mark.parametrize("wanted", ["", "all", "around", "item"])
def test_queries_do_not_grow_with_the_members(world: World, visit: Visit, wanted: str) -> None:
    client = visit("secretary")
    few = cost(world, client, wanted)
    with transaction.atomic():
        for nth in range(60):
            person = User.objects.create(username=f"more{nth}", display_name=f"กรรมการ {nth}")
            seat = Seat.objects.create(
                committee=world.committee, title="กรรมการ", role="member", position=10 + nth,
                from_date=date(2020, 1, 1),
            )  # fmt: skip
            RollEntry.objects.create(meeting=world.meeting, seat=seat, user=person, title="กรรมการ", is_voting=True)
        assert RollEntry.objects.filter(meeting=world.meeting).count() == 64
        assert cost(world, client, wanted) == few <= 75
        transaction.set_rollback(True)  # rows without their records, which PostgreSQL would refuse at the end


def cost(world: World, client: Client, wanted: str) -> int:
    """The queries of opening the project's item on the console."""
    address = reverse("console_item", args=[world.meeting_id, world.item.pk])
    headers = {"X-Console": wanted} if wanted else {}
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, headers=headers).status_code == 200
    return len(asked)

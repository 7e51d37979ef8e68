# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings are listed and shown to those concerned, at the same cost however many there are."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from committee.models import AgendaItem
from committee.operations import add_item, plan_meeting
from tests.committee.conftest import Visit, pressed
from tests.world import MEETING_AT, World


def plan(world: World, count: int) -> None:
    for nth in range(count):
        starts = MEETING_AT + timedelta(days=nth)
        plan_meeting(
            committee=world.committee, title=f"ประชุม {nth}", starts_at=starts, ends_at=starts + timedelta(hours=1),
            place="ห้อง", actor=world.secretary, at=world.at, request_id=uuid4(),
        )  # fmt: skip


def cost(visit: Visit, name: str, path: str) -> int:
    client = visit(name)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_list_without_meetings_says_what_will_appear(world: World, visit: Visit) -> None:
    assert b"No meeting yet" in visit("member").get("/meetings/").content
    assert b"/meetings/new/" not in visit("member").get("/meetings/").content
    assert b"/meetings/new/" in visit("secretary").get("/meetings/").content


def test_list_costs_the_same_at_one_ten_and_a_hundred(world: World, visit: Visit) -> None:
    costs = []
    for more in (1, 9, 90):
        plan(world, more)
        costs.append(cost(visit, "secretary", "/meetings/"))
    assert costs == [costs[0]] * 3


def test_meeting_costs_the_same_however_long_its_agenda(world: World, visit: Visit) -> None:
    plan(world, 1)
    meeting = world.committee.meetings.get()
    costs = []
    for more in (1, 9, 30):
        for _nth in range(more):
            add_item(meeting=meeting, section=4, title="เรื่อง", actor=world.secretary, at=world.at, request_id=uuid4())
        costs.append(cost(visit, "secretary", f"/meetings/{meeting.pk}/"))
    assert costs == [costs[0]] * 3


@pytest.mark.parametrize("name", ["stranger", "officer", "screener", "budget", "expert"])
def test_meeting_is_not_there_for_people_without_a_seat(world: World, visit: Visit, name: str) -> None:
    meeting = world.plan_meeting()
    for path in ("", "edit/", "acts/convene/", "packs/1.pdf"):
        assert visit(name).get(f"/meetings/{meeting.pk}/{path}").status_code == 404


@pytest.mark.parametrize("name", ["secretary", "chair", "member", "auditor", "admin"])
def test_meeting_is_there_for_its_committee_and_for_those_who_check(world: World, visit: Visit, name: str) -> None:
    meeting = world.plan_meeting()
    assert visit(name).get(f"/meetings/{meeting.pk}/").status_code == 200
    assert visit(name).get(f"/committees/{world.committee.code}/").status_code == 200


def test_member_sees_the_agenda_only_once_it_is_fixed(world: World, visit: Visit) -> None:
    world.to("queued")
    page = f"/meetings/{world.meeting.pk}/"
    item = f"{page}items/{world.item.pk}/"
    assert world.project.title not in visit("member").get(page).content.decode()
    assert visit("member").get(item).status_code == 404
    assert world.project.title in visit("chair").get(page).content.decode()
    world.open_meeting()
    assert world.project.title in visit("member").get(page).content.decode()
    assert visit("member").get(item).status_code == 200


def test_pack_is_handed_out_once_issued(world: World, visit: Visit) -> None:
    world.to("queued")
    world.act("convene", "secretary", world.meeting)
    page = f"/meetings/{world.meeting.pk}/"
    built = visit("secretary").post(f"{page}packs/")
    assert built.status_code == 302
    assert visit("member").get(f"{page}packs/1.pdf").status_code == 404
    assert visit("secretary").get(f"{page}packs/1.pdf").status_code == 200
    assert b"packs/1.pdf" not in visit("member").get(page).content
    for name in ("close_call", "freeze"):
        assert visit("secretary").post(f"{page}acts/{name}/", pressed(world.meeting)).status_code == 302
    answer = visit("member").get(f"{page}packs/1.pdf")
    assert answer.content[:5] == b"%PDF-"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["ETag"] == f'"{world.meeting.packs.get().document.sha256}"'
    assert visit("member").get(f"{page}packs/1.pdf?view=1")["Content-Disposition"].startswith("inline")
    assert visit("member").get(f"{page}packs/1.pdf", headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert visit("member").get(f"{page}packs/2.pdf").status_code == 404
    assert visit("stranger").get(f"{page}packs/1.pdf").status_code == 404
    assert AgendaItem.objects.count() == 1

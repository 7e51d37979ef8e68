# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The FY2565 round goes from nothing to its end, repeats to the byte, and stops where a role is missing."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.models import User
from agencies.models import Agency, Membership
from budget_review.models import IntegrationProject, ResultNotice
from committee.models import Meeting, Pack, Seat
from project.demo import telling
from project.demo.acts import Event, Stopped
from project.demo.report import table
from tests.databases import FreshDatabase
from workflows import verification
from workflows.models import OutboxMessage, Task, TransitionRecord
from workflows.refusals import NotPermitted

CODES = [f"DG65-0{number}" for number in range(1, 8)]
TOTALS = {
    "agencies": 22,
    "lines": 37,
    "lines_baht": "852861900.00",
    "proposed_baht": "525461500.00",
    "endorsed_baht": "523961500.00",
    "decided_baht": "523339500.00",
}


def run_round(folder: Path) -> dict:
    out = StringIO()
    call_command("run_round", "--json", "--packs", str(folder), stdout=out)
    return json.loads(out.getvalue())


def manage(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def test_round_runs_to_its_end_and_repeats_to_the_byte_in_a_new_database(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    told = run_round(tmp_path / "packs")

    rows = {row["code"]: row for row in told["projects"]}
    assert list(rows) == CODES
    assert {code: row["state"] for code, row in rows.items()} == dict.fromkeys(CODES[:6], "reported_back") | {
        "DG65-07": "draft"
    }
    assert [row["agencies"] for row in rows.values()] == [10, 4, 3, 2, 2, 8, 1]
    assert [row["outcome"] for row in rows.values()] == ["full", "full", "full", "part", "full", "full", ""]
    assert {name: told["totals"][name] for name in TOTALS} == TOTALS
    assert rows["DG65-04"]["proposed_baht"] == "21622000.00"
    assert rows["DG65-04"]["endorsed_baht"] == "20122000.00"
    assert rows["DG65-04"]["decided_baht"] == "19500000.00"
    assert len(rows["DG65-07"]["refused_at_propose"]) == 2
    assert rows["DG65-07"]["proposed_baht"] is None
    assert (told["verified"], told["fault"]) == (True, None)

    assert moves("DG65-02").count("return_for_revision") == moves("DG65-02").count("resubmit") == 1
    assert moves("DG65-03").count("defer") == 1
    assert moves("DG65-03").count("queue") == 2
    assert moves("DG65-04").count("endorse_with_conditions") == 1
    assert moves("DG65-07") == ["begin"]
    assert ResultNotice.objects.count() == 29  # a letter for every participant of the six
    assert [meeting.called for meeting in Meeting.objects.order_by("pk")] == ["1/2564", "2/2564"]
    assert [pack.document.sha256 for pack in Pack.objects.order_by("pk")] == [pack["sha256"] for pack in told["packs"]]
    assert [Path(name).read_bytes()[:5] for name in told["files"]] == [b"%PDF-", b"%PDF-"]

    again = manage("run_round", "--json", "--into", str(tmp_path / "new.sqlite3"), "--packs", str(tmp_path / "packs"))
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout) == told


def moves(code: str) -> list[str]:
    project = IntegrationProject.objects.get(code=code)
    records = TransitionRecord.objects.filter(subject_type=project.kind, subject_id=project.pk)
    return list(records.order_by("seq").values_list("transition", flat=True))


# Whom the round cannot do without, and at which act it stops. Officers, heads and screeners act first on DG65-01.
NEEDED = [
    ("officer", "draft", "DG65-01"),
    ("partner", "consent treasury", "DG65-01"),
    ("head", "hand_in", "DG65-01"),
    ("screener2", "take_up", "DG65-01"),
    ("screener", "take_up", "DG65-02"),
    ("expert", "give architecture", "DG65-01"),
    ("screening_head2", "pass_on", "DG65-01"),
    ("secretary", "plan_meeting", "1/2564"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("username", "name", "of"), NEEDED)
def test_round_without_one_role_stops_there_and_nothing_further_moves(username: str, name: str, of: str) -> None:
    telling.enter_registers()
    Membership.objects.filter(user__username=username).delete()
    before: list[tuple[int, int, int]] = []

    def look(place: int, count: int, event: Event) -> None:
        before.append(rows())

    with pytest.raises(Stopped) as stopped:
        telling.carry_round(look)

    assert isinstance(stopped.value.refusal, NotPermitted)
    assert (stopped.value.event.actor, stopped.value.event.name, stopped.value.event.of) == (username, name, of)
    assert rows() == before[-1]
    assert list(verification.faults()) == []


def rows() -> tuple[int, int, int]:
    return TransitionRecord.objects.count(), Task.objects.count(), OutboxMessage.objects.count()


@pytest.mark.django_db
def test_round_whose_chair_is_only_a_member_stops_at_the_opening_and_no_project_is_taken_up() -> None:
    telling.enter_registers()
    Seat.objects.filter(tenures__user__username="chair").update(role="member")

    with pytest.raises(Stopped) as stopped:
        telling.carry_round()

    assert isinstance(stopped.value.refusal, NotPermitted)
    assert (stopped.value.event.actor, stopped.value.event.name, stopped.value.event.of) == ("chair", "open", "1/2564")
    states = dict(IntegrationProject.objects.values_list("code", "state"))
    assert states == dict.fromkeys(CODES[:5], "queued") | {"DG65-06": "screened", "DG65-07": "draft"}
    assert list(verification.faults()) == []


@pytest.mark.django_db
def test_every_act_is_recorded_under_the_person_of_its_event() -> None:
    telling.enter_registers()
    Membership.objects.filter(user__username="secretary").delete()
    told: list[Event] = []

    with pytest.raises(Stopped):
        telling.carry_round(lambda _place, _count, event: told.append(event))

    recorded = set(TransitionRecord.objects.values_list("actor__username", flat=True))
    assert recorded == {event.actor for event in told[:-1]}


@pytest.mark.django_db
def test_round_refuses_a_database_that_is_not_empty_and_leaves_it_alone() -> None:
    Agency.objects.create(code="other", name_th="หน่วยงานอื่น")

    with pytest.raises(CommandError, match="not empty"):
        call_command("run_round")

    assert Agency.objects.count() == 1
    assert User.objects.count() == 0


def test_round_refuses_to_write_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite3"
    file.write_text("mine")

    refused = manage("run_round", "--into", str(file))

    assert refused.returncode == 1
    assert "is there already" in refused.stderr
    assert file.read_text() == "mine"


def test_table_aligns_thai_by_its_width_on_screen() -> None:
    told = table([["โครงการ", "บาท"], ["ที่นี้", "12"]], right=[1], rules=[1])
    assert told.split("\n") == ["โครงการ  บาท", "───────  ───", "ที่นี้        12"]

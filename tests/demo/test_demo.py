# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo leaves something at every desk, is made once, and keeps its secret to itself."""

import os
import socket
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import translation

from accounts.models import User
from budget_review.models import IntegrationProject
from committee.models import Meeting
from committee.operations import add_item
from papers.thai import BANGKOK
from project.demo import campaign, environment, follow_up, live, logins, registers, telling
from project.demo.acts import Stopped, amounts, carry, make, part, person, project
from project.demo.fy2565 import timetable
from project.demo.fy2565.committee import SEATS
from tests.databases import FreshDatabase
from workflows import verification
from workflows.refusals import GuardsUnmet

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=BANGKOK)  # a Friday


@pytest.fixture
def live_round(fresh_database: FreshDatabase) -> live.Calendar:
    """The live round on a fixed day, without the FY2565 round before it."""
    telling.enter_registers()
    calendar = live.calendar_of(NOW)
    registers.open_round(live.call(calendar))
    registers.seat_committee(live.committee(calendar), SEATS, timetable.ROLES_FROM)
    with translation.override("th"):
        carry(live.events(calendar))
    return calendar


def test_live_round_stands_at_every_desk_and_something_waits_for_each_persona(live_round: live.Calendar) -> None:
    states = dict(IntegrationProject.objects.values_list("code", "state"))
    assert states == {
        "DG71-01": "draft",
        "DG71-02": "returned",
        "DG71-03": "confirming",
        "DG71-04": "agency_approval",
        "DG71-05": "submitted",
        "DG71-06": "recommended",
        "DG71-07": "screening",
        "DG71-08": "screened",
        "DG71-09": "in_committee",
        "DG71-10": "in_committee",
        "DG71-11": "queued",
        "DG71-12": "budgeting",
    }
    assert set(IntegrationProject.objects.values_list("is_example", flat=True)) == {True}
    assert list(Meeting.objects.order_by("pk").values_list("state", flat=True)) == [
        "concluded",
        "in_session",
        "convened",
    ]
    with translation.override("en"):
        found = {
            name: logins.waiting(User.objects.get(username=name), NOW)
            for name in ("officer", "partner", "head", "screener", "screening_head", "expert", "budget")
        }
        assert found == {
            "officer": [
                f"Do what was assigned, and report it {follow_up.PLAN}",
                "Acknowledge the letter Letter ตย. ดท/๑: โครงการข้อมูลน้ำเพื่อการเกษตร",
                f"Answer the alignment questionnaire {campaign.NAME}",
                "Write the proposal DG71-01",
                "Write the proposal DG71-02",
            ],
            "partner": [
                "Answer the request for consent DG71-03",
                f"Answer the alignment questionnaire {campaign.NAME}",
            ],
            "head": ["Approve and hand in DG71-04"],
            "screener": [
                "Take up for screening DG71-05",
                f"Take up the check of a response {campaign.NAME}",
                "Screen and recommend DG71-07",
                f"Close the campaign after its last day {campaign.NAME}",
            ],
            "screening_head": ["Decide on the recommendation DG71-06"],
            "expert": ["Give an expert opinion DG71-07", "Give an expert opinion DG71-07"],
            "budget": ["Record stages and decide the budget DG71-12"],
        }
        of_meetings = {
            name: sorted(logins.waiting(User.objects.get(username=name), NOW))
            for name in ("secretary", "chair", "member", "auditor", "admin")
        }
    assert of_meetings == {
        "secretary": [
            "Answer comments and have the minutes adopted Minutes of meeting 1/2569",
            "Close the call for items 3/2569",
            "Close the file of the meeting 1/2569",
            "Draft the resolution 2/2569",
            "End the meeting 2/2569",
            "Put on an agenda DG71-08",
            "Read the minutes and confirm them Minutes of meeting 1/2569",
            "Read the papers and answer the invitation 3/2569",
            f"Verify what was reported {follow_up.PROGRESS}",
        ],
        "chair": [
            "Certify the resolution 2/2569",
            "Read the minutes and confirm them Minutes of meeting 1/2569",
            "Read the papers and answer the invitation 3/2569",
        ],
        "member": [
            "Read the minutes and confirm them Minutes of meeting 1/2569",
            "Read the papers and answer the invitation 3/2569",
        ],
        "auditor": [],
        "admin": [],
    }
    assert list(verification.faults()) == []


def test_each_persona_can_do_what_waits(live_round: live.Calendar) -> None:
    ahead = Meeting.objects.get(state="convened")
    [item] = Meeting.objects.get(state="in_session").items.filter(state="drafted")
    budgeting = live.BUDGETING.plan(live_round)

    make(project("DG71-02"), "resubmit", actor="officer", at=NOW)
    make(part("DG71-03", "treasury"), "consent", actor="partner", at=NOW)
    make(project("DG71-04"), "hand_in", actor="head", at=NOW, letter_number="ตย. 1/2569")
    make(project("DG71-05"), "take_up", actor="screener", at=NOW)
    make(project("DG71-06"), "pass_on", actor="screening_head", at=NOW)
    for opinion in project("DG71-07").opinions.all():
        make(opinion, "give", actor="expert", at=NOW, advice="support", text="เห็นควรสนับสนุน")
    make(ahead.roll.get(user__username="member"), "accept", actor="member", at=NOW)
    make(item.drafted, "certify", actor="chair", at=NOW)
    enacted = amounts(budgeting, {})
    make(project("DG71-12"), "decide", actor="budget", at=NOW, source="พระราชบัญญัติ (ตัวอย่าง)", amounts=enacted)
    add_item(meeting=ahead, project=project("DG71-08"), actor=person("secretary"), at=NOW, request_id=uuid4())

    states = dict(IntegrationProject.objects.values_list("code", "state"))
    assert {code: states[code] for code in ("DG71-02", "DG71-03", "DG71-04", "DG71-05", "DG71-06")} == {
        "DG71-02": "screening",
        "DG71-03": "confirming",  # the third partner has still to answer
        "DG71-04": "submitted",
        "DG71-05": "screening",
        "DG71-06": "screened",
    }
    assert (states["DG71-08"], states["DG71-09"], states["DG71-12"]) == ("queued", "endorsed", "decided")
    assert list(verification.faults()) == []


@pytest.mark.django_db
def test_lone_project_is_refused_with_the_reason_and_stays_in_draft() -> None:
    telling.enter_registers()
    calendar = live.calendar_of(NOW)
    registers.open_round(live.call(calendar))
    carry(event for event in live.events(calendar) if event.of == "DG71-01")

    with pytest.raises(GuardsUnmet) as refused:
        make(project("DG71-01"), "propose", actor="officer", at=NOW)

    with translation.override("en"):
        assert [str(reason) for reason in refused.value.reasons] == [
            "At least two agencies must take part.",
            "At least one KPI must be shared by two agencies.",
        ]
    assert (project("DG71-01").state, project("DG71-01").version) == ("draft", 1)


@pytest.mark.parametrize(
    ("now", "today"),
    [
        (datetime(2026, 11, 20, 14, 0, tzinfo=BANGKOK), "2026-11-20"),
        (datetime(2026, 11, 20, 10, 59, tzinfo=BANGKOK), "2026-11-19"),
        (datetime(2026, 11, 22, 14, 0, tzinfo=BANGKOK), "2026-11-20"),
        (datetime(2026, 11, 23, 8, 0, tzinfo=BANGKOK), "2026-11-20"),
    ],
)
def test_calendar_counts_from_the_last_working_morning_that_has_passed(now: datetime, today: str) -> None:
    assert live.calendar_of(now).today.isoformat() == today


def test_calendar_skips_weekends_both_ways() -> None:
    calendar = live.calendar_of(NOW)
    assert calendar.day(1).date().isoformat() == "2026-11-19"
    assert calendar.day(5).date().isoformat() == "2026-11-13"
    assert calendar.day(-1).date().isoformat() == "2026-11-23"
    assert calendar.fiscal_year == 2571


@pytest.mark.parametrize("hour", [0, 3, 9, 12, 20, 23])
@pytest.mark.parametrize("day", range(16, 23))
def test_live_round_fits_any_moment_of_a_week(day: int, hour: int) -> None:
    now = datetime(2026, 11, day, hour, 30, tzinfo=BANGKOK)
    calendar = live.calendar_of(now)
    events = list(live.events(calendar))
    assert max(event.at for event in events) <= now
    assert live.call(calendar).opens_at < min(event.at for event in events)


def test_demo_is_made_once_reused_and_never_thrown_away_elsewhere(tmp_path: Path) -> None:
    own = {"DATABASE_URL": f"sqlite:///{tmp_path / 'demo.sqlite3'}", "MEDIA_ROOT": str(tmp_path / "media")}

    first = manage("demo", "--only-make", **own)
    assert first.returncode == 0, first.stderr
    assert first.stdout.count(logins.PASSWORD) == 12
    made = manage("verify", "--language", "en", **own).stdout
    assert made.endswith("No fault.\n")

    second = manage("demo", "--only-make", **own)
    assert second.returncode == 0, second.stderr
    assert manage("verify", "--language", "en", **own).stdout == made
    assert second.stdout in first.stdout

    refused = manage("demo", "--fresh", **own)
    assert refused.returncode == 1
    assert "only the demo's own database" in refused.stderr


def manage(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ | more, capture_output=True, text=True, check=False
    )


def test_demo_says_at_once_that_its_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = manage("demo", PORT=str(port), DATABASE_URL=f"sqlite:///{tmp_path / 'never.sqlite3'}")
    assert refused.returncode == 1
    assert f"Port {port} is taken." in refused.stderr
    assert not (tmp_path / "never.sqlite3").exists()


def test_secret_is_made_once_for_the_folder_and_kept_from_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "FOLDER", tmp_path / "demo")
    secret = environment.kept_secret()
    assert len(secret) >= 64
    assert environment.kept_secret() == secret
    assert stat.S_IMODE((tmp_path / "demo" / "secret").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("command", "filled"),
    [
        (
            "demo",
            {"SECRET_KEY", "DATABASE_URL", "MEDIA_ROOT", "MATI_DEMO", "DJANGO_RUNSERVER_HIDE_WARNING", "EMAIL_URL"},
        ),
        ("run_round", {"SECRET_KEY"}),
        ("run_meeting", {"SECRET_KEY"}),
        ("runserver", set()),
        ("migrate", set()),
        ("", set()),
    ],
)
def test_only_the_demo_and_what_is_replayed_fill_the_environment_in(
    command: str, filled: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "FOLDER", tmp_path)
    monkeypatch.setattr(os, "environ", {})
    environment.prepare(command)
    assert set(os.environ) == filled


def test_what_the_shell_sets_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "FOLDER", tmp_path)
    own = {"SECRET_KEY": "mine", "DATABASE_URL": "postgres:///mine", "MATI_DEMO": "0", "MEDIA_ROOT": "/mine"}
    monkeypatch.setattr(os, "environ", dict(own))
    environment.prepare("demo")
    assert {name: os.environ[name] for name in own} == own


@pytest.mark.django_db
def test_demo_stops_where_a_role_is_missing() -> None:
    telling.enter_registers()
    calendar = live.calendar_of(NOW)
    registers.open_round(live.call(calendar))

    User.objects.get(username="nesdc.officer").memberships.all().delete()
    with pytest.raises(Stopped, match="DG71-06 draft"):
        carry(live.events(calendar))

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The link into a meeting online stands behind its door alone: after who one is, and consent where it is recorded."""

import io
import re
import zipfile
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import Notice, User
from committee.models import Admission, Meeting
from committee.operations import plan_meeting
from committee.operations.session import be_admitted
from tests.api.asking import ROOT, Program
from tests.api.asking import at as clock
from tests.committee.test_digits import words
from tests.notices.conftest import hand_on
from tests.project.conftest import page_of, visitor
from tests.project.test_every_page import paths
from tests.refusing import refused
from tests.world import World
from workflows.models import OutboxMessage, TransitionRecord
from workflows.refusals import GuardsUnmet

LINK = "https://meet.example.go.th/room-of-the-committee"
HYBRID: dict[str, Any] = {"mode": "hybrid", "online_link": LINK, "identification": "account"}
PEOPLE = ("secretary", "member", "auditor", "chair", "admin", "officer", "stranger")
OWN_PAGES = {"meeting_edit", "meeting_join"}


@pytest.fixture
def world(db: None) -> World:
    """A recorded meeting in one place and online, convened, its agenda fixed; everybody has an address."""
    made = World()
    for person in made.people.values():
        person.email = f"{person.username}@example.org"
    User.objects.bulk_update(made.people.values(), ["email"])
    OutboxMessage.objects.update(sent_at=made.at)
    made.to("queued")
    Meeting.objects.filter(pk=made.meeting.pk).update(is_recorded=True, **HYBRID)
    made.act("convene", "secretary", made.meeting)
    made.freeze_agenda()
    return made


def admit(world: World, who: str = "member", *, consents: bool = True, **more: Any) -> Admission:
    given: dict[str, Any] = {"meeting": world.meeting, "at": world.at, "request_id": uuid4()} | more
    return be_admitted(user=world.people[who], consents=consents, **given)


def said(answer: Any) -> str:
    """Everything that an answer says, also what a PDF prints and a workbook holds."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"%PDF"):
        return words(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    unfolded = content.decode("utf-8", "replace").replace("\r\n ", "")  # lines of a calendar file
    return f"{unfolded}{answer.headers.get('Location', '')}"


def begun(world: World, state: str) -> None:
    """The meeting in this state, with a member who has shown who they are."""
    admit(world)
    if state != "frozen":
        for name in ("chair", "member"):
            world.act("arrive", "secretary", world.entry(name))
        world.act("open", "secretary", world.meeting, note="เปิดก่อน")


def read_by_programs(world: World) -> list[tuple[bool, str]]:
    """Every address that programs read, with its arguments, and whether it is about a meeting."""
    schema = Client().get(f"{ROOT}/openapi.json").json()
    given = {"pk": world.meeting_id, "code": world.project.code, "number": 1, "item": world.item.pk}
    reading = [path.removeprefix(ROOT) for path, operations in schema["paths"].items() if "get" in operations]
    filled = [re.sub(r"\{(\w+)\}", lambda found: str(given.get(found[1], 1)), path) for path in reading]
    return [(path.startswith("/meeting"), path) for path in filled]


@pytest.mark.parametrize("state", ["frozen", "in_session"])
def test_no_page_file_feed_or_letter_tells_the_link(world: World, state: str) -> None:
    """Those of the meeting as each of three; in session also every other address of the service, as one of seven."""
    begun(world, state)
    hand_on(world.at)
    visitors = [visitor(world.people[name], "th") for name in PEOPLE]
    telling, doors, mine = [], 0, f"/meetings/{world.meeting_id}/"
    for turn, (name, path) in enumerate(paths(world)):
        is_mine = path.startswith(mine)
        if name in OWN_PAGES or (state != "in_session" and not is_mine and name not in ("calendar_feed", "meeting")):
            continue
        is_costly = name in ("invitation", "pack")
        for client in visitors[:3] if is_mine and not is_costly else [visitors[turn % len(visitors)]]:
            text = said(client.get(path))
            telling += [path] if LINK in text else []
            doors += f"{mine}join/" in text
    assert telling == []
    assert doors  # and the way to the door is told

    assert len(mail.outbox) > 2
    assert [one.subject for one in mail.outbox if LINK in str(one.message())] == []
    assert [one.pk for one in Notice.objects.all() if LINK in str(vars(one))] == []
    assert [record.pk for record in TransitionRecord.objects.all() if LINK in record.canonical] == []


def test_no_answer_to_programs_tells_the_link(world: World) -> None:
    """What is about meetings as each of three, everything else as one of seven."""
    begun(world, "in_session")
    programs, reading = [Program(world, name) for name in PEOPLE], read_by_programs(world)
    assert sum(is_mine for is_mine, path in reading) > 5
    for turn, (is_mine, path) in enumerate(reading):
        asked = programs[:3] if is_mine else [programs[turn % len(programs)]]
        assert [one for one in asked if LINK in said(one.get(path))] == [], path


def test_door_is_told_by_letter_calendar_file_and_feed_with_the_public_address(world: World, settings: Any) -> None:
    settings.SITE_URL = "https://mati.example.go.th"
    door = f"https://mati.example.go.th/meetings/{world.meeting_id}/join/"
    member = visitor(world.member)
    with clock(world.at):
        letter = said(member.get(reverse("invitation", args=[world.meeting_id])))
        entry = said(member.get(reverse("invitation_ics", args=[world.meeting_id])))
    assert door in letter
    assert "ต้องแสดงความยินยอมให้บันทึกก่อนเข้าร่วมประชุม" in letter
    lines = dict(line.split(":", 1) for line in entry.split("\r\n") if ":" in line)
    assert lines["LOCATION"] == f"ห้องประชุม {door}"
    assert lines["DESCRIPTION"].endswith(f"\\nเข้าร่วมทางออนไลน์ โดยแสดงตนก่อนที่ {door}")
    assert lines["URL"] == f"https://mati.example.go.th/meetings/{world.meeting_id}/"
    assert lines["UID"] == f"meeting-{world.meeting_id}@mati.example.go.th"
    Meeting.objects.update(mode="in_person")
    with clock(world.at):
        assert "join" not in said(member.get(reverse("invitation_ics", args=[world.meeting_id])))


def test_secretariat_finds_the_link_where_it_writes_it_and_nobody_else_does(world: World) -> None:
    world.act("thaw", "secretary", world.meeting, note="แก้")
    edit = reverse("meeting_edit", args=[world.meeting_id])
    assert LINK in page_of(world.secretary, edit)
    for name in ("chair", "member", "auditor", "admin", "officer"):
        assert LINK not in said(visitor(world.people[name]).get(edit)), name


def test_who_consented_to_nothing_gets_the_link_only_while_nothing_is_recorded(world: World) -> None:
    join, key = reverse("meeting_join", args=[world.meeting_id]), uuid4()
    Meeting.objects.update(is_recorded=False)
    admit(world, consents=False, request_id=key)
    shown = page_of(world.member, join)
    assert (LINK in shown, "You have consented" in shown) == (True, False)
    Meeting.objects.update(is_recorded=True)
    shown = page_of(world.member, join)
    assert (LINK in shown, "You have consented" in shown, 'name="consents"' in shown) == (False, False, True)
    program = Program(world, "member")
    headers = program.headers | {"Idempotency-Key": str(key)}
    with clock(world.at):
        again = program.client.post(
            f"{ROOT}/meetings/{world.meeting_id}/admissions", {}, content_type="application/json", headers=headers
        )
    assert (again.status_code, again.json()["online_link"]) == (200, "")
    admit(world)
    shown = page_of(world.member, join)
    assert (LINK in shown, "You have consented" in shown) == (True, True)
    world.act("thaw", "secretary", world.meeting, note="แก้")
    assert LINK not in page_of(world.member, join)


def test_link_of_one_is_not_shown_to_another(world: World) -> None:
    admit(world)
    join = reverse("meeting_join", args=[world.meeting_id])
    answer = visitor(world.member).get(join)
    assert (LINK in said(answer), answer.headers["Cache-Control"]) == (True, "private, no-store")
    for name in ("chair", "secretary", "auditor", "admin", "officer", "stranger"):
        assert LINK not in said(visitor(world.people[name]).get(join)), name


@pytest.mark.parametrize(("mode", "room"), [("hybrid", True), ("online", False)])
def test_who_does_not_consent_is_told_how_to_take_part_and_nothing_is_kept(world: World, mode: str, room: bool) -> None:
    Meeting.objects.update(mode=mode)
    join = reverse("meeting_join", args=[world.meeting_id])
    with refused(GuardsUnmet):
        admit(world, consents=False)
    member = visitor(world.member)
    for answer in (member.get(f"{join}?declined"), member.post(join, {"request_id": str(uuid4())})):
        html = said(answer)
        assert "You do not consent to the recording" in html
        assert ("Come to the room: ห้องประชุม" in html) is room
        assert str(world.secretary) in html
        assert LINK not in html
    assert answer.status_code == 422
    assert Admission.objects.count() == 0
    admit(world)
    assert "You do not consent" not in page_of(world.member, f"{join}?declined")


def test_meeting_planned_with_a_link_keeps_it_out_of_its_record(world: World) -> None:
    made = plan_meeting(
        committee=world.committee, title="อีกครั้ง", starts_at=world.meeting.starts_at, ends_at=world.meeting.ends_at,
        place="ห้องประชุม", actor=world.secretary, at=world.at, request_id=uuid4(), **HYBRID,
    )  # fmt: skip
    (record,) = TransitionRecord.objects.filter(subject_type=made.kind, subject_id=made.pk)
    assert LINK not in record.canonical

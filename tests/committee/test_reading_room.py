# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reading room, the invitation, the calendar and the calls: what each person sees there, and nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from committee.invitation import calendar_of
from committee.models import AgendaItem, PrivateNote, Question
from committee.operations import build_pack
from committee.operations.reading import answer, ask, write_note
from committee.views.invitations import token_of
from papers.icalendar import _folded
from tests.committee.conftest import Visit
from tests.committee.test_meeting_lifecycle import convene
from tests.refusing import refused
from tests.world import MEETING_AT, World
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict, WrongState

EVERYBODY = ("secretary", "chair", "member", "absent", "auditor", "admin")


@pytest.fixture
def papers(world: World) -> str:
    """The agenda is fixed; the address of the project's matter in the reading room."""
    convene(world)
    world.freeze_agenda()
    return f"/meetings/{world.meeting_id}/reading/{world.item.pk}/"


def test_private_note_is_read_by_nobody_else_and_stays_with_the_next_pack(
    world: World, visit: Visit, papers: str
) -> None:
    words = {"revision": "0", "text": "ถามเรื่องค่าบำรุงรักษา"}
    assert visit("member").post(f"{papers}note/", words).status_code == 302
    world.act("thaw", "secretary", world.meeting, note="แก้")
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    world.act("freeze", "secretary", world.meeting)
    room = f"/meetings/{world.meeting_id}/reading/"
    for who in EVERYBODY:
        for path in (
            papers,
            room,
            f"/meetings/{world.meeting_id}/",
            f"/meetings/{world.meeting_id}/items/{world.item.pk}/",
        ):
            shown = visit(who).get(path).content.decode()
            assert ("ถามเรื่องค่าบำรุงรักษา" in shown) is (who == "member" and path == papers), (who, path)


def test_note_written_in_two_windows_is_told(world: World, visit: Visit, papers: str) -> None:
    first = {"revision": "0", "text": "หนึ่ง"}
    assert visit("member").post(f"{papers}note/", first).status_code == 302
    again = visit("member").post(f"{papers}note/", {"revision": "0", "text": "สอง"})
    assert (again.status_code, "สอง" in again.content.decode()) == (409, True)
    assert PrivateNote.objects.get().text == "หนึ่ง"
    with refused(VersionConflict):
        write_note(item=world.item, user=world.member, text="x", expected_revision=7, at=world.at)


def test_members_ask_and_the_secretariat_answers_once(world: World, visit: Visit, papers: str) -> None:
    words = {"request_id": str(uuid4()), "question": "ใครดูแลระบบต่อ"}
    for _press in (1, 2):
        assert visit("member").post(f"{papers}questions/", words).status_code == 302
    asked = Question.objects.get()
    reply = f"{papers}questions/{asked.pk}/"
    assert visit("member").post(reply, {"answer": "ไม่ทราบ"}).status_code == 403
    assert visit("secretary").post(reply, {"answer": "หน่วยงานเจ้าภาพ"}).status_code == 302
    assert visit("secretary").post(reply, {"answer": "อีกครั้ง"}).status_code == 409
    assert "หน่วยงานเจ้าภาพ" in visit("absent").get(papers).content.decode()


def test_only_members_of_the_day_ask_and_only_the_secretary_answers(world: World, papers: str) -> None:
    with refused(NotPermitted):
        ask(item=world.item, user=world.auditor, text="x", at=world.at, request_id=uuid4())
    with refused(GuardsUnmet):
        ask(item=world.item, user=world.member, text=" ", at=world.at, request_id=uuid4())
    one = ask(item=world.item, user=world.member, text="x", at=world.at, request_id=uuid4())
    with refused(NotPermitted):
        answer(question_id=one.pk, text="y", actor=world.chair, at=world.at)
    answer(question_id=one.pk, text="y", actor=world.secretary, at=world.at)
    with refused(WrongState):
        answer(question_id=one.pk, text="z", actor=world.secretary, at=world.at)


def test_papers_are_shut_to_members_before_the_agenda_is_fixed(world: World, visit: Visit) -> None:
    convene(world)
    room = f"/meetings/{world.meeting_id}/reading/"
    assert [visit(who).get(room).status_code for who in ("secretary", "member", "stranger")] == [200, 404, 404]


def test_invitation_is_a_letter_and_a_calendar_entry_once_convened(world: World, visit: Visit) -> None:
    world.plan_meeting()
    page = f"/meetings/{world.meeting_id}/"
    assert visit("member").get(f"{page}invitation.pdf").status_code == 404
    world.act("convene", "secretary", world.meeting)
    letter = visit("member").get(f"{page}invitation.pdf")
    assert (letter.status_code, letter.content[:5]) == (200, b"%PDF-")
    entry = visit("member").get(f"{page}invitation.ics").content.decode()
    assert "DTSTART:20210125T020000Z\r\n" in entry
    assert visit("stranger").get(f"{page}invitation.ics").status_code == 404


def test_feed_shows_what_its_owner_may_see_and_ends_with_the_password(world: World) -> None:
    world.plan_meeting()
    seen = Client().get(f"/meetings/calendar/{token_of(world.member)}.ics").content.decode()
    assert seen.count("BEGIN:VEVENT") == 0  # it is long past: a feed reaches a year back
    world.meeting.__class__.objects.filter(pk=world.meeting.pk).update(
        starts_at=MEETING_AT + timedelta(days=36500), ends_at=MEETING_AT + timedelta(days=36501)
    )
    for who, count in (("member", 1), ("stranger", 0)):
        feed = Client().get(f"/meetings/calendar/{token_of(world.people[who])}.ics").content.decode()
        assert feed.count("BEGIN:VEVENT") == count
    token = token_of(world.member)
    world.member.set_password("another long one")
    world.member.save()
    assert Client().get(f"/meetings/calendar/{token}.ics").status_code == 404
    assert Client().get("/meetings/calendar/forged.ics").status_code == 404


@pytest.mark.parametrize("text", ["a" * 200, "ก" * 90, "SUMMARY:ประชุม"])
def test_lines_of_a_calendar_file_hold_at_most_75_octets(text: str) -> None:
    parts = list(_folded(text))
    assert max(len(part.encode()) for part in parts) <= 75
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == text


def test_calendar_file_escapes_what_people_wrote(world: World) -> None:
    meeting = world.plan_meeting()
    meeting.title = "ก, ข; ค\\ง\nEND:VEVENT"
    text = calendar_of([meeting], world.at, name="x")
    assert "DESCRIPTION:ก\\, ข\\; ค\\\\ง\\nEND:VEVENT\r\n" in text
    assert text.count("\r\nEND:VEVENT") == 1


def test_agency_hands_in_and_sees_what_became_of_it(world: World, visit: Visit) -> None:
    world.plan_meeting()
    form = f"/meetings/calls/{world.meeting_id}/"
    words = {"request_id": str(uuid4()), "agency": world.agencies["lead"].pk, "section": "4", "title": "รายงานผล"}
    assert visit("member").get(form).status_code == 403
    assert visit("officer").post(form, words | {"agency": world.agencies["north"].pk}).status_code == 422
    for _press in (1, 2):
        assert visit("officer").post(form, words).status_code == 302
    item = AgendaItem.objects.get()
    assert (item.state, item.agency) == ("proposed", world.agencies["lead"])
    assert "รายงานผล" in visit("head").get("/meetings/calls/").content.decode()
    assert "รายงานผล" not in visit("nora").get("/meetings/calls/").content.decode()
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    assert visit("officer").get(form).status_code == 409
    answer = visit("officer").post(form, words | {"request_id": str(uuid4()), "title": "ยังพิมพ์อยู่เมื่อปิดรับเรื่อง"})
    assert answer.status_code == 409
    assert "ยังพิมพ์อยู่เมื่อปิดรับเรื่อง" in answer.content.decode()  # what was typed is still there
    assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize("month", ["2564-01", "2021-01", "x", "2564-13", "9999-01", "๒๕๖๔-๐๑"])
def test_calendar_of_a_month_shows_its_meetings(world: World, visit: Visit, month: str) -> None:
    meeting = world.plan_meeting()
    shown = visit("member").get(f"/meetings/calendar/?month={month}")
    assert shown.status_code == 200
    assert (f"/meetings/{meeting.pk}/" in shown.content.decode()) is (month in ("2564-01", "2021-01", "๒๕๖๔-๐๑"))


def test_secretary_sees_own_calls_with_what_waits(world: World, visit: Visit) -> None:
    page = visit("secretary").get("/meetings/calls/").content.decode()
    assert "No call of yours is open" in page
    world.plan_meeting()
    words = {"request_id": str(uuid4()), "agency": world.agencies["lead"].pk, "section": "4", "title": "รายงานผล"}
    visit("officer").post(f"/meetings/calls/{world.meeting_id}/", words)
    page = visit("secretary").get("/meetings/calls/").content.decode()
    assert f'<a href="/meetings/{world.meeting_id}/#proposed">1 matter</a>' in page
    assert visit("auditor").get("/meetings/calls/").status_code == 403


@pytest.mark.parametrize(
    ("who", "leads_to"),
    [
        ("officer", "/meetings/calls/{pk}/"),
        ("secretary", "/meetings/{pk}/#proposed"),
        ("member", None),
        ("screener", None),
    ],
)
def test_open_call_stands_on_the_first_page_of_those_whom_it_concerns(
    world: World, visit: Visit, who: str, leads_to: str | None
) -> None:
    assert "Open calls for items" not in visit(who).get("/").content.decode()
    world.plan_meeting()
    page = visit(who).get("/").content.decode()
    assert ("Open calls for items" in page, 'href="/meetings/calls/"' in page) == (leads_to is not None,) * 2
    assert leads_to is None or f'href="{leads_to.format(pk=world.meeting_id)}"' in page
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    assert "Open calls for items" not in visit(who).get("/").content.decode()

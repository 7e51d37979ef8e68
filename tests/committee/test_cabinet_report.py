# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report to the cabinet for information: written on its item, read by members, noted, and issued as a paper."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from committee.models import AgendaItem, CabinetReport, CabinetReportPaper
from committee.operations import add_item
from committee.operations.cabinet import issue_report, write_report
from committee.queries.cabinet import said_by
from papers.queries import document_content
from tests.api.asking import Program, told
from tests.committee.test_digits import words
from tests.refusing import refused
from tests.world import World, everything
from workflows.refusals import GuardsUnmet, NotPermitted, Refused, VersionConflict, WrongState

PERIOD = {"from_date": date(2020, 10, 1), "to_date": date(2021, 9, 30)}
WORDS = {"background": "คณะกรรมการมีหน้าที่กำกับการดำเนินการตามแผน", "substance": "พิจารณาโครงการบูรณาการแล้ว"}


@pytest.fixture
def world(db: None) -> World:
    """A planned meeting with the project, and a report to the cabinet under matters for information."""
    world = World().to("queued")
    add_item(
        meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4(), section=4, kind="report",
        title="รายงานผลการดำเนินการต่อคณะรัฐมนตรี",
    )  # fmt: skip
    return world


def item(world: World) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting").get(item_kind="report", committee=world.committee)


def write(world: World, who: str = "secretary", *, revision: int = 0, **more: Any) -> CabinetReport:
    said: Any = PERIOD | WORDS | more
    return write_report(
        item=item(world), **said, expected_revision=revision, actor=world.people[who], at=world.at
    )  # fmt: skip


def issue(world: World, who: str = "secretary", *, number: str = "สพร ๐๑/๙", revision: int = 1) -> CabinetReportPaper:
    return issue_report(
        report=CabinetReport.objects.get(), letter_number=number, expected_revision=revision,
        actor=world.people[who], at=world.at,
    )  # fmt: skip


def noted(world: World) -> World:
    """Written, the meeting held with a resolution on its project, the report noted, the meeting ended."""
    write(world)
    world.open_meeting()
    world.resolve("endorse")
    world.act("take_note", "secretary", item(world))
    world.act("end", "secretary", world.meeting)
    return world


def test_it_says_what_was_written_and_what_was_resolved_in_its_period(world: World) -> None:
    noted(world)
    said = said_by(CabinetReport.objects.get())
    assert (said["subject"], said["background"], said["from_date"]) == (
        "รายงานผลการดำเนินการต่อคณะรัฐมนตรี", WORDS["background"], "2020-10-01",
    )  # fmt: skip
    (row,) = said["resolutions"]
    assert (row["number"], row["code"], row["verbs"], row["endorsed_baht"]) == (
        "1/2564", world.project.code, ["เห็นชอบ"], "4500000.00",
    )  # fmt: skip
    assert said["years"] == [{"fiscal_year": 2565, "projects": 1, "endorsed_baht": "4500000.00"}]
    assert said["total_baht"] == "4500000.00"


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2020, 11, 2), date(2020, 11, 2), 1),  # the very day of the certification
        (date(2020, 10, 1), date(2020, 11, 1), 0),
        (date(2020, 11, 3), date(2021, 1, 1), 0),
    ],
)
def test_period_holds_both_of_its_days(world: World, first: date, last: date, count: int) -> None:
    write(world, from_date=first, to_date=last)
    world.open_meeting()
    world.resolve("endorse")
    assert len(said_by(CabinetReport.objects.get())["resolutions"]) == count


def test_confidential_resolutions_stay_inside(world: World) -> None:
    noted(world)
    AgendaItem.objects.filter(pk=world.item.pk).update(confidentiality="members")
    assert said_by(CabinetReport.objects.get())["resolutions"] == []


def test_issued_paper_stands_whatever_comes_after(world: World) -> None:
    paper = issue(noted(world))
    before = document_content(paper.document)
    printed = words(before)
    for said in ("เลขาธิการคณะรัฐมนตรี", WORDS["substance"], "๔,๕๐๐,๐๐๐", "สพร๐๑/๙"):
        assert said.replace(" ", "") in printed
    AgendaItem.objects.filter(pk=item(world).pk).update(title="ชื่ออื่น")
    assert said_by(CabinetReport.objects.get())["subject"] == "รายงานผลการดำเนินการต่อคณะรัฐมนตรี"
    with refused(WrongState):
        write(world, revision=1, background="อื่น")
    with pytest.raises(DatabaseError), transaction.atomic():
        CabinetReportPaper.objects.update(letter_number="x")
    stands = everything()
    assert issue(world).pk == paper.pk  # the same press again
    assert everything() == stands
    with refused(WrongState):
        issue(world, number="สพร ๐๑/๑๐")


def test_issued_after_the_meeting_has_taken_note_alone(world: World) -> None:
    write(world)
    with refused(GuardsUnmet) as raised:
        issue(world)
    assert str(raised.value) == "The meeting must have taken note of the report."
    world.open_meeting()
    with refused(GuardsUnmet):
        issue(world)
    world.act("take_note", "secretary", item(world))
    assert issue(world).letter_number == "สพร ๐๑/๙"


REFUSALS: list[tuple[dict[str, Any], type[Refused]]] = [
    ({"from_date": date(2022, 1, 1)}, GuardsUnmet),
    ({"background": "  "}, GuardsUnmet),
    ({"substance": ""}, GuardsUnmet),
    ({"revision": 3}, VersionConflict),
    ({"who": "chair"}, NotPermitted),
    ({"who": "member"}, NotPermitted),
    ({"who": "officer"}, NotPermitted),
]


@pytest.mark.parametrize(("more", "kind"), REFUSALS)
def test_writing_is_refused_with_the_reason(world: World, more: dict[str, Any], kind: type[Refused]) -> None:
    with refused(kind):
        write(world, **more)


def test_period_that_lies_in_no_year_of_ours_is_refused(world: World) -> None:
    far: list[dict[str, Any]] = [{"to_date": date(9999, 12, 31)}, {"from_date": date(1, 1, 1)}]
    for more in far:
        with refused(GuardsUnmet):
            write(world, **more)


def test_programs_are_told_why_a_draft_cannot_be_printed(world: World) -> None:
    write(world, substance="พิจารณาแล้ว \U0001f600")
    answer = Program(world, "secretary").get(f"/agenda-items/{item(world).pk}/cabinet-report.pdf")
    assert told(answer) == (422, "guards_unmet")


def test_it_stands_still_while_it_lies_before_the_meeting(world: World) -> None:
    write(world)
    world.act("convene", "secretary", world.meeting)
    write(world, revision=1, substance="แก้ไขก่อนปิดวาระ")
    world.freeze_agenda()
    with refused(WrongState):
        write(world, revision=2)


def test_nothing_is_written_on_another_matter(world: World) -> None:
    said: Any = PERIOD | WORDS
    with refused(WrongState):
        write_report(item=world.item, **said, expected_revision=0, actor=world.secretary, at=world.at)


# ── in the browser and for programs ──


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def test_secretary_writes_reads_and_issues_it_in_the_browser(world: World) -> None:
    secretary, pk = signed_in(world.secretary), item(world).pk
    address = reverse("cabinet_report", args=[world.meeting.pk, pk])
    assert address in secretary.get(reverse("meeting", args=[world.meeting.pk])).content.decode()
    typed = {"revision": 0, "from_date": "1/10/2563", "to_date": "30/9/2564", **WORDS}
    assert "The report is saved." in secretary.post(address, typed, follow=True).content.decode()
    assert secretary.post(address, typed).status_code == 409  # somebody wrote meanwhile
    draft = secretary.get(reverse("cabinet_report_pdf", args=[world.meeting.pk, pk]))
    assert draft.content.startswith(b"%PDF")
    world.open_meeting()
    assert signed_in(world.member).get(address).status_code == 200
    assert signed_in(world.member).post(address, typed).status_code == 403
    world.act("take_note", "secretary", item(world))
    press = {"revision": 1, "letter_number": "สพร ๐๑/๙"}
    done = secretary.post(reverse("cabinet_report_issue", args=[world.meeting.pk, pk]), press, follow=True)
    assert "The report is issued." in done.content.decode()
    assert signed_in(world.stranger).get(address).status_code == 404
    assert secretary.get(reverse("cabinet_report", args=[world.meeting.pk, world.item.pk])).status_code == 404


def test_programs_write_read_and_issue_it(world: World) -> None:
    secretary, path = Program(world, "secretary"), f"/agenda-items/{item(world).pk}/cabinet-report"
    assert secretary.get(path).status_code == 404
    body = {"from_date": "2020-10-01", "to_date": "2021-09-30", "expected_revision": 0, **WORDS}
    written = secretary.put(path, body)
    assert (written.status_code, written.json()["revision"], written.json()["letter_number"]) == (200, 1, None)
    assert secretary.put(path, body).status_code == 409
    issued = {"letter_number": "สพร ๐๑/๙", "expected_revision": 1}
    assert secretary.send(f"{path}/issue", issued).status_code == 422
    world.open_meeting()
    world.act("take_note", "secretary", item(world))
    assert secretary.send(f"{path}/issue", issued).json()["letter_number"] == "สพร ๐๑/๙"
    assert Program(world, "member").get(path).json()["says"]["substance"] == WORDS["substance"]
    assert Program(world, "member").put(path, body).status_code == 403
    assert Program(world, "stranger").get(path).status_code == 404

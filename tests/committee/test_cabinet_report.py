# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report to the cabinet for information: written on its item, in the pages and for programs, and fixed."""

from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from committee.cabinet import changed_since
from committee.models import (
    CabinetReportPaper,
    CabinetReportVersion,
)
from committee.operations import add_item, build_pack
from committee.operations.cabinet import write_report
from committee.queries.cabinet import said_by
from papers.queries import document_content
from tests.api.asking import Program
from tests.api.asking import told as told_of
from tests.committee.reports import (
    PERIOD,
    WORDS,
    item,
    next_report,
    put_report,
    report,
    write,
)
from tests.committee.test_digits import words
from tests.refusing import refused
from tests.standing import standing
from tests.world import World
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted, Refused, VersionConflict, WrongState


@pytest.fixture(scope="module")
def queued(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A planned meeting with the project on its agenda, and a report to the cabinet under matters for information."""
    with standing(django_db_blocker, tmp_path_factory):
        world = World().to("queued")
        put_report(world)
        yield world


@pytest.fixture
def world(queued: World, db: None) -> World:
    """The same, in a savepoint of one test."""
    return copy(queued)


def test_agenda_is_not_fixed_over_an_unwritten_report(world: World) -> None:
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    with refused(GuardsUnmet) as raised:
        world.act("freeze", "secretary", world.meeting)
    assert str(raised.value) == "Every report to the cabinet on the agenda must have been written."


def test_late_report_is_written_and_goes_out_with_the_addendum(world: World) -> None:
    write(world)
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    late = add_item(
        meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4(), section=4, kind="report",
        title="รายงานเพิ่มเติม", late_reason="มาช้า",
    )  # fmt: skip
    world.act("admit_late", "chair", late)
    with refused(GuardsUnmet) as raised:
        world.act("issue_addendum", "secretary", world.meeting)
    assert "Every report to the cabinet on the agenda must have been written." in str(raised.value)
    said: Any = PERIOD | WORDS
    write_report(item=late, **said, expected_revision=0, actor=world.secretary, at=world.at)
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    world.act("issue_addendum", "secretary", world.meeting)
    assert [version.report.item.title for version in CabinetReportVersion.objects.order_by("pk")] == [
        "รายงานผลการดำเนินการต่อคณะรัฐมนตรี", "รายงานเพิ่มเติม",
    ]  # fmt: skip
    addendum = world.meeting.packs.get(number=2)
    assert addendum.snapshot["after"]["changes"]["reports"] == ["4.2"]
    printed = words(document_content(addendum.document))
    assert "รายงานใหม่" in printed
    assert printed.count("ที่ประชุมรับทราบรายงานตามฉบับนี้") == 1  # the one that was issued before is not printed again
    with refused(WrongState):
        write_report(item=late, **said, expected_revision=1, actor=world.secretary, at=world.at)


def test_meeting_notes_what_was_fixed_and_its_record_tells_what_moved_meanwhile(world: World) -> None:
    write(world)
    world.open_meeting()
    fixed = CabinetReportVersion.objects.get()
    assert changed_since(report(world)) == []
    world.resolve("endorse")  # in this very meeting, after the report was fixed
    world.act("take_note", "secretary", item(world))
    record = TransitionRecord.objects.get(transition="take_note")
    assert record.facts == {"report_sha256": fixed.sha256, "report_changes": ["1/2564"]}
    assert said_by(report(world)) == fixed.snapshot
    assert fixed.snapshot["resolutions"] == []


def test_next_report_tells_what_was_certified_after_its_period_was_told(world: World) -> None:
    write(world)
    world.open_meeting()
    world.resolve("endorse")  # in the period of the report that lies before this very meeting
    world.act("end", "secretary", world.meeting)
    next_report(world, from_date=date(2021, 10, 1), to_date=date(2022, 9, 30))
    (row,) = said_by(report(world))["resolutions"]
    assert (row["number"], row["is_late"]) == ("1/2564", True)


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
    assert told_of(answer) == (422, "guards_unmet")


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
    page = secretary.get(address).content.decode()
    assert "Change the report" not in page
    assert "The meeting has taken note of the report" in page
    assert secretary.post(address, typed | {"revision": 1}).status_code == 409
    press = {"request_id": str(uuid4()), "expected_version": item(world).version, "letter_number": "สพร ๐๑/๙"}
    laying = reverse("cabinet_report_lay", args=[world.meeting.pk, pk])
    assert signed_in(world.chair).post(laying, press).status_code == 403
    assert "The letter is laid before the chair." in secretary.post(laying, press, follow=True).content.decode()
    releasing, chair = reverse("item_act", args=[world.meeting.pk, pk, "release_report"]), signed_in(world.chair)
    assert releasing in chair.get(address).content.decode()
    laid = chair.get(reverse("cabinet_report_pdf", args=[world.meeting.pk, pk])).content
    press = {"request_id": str(uuid4()), "expected_version": item(world).version}
    assert secretary.post(releasing, press).status_code == 403
    assert chair.post(releasing, press, follow=True).redirect_chain[-1][0] == address
    paper = CabinetReportPaper.objects.get()
    assert document_content(paper.document) == laid  # the very bytes that the chair read
    assert paper.letter_number in signed_in(world.member).get(address).content.decode()
    assert signed_in(world.stranger).get(address).status_code == 404
    assert secretary.get(reverse("cabinet_report", args=[world.meeting.pk, world.item.pk])).status_code == 404


def test_programs_write_read_lay_and_release_it(world: World) -> None:
    secretary, path = Program(world, "secretary"), f"/agenda-items/{item(world).pk}/cabinet-report"
    assert secretary.get(path).status_code == 404
    body = {"from_date": "2020-10-01", "to_date": "2021-09-30", "expected_revision": 0, **WORDS}
    written = secretary.put(path, body)
    assert (written.status_code, written.json()["revision"], written.json()["letter_number"]) == (200, 1, None)
    assert secretary.put(path, body).status_code == 409
    laid = {"facts": {"letter_number": "สพร ๐๑/๙"}}
    laying = f"/agenda-items/{item(world).pk}/transitions/lay_report"
    assert secretary.send(laying, laid).status_code == 409  # not noted yet
    world.open_meeting()
    world.act("take_note", "secretary", item(world))
    assert told_of(secretary.put(path, body | {"expected_revision": 1})) == (409, "wrong_state")
    assert secretary.send(laying, {}).status_code == 422
    assert secretary.send(laying, laid).status_code == 200
    assert secretary.get(path).json()["letter_number"] is None
    letter = document_content(report(world).laid.document)  # type: ignore[union-attr]
    read = {who: Program(world, who).get(f"{path}.pdf").content == letter for who in ("secretary", "chair", "member")}
    assert read == {"secretary": True, "chair": True, "member": False}  # who releases it reads these very pages
    releasing = f"/agenda-items/{item(world).pk}/transitions/release_report"
    assert secretary.send(releasing, {}).status_code == 403
    assert Program(world, "chair").send(releasing, {}).status_code == 200
    assert Program(world, "member").get(f"{path}.pdf").content == letter
    says = Program(world, "member").get(path).json()
    assert (says["letter_number"], says["says"]["substance"]) == ("สพร ๐๑/๙", WORDS["substance"])
    assert says["report_sha256"] == CabinetReportVersion.objects.get().sha256
    assert Program(world, "member").put(path, body).status_code == 403
    assert Program(world, "stranger").get(path).status_code == 404

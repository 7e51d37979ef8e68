# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The letter of a report to the cabinet: laid by the secretariat, released by another, of the very same bytes."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from agencies.roles import day_of
from committee.models import (
    AgendaItem,
    CabinetReport,
    CabinetReportLetter,
    CabinetReportPaper,
    CabinetReportVersion,
    CabinetReportWriting,
    LetterPattern,
    Resolution,
)
from committee.operations.cabinet_letters import printed
from committee.operations.effects.letters import _next as next_number
from committee.queries.cabinet import said_by
from committee.queries.letters import is_number_used
from papers.issued import Kind, Status, paper_by_code, paper_by_hash
from papers.models import PaperCode
from papers.queries import document_content
from papers.thai import buddhist_year
from tests.committee.reports import (
    WORDS,
    item,
    lay,
    noted,
    over,
    release,
    report,
    told,
    write,
)
from tests.committee.test_digits import words
from tests.refusing import refused
from tests.world import World, everything
from workflows.refusals import GuardsUnmet, NotPermitted, WrongState

__all__ = ["over", "told"]


def test_released_letter_is_the_one_that_was_laid_and_stands(told: World) -> None:
    noted(told)
    record = lay(told)
    letter = CabinetReportLetter.objects.get()
    assert record.facts == {
        "letter_number": "สพร ๐๑/๙", "report_sha256": CabinetReportVersion.objects.get().sha256,
        "paper_sha256": letter.document.sha256,
    }  # fmt: skip
    assert printed(letter.snapshot) == document_content(letter.document)  # whatever the database keeps it in
    assert not CabinetReportPaper.objects.exists()
    laid = paper_by_hash(letter.document.sha256)
    assert laid is not None
    assert laid.status == Status.DRAFT
    AgendaItem.objects.filter(pk=item(told).pk).update(title="ชื่ออื่น")  # whatever the rows say by then
    paper = release(told)
    assert (paper.document_id, paper.sha256, paper.issued_by) == (letter.document_id, letter.sha256, told.chair)
    shown = words(document_content(paper.document))
    for said in ("เลขาธิการคณะรัฐมนตรี", WORDS["substance"], "๔,๕๐๐,๐๐๐", "สพร๐๑/๙", "รับทราบรายงานนี้แล้ว"):
        assert said.replace(" ", "") in shown
    code = PaperCode.objects.get(document=paper.document).code
    assert letter.snapshot["verify"]["code"] in shown
    assert (known := paper_by_code(code)) is not None
    assert (known.kind, known.status, known.number) == (Kind.REPORT, Status.VALID, "สพร ๐๑/๙")
    assert said_by(report(told))["subject"] == "รายงานผลการดำเนินการต่อคณะรัฐมนตรี"
    with pytest.raises(DatabaseError), transaction.atomic():
        CabinetReportPaper.objects.update(letter_number="x")
    for again in (lambda: lay(told, number="สพร ๐๑/๑๐"), lambda: release(told)):
        with refused(GuardsUnmet) as raised:
            again()
        assert "The report is issued: it stands as it was sent." in str(raised.value)


def test_number_is_mended_until_the_release(told: World) -> None:
    noted(told)
    lay(told)
    lay(told, number="สพร ๐๑/๑๐")
    assert release(told).letter_number == "สพร ๐๑/๑๐"


def test_number_goes_out_once_in_a_year_whatever_letter_it_is_on(told: World) -> None:
    noted(told)
    lay(told)
    series = LetterPattern.objects.create(committee=told.committee, prefix="สพร ๐๑", sender="ส", signer="ล")
    sealed = Resolution.objects.get(number=1)
    told.act("communicate", "secretary", sealed, facts={"pattern": str(series.pk), "letter_number": "สพร ๐๑/๙"})
    with refused(GuardsUnmet) as raised:  # an agency's letter has taken it since the report was laid
        release(told)
    assert str(raised.value) == "This letter number has been used this year."
    with refused(GuardsUnmet):
        lay(told)
    lay(told, number=series.numbered(1))
    release(told)
    year, mine = buddhist_year(day_of(told.at)), told.committee.pk
    used = [
        (number, of)
        for number in (1, 2)
        for of in (year, year + 1)
        if is_number_used(mine, series.numbered(number), of)
    ]
    assert used == [(1, year)]
    assert [next_number(series, of) for of in (year, year + 1)] == [2, 1]  # the series passes over the report's


def test_same_press_lays_the_same_letter(told: World) -> None:
    noted(told)
    request = uuid4()
    first = lay(told, request_id=request)
    stands = everything()
    assert lay(told, request_id=request).pk == first.pk
    assert everything() == stands


def test_two_people_and_only_those_whose_it_is(told: World) -> None:
    told.seat("budget", "vice_chair")
    noted(told)
    with refused(GuardsUnmet) as raised:
        release(told)
    assert "The secretariat must have laid the report's letter for release." in str(raised.value)
    for who in ("chair", "member", "officer"):
        with refused(NotPermitted):
            lay(told, who)
    lay(told)
    for who in ("secretary", "member", "officer"):
        with refused(NotPermitted):
            release(told, who)
    assert release(told, "budget").issued_by == told.budget  # a vice-chair stands in for the chair


@pytest.mark.parametrize("place", ["written_by", "written_for", "laid_by", "laid_for"])
def test_four_eyes_count_everybody_who_had_a_hand_in_it(told: World, place: str) -> None:
    if place.startswith("written"):
        people = {"written_by": told.secretary} | {place: told.chair}
        CabinetReportWriting.objects.create(report=report(told), revision=9, written_at=told.at, **people)
    noted(told)
    lay(told)
    if place.startswith("laid"):
        letter = CabinetReportLetter.objects.get()
        letter.pk, letter._state.adding = None, True
        setattr(letter, place, told.chair)
        letter.save()
    with refused(GuardsUnmet) as raised:
        release(told)
    assert str(raised.value) == "Whoever wrote the report or laid its letter does not release it."


def test_step_by_itself_lays_the_same_letter(told: World) -> None:
    noted(told)
    told.act("lay_report", "secretary", item(told), facts={"letter_number": " สพร ๐๑/๙ "})
    stands = CabinetReportLetter.objects.get()
    lay(told)
    assert report(told).laid == stands == CabinetReportLetter.objects.get()


def test_nothing_is_laid_of_another_matter_or_before_it_is_noted(told: World) -> None:
    with refused(WrongState):
        lay(told)
    told.open_meeting()
    with refused(WrongState):
        lay(told)
    told.act("take_note", "secretary", item(told))
    for number in (" ", "9" * 81):
        with refused(GuardsUnmet):
            lay(told, number=number)
    assert not CabinetReportLetter.objects.exists()


def test_what_was_not_reached_comes_back_with_its_words_and_writers(told: World) -> None:
    told.act("convene", "secretary", told.meeting)
    told.freeze_agenda()
    told.act("miss_quorum", "secretary", told.meeting, at=told.meeting.starts_at)
    told.plan_meeting()
    told.act("convene", "secretary", told.meeting)
    came = item(told)
    assert came.meeting_id == told.meeting_id
    again = report(told)
    assert (again.substance, again.revision, again.fixed) == (WORDS["substance"], 1, None)
    assert again.writers == {told.secretary.pk}
    write(told, revision=1, substance="ปรับปรุงแล้ว")
    assert CabinetReport.objects.get(item=came.predecessor).substance == WORDS["substance"]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A report to the cabinet as its agenda was fixed with it: noted as it was fixed, and told of later."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from committee.cabinet import sha256_of
from committee.models import (
    AgendaItem,
    CabinetReportPaper,
    CabinetReportVersion,
    Resolution,
)
from committee.operations import add_item, build_pack
from committee.operations.cabinet import stands_because, write_report
from committee.queries.cabinet import said_by
from papers.pack.building import build_pack as bound_pack
from papers.queries import document_content
from tests.committee.reports import (
    PERIOD,
    WORDS,
    item,
    lay,
    next_report,
    noted,
    over,
    release,
    report,
    told,
    write,
)
from tests.committee.test_digits import words
from tests.refusing import refused
from tests.world import World
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, WrongState

__all__ = ["over", "told"]


def test_it_says_what_was_written_and_what_was_resolved_in_its_period(told: World) -> None:
    said = said_by(report(told))
    assert (said["subject"], said["background"], said["from_date"]) == (
        "รายงานผลการดำเนินการต่อคณะรัฐมนตรี", WORDS["background"], "2020-10-01",
    )  # fmt: skip
    (row,) = said["resolutions"]
    assert (row["number"], row["code"], row["verbs"], row["endorsed_baht"]) == (
        "1/2564", told.project.code, ["เห็นชอบ"], "4500000.00",
    )  # fmt: skip
    assert said["years"] == [{"fiscal_year": 2565, "projects": 1, "endorsed_baht": "4500000.00"}]
    assert said["total_baht"] == "4500000.00"
    assert said["corrections"] == []


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2020, 11, 2), date(2020, 11, 2), 1),  # the very day of the certification
        (date(2020, 10, 1), date(2020, 11, 1), 0),
        (date(2020, 11, 3), date(2021, 1, 1), 0),
    ],
)
def test_period_holds_both_of_its_days(told: World, first: date, last: date, count: int) -> None:
    write(told, revision=1, from_date=first, to_date=last)
    assert len(said_by(report(told))["resolutions"]) == count


def test_confidential_resolutions_stay_inside(told: World) -> None:
    AgendaItem.objects.filter(pk=told.item.pk).update(confidentiality="members")
    assert said_by(report(told))["resolutions"] == []


# ── fixed with the agenda, and noted as it was fixed ──


def test_fixing_the_agenda_keeps_what_the_pack_prints(told: World) -> None:
    assert not CabinetReportVersion.objects.exists()
    told.act("convene", "secretary", told.meeting)
    told.freeze_agenda()
    version = CabinetReportVersion.objects.get()
    pack = told.meeting.packs.get()
    again = bound_pack(pack.snapshot | {"pack": {"number": 1, "snapshot_sha256": pack.snapshot_sha256}})
    assert again.pdf == document_content(pack.document)  # whatever the database keeps it in
    (printed,) = pack.snapshot["reports"]
    assert (version.number, version.revision, version.pack_number) == (1, 1, 1)
    assert printed["says"] == version.snapshot == said_by(report(told))
    assert printed["sha256"] == version.sha256 == sha256_of(version.snapshot)
    frozen = TransitionRecord.objects.get(transition="freeze", subject_id=told.meeting.pk)
    assert frozen.facts["reports"] == {"4.1": version.sha256}
    with pytest.raises(DatabaseError), transaction.atomic():
        CabinetReportVersion.objects.update(sha256="0" * 64)


def test_pack_of_other_words_is_no_pack_of_this_agenda(told: World) -> None:
    told.act("convene", "secretary", told.meeting)
    told.act("close_call", "secretary", told.meeting)
    build_pack(meeting_id=told.meeting.pk, actor=told.secretary, at=told.at)
    write(told, revision=1, substance="แก้ไขหลังจัดทำเอกสาร")
    with refused(GuardsUnmet) as raised:
        told.act("freeze", "secretary", told.meeting)
    assert str(raised.value) == "The pack of the present agenda must have been built."


# who may write when: convened, agenda fixed, reopened, in session, noted, meeting over, laid, released
WRITABLE = [True, False, True, False, False, False, False, False]


def test_it_is_written_until_its_agenda_is_fixed_and_never_once_noted(told: World) -> None:
    found: list[bool] = []

    def tried() -> None:
        now = report(told).revision
        if stands_because(item(told), report(told)):
            with refused(WrongState):
                write(told, revision=now, substance=f"ครั้งที่ {len(found)}")
            found.append(False)
        else:
            write(told, revision=now, substance=f"ครั้งที่ {len(found)}")
            found.append(True)

    told.act("convene", "secretary", told.meeting)
    tried()
    told.freeze_agenda()
    tried()
    told.act("thaw", "secretary", told.meeting, note="แก้")
    tried()
    build_pack(meeting_id=told.meeting.pk, actor=told.secretary, at=told.at)
    told.act("freeze", "secretary", told.meeting)
    for name in ("chair", "member"):
        told.act("arrive", "secretary", told.entry(name))
    told.act("open", "secretary", told.meeting)
    tried()
    told.act("take_note", "secretary", item(told))
    tried()
    told.act("end", "secretary", told.meeting)
    tried()
    lay(told)
    tried()
    release(told)
    tried()
    assert found == WRITABLE
    assert [version.number for version in CabinetReportVersion.objects.order_by("pk")] == [1, 2]
    assert CabinetReportPaper.objects.get().snapshot["substance"] == "ครั้งที่ 2"


def test_what_the_next_pack_says_otherwise_is_told(told: World) -> None:
    told.act("convene", "secretary", told.meeting)
    told.freeze_agenda()
    told.act("thaw", "secretary", told.meeting, note="แก้")
    write(told, revision=1, substance="แก้ไขแล้ว", to_date=date(2021, 9, 29))
    build_pack(meeting_id=told.meeting.pk, actor=told.secretary, at=told.at)
    told.act("freeze", "secretary", told.meeting)
    pack = told.meeting.packs.get(number=2)
    changes = pack.snapshot["after"]["changes"]
    assert changes["reports"] == ["4.1"]
    assert changes["reread"] == [
        {"label": "4.1", "title": item(told).title, "is_new": False, "parts": ["period", "substance"]}
    ]
    printed = words(document_content(pack.document))
    assert "แก้ไขรายงาน" in printed
    assert "แก้ไขแล้ว" in printed


def test_what_ends_unspoken_is_noted_as_it_was_fixed(told: World) -> None:
    told.open_meeting()
    told.act("end", "secretary", told.meeting)
    record = TransitionRecord.objects.filter(transition="note_it").latest("pk")
    assert record.facts["report_sha256"] == CabinetReportVersion.objects.get().sha256


@pytest.mark.parametrize("has_addendum", [False, True])
def test_report_that_comes_late_is_noted_when_an_addendum_brought_it_and_else_comes_back(
    told: World, has_addendum: bool
) -> None:
    told.act("take_off", "secretary", item(told), note="ยังไม่พร้อม")
    add_item(meeting=told.meeting, actor=told.secretary, at=told.at, request_id=uuid4(), section=4, title="เรื่องเพื่อทราบ")
    told.act("convene", "secretary", told.meeting)
    told.freeze_agenda()
    late = add_item(
        meeting=told.meeting, actor=told.secretary, at=told.at, request_id=uuid4(), section=4, kind="report",
        title="รายงานที่เสนอหลังปิดรับเรื่อง", late_reason="ได้รับหนังสือหลังปิดรับเรื่อง",
    )  # fmt: skip
    told.act("admit_late", "chair", late)
    write_report(
        item=late, **PERIOD, **WORDS, expected_revision=0, actor=told.secretary, at=told.at
    )  # fmt: skip
    if has_addendum:
        build_pack(meeting_id=told.meeting.pk, actor=told.secretary, at=told.at)
        told.act("issue_addendum", "secretary", told.meeting)
    for name in ("chair", "member"):
        told.act("arrive", "secretary", told.entry(name))
    told.act("open", "secretary", told.meeting)
    late = AgendaItem.objects.get(pk=late.pk)
    if not has_addendum:
        with refused(GuardsUnmet) as raised:
            told.act("take_note", "secretary", late)
        assert str(raised.value) == (
            "A report to the cabinet is noted as it lay before the meeting: issue an addendum with it first."
        )
    record = told.act("end", "secretary", told.meeting)
    late = AgendaItem.objects.get(pk=late.pk)
    stands = ("noted", []) if has_addendum else ("not_reached", [late.label])
    assert (late.state, record.facts["not_reached"]) == stands
    told.plan_meeting()
    told.act("convene", "secretary", told.meeting)
    again = AgendaItem.objects.filter(meeting=told.meeting_id, item_kind="report")
    assert [one.predecessor for one in again] == ([] if has_addendum else [late])
    assert [one.cabinet_report.substance for one in again] == ([] if has_addendum else [WORDS["substance"]])


def test_pack_prints_no_report_that_is_for_the_chair_alone(told: World) -> None:
    AgendaItem.objects.filter(pk=item(told).pk).update(confidentiality="chair")
    told.act("convene", "secretary", told.meeting)
    told.freeze_agenda()
    pack = told.meeting.packs.get()
    assert "reports" not in pack.snapshot
    assert WORDS["substance"].replace(" ", "") not in words(document_content(pack.document))
    assert CabinetReportVersion.objects.get().snapshot["substance"] == WORDS["substance"]  # fixed all the same


# ── what an earlier report told, and is other now ──


def test_next_report_names_what_was_corrected_and_counts_it_once(told: World) -> None:
    noted(told)
    lay(told)
    issued = release(told)
    sealed = Resolution.objects.get(number=1)
    told.act("correct", "secretary", sealed.item, note="พิมพ์ผิด", facts={"text": "มติที่แก้ไขแล้ว"})
    told.act("certify", "chair", Resolution.objects.get(corrects=sealed))
    assert said_by(issued.report) == issued.snapshot  # the issued one keeps what it said
    assert [row["number"] for row in issued.snapshot["resolutions"]] == ["1/2564"]
    next_report(told, from_date=date(2021, 10, 1), to_date=date(2022, 9, 30))
    said = said_by(report(told))
    (row,) = said["corrections"]
    assert (row["number"], row["by"], row["reported_in"]) == ("1/2564", "2/2564", issued.snapshot["meeting"]["called"])
    assert (row["was_baht"], row["is_baht"]) == ("4500000.00", "4500000.00")
    assert (said["resolutions"], said["total_baht"]) == ([], "0.00")
    noted(told)
    next_report(told, from_date=date(2022, 10, 1), to_date=date(2023, 9, 30))
    assert said_by(report(told))["corrections"] == []  # told once


def test_what_earlier_reports_told_is_asked_at_once_however_many_there_are(told: World) -> None:
    costs = []
    for year in (2021, 2022, 2023):
        noted(told)
        next_report(told, from_date=date(year, 10, 1), to_date=date(year + 1, 9, 30))
        found = report(told)
        with CaptureQueriesContext(connection) as queries:
            assert said_by(found)["resolutions"] == []
        costs.append(len(queries))
    assert costs[0] == costs[1] == costs[2]

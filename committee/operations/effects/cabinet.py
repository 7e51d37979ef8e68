# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens to a report to the cabinet: fixed with the agenda, taken note of, laid for release, released."""

from typing import Any

from committee.cabinet import changed_since, report_of, sha256_of, snapshot_of
from committee.lifecycle import AgendaItemLifecycle
from committee.models import AgendaItem, CabinetReportPaper, CabinetReportVersion, Meeting, Pack
from committee.operations.cabinet_letters import print_letter, refuse_used
from committee.states import ItemKind, MeetingState
from papers.thai import normalise
from workflows.lifecycle import Attempt, effect


def fix_reports(meeting: Meeting, pack: Pack, attempt: Attempt) -> dict[str, str]:
    """Keep what every report on the agenda says, as the pack prints it; one that says the same stays as it is.

    Returns ``{"4.1": "sha256…"}`` of what was fixed now. What the pack does not print, for the chair alone, is taken
    as it reads.
    """
    printed = {one["label"]: one["says"] for one in pack.snapshot.get("reports", [])}
    fixed = {}
    for item in meeting.items.filter(item_kind=ItemKind.REPORT, issued_label__gt="").order_by("pk"):
        item.meeting, report = meeting, report_of(item)
        last = report.fixed if report is not None else None
        if report is None or (last is not None and meeting.state == MeetingState.FROZEN):  # an addendum leaves it
            continue
        report.item = item
        says = printed.get(item.label) or snapshot_of(report)
        if last is None or last.sha256 != sha256_of(says):
            CabinetReportVersion.objects.create(
                report=report, number=(last.number if last else 0) + 1, revision=report.revision,
                pack_number=pack.number, snapshot=says, sha256=sha256_of(says), fixed_at=attempt.at,
            )  # fmt: skip
            fixed[item.label] = sha256_of(says)
    return fixed


def carry_report(item: AgendaItem) -> None:
    """Let a report that was not reached stand on the item by which it comes back, with all who wrote it."""
    before = report_of(item.predecessor) if item.predecessor is not None else None
    if before is None:
        return
    writings = list(before.writings.all())
    before.pk, before.item, before.laid = None, item, None
    before._state.adding = True
    before.save()
    for one in writings:
        one.pk, one.report = None, before
        one._state.adding = True
        one.save()


@effect(AgendaItemLifecycle.take_note)
@effect(AgendaItemLifecycle.note_it)
def name_what_was_noted(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Of a report to the cabinet, which version was taken note of, and what the register says otherwise by then.

    Returns ``{"report_sha256": "…", "report_changes": ["3/2564"]}``; nothing of another matter.
    """
    report = report_of(item)
    version = report.fixed if report is not None else None
    if report is None or version is None:
        return {}
    report.item = item
    return {"report_sha256": version.sha256, "report_changes": changed_since(report)}


@effect(AgendaItemLifecycle.lay_report)
def lay_its_letter(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Lay the letter before the chair, in the place of one that was laid before; it is mostly printed by now.

    Returns ``{"letter_number": "…", "report_sha256": "…", "paper_sha256": "…"}``.
    """
    report = report_of(item)
    assert report is not None
    number = normalise(str(attempt.facts.get("letter_number") or "")).strip()
    letter = print_letter(report, number, attempt)
    report.laid = letter
    report.save(update_fields=["laid"])
    return {
        "letter_number": number, "report_sha256": letter.version.sha256, "paper_sha256": letter.document.sha256,
    }  # fmt: skip


@effect(AgendaItemLifecycle.release_report)
def issue_its_letter(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Issue the letter that is laid, as it is. Returns as ``lay_its_letter``."""
    report = report_of(item)
    assert report is not None
    assert report.laid is not None, "letter_is_laid holds"
    letter = report.laid
    refuse_used(report, letter.letter_number, attempt)
    CabinetReportPaper.objects.create(
        report=report, letter=letter, letter_number=letter.letter_number, snapshot=letter.snapshot,
        sha256=letter.sha256, document=letter.document, issued_by=attempt.actor, issued_at=attempt.at,
    )  # fmt: skip
    return {
        "letter_number": letter.letter_number, "report_sha256": letter.version.sha256,
        "paper_sha256": letter.document.sha256,
    }  # fmt: skip

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a report to the cabinet for information, laying its letter before the chair, and releasing it."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.guards.cabinet import report_is_not_issued
from committee.models import AgendaItem, CabinetReport, CabinetReportWriting, Meeting
from committee.operations.cabinet_letters import print_letter
from committee.permissions import secretary, secretary_of_part
from committee.states import STANDING, TAKEN_NOTE_OF, ItemKind, ItemState, MeetingState
from papers.thai import normalise
from workflows.acting import act
from workflows.explaining import explain
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, VersionConflict, WrongState

GONE = (ItemState.TAKEN_OFF, ItemState.TURNED_AWAY, ItemState.DROPPED, ItemState.NOT_REACHED)


def stands_because(item: AgendaItem, report: CabinetReport | None) -> str:
    """Why nothing of the report on an item may be written now; nothing where it may."""
    if report is not None and hasattr(report, "paper"):
        return str(report_is_not_issued.sentence)
    if item.state in TAKEN_NOTE_OF:
        return _("The meeting has taken note of the report: it stands as it lay before it.")
    is_fixed = report is not None and report.fixed is not None
    if item.meeting.state in STANDING and (is_fixed or item.meeting.state != MeetingState.FROZEN):
        return _("The report lies before the meeting: it stands as it is until the meeting is over.")
    if item.state in GONE:
        return _("The matter is not on the agenda any more.")
    return ""


@transaction.atomic
def write_report(
    *,
    item: AgendaItem,
    from_date: date,
    to_date: date,
    background: str,
    substance: str,
    expected_revision: int,
    actor: User,
    at: datetime,
    delegation: int | None = None,
) -> CabinetReport:
    """Write the report, or write it anew. It stands still while it lies before a meeting, and for good once noted.

    Raises NotPermitted, WrongState, VersionConflict or GuardsUnmet, and then nothing has changed.
    """
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    item, attempt = _locked(item, attempt)
    report = CabinetReport.objects.filter(item=item).first()
    if why := stands_because(item, report):
        raise WrongState(why)
    if (report.revision if report else 0) != expected_revision:
        raise VersionConflict(_("Somebody else wrote on the report meanwhile. What you typed is still here."))
    if not date(1900, 1, 1) <= min(from_date, to_date) <= max(from_date, to_date) < date(2200, 1, 1):
        raise GuardsUnmet(_("The days of the period lie in no year of this service."))
    if from_date > to_date:
        raise GuardsUnmet(_("The period ends after it begins."))
    if not (background.strip() and substance.strip()):
        raise GuardsUnmet(_("Background and substance must be written."))
    written = {"from_date": from_date, "to_date": to_date, "background": background.strip(),
               "substance": substance.strip(), "revision": expected_revision + 1, "written_by": actor,
               "written_at": at}  # fmt: skip
    report = CabinetReport.objects.update_or_create(item=item, defaults=written)[0]
    CabinetReportWriting.objects.create(
        report=report, revision=report.revision, written_by=actor, written_for=attempt.on_behalf_of, written_at=at
    )
    return report


def lay_report(
    *,
    item: AgendaItem,
    letter_number: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    expected_version: int | None = None,
    delegation: int | None = None,
) -> TransitionRecord:
    """Print the report that the meeting took note of under its number, and lay the letter before the chair.

    It is printed before any row is locked, when the step would pass; the step itself would print it as well. Raises
    ``refusals.Refused``: then nothing is laid.
    """
    number = normalise(letter_number).strip()
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation)
    item = AgendaItem.objects.get(pk=item.pk)
    if number and expected_version in (None, item.version) and _would_pass(item, "lay_report", attempt):
        admitted = refuse_person(item, "lay_report", secretary_of_part, attempt)
        print_letter(item.cabinet_report, number, admitted)
    return act(
        item, "lay_report", actor=actor, at=at, request_id=request_id, expected_version=expected_version,
        delegation=delegation, facts={"letter_number": number},
    )  # fmt: skip


def _would_pass(item: AgendaItem, name: str, attempt: Attempt) -> bool:
    return any(answer.name == name and answer.may for answer in explain(item, attempt))


def _locked(item: AgendaItem, attempt: Attempt) -> tuple[AgendaItem, Attempt]:
    """The item as it is under its meeting's lock, for its committee's secretary, with whom they act for."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    attempt = refuse_person(meeting, "edit", secretary, attempt, holding=True)
    found = AgendaItem.objects.get(pk=item.pk)
    found.meeting = meeting
    if found.item_kind != ItemKind.REPORT:
        raise WrongState(_("The matter is no report to the cabinet."))
    return found, attempt

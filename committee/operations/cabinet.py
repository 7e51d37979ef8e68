# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a report to the cabinet for information, and issuing its paper once the meeting has taken note of it."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.roles import day_of
from committee.cabinet import snapshot_of
from committee.models import AgendaItem, CabinetReport, CabinetReportPaper, Meeting
from committee.permissions import secretary
from committee.states import STANDING, ItemKind, ItemState
from papers.models import PDF
from papers.operations import keep_document
from papers.packs import build_cabinet_report_pdf
from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable
from papers.thai import normalise
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.records import canonical_json, digest
from workflows.refusals import GuardsUnmet, VersionConflict, WrongState

LONGEST = 80
TAKEN_NOTE_OF = (ItemState.NOTED, ItemState.RESOLVED)
GONE = (ItemState.TAKEN_OFF, ItemState.TURNED_AWAY, ItemState.DROPPED, ItemState.NOT_REACHED)


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
    """Write the report, or write it anew. It stands still while the agenda is fixed, and for good once it is issued.

    Raises NotPermitted, WrongState, VersionConflict or GuardsUnmet, and then nothing has changed.
    """
    item = _locked(item, actor, at, delegation)
    report = CabinetReport.objects.filter(item=item).first()
    if report is not None and hasattr(report, "paper"):
        raise WrongState(_("The report is issued: it stands as it was sent."))
    if item.meeting.state in STANDING:
        raise WrongState(_("The report lies before the meeting: it stands as it is until the meeting is over."))
    if item.state in GONE:
        raise WrongState(_("The matter is not on the agenda any more."))
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
    return CabinetReport.objects.update_or_create(item=item, defaults=written)[0]


def issue_report(
    *,
    report: CabinetReport,
    letter_number: str,
    expected_revision: int,
    actor: User,
    at: datetime,
    delegation: int | None = None,
) -> CabinetReportPaper:
    """Print the report under its number and keep the paper: from then on nothing of it changes.

    The paper is made before any row is locked; the same press again gives the same paper. Raises as ``write_report``.
    """
    number = normalise(letter_number).strip()
    if not number or len(number) > LONGEST:
        raise GuardsUnmet(_("A letter number has between 1 and %(most)s characters.") % {"most": LONGEST})
    _refuse_issuing(report, expected_revision, actor, at, delegation)
    snapshot = snapshot_of(report, letter_number=number, day=day_of(at))
    content = printed(snapshot)
    with transaction.atomic():
        now = CabinetReport.objects.select_related("item").get(pk=report.pk)
        _locked(now.item, actor, at, delegation)
        if (there := CabinetReportPaper.objects.filter(report=now).first()) is not None:
            if there.letter_number == number:
                return there
            raise WrongState(_("The report is issued: it stands as it was sent."))
        _refuse_issuing(now, expected_revision, actor, at, delegation)
        document = keep_document(
            content=content, media_type=PDF, filename=f"cabinet-report-{now.pk}.pdf", title=now.item.title[:200], at=at
        )
        return CabinetReportPaper.objects.create(
            report=now, letter_number=number, snapshot=snapshot, sha256=digest(canonical_json(snapshot)),
            document=document, issued_by=actor, issued_at=at,
        )  # fmt: skip


def printed(snapshot: dict[str, object]) -> bytes:
    """The paper of a snapshot. Raises GuardsUnmet for what cannot be printed faithfully."""
    try:
        return build_cabinet_report_pdf(snapshot | {"sha256": digest(canonical_json(snapshot))})
    except Unprintable as error:
        sentence = _("These characters are not in the official font: %(characters)s. Change the text that holds them.")
        raise GuardsUnmet(sentence % {"characters": " ".join(error.characters)}) from error
    except (RenderingRefused, TextDiffers) as error:
        raise GuardsUnmet(_("The report could not be printed faithfully: %(why)s") % {"why": error}) from error


def _refuse_issuing(
    report: CabinetReport, expected_revision: int, actor: User, at: datetime, delegation: int | None
) -> None:
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(report.item.meeting, "edit", secretary, attempt)
    if AgendaItem.objects.get(pk=report.item_id).state not in TAKEN_NOTE_OF:
        raise GuardsUnmet(_("The meeting must have taken note of the report."))
    if report.revision != expected_revision:
        raise VersionConflict(_("Somebody else wrote on the report meanwhile. What you typed is still here."))


def _locked(item: AgendaItem, actor: User, at: datetime, delegation: int | None) -> AgendaItem:
    """The item as it is under its meeting's lock, for its committee's secretary."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(meeting, "edit", secretary, attempt, holding=True)
    found = AgendaItem.objects.get(pk=item.pk)
    found.meeting = meeting
    if found.item_kind != ItemKind.REPORT:
        raise WrongState(_("The matter is no report to the cabinet."))
    return found

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Printing the letter of a report to the cabinet, and keeping it as it was printed."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.roles import day_of
from committee.cabinet import letter_of, sha256_of
from committee.models import CabinetReport, CabinetReportLetter
from committee.queries.letters import is_number_used
from papers.codes import code_of
from papers.models import PDF, PaperCode
from papers.operations import keep_document
from papers.packs import build_cabinet_report_pdf
from papers.printing import unprintable
from papers.reference import printed_with
from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable
from papers.thai import buddhist_year
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet

LONGEST = 80


def printed(snapshot: dict[str, object]) -> bytes:
    """The paper of a letter's snapshot. Raises GuardsUnmet for what cannot be printed faithfully."""
    try:
        return build_cabinet_report_pdf(snapshot | {"sha256": sha256_of(snapshot)})
    except Unprintable as error:
        raise unprintable(error) from error
    except (RenderingRefused, TextDiffers) as error:
        raise GuardsUnmet(_("The report could not be printed faithfully: %(why)s") % {"why": error}) from error


def print_letter(report: CabinetReport, number: str, attempt: Attempt) -> CabinetReportLetter:
    """Print the fixed report under a number of today and keep it, or return the very same if they printed it last.

    Raises GuardsUnmet for a number that is none, and for what cannot be printed.
    """
    if not 0 < len(number) <= LONGEST:
        raise GuardsUnmet(_("A letter number has between 1 and %(most)s characters.") % {"most": LONGEST})
    refuse_used(report, number, attempt)
    version = report.fixed
    assert version is not None, "lay_before_the_meeting holds"
    snapshot = letter_of(version, number, day_of(attempt.at))
    code = code_of(f"cabinet/{report.pk}/{sha256_of(snapshot)}")  # of what it says, so that saying it again is the same
    snapshot |= {"verify": printed_with(code)}
    last = report.letters.first()
    giver = attempt.on_behalf_of.pk if attempt.on_behalf_of else None
    if last is not None and (last.sha256, last.laid_by_id, last.laid_for_id) == (
        sha256_of(snapshot), attempt.actor.pk, giver,
    ):  # fmt: skip
        return last
    content = printed(snapshot)
    with transaction.atomic():
        document = keep_document(
            content=content, media_type=PDF, filename=f"cabinet-report-{report.pk}.pdf",
            title=version.snapshot["subject"][:200], at=attempt.at,
        )  # fmt: skip
        PaperCode.objects.get_or_create(code=code, defaults={"document": document})
        return CabinetReportLetter.objects.create(
            report=report, version=version, letter_number=number, snapshot=snapshot, sha256=sha256_of(snapshot),
            document=document, laid_by=attempt.actor, laid_for=attempt.on_behalf_of, laid_at=attempt.at,
        )  # fmt: skip


def refuse_used(report: CabinetReport, number: str, attempt: Attempt) -> None:
    """Raise GuardsUnmet for a number under which another letter of the committee has gone out this year."""
    if is_number_used(report.item.committee_id, number, buddhist_year(day_of(attempt.at))):
        raise GuardsUnmet(_("This letter number has been used this year."))

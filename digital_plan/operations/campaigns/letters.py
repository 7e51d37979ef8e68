# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The letter that reports the result of the check back to an agency: its number, what it says, and its paper."""

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import translation

from agencies.roles import day_of
from digital_plan.in_force import items_by_code
from digital_plan.models import AlignmentCampaign, AlignmentLetter, AlignmentLetterPaper, AlignmentResponse
from papers.codes import code_of, read_code
from papers.models import Document
from papers.numbering import letter_number
from papers.packs import build_alignment_letter_pdf
from papers.printing import printed_once
from papers.reference import printed_with
from papers.thai import buddhist_year
from workflows.lifecycle import Attempt
from workflows.records import canonical_json, digest


def write_letter(response: AlignmentResponse, attempt: Attempt) -> AlignmentLetter:
    """Freeze the letter under the next number of the year. Numbers are given one at a time within a campaign."""
    campaign = AlignmentCampaign.objects.select_for_update().get(pk=response.campaign_id)
    year = buddhist_year(day_of(attempt.at))
    taken = AlignmentLetter.objects.filter(prefix=campaign.letter_prefix, be_year=year)
    running = (taken.aggregate(last=Max("running"))["last"] or 0) + 1
    number = letter_number(campaign.letter_prefix, str(running), circular=False, thai=True)
    code = code_of(f"alignment/{response.pk}")
    snapshot = snapshot_of(response, campaign, number, attempt) | {"verify": printed_with(code)}
    return AlignmentLetter.objects.create(
        response=response, prefix=campaign.letter_prefix, be_year=year, running=running, letter_number=number,
        snapshot=snapshot, sha256=digest(canonical_json(snapshot)), sent_by=attempt.actor, sent_at=attempt.at,
    )  # fmt: skip


def snapshot_of(
    response: AlignmentResponse, campaign: AlignmentCampaign, number: str, attempt: Attempt
) -> dict[str, Any]:
    """What the letter says, as ``papers`` prints it: days ISO, wording Thai; ``serves`` names items of the plan."""
    known = items_by_code()
    version = response.versions.order_by("-number").first()
    projects = version.content["projects"] if version else []
    used = attempt.authority
    with translation.override("th"):
        return {
            "letter_number": number,
            "date": day_of(attempt.at).isoformat(),
            "sender": campaign.letter_sender,
            "signer": campaign.letter_signer,
            "to_agency": response.agency.name_th,
            "campaign": campaign.name,
            "plan": campaign.plan.name_th,
            "fiscal_year": campaign.fiscal_year,
            "handed_in": day_of(response.submitted_at).isoformat() if response.submitted_at else "",
            "is_late": response.is_late,
            "agency_plan": response.plan_title,
            "finding": response.finding,
            "finding_text": response.finding_text,
            "projects": [
                {
                    "title": one["title"],
                    "serves": [known[code].name_th if code in known else code for code in one["items"]],
                }
                for one in projects
            ],
            "made_under": f"{attempt.actor} {used.words_of_signing} ตามคำสั่งที่ {used.order_number}" if used else "",
            "example": campaign.is_example,
        }


def paper_of(letter: AlignmentLetter, *, at: datetime) -> Document:
    """The paper of a letter as it was first printed (papers.printing).

    Raises as ``papers.packs.build_alignment_letter_pdf``, and then nothing is kept.
    """
    return printed_once(
        AlignmentLetterPaper.objects, letter, lambda: build_alignment_letter_pdf(letter.snapshot),
        filename=f"alignment-{letter.response.campaign_id}-{letter.response.agency.code}.pdf",
        title=letter.letter_number, at=at, code=read_code(letter.snapshot.get("verify", {}).get("code", "")),
    )  # fmt: skip

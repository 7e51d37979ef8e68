# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the acts on a response: it is frozen when handed in, the finding is kept, the letter is made."""

from typing import Any

from digital_plan.lifecycle.campaigns import ResponseLifecycle
from digital_plan.models import AlignmentResponse, ResponseVersion
from digital_plan.operations.campaigns.letters import write_letter
from workflows.lifecycle import Attempt, effect
from workflows.records import canonical_json, digest


@effect(ResponseLifecycle.hand_over)
def freeze_and_note(response: AlignmentResponse, attempt: Attempt) -> dict[str, Any]:
    """Keep what was handed in, by whom, whether late: ``{"version": 1, "content_sha256": "…", "is_late": …}``."""
    response.submitted_at, response.submitted_by = attempt.at, attempt.actor
    response.is_late = attempt.at > response.campaign.due_at
    response.save(update_fields=["submitted_at", "submitted_by", "is_late"])
    return _frozen(response, attempt) | {"is_late": response.is_late}


@effect(ResponseLifecycle.clarify)
def freeze_anew(response: AlignmentResponse, attempt: Attempt) -> dict[str, Any]:
    """Keep what was handed in again. Returns ``{"version": 2, "content_sha256": "…"}``."""
    return _frozen(response, attempt)


@effect(ResponseLifecycle.record_finding)
def keep_finding(response: AlignmentResponse, attempt: Attempt) -> dict[str, Any]:
    """Keep what was found, why, and by whom."""
    response.finding, response.checked_by = str(attempt.facts["alignment"]), attempt.actor
    response.finding_text = str(attempt.facts.get("text") or "").strip()
    response.save(update_fields=["finding", "finding_text", "checked_by"])
    return {}


@effect(ResponseLifecycle.send_result)
def send_letter(response: AlignmentResponse, attempt: Attempt) -> dict[str, Any]:
    """Make the letter with the next number of its series. Returns ``{"letter_number": "…", "letter_sha256": "…"}``."""
    letter = write_letter(response, attempt)
    return {"letter_number": letter.letter_number, "letter_sha256": letter.sha256}


def content_of(response: AlignmentResponse) -> dict[str, Any]:
    """Everything that a response says: amounts are strings of baht, projects in the order of their naming."""
    named = ("plan_status", "plan_kind", "plan_title", "plan_first_year", "plan_last_year", "plan_url",
             "respondent_role", "respondent_mailbox", "has_none", "variant")  # fmt: skip
    projects = response.own_projects.prefetch_related("alignments").order_by("pk")
    return {name: getattr(response, name) for name in named} | {
        "projects": [
            {
                "title": one.title,
                "fiscal_year": one.fiscal_year,
                "budget_baht": "" if one.budget_baht is None else f"{one.budget_baht:.2f}",
                "project_code": one.project_code,
                "note": one.note,
                "items": sorted(alignment.item_code for alignment in one.alignments.all()),
            }
            for one in projects
        ]
    }


def _frozen(response: AlignmentResponse, attempt: Attempt) -> dict[str, Any]:
    content = content_of(response)
    number = response.versions.count() + 1
    sha256 = digest(canonical_json(content))
    ResponseVersion.objects.create(response=response, number=number, content=content, sha256=sha256, at=attempt.at)
    return {"version": number, "content_sha256": sha256}

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the acts of proposing: freezing, asking partners, their consent, handing in."""

from typing import Any

from budget_review.content import part_sha256
from budget_review.lifecycle import ParticipationLifecycle, ProjectLifecycle
from budget_review.models import IntegrationProject, Participation, Stage
from budget_review.operations.freezing import freeze
from budget_review.operations.ledger import lines_of, total, write_amounts
from budget_review.operations.receiving import give
from budget_review.states import Consent
from workflows.engine import follow
from workflows.lifecycle import Attempt, effect

# Who was asked and has not answered is asked anew: an answer to the version before must not count for this one.
TO_BE_ASKED = (Consent.LISTED, Consent.ASKED, Consent.CHANGES_ASKED, Consent.DECLINED, Consent.STALE)


@effect(ProjectLifecycle.propose)
def freeze_and_ask(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Freeze the content as a new version and ask every partner whose word does not stand.

    Returns ``{"content_version": 3, "content_sha256": "…", "proposed_baht": "…", "asked": [agency ids]}``.
    """
    version = freeze(project, attempt)
    follows = attempt.caused_by(project, project.version + 1)
    asked = []
    for part in project.partners():
        if part.state == Consent.CONSENTED and not part.consent_stands():
            part = follow(part, "go_stale", follows)  # type: ignore[assignment]
        if part.state in TO_BE_ASKED:
            follow(part, "ask", follows)
            asked.append(part.agency_id)
    amounts = {pk: line.amount_baht for pk, line in lines_of(project).items()}
    write_amounts(project, attempt, Stage.PROPOSED, amounts)
    return {
        "content_version": version.number,
        "content_sha256": version.sha256,
        "proposed_baht": total(amounts),
        "asked": asked,
    }


@effect(ParticipationLifecycle.consent_by_letter)
@effect(ParticipationLifecycle.consent)
def pin_the_consent(part: Participation, attempt: Attempt) -> dict[str, Any]:
    """Tie the consent to the version and to what the part says. Returns both, for the record."""
    part.consented_version = part.project.content_version
    part.consented_sha256 = part_sha256(part)
    part.save(update_fields=["consented_version", "consented_sha256"])
    return {"content_version": part.consented_version, "part_sha256": part.consented_sha256}


@effect(ProjectLifecycle.hand_in)
def give_receipt(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Give the receipt with the next number of its fiscal year. Returns ``{"receipt_number": "0042/2565"}``."""
    return {"receipt_number": str(give(project, attempt))}

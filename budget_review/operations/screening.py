# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the acts of screening, and the officer's edits of the findings."""

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.lifecycle import ProjectLifecycle
from budget_review.lifecycle_of_opinions import OpinionLifecycle
from budget_review.models import (
    ExpertOpinion,
    IntegrationProject,
    ScreenedLine,
    Screening,
    Stage,
)
from budget_review.models.parts import Advice
from budget_review.models.screening import Recommendation
from budget_review.operations.finding import find_anew, keep_answers, lay_out
from budget_review.operations.freezing import freeze
from budget_review.operations.inquiries import end_inquiries
from budget_review.operations.ledger import lines_of, total, write_amounts
from budget_review.operations.tiers import freeze_tier
from budget_review.permissions import screener
from budget_review.queries.experts import experts_for
from budget_review.states import OpinionState, Outcome, State
from papers.packs import check_words
from papers.printing import fit_to_print
from workflows.engine import begin, follow
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt, effect
from workflows.refusals import GuardsUnmet, VersionConflict, WrongState


@effect(ProjectLifecycle.take_up)
def open_screening(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Rate the project, lay out the findings, make the automatic ones, and ask the experts that its tier calls for.

    Returns ``{"tier": "full", "bands": 2}``.
    """
    screening = Screening.objects.create(
        project=project, content_version=project.present_version.number, officer=attempt.actor
    )
    rated = freeze_tier(project, screening, attempt)
    lay_out(project, screening, attempt.facts.get("intake") or {})
    _ask_experts(project, attempt, _fields_of(screening))
    return {"tier": rated.tier.value, "bands": _bands(screening)}


def _bands(screening: Screening) -> int:
    return screening.bands.number if screening.bands else 0


def _fields_of(screening: Screening) -> list[str]:
    """The fields in which the screening's tier calls for an expert."""
    return screening.bands.opinions_of(screening.tier) if screening.bands else []


def _ask_experts(project: IntegrationProject, attempt: Attempt, fields: Collection[str]) -> None:
    """Ask for an opinion in each of the fields: those that stand no more again, those that lack anew.

    In a field that is not called for, or is so no longer, nothing is asked: what stands no more lapses.
    """
    follows = attempt.caused_by(project, project.version + 1)
    version = project.present_version.number
    asked = list(project.opinions.order_by("pk"))
    for opinion in asked:
        if opinion.state == OpinionState.GIVEN and opinion.content_version != version:
            opinion = follow(opinion, "go_stale", follows)  # type: ignore[assignment]
        if opinion.field in fields and opinion.state in (OpinionState.LAPSED, OpinionState.STALE):
            follow(opinion, "ask_again", follows)
        elif opinion.state == OpinionState.STALE:
            follow(opinion, "lapse", follows)
    for field in fields:
        if field not in {opinion.field for opinion in asked}:
            begin(ExpertOpinion(project=project, field=field, content_version=version), follows, key=field)


@effect(OpinionLifecycle.ask_again)
def clear_opinion(opinion: ExpertOpinion, attempt: Attempt) -> dict[str, Any]:
    """Empty the sheet for the present version; what was said before stays in the record of its giving."""
    opinion.content_version = opinion.project.present_version.number
    opinion.advice, opinion.text, opinion.points = "", "", {}
    opinion.save(update_fields=["content_version", "advice", "text", "points"])
    return {"content_version": opinion.content_version}


@effect(OpinionLifecycle.give)
def write_opinion(opinion: ExpertOpinion, attempt: Attempt) -> dict[str, Any]:
    """Keep the expert's advice, points and text on the opinion. Raises GuardsUnmet for an unknown advice."""
    if attempt.facts["advice"] not in Advice.values:
        raise GuardsUnmet(_("The advice must be one of those listed."))
    opinion.advice, opinion.text = attempt.facts["advice"], attempt.facts["text"]
    opinion.points = dict(attempt.facts.get("points", {}))
    opinion.save(update_fields=["advice", "text", "points"])
    return {}


@effect(OpinionLifecycle.ask_another)
def name_expert(opinion: ExpertOpinion, attempt: Attempt) -> dict[str, Any]:
    """Ask the expert named in ``expert`` by id, or whichever expert takes it. Raises GuardsUnmet for who may not."""
    wanted = attempt.facts.get("expert")
    named = next((one for one in experts_for(opinion, attempt.at) if one.pk == wanted), None) if wanted else None
    if wanted and named is None:
        raise GuardsUnmet(_("The expert named must be one whose agency takes no part in the project."))
    opinion.expert = named
    opinion.save(update_fields=["expert"])
    return {"expert": named.pk if named else None}


@effect(ProjectLifecycle.resubmit)
def freeze_again(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Freeze the mended content; the screening goes on with it. Consents stand, for no part has changed."""
    version = freeze(project, attempt)
    amounts = {pk: line.amount_baht for pk, line in lines_of(project).items()}
    write_amounts(project, attempt, Stage.PROPOSED, amounts)
    frozen = {"content_version": version.number, "content_sha256": version.sha256}
    if project.screening:
        project.screening.content_version = version.number
        project.screening.save(update_fields=["content_version"])
        return frozen | _rate_again(project, project.screening, attempt)
    return frozen


def _rate_again(project: IntegrationProject, screening: Screening, attempt: Attempt) -> dict[str, Any]:
    """The mended content may call for another review, by the same bands; what the service finds, it finds anew."""
    rated = freeze_tier(project, screening, attempt)
    lay_out(project, screening, {})
    find_anew(project, screening)
    _ask_experts(project, attempt, _fields_of(screening))
    return {"tier": rated.tier.value, "bands": _bands(screening)}


@effect(ProjectLifecycle.recommend)
def sign_recommendation(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Note who recommends. Returns ``{"recommendation": "pass", "score": "82.0", "screened_baht": "…"}``."""
    screening = project.screening
    assert screening is not None
    screening.recommended_by = attempt.actor
    screening.save(update_fields=["recommended_by"])
    screening.writers.add(*attempt.people)  # whoever it was done for has had a hand in it too
    end_inquiries(project, attempt)
    return {
        "recommendation": screening.recommendation,
        "score": str(screening.score()),
        "screened_baht": total(screened_amounts(project)),
    }


@effect(ProjectLifecycle.pass_on)
def write_screened(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Write what screening lets stand for each line into the ledger."""
    amounts = screened_amounts(project)
    assert project.screening is not None
    reasons = dict(project.screening.lines.values_list("line_id", "reason"))
    write_amounts(project, attempt, Stage.SCREENED, amounts, reasons=reasons)
    return {"screened_baht": total(amounts)}


@effect(ProjectLifecycle.find_not_eligible)
def close_as_not_eligible(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Set the outcome. Raises GuardsUnmet for a reason that the letters on the result could not say."""
    with fit_to_print():
        check_words(attempt.note)
    project.outcome = Outcome.NOT_ELIGIBLE
    project.save(update_fields=["outcome"])
    return {"outcome": Outcome.NOT_ELIGIBLE.value}


@effect(ProjectLifecycle.reopen_screening)
def forget_the_finding(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Take back the outcome; what was found and who recommended stays until somebody recommends anew."""
    project.outcome = ""
    project.save(update_fields=["outcome"])
    return {}


def screened_amounts(project: IntegrationProject) -> dict[int, Decimal]:
    """What screening lets stand for each line: the officer's amount, or what was proposed."""
    own = dict(project.screening.lines.values_list("line_id", "amount_baht")) if project.screening else {}
    return {pk: own.get(pk, line.amount_baht) for pk, line in lines_of(project).items()}


@transaction.atomic
def save_screening(
    *,
    project_id: int,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    expected_revision: int,
    opinion: str,
    recommendation: str,
    verdicts: Mapping[int, tuple[str, str]],
    amounts: Mapping[int, tuple[Decimal, str]],
    evidence: Mapping[int, str] | None = None,
) -> Screening:
    """Keep the officer's findings so far: ``verdicts`` by finding id, ``amounts`` by line id, each with its note.

    What is found on a scored criterion is its score: ``{7: ("3", "เทียบทางเลือกแล้ว")}``. ``evidence`` is by finding id.

    Raises WrongState, NotPermitted, VersionConflict or GuardsUnmet - and then nothing has changed.
    """
    project = IntegrationProject.objects.select_for_update().get(pk=project_id)
    screening = project.screening
    if project.state != State.SCREENING or screening is None:
        raise WrongState(_("Findings are written only while the project is being screened."))
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    attempt = refuse_person(project, "recommend", screener, attempt, holding=True)
    if screening.revision != expected_revision:
        raise VersionConflict(_("Somebody else saved the screening meanwhile. What you typed is still here."))
    proposed = lines_of(project)
    for line, (amount, _reason) in amounts.items():
        if line not in proposed or not Decimal(0) <= amount <= proposed[line].amount_baht:
            raise GuardsUnmet(_("A screened amount lies between zero and what was proposed."))
    if recommendation not in ("", *Recommendation.values):
        raise GuardsUnmet(_("A finding must be one of those listed."))
    keep_answers(screening, verdicts, evidence or {})
    for line, (amount, reason) in amounts.items():
        ScreenedLine.objects.update_or_create(
            screening=screening, line_id=line, defaults={"amount_baht": amount, "reason": reason}
        )
    screening.opinion, screening.recommendation = opinion, recommendation
    screening.revision += 1
    screening.save(update_fields=["opinion", "recommendation", "revision"])
    screening.writers.add(*attempt.people)
    return screening

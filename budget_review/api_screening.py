# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Screening for programs: the criteria and the bands as published, and what was found, with its working."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema

from accounts.api import READING, asker
from budget_review.models import CriteriaSet, Criterion, TierBands
from budget_review.models.criteria import Kind, Verdict
from budget_review.queries import may_see_screening, project_for
from budget_review.queries.criteria import latest_set, rule_of, working_of
from budget_review.queries.visibility import sees_findings_inside
from budget_review.schemas import Baht, baht
from budget_review.states import Tier
from budget_review.tiers import words_of

router = Router(tags=["screening"])


class AnswerOut(Schema):
    """An answer that an officer may choose."""

    value: str
    words: str


class CriterionOut(Schema):
    """One criterion."""

    code: str
    name: str
    kind: Kind
    weight: int
    from_tier: Tier
    needs_evidence: bool
    guidance: str
    answers: list[AnswerOut]
    source: str


class CriteriaOut(Schema):
    """A published version of the criteria."""

    version: int
    reason: str
    criteria: list[CriterionOut]


class BandsOut(Schema):
    """A version of the bands of review."""

    version: int
    from_date: date
    standard_from_baht: Baht
    full_from_baht: Baht
    many_agencies_from: int
    risks: dict[str, Tier]
    opinions: dict[Tier, list[str]]
    reason: str


class FindingOut(Schema):
    """What was found on one criterion; ``working`` says how the service came to it."""

    code: str
    name: str
    kind: Kind
    rule: str
    verdict: Verdict | None
    score: int | None
    top_score: int | None
    weight: int
    points: str
    note: str
    evidence: str
    working: list[str]


class TierReasonOut(Schema):
    """A band or a risk that spoke for a tier."""

    tier: Tier
    words: str


class ScreeningOut(Schema):
    """The screening of a project."""

    criteria_version: int | None
    tier: Tier | None
    tier_reasons: list[TierReasonOut]
    score: str
    findings: list[FindingOut]
    opinion: str
    recommendation: str


@router.get("/criteria", response={200: CriteriaOut} | READING, summary="Read the criteria published last")
def read_criteria(request: HttpRequest) -> CriteriaOut:
    """The version that rounds begin with now."""
    asker(request)
    return _criteria(latest_set())


@router.get("/criteria/{int:number}", response={200: CriteriaOut} | READING, summary="Read a version of the criteria")
def read_criteria_version(request: HttpRequest, number: int) -> CriteriaOut:
    """One version as it was published."""
    asker(request)
    return _criteria(get_object_or_404(CriteriaSet, number=number))


@router.get("/tiers", response={200: list[BandsOut]} | READING, summary="Read the bands of review")
def read_tiers(request: HttpRequest) -> list[BandsOut]:
    """Every version, the latest first."""
    asker(request)
    return [_bands(bands) for bands in TierBands.objects.all()]


@router.get(
    "/projects/{slug:code}/screening", response={200: ScreeningOut} | READING, summary="Read what screening found"
)
def read_screening(request: HttpRequest, code: str) -> ScreeningOut:
    """Findings with points and working, for those who may read them: offices, and the agencies once it is decided."""
    user, now = asker(request), timezone.now()
    project = project_for(user, code, now)
    screening = project.screening
    if screening is None or not may_see_screening(project, user, now):
        raise Http404
    inside = sees_findings_inside(user, now)
    findings = screening.findings.select_related("criterion").order_by("criterion__position")
    return ScreeningOut(
        criteria_version=screening.criteria_set.number if screening.criteria_set else None,
        tier=Tier(screening.tier) if screening.tier else None,
        tier_reasons=[
            TierReasonOut(tier=Tier(reason["tier"]), words=words_of(reason)) for reason in screening.tier_reasons
        ],
        score=str(screening.score()),
        findings=[_finding(finding, inside=inside) for finding in findings],
        opinion=screening.opinion,
        recommendation=screening.recommendation,
    )


def _finding(finding: Any, *, inside: bool) -> FindingOut:
    criterion = finding.criterion
    return FindingOut(
        code=criterion.code, name=criterion.name, kind=Kind(criterion.kind), rule=rule_of(criterion),
        verdict=Verdict(finding.verdict) if finding.verdict else None, score=finding.score,
        top_score=criterion.top_score if criterion.is_scored else None, weight=criterion.weight,
        points=str(finding.points), note=finding.note, evidence=finding.evidence,
        working=working_of(finding, names_projects=inside),
    )  # fmt: skip


def _criteria(held: CriteriaSet) -> CriteriaOut:
    return CriteriaOut(
        version=held.number,
        reason=held.reason,
        criteria=[_criterion(each) for each in held.criteria.order_by("position")],
    )


def _criterion(each: Criterion) -> CriterionOut:
    offered = [] if each.is_automatic else each.offered
    return CriterionOut(
        code=each.code, name=each.name, kind=Kind(each.kind), weight=each.weight, from_tier=Tier(each.from_tier),
        needs_evidence=each.needs_evidence, guidance=each.guidance,
        answers=[AnswerOut(value=value, words=words) for value, words in offered], source=each.source,
    )  # fmt: skip


def _bands(bands: TierBands) -> BandsOut:
    return BandsOut(
        version=bands.number, from_date=bands.from_date, standard_from_baht=baht(bands.standard_from_baht),
        full_from_baht=baht(bands.full_from_baht), many_agencies_from=bands.many_agencies_from, risks=bands.risks,
        opinions=bands.opinions, reason=bands.reason,
    )  # fmt: skip

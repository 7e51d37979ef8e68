# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laying out the findings of a screening, finding the automatic ones, and keeping what the officer answers."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from budget_review.automatic import AUTOMATIC
from budget_review.models import CriteriaSet, Criterion, Finding, IntegrationProject, Round, Screening
from budget_review.models.criteria import JUDGED, Kind, Verdict
from budget_review.queries.criteria import asked_of, latest_set
from workflows.refusals import GuardsUnmet

Answer = tuple[str, str]  # what was chosen, and the note


def lay_out(project: IntegrationProject, screening: Screening, intake: Mapping[str, str]) -> None:
    """One finding for each criterion that the tier asks; those of a tier asked before stay.

    ``intake`` holds what was answered while taking up, by the criterion's code: ``{"intake-letter": "met"}``. What was
    not answered then is answered on the page of the screening. Raises GuardsUnmet for an unknown answer.
    """
    if screening.criteria_set is None:
        screening.criteria_set = _set_kept_by(project.round_id)
        screening.save(update_fields=["criteria_set"])
    there = set(screening.findings.values_list("criterion__code", flat=True))
    asked = [each for each in asked_of(screening.criteria_set, screening.tier) if each.code not in there]
    known = {each.code for each in asked if each.kind == Kind.INTAKE}
    if not set(intake) <= known or not set(intake.values()) <= {"", *JUDGED}:
        raise GuardsUnmet(_("A finding must be one of those listed."))
    Finding.objects.bulk_create(
        Finding(
            screening=screening, criterion=each, **(_found(each, project) or {"verdict": intake.get(each.code, "")})
        )
        for each in asked
    )


def _set_kept_by(round_id: int) -> CriteriaSet:
    """The version that the round keeps; one that has none begins with the latest, whoever comes first."""
    Round.objects.filter(pk=round_id, criteria_set=None).update(criteria_set=latest_set())
    kept: CriteriaSet = CriteriaSet.objects.get(rounds=round_id)
    return kept


def _found(criterion: Criterion, project: IntegrationProject) -> dict[str, object]:
    check = AUTOMATIC.get(criterion.code) if criterion.is_automatic else None
    if check is None:
        return {}
    worked = check.find(project)
    return {"verdict": worked.verdict, "working": worked.working}


def find_anew(project: IntegrationProject, screening: Screening, *, only: Collection[str] = ()) -> None:
    """Find the automatic ones again for the present content; ``only`` names some by their codes."""
    findings = screening.findings.filter(criterion__kind=Kind.AUTOMATIC).select_related("criterion")
    for finding in findings.filter(criterion__code__in=only) if only else findings:
        worked = AUTOMATIC[finding.criterion.code].find(project)
        finding.verdict, finding.working = worked.verdict, dict(worked.working)
        finding.save(update_fields=["verdict", "working"])


def keep_answers(screening: Screening, answers: Mapping[int, Answer], evidence: Mapping[int, str]) -> None:
    """Keep what the officer found, by the findings' ids. Raises GuardsUnmet for an answer that is not offered."""
    for finding in screening.findings.select_related("criterion").exclude(criterion__kind=Kind.AUTOMATIC):
        answer, note = answers.get(finding.pk, (finding.answer, finding.note))
        finding.note, finding.evidence = note, evidence.get(finding.pk, finding.evidence).strip()
        finding.score, finding.verdict = _read(finding.criterion, answer)
        finding.save(update_fields=["score", "verdict", "note", "evidence"])


def _read(criterion: Criterion, answer: str) -> tuple[int | None, str]:
    """A score with the verdict that it comes to, or the verdict itself; both empty where nothing was chosen."""
    if not answer:
        return None, ""
    if answer not in {value for value, _words in criterion.offered}:
        raise GuardsUnmet(_("A finding must be one of those listed."))
    if not criterion.is_scored:
        return None, answer
    score = int(answer)
    if score == criterion.top_score:
        return score, Verdict.MET
    return score, Verdict.PARTLY if score else Verdict.NOT_MET

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which criteria count for a round, which of them a project is asked, and what a finding says."""

from budget_review.automatic import AUTOMATIC, SIMILAR
from budget_review.models import CriteriaSet, Criterion, Finding, Round
from budget_review.models.criteria import Kind
from budget_review.states import Tier


def latest_set() -> CriteriaSet:
    """The version that was published last."""
    return CriteriaSet.objects.order_by("-number")[:1].get()


def set_of(held: Round) -> CriteriaSet:
    """The version that a round keeps, or would begin with now."""
    return held.criteria_set or latest_set()


def asked_of(criteria_set: CriteriaSet, tier: str) -> list[Criterion]:
    """The criteria that a project of this tier is asked, in their order."""
    order = list(Tier)
    asks = [
        each for each in criteria_set.criteria.all() if order.index(Tier(each.from_tier)) <= order.index(Tier(tier))
    ]
    return sorted(asks, key=lambda criterion: criterion.position)


def intake_of(held: Round) -> list[Criterion]:
    """What is checked when a project of the round is taken up."""
    return list(set_of(held).criteria.filter(kind=Kind.INTAKE).order_by("position"))


def rule_of(criterion: Criterion) -> str:
    """What an automatic criterion asks; nothing of the others."""
    check = AUTOMATIC.get(criterion.code) if criterion.is_automatic else None
    return str(check.sentence) if check else ""


def working_of(finding: Finding, *, names_projects: bool) -> list[str]:
    """How the service came to a finding, sentence by sentence. Other projects are named only to the office."""
    criterion, working = finding.criterion, finding.working
    check = AUTOMATIC.get(criterion.code) if criterion.is_automatic else None
    if check is None or not working:
        return []
    if criterion.code in SIMILAR and not names_projects:
        working = working | {"open": []}
    return check.say(working)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rating a project when it is taken up, and making the next version of the bands."""

from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.roles import Role, day_of, exercises
from budget_review.models import IntegrationProject, Screening, TierBands
from budget_review.models.parts import Field
from budget_review.queries.tiers import bands_in_force
from budget_review.states import Tier
from budget_review.tiers import RISKS, Rated, rate
from papers.thai import long_date
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, NotPermitted


def freeze_tier(project: IntegrationProject, screening: Screening, attempt: Attempt) -> Rated:
    """Keep the tier of the present content, and each reason, with the screening and on the project.

    The bands are those of the day on which the project was taken up, also when changed content is rated anew.
    """
    bands = screening.bands or bands_in_force(day_of(attempt.at))
    rated = rate(project, bands)
    screening.bands, screening.tier, screening.tier_reasons = bands, rated.tier, rated.reasons
    screening.save(update_fields=["bands", "tier", "tier_reasons"])
    project.tier = rated.tier
    project.save(update_fields=["tier"])
    return rated


def may_set_bands(attempt: Attempt) -> bool:
    """Administrators and heads of screening."""
    return exercises(attempt, Role.ADMINISTRATOR) or exercises(attempt, Role.SCREENING_HEAD)


@transaction.atomic
def set_bands(
    *,
    from_date: date,
    standard_from_baht: Decimal,
    full_from_baht: Decimal,
    many_agencies_from: int,
    risks: dict[str, str],
    opinions: dict[str, list[str]],
    reason: str,
    actor: User,
    at: datetime,
    delegation: int | None = None,
) -> TierBands:
    """Make the next version of the bands, from a day on that is not past: what was decided stays as it was.

    Raises NotPermitted or GuardsUnmet - and then nothing has changed.
    """
    if not may_set_bands(Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)):
        raise NotPermitted(_("An administrator or a head of screening."))
    last = TierBands.objects.select_for_update().order_by("-number")[:1].get()
    made = TierBands(
        number=last.number + 1, from_date=from_date, standard_from_baht=standard_from_baht,
        full_from_baht=full_from_baht, many_agencies_from=many_agencies_from, risks=risks, opinions=opinions,
        reason=reason.strip(), made_by=actor, made_at=at,
    )  # fmt: skip
    lacking = [] if reason.strip() else [_("The reason must be given.")]
    if lacking := lacking + faults_of(made, last, at):
        raise GuardsUnmet(*lacking)
    made.save()
    return made


def faults_of(bands: TierBands, last: TierBands, at: datetime) -> list[str]:
    """Why these bands cannot follow the last ones."""
    found = []
    if bands.from_date < max(day_of(at), last.from_date):
        found.append(
            _("The bands count from today on at the earliest, and not before the last version does: %(day)s.")
            % {"day": long_date(max(day_of(at), last.from_date))}
        )
    if not Decimal(0) <= bands.standard_from_baht <= bands.full_from_baht:
        found.append(_("The full review begins at the same amount as the standard one, or above."))
    if bands.many_agencies_from < 2:
        found.append(_("Every project has two agencies; more than that may count as many."))
    if not set(bands.risks) <= set(RISKS) or not set(bands.risks.values()) <= set(Tier.values):
        found.append(_("A risk and its tier must be among those listed."))
    asked = {field for of in bands.opinions.values() for field in of}
    if not set(bands.opinions) <= set(Tier.values) or not asked <= set(Field.values):
        found.append(_("A field of expert opinions must be among those listed."))
    return found

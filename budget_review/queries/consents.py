# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose consent an edit breaks: those who consented to what their part says no longer."""

from django.db.models import Prefetch, prefetch_related_objects

from budget_review.content import SHARES_READ
from budget_review.models import IntegrationProject, KpiShare, Participation
from budget_review.states import Consent


def consents_given(project: IntegrationProject) -> list[Participation]:
    """The partners who have consented to a version, whether or not their consent still stands."""
    return [part for part in project.partners() if part.state == Consent.CONSENTED]


def consents_broken(project: IntegrationProject) -> list[Participation]:
    """Those of them whose part was changed since: the next submission asks them anew. Queries do not grow with them."""
    return [part for part in with_shares(consents_given(project)) if not part.consent_stands()]


def with_shares(parts: list[Participation]) -> list[Participation]:
    """The parts with their shares in KPIs, read for all at once."""
    shares = KpiShare.objects.select_related("kpi").order_by("pk")
    prefetch_related_objects(parts, Prefetch("kpi_shares", shares, to_attr=SHARES_READ))
    return parts

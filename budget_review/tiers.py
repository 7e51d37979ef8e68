# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How thoroughly a project is screened: by its amount and by its risks; the highest answer wins.

Where the bands lie, and which risk calls for which tier, is data (``models.tiers.TierBands``). What a risk is, and how
it is counted, stands here. Source: the review of digital spend in the United Kingdom takes the highest of several
answers (domain notes, 5); where the bands lie is our decision.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget_review.ict import for_the_state_committee
from budget_review.states import Tier, highest
from papers.thai import format_baht

if TYPE_CHECKING:
    from budget_review.models import IntegrationProject, TierBands

Reason = dict[str, Any]  # {"rule": "amount", "tier": "full", "amount_baht": "210000000.00", "from_baht": "…"}
AMOUNT = "amount"


@dataclass(frozen=True)
class Risk:
    """One risk: its name, what it counts (nothing where it is not there), and the sentence made of that."""

    label: Any
    count: "Callable[[IntegrationProject, TierBands], Mapping[str, Any] | None]"
    sentence: Any


@dataclass(frozen=True)
class Rated:
    """The tier, and every band and risk that spoke, those that made it so first."""

    tier: Tier
    reasons: list[Reason]


def asked_baht(project: "IntegrationProject") -> Decimal:
    """What everyone who takes part asks for, in all years."""
    return sum((line.amount_baht for line in project.active_lines()), Decimal(0))


def _many_agencies(project: "IntegrationProject", bands: "TierBands") -> Mapping[str, Any] | None:
    count = len({part.agency_id for part in project.active_parts() if part.brings_budget})
    least = bands.many_agencies_from
    return {"count": count, "least": least} if count >= least else None


def _several_years(project: "IntegrationProject", bands: "TierBands") -> Mapping[str, Any] | None:
    lines = project.active_lines()
    years = sorted({line.fiscal_year for line in lines} | {int(year) for line in lines for year in line.commitments})
    return {"years": years} if len(years) > 1 else None


def _high_risk(project: "IntegrationProject", bands: "TierBands") -> Mapping[str, Any] | None:
    rows: list[dict[str, str]] = next((held.rows for held in project.sections.all() if held.key == "risks"), [])
    high = [row["risk"] for row in rows if row.get("likelihood") == row.get("impact") == "high"]
    return {"count": len(high), "risks": high} if high else None


def _state_committee(project: "IntegrationProject", bands: "TierBands") -> Mapping[str, Any] | None:
    above = for_the_state_committee(project)
    return {"agencies": [part.agency.name_th for part in above]} if above else None


def _host_takes_part(project: "IntegrationProject", bands: "TierBands") -> Mapping[str, Any] | None:
    host = project.round.workplan.host_id
    return {"agency": host} if any(part.agency_id == host for part in project.active_parts()) else None


RISKS = {
    "state_committee": Risk(
        gettext_lazy("Computer systems of one agency come to more than 100 million baht"),
        _state_committee,
        gettext_lazy("Computer systems of more than 100 million baht, which go to the State committee: %(agencies)s"),
    ),
    "many_agencies": Risk(
        gettext_lazy("Many agencies take part"),
        _many_agencies,
        gettext_lazy("%(count)s agencies bring budget, %(least)s or more count as many"),
    ),
    "several_years": Risk(
        gettext_lazy("Money is asked for in several fiscal years"),
        _several_years,
        gettext_lazy("Money is asked for in the fiscal years %(years)s"),
    ),
    "high_risk": Risk(
        gettext_lazy("A risk is both likely and grave"),
        _high_risk,
        gettext_lazy("The proposal names risks that are both likely and grave: %(risks)s"),
    ),
    "host_takes_part": Risk(
        gettext_lazy("The host of the workplan takes part"),
        _host_takes_part,
        gettext_lazy("The agency that hosts the workplan takes part itself"),
    ),
}


def rate(project: "IntegrationProject", bands: "TierBands") -> Rated:
    """The tier of a project by these bands, with each reason."""
    reasons = [_by_amount(asked_baht(project), bands)]
    for code, risk in RISKS.items():
        calls_for = bands.risks.get(code, Tier.LIGHT)
        counted = risk.count(project, bands) if calls_for != Tier.LIGHT else None
        if counted is not None:
            reasons.append({"rule": code, "tier": str(calls_for), **counted})
    tier = highest(Tier(reason["tier"]) for reason in reasons)
    return Rated(tier, sorted(reasons, key=lambda reason: list(Tier).index(Tier(reason["tier"])), reverse=True))


def _by_amount(amount_baht: Decimal, bands: "TierBands") -> Reason:
    tier, least = Tier.LIGHT, Decimal(0)
    if amount_baht >= bands.full_from_baht:
        tier, least = Tier.FULL, bands.full_from_baht
    elif amount_baht >= bands.standard_from_baht:
        tier, least = Tier.STANDARD, bands.standard_from_baht
    return {"rule": AMOUNT, "tier": tier.value, "amount_baht": f"{amount_baht:.2f}", "from_baht": f"{least:.2f}"}


def words_of(reason: Reason) -> str:
    """One reason as a sentence in the reader's language; of a risk that is known no more, its code."""
    if reason["rule"] == AMOUNT:
        said = {name: format_baht(Decimal(reason[name])) for name in ("amount_baht", "from_baht")}
        return _("%(amount_baht)s baht are asked for; the band begins at %(from_baht)s baht") % said
    risk = RISKS.get(reason["rule"])
    if risk is None:
        return str(reason["rule"])
    listed = {name: ", ".join(map(str, value)) for name, value in reason.items() if isinstance(value, list)}
    return str(risk.sentence % (reason | listed))

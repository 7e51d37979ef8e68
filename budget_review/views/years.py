# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The switch between fiscal years above a list: three are alive at once, one is monitored, one runs, one is planned."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from budget_review.models import Workplan
from papers.thai import arabic_digits


def years_of_workplans() -> list[int]:
    """The fiscal years (B.E.) that have a workplan, the latest first."""
    years = Workplan.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
    return list(years)


def chosen_year(request: HttpRequest, years: list[int]) -> int | None:
    """The year in the address, when it is one of these."""
    typed = arabic_digits(request.GET.get("year", ""))
    return int(typed) if typed.isdecimal() and len(typed) == 4 and int(typed) in years else None


def year_tabs(address: str, years: list[int], chosen: int | None, query: Any = None) -> list[dict[str, Any]]:
    """A tab for all years and one for each; what else was asked for stays. None when there is but one year."""
    if len(years) < 2:
        return []
    tabs = []
    for year in (None, *years):
        asked = query.copy() if query is not None else None
        if asked is not None:
            for name in ("after", "year"):
                asked.pop(name, None)
            if year:
                asked["year"] = str(year)
        text = asked.urlencode() if asked is not None else f"year={year}" if year else ""
        tabs.append({
            "label": str(year) if year else _("All years"), "href": f"{address}?{text}" if text else address,
            "is_here": year == chosen,
        })  # fmt: skip
    return tabs

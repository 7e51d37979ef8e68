# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The switch between fiscal years above a list: three are alive at once, one is monitored, one runs, one is planned.

The year stands in the address. The one that was chosen last is remembered with the session: a list that is opened by
its bare address opens with it, whichever list it was chosen in.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from budget_review.models import Workplan
from papers.thai import arabic_digits

REMEMBERED = "fiscal_year"


@dataclass(frozen=True)
class YearSwitch:
    """The year that a list shows, None for all; its tabs; ``goes_to`` is where the bare address leads."""

    chosen: int | None
    tabs: list[dict[str, Any]]
    goes_to: str = ""


def years_of_workplans() -> list[int]:
    """The fiscal years (B.E.) that have a workplan, the latest first."""
    years = Workplan.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
    return list(years)


def year_switch(request: HttpRequest, years: list[int]) -> YearSwitch:
    """The switch of the list that is asked for; what is chosen is remembered, and all years forget it."""
    chosen, remembered = chosen_year(request, years), request.session.get(REMEMBERED)
    if "year" in request.GET and chosen != remembered:
        request.session[REMEMBERED] = chosen
    elif not request.GET and remembered in years and len(years) > 1:
        return YearSwitch(None, [], f"{request.path}?year={remembered}")
    return YearSwitch(chosen, year_tabs(request.path, years, chosen, request.GET))


def chosen_year(request: HttpRequest, years: list[int]) -> int | None:
    """The year in the address, when it is one of these."""
    typed = arabic_digits(request.GET.get("year", ""))
    return int(typed) if typed.isdecimal() and len(typed) == 4 and int(typed) in years else None


def year_tabs(address: str, years: list[int], chosen: int | None, query: Any) -> list[dict[str, Any]]:
    """A tab for all years and one for each; what else was asked for stays. None when there is but one year."""
    if len(years) < 2:
        return []
    tabs = []
    for year in (None, *years):
        asked = query.copy()
        for name in ("after", "before", "others", "at", "year"):
            asked.pop(name, None)
        asked["year"] = str(year or "")
        tabs.append({
            "label": str(year) if year else _("All years"), "href": f"{address}?{asked.urlencode()}",
            "is_here": year == chosen,
        })  # fmt: skip
    return tabs

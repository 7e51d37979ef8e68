# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the working of an automatic criterion is told, in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from digital_plan.in_force import items_by_code
from papers.templatetags.thai import thai_date
from papers.thai import format_baht

Working = Mapping[str, Any]


def agencies(working: Working) -> list[str]:
    """Who was counted, and who was not."""
    said = [
        _("%(count)s agencies bring budget, %(needed)s are needed: %(names)s")
        % {"count": len(working["agencies"]), "needed": working["needed"], "names": _listed(working["agencies"])}
    ]
    if working["others"]:
        said.append(
            _("Take part without budget, and are not counted: %(names)s") % {"names": _listed(working["others"])}
        )
    return said


def owners(working: Working) -> list[str]:
    """Who owns each KPI."""
    return [
        _("%(kpi)s: %(count)s owners (%(names)s)")
        % {"kpi": kpi["kpi"], "count": len(kpi["owners"]), "names": _listed(kpi["owners"])}
        for kpi in working["kpis"]
    ] or [_("There is no KPI.")]


def weights(working: Working) -> list[str]:
    """The sum of each KPI's weights."""
    return [
        _("%(kpi)s: %(sum)s = %(total)s percent")
        % {
            "kpi": kpi["kpi"],
            "sum": " + ".join(kpi["weights"]) or "0",
            "total": f"{sum(map(Decimal, kpi['weights']), Decimal(0)).normalize():f}",
        }
        for kpi in working["kpis"]
    ] or [_("There is no KPI.")]


def lines(working: Working) -> list[str]:
    """The lines of each agency with their sum, and of all."""
    total = sum((Decimal(part["baht"]) for part in working["parts"]), Decimal(0))
    count = sum(part["count"] for part in working["parts"])
    said = [_("%(count)s lines, together %(amount)s baht") % {"count": count, "amount": format_baht(total)}]
    said += [
        _("%(agency)s: %(count)s lines, %(amount)s baht")
        % {"agency": _own(part["agency"]), "count": part["count"], "amount": format_baht(Decimal(part["baht"]))}
        for part in working["parts"]
    ]
    return said + [_("Without an amount: %(item)s") % {"item": item} for item in working["empty"]]


def measures(working: Working) -> list[str]:
    """The time, and which KPIs can be measured."""
    days = {name: thai_date(date.fromisoformat(working[name])) if working[name] else "–" for name in ("begins", "ends")}
    said = [
        _("From %(begins)s to %(ends)s") % days,
        _("%(measured)s of %(count)s KPIs have a baseline and a target, %(yearly)s targets by year") % working,
    ]
    return said + [_("Lacks a baseline or a target: %(kpi)s") % {"kpi": name} for name in working["lacking"]]


def plan_items(working: Working) -> list[str]:
    """The items named of the year's plan, and others."""
    said = [_item(code) for code in working["items"]]
    said += [_("Of a plan that does not count in this fiscal year: %(item)s") % {"item": _item(code)}
             for code in working["elsewhere"]]  # fmt: skip
    if not said:
        said = [
            _("The section says it in words, but names no item of a plan.")
            if working["has_text"]
            else _("The section is empty.")
        ]
    return said


def systems(working: Working) -> list[str]:
    """What each agency's computer systems come to, against the threshold."""
    threshold = format_baht(Decimal(working["threshold"]))
    if not working["parts"]:
        return [_("No budget line is marked as ICT.")]
    said = [
        _("%(agency)s: ICT items come to %(amount)s baht, later years included")
        % {"agency": _own(part["agency"]), "amount": format_baht(Decimal(part["baht"]))}
        for part in working["parts"]
    ]
    if working["above"]:
        said.append(
            _("Above %(threshold)s baht, to be brought before the State committee: %(names)s")
            % {"threshold": threshold, "names": _listed(working["above"])}
        )
    else:
        said.append(_("Nobody is above %(threshold)s baht.") % {"threshold": threshold})
    return said


def pairs(working: Working) -> list[str]:
    """How many other projects were found, how many were answered, and which speak against it still."""
    if not working["found"]:
        return [_("No other project was found.")]
    said = [
        _("%(count)s projects found, %(answered)s of them answered by an officer")
        % {"count": working["found"], "answered": working["answered"]}
    ]
    if working["open"]:
        listed = ", ".join(f"{pair['code']} ({pair['percent']}%)" for pair in working["open"])
        said.append(_("Still to be settled: %(codes)s") % {"codes": listed})
    return said


def _item(code: str) -> str:
    known = items_by_code().get(code)
    return f"{known.plan.code} {known.number} {known.name}" if known else code


def _own(name: Mapping[str, str]) -> str:
    return name["th"] if get_language() == "th" else name["en"]


def _listed(names: Iterable[Mapping[str, str]]) -> str:
    return " · ".join(map(_own, names))

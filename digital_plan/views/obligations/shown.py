# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How pages of obligations show agencies' rows, what obliges, and how far a ministry is."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from digital_plan.models import AgencyObligation, Obligation
from digital_plan.queries.obligations import is_late
from digital_plan.states.obligations import WITH_AGENCY, WITH_DGA
from papers.charts.data import Bars
from papers.charts.data import Row as BarRow
from papers.templatetags.thai import thai_date


def shown(duties: Iterable[AgencyObligation], at: datetime) -> list[dict[str, Any]]:
    """Rows as lists show them: ``{"duty", "late", "turn"}``."""
    return [{"duty": one, "late": late_of(one, at), "turn": turn_of(one)} for one in duties]


def late_of(duty: AgencyObligation, at: datetime) -> str:
    """Whether it was reported late, or is late now, in a word; nothing for what is in time."""
    if duty.is_late:
        return _("Reported late")
    return _("Late") if is_late(duty, at) else ""


def turn_of(duty: AgencyObligation) -> str:
    """Whose turn it is, in words."""
    if duty.state in WITH_AGENCY:
        return _("The agency's turn")
    return _("DGA's turn") if duty.state in WITH_DGA else _("Nobody's turn")


def ground_of(obligation: Obligation) -> str:
    """What obliges, in one line: the section, or the circular with its number and date where they are known."""
    if obligation.basis == "law":
        section = _("section %(number)s") % {"number": obligation.section} if obligation.section else ""
        return " ".join(filter(None, (section, obligation.source)))
    number = _("no. %(number)s") % {"number": obligation.number} if obligation.number else ""
    day = thai_date(obligation.issued_on) if obligation.issued_on else ""
    return " ".join(filter(None, (_("Circular of"), obligation.source, number, day)))


def bars_by_ministry(rows: Iterable[dict[str, Any]]) -> Bars:
    """How far the agencies of each ministry are."""
    return Bars(
        caption=_("Standing by ministry"), heading=_("Ministry"),
        series=[_("Obliged"), _("Confirmed"), _("Waiting for DGA"), _("Late")],
        rows=[BarRow(_ministry(row), [row["asked"], row["confirmed"], row["waiting"], row["late"]]) for row in rows],
    )  # fmt: skip


def _ministry(row: dict[str, Any]) -> str:
    if not row["name_th"]:
        return _("No ministry named")
    return str(row["name_th"] if get_language() == "th" else row["name_en"] or row["name_th"])

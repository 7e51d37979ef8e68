# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Obligations as far as a person may see them, and how far agencies are with them, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from agencies.models import Agency
from agencies.queries import agencies_of
from digital_plan.models import AgencyObligation, Obligation
from digital_plan.queries.campaigns import reads_all
from digital_plan.states.obligations import WITH_AGENCY, WITH_DGA, DutyState, ObligationState
from workflows.clocks.days import day_of

TOLD = (ObligationState.IN_FORCE, ObligationState.RETIRED)
LAWS_FIRST = ("-basis", "section", "due_date", "pk")
COUNTS = ("asked", "confirmed", "waiting", "outstanding", "exempt", "late")


def obligations_for(user: User, at: datetime) -> QuerySet[Obligation]:
    """The offices see every obligation; everybody else those that are or were in force."""
    found = Obligation.objects.order_by(*LAWS_FIRST)
    return found if reads_all(user, at) else found.filter(state__in=TOLD)


def obligation_for(user: User, pk: int, at: datetime) -> Obligation:
    """One obligation, or 404 where this person may not see it."""
    found: Obligation = get_object_or_404(obligations_for(user, at), pk=pk)
    return found


def duties_for(user: User, at: datetime) -> QuerySet[AgencyObligation]:
    """The offices read every agency's obligations; an agency its own."""
    found = AgencyObligation.objects.select_related("obligation", "agency")
    return found if reads_all(user, at) else found.filter(agency__in=agencies_of(user, at))


def duty_for(user: User, pk: int, at: datetime) -> AgencyObligation:
    """One of them, or 404 where this person may not see it."""
    found: AgencyObligation = get_object_or_404(duties_for(user, at), pk=pk)
    return found


def own_duties(user: User, at: datetime) -> list[AgencyObligation]:
    """The obligations of one's own agencies: what is in hand and due first before what waits or is settled."""
    found = list(
        AgencyObligation.objects.filter(agency__in=agencies_of(user, at)).select_related("obligation", "agency")
    )
    return sorted(found, key=lambda one: (_place(one), one.obligation.due_date or date.max, one.pk))


def _place(duty: AgencyObligation) -> int:
    return 0 if duty.state in WITH_AGENCY else 1 if duty.state in WITH_DGA else 2


@dataclass(frozen=True)
class Wanted:
    """Which agencies' obligations are wanted; an empty field wants all."""

    obligation: int | None = None
    state: str = ""
    ministry: str = ""
    late: bool = False
    text: str = ""


def late_on(day: date) -> Q:
    """Reported after the last day, or still in the agency's hand after it."""
    return Q(is_late=True) | Q(state__in=WITH_AGENCY, obligation__due_date__lt=day)


def is_late(duty: AgencyObligation, at: datetime) -> bool:
    """The same of one."""
    due_at = duty.obligation.due_at
    return duty.is_late or (duty.state in WITH_AGENCY and due_at is not None and at > due_at)


def wanted_of(found: QuerySet[AgencyObligation], wanted: Wanted, at: datetime) -> QuerySet[AgencyObligation]:
    """Those that are wanted."""
    if wanted.obligation:
        found = found.filter(obligation=wanted.obligation)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.ministry:
        found = found.filter(agency__ministry_th=wanted.ministry)
    if wanted.late:
        found = found.filter(late_on(day_of(at)))
    if wanted.text:
        found = found.filter(Q(agency__name_th__icontains=wanted.text) | Q(agency__code__iexact=wanted.text))
    return found


def counted(at: datetime) -> dict[str, Any]:
    """What is counted of agencies' obligations; each of them stands under one of the four states, some are late."""
    return {
        "asked": Count("pk"),
        "confirmed": Count("pk", filter=Q(state=DutyState.CONFIRMED)),
        "waiting": Count("pk", filter=Q(state__in=WITH_DGA)),
        "outstanding": Count("pk", filter=Q(state__in=WITH_AGENCY)),
        "exempt": Count("pk", filter=Q(state=DutyState.EXEMPT)),
        "late": Count("pk", filter=late_on(day_of(at))),
    }


def counts_of(found: QuerySet[AgencyObligation], at: datetime) -> Mapping[str, int]:
    """How far all of these are, in one query: ``{"asked": 22, "confirmed": 3, …}``."""
    return dict(found.order_by().aggregate(**counted(at)))


def counts_by_obligation(found: QuerySet[AgencyObligation], at: datetime) -> dict[int, dict[str, int]]:
    """The same by the obligation's id, in one query."""
    rows: Any = found.order_by().values("obligation").annotate(**counted(at))
    return {row["obligation"]: {name: row[name] for name in COUNTS} for row in rows}


def counts_by_ministry(found: QuerySet[AgencyObligation], at: datetime) -> list[dict[str, Any]]:
    """The same by ministry, in one query; those without one last: ``[{"name_th", "name_en", "asked", …}]``."""
    rows: dict[str, dict[str, Any]] = {}
    by: Any = found.order_by().values("agency__ministry_th", "agency__ministry_en").annotate(**counted(at))
    for row in by:
        name = row["agency__ministry_th"]
        said = {"name_th": name, "name_en": row["agency__ministry_en"], **dict.fromkeys(COUNTS, 0)}
        held = rows.setdefault(name, said)
        for count in COUNTS:
            held[count] += row[count]
    return sorted(rows.values(), key=lambda row: (not row["name_th"], row["name_th"]))


def standing_of(agencies: QuerySet[Any], at: datetime) -> list[dict[str, Any]]:
    """How far some agencies are with each obligation in force, as plain data, in two queries. For the overview.

    ``[{"basis", "section", "source", "number", "name_th", "name_en", "due_date": "2021-07-29", "asked", …}]``
    """
    among = AgencyObligation.objects.filter(agency__in=agencies, obligation__state=ObligationState.IN_FORCE)
    counts = counts_by_obligation(among, at)
    in_force = Obligation.objects.filter(state=ObligationState.IN_FORCE).order_by(*LAWS_FIRST)
    nothing = dict.fromkeys(COUNTS, 0)
    named = ("section", "source", "number", "name_th", "name_en")
    return [
        {name: getattr(one, name) for name in named}
        | {"basis": str(one.basis), "due_date": one.due_date.isoformat() if one.due_date else ""}
        | counts.get(one.pk, nothing)
        for one in in_force
    ]


def ministries_asked() -> list[str]:
    """The ministries whose agencies are asked, by their Thai names."""
    asked = Agency.objects.filter(pk__in=AgencyObligation.objects.values("agency"))
    return sorted(name for name in asked.order_by().values_list("ministry_th", flat=True).distinct() if name)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which projects answer to what a list was asked for."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import DecimalField, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value, Window
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from budget_review.models import BudgetLine, IntegrationProject, Participation, Round
from budget_review.search_index import holding
from budget_review.states import Consent
from papers.search import terms_of
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.queries import is_due_soon, is_late
from workflows.desks import desks_of, flow_of
from workflows.models import Task
from workflows.queries import open_tasks

MILLION = 1_000_000
# What a project asks for altogether: the band's name, from, and up to but without (baht)
BANDS: dict[str, tuple[Any, int, int | None]] = {
    "1": (_("Below 1 million"), 0, MILLION),
    "10": (_("1 to 10 million"), MILLION, 10 * MILLION),
    "100": (_("10 to 100 million"), 10 * MILLION, 100 * MILLION),
    "more": (_("100 million and more"), 100 * MILLION, None),
}
NAMED_ALIKE = 50  # agencies that words may mean, at most


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list was asked for; empty is everything.

    Agencies are asked for by id or by words of their names. ``held`` asks about those who have taken the task: ``me``,
    ``nobody`` or ``others``; it and ``due`` (``late``, ``soon``) need the reader's id and the moment.
    """

    text: str = ""
    state: str = ""
    tier: str = ""
    year: int | None = None
    round_id: int | None = None
    lead_id: int | None = None
    lead_named: str = ""
    agency: str = ""
    band: str = ""
    owes: str = ""  # the name of the desk that is waited for
    due: str = ""
    held: str = ""
    reader_id: int | None = None
    at: datetime | None = None


@cache
def desks() -> dict[str, Any]:
    """The desks of a project by their names; the flow stands above this floor's queries, so it is asked for late."""
    return {desk.name: desk for desk in desks_of(flow_of(IntegrationProject()))}


def matching(projects: QuerySet[IntegrationProject], filters: Filters) -> QuerySet[IntegrationProject]:
    """Those that answer to the filters; every word of the text occurs in name or code."""
    if terms := terms_of(filters.text):
        projects = holding(projects, terms)
    if filters.year:
        projects = _of_year(projects, filters.year)
    by_column = {
        "state": filters.state, "tier": filters.tier,
        "round": filters.round_id, "lead": filters.lead_id,
    }  # fmt: skip
    projects = projects.filter(**{column: value for column, value in by_column.items() if value})
    if filters.lead_named:
        projects = projects.filter(lead__in=agencies_meant(filters.lead_named))
    if filters.agency:
        takes_part = Participation.objects.filter(agency__in=agencies_meant(filters.agency)).exclude(state=Consent.LEFT)
        projects = projects.filter(pk__in=takes_part.order_by().values("project"))
    if filters.band in BANDS:
        projects = _in_band(projects, filters.band)
    if turn := _turn(filters):
        tasks = open_tasks().filter(turn, process__subject_type=IntegrationProject._meta.label_lower)
        projects = projects.filter(pk__in=tasks.order_by().values("process__subject_id"))
    return projects


def agencies_meant(words: str) -> list[int]:
    """The agencies that an id, an abbreviation or words of a name mean."""
    words = words.strip()
    if words.isdecimal() and len(words) < 10:
        return [int(words)]
    found = Agency.objects.order_by("pk")
    for term in terms_of(words):
        found = found.filter(Q(name_th__icontains=term) | Q(name_en__icontains=term) | Q(abbreviation__icontains=term))
    return list(found.values_list("pk", flat=True)[:NAMED_ALIKE]) if terms_of(words) else []


def asked_sum() -> Any:
    """What a project's lines come to as they are written now, as part of a question about projects."""
    lines = BudgetLine.objects.filter(participation__project=OuterRef("pk"), is_active=True)
    sums = lines.exclude(participation__state=Consent.LEFT).order_by().values("participation__project")
    asked = Subquery(sums.annotate(total=Sum("amount_baht")).values("total"))
    return Coalesce(asked, Value(Decimal(0)), output_field=DecimalField(max_digits=18, decimal_places=2))


def _in_band(projects: QuerySet[IntegrationProject], band: str) -> QuerySet[IntegrationProject]:
    _label, low, high = BANDS[band]
    ends = {"asked_baht__gte": low} | ({} if high is None else {"asked_baht__lt": high})
    return projects.alias(asked_baht=asked_sum()).filter(**ends)


def _turn(filters: Filters) -> Q:
    """What is asked of the open tasks; all of it of the same task."""
    wanted = Q()
    if filters.owes in desks():
        wanted &= Q(flow_task=desks()[filters.owes])
    if filters.due and filters.at:
        late = is_late(filters.at)
        wanted &= late if filters.due == "late" else late | is_due_soon(filters.at, calendar_in_force())
    if filters.held == "nobody":
        wanted &= Q(owner=None)
    elif filters.held and filters.reader_id:
        own = Q(owner=filters.reader_id)
        wanted &= own if filters.held == "me" else ~own & Q(owner__isnull=False)
    return wanted


def due_of(project_ids: list[int]) -> dict[int, datetime]:
    """When the first open task of each project is due."""
    tasks = Task.objects.filter(
        finished=None, flow_task_type="HUMAN", process__finished=None, process__subject_id__in=project_ids,
        process__subject_type=IntegrationProject._meta.label_lower,
    ).exclude(due_at=None)  # fmt: skip
    return dict(tasks.order_by().values_list("process__subject_id").annotate(Min("due_at")))


def _of_year(projects: QuerySet[IntegrationProject], year: int) -> QuerySet[IntegrationProject]:
    """Those of a fiscal year's rounds, and where its codes begin and end.

    The rounds alone would have the database go through all years before in the order of the codes, or sort the year.
    """
    codes = IntegrationProject.objects.filter(round=OuterRef("pk")).values("code")
    rounds = Round.objects.filter(
        workplan__fiscal_year=year
    ).annotate(  # compared by the database, whose order it is
        first=Window(Min(Subquery(codes.order_by("code")[:1]))), last=Window(Max(Subquery(codes.order_by("-code")[:1])))
    )
    held = list(rounds.values_list("pk", "first", "last"))
    if not held or held[0][1] is None:
        return projects.none()
    _pk, first, last = held[0]
    return projects.filter(round__in=[pk for pk, *_codes in held], code__gte=first, code__lte=last)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the work really goes, for one reader: the courses of what this person may see, and numbers for the pictures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from agencies.models import Delegation
from agencies.queries import orders_for, roles_of
from agencies.roles import Role
from budget_review.models import IntegrationProject
from budget_review.queries import projects_for
from committee.models import ActionItem, DecisionLetter, Meeting, Minutes
from committee.queries import meetings_for
from committee.queries.following import actions_for
from committee.queries.letters import letters_for
from committee.queries.minutes import minutes_for_person
from digital_plan.models import (
    ActionPlan,
    AgencyObligation,
    AlignmentCampaign,
    AlignmentResponse,
    ClinicBooking,
    Obligation,
    RevisionProposal,
    StatusReturn,
    StatusRound,
)
from digital_plan.queries.action_plans import action_plans_for
from digital_plan.queries.campaigns import campaigns_for, responses_for
from digital_plan.queries.clinic import bookings_for
from digital_plan.queries.obligations import duties_for, obligations_for
from digital_plan.queries.revisions import proposals_for
from digital_plan.queries.status_rounds import status_returns_for, status_rounds_for
from workflows.analysis import Course, Spread, Walk, course_of, walks
from workflows.clocks.calendars import calendar_in_force
from workflows.desks import open_desks
from workflows.lifecycle import Subject
from workflows.models import Task

OFFICES = {Role.SCREENING_OFFICER, Role.SCREENING_HEAD, Role.SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR}
Seen = Callable[[User, datetime], QuerySet[Any]]
AT_MOST = 2000  # subjects whose records are read while somebody waits for the page
LENGTHS = ("median", "ninth", "longest")
SEEN: dict[type[Model], Seen] = {
    IntegrationProject: projects_for,
    Meeting: meetings_for,
    Minutes: minutes_for_person,
    DecisionLetter: letters_for,
    ActionItem: actions_for,
    Delegation: orders_for,
    AlignmentCampaign: campaigns_for,
    AlignmentResponse: responses_for,
    ClinicBooking: bookings_for,
    ActionPlan: action_plans_for,
    StatusRound: status_rounds_for,
    StatusReturn: status_returns_for,
    RevisionProposal: proposals_for,
    Obligation: obligations_for,
    AgencyObligation: duties_for,
}


def subjects_seen(model: type[Subject], user: User, at: datetime, year: int | None = None) -> QuerySet[Any]:
    """The subjects of a kind that this person may count: wholes one may see; their parts, for those in an office.

    A part tells what an agency or an expert has not said yet, so agencies are told of wholes only. ``year`` is the
    fiscal year, in the Buddhist era, of projects and their parts.
    """
    whole: Any = model._meta.get_field(model.part_of).related_model if model.part_of else model
    if whole not in SEEN or (model.part_of and not roles_of(user, at) & OFFICES):
        return model._default_manager.none()
    seen = SEEN[whole](user, at)
    if year and whole is IntegrationProject:
        seen = seen.filter(round__workplan__fiscal_year=year)
    if not model.part_of:
        return seen
    return model._default_manager.filter(**{f"{model.part_of}__in": seen.order_by().values("pk")})


def years_seen(user: User, at: datetime) -> list[int]:
    """The fiscal years of the projects that this person may see, the latest first."""
    years = projects_for(user, at).order_by().values_list("round__workplan__fiscal_year", flat=True)
    return sorted(years.distinct(), reverse=True)


def course_seen(model: type[Subject], user: User, at: datetime, year: int | None = None) -> Course:
    """The course of all that this person may count; of more than ``AT_MOST``, of those begun last."""
    seen = subjects_seen(model, user, at, year)
    newest, is_part = _newest(seen)
    return replace(course_of(model, walks(model, newest), at, calendar_in_force()), newest_only=is_part)


def _newest(seen: QuerySet[Any]) -> tuple[QuerySet[Any], bool]:
    """At most ``AT_MOST`` subjects, those begun last, and whether others were left out."""
    border = seen.order_by("-pk").values_list("pk", flat=True)[AT_MOST : AT_MOST + 1].first()
    return (seen, False) if border is None else (seen.filter(pk__gt=border), True)


def walk_of(subject: Subject) -> Walk:
    """What one subject went through."""
    [walk] = walks(type(subject), type(subject)._default_manager.filter(pk=subject.pk))
    return walk


def numbers_of(course: Course) -> dict[str, str]:
    """For each state, how many are there now, and how long half of the stays took at most: ``"12 · ≤ 6 days"``."""
    found = {}
    for time in course.states:
        said = [str(time.here)] if time.here else []
        if time.stays:
            said.append(f"≤ {in_words(time.stays.median)}")
        found[time.state] = " · ".join(said)
    return found


def numbers_of_one(walk: Walk, at: datetime) -> dict[str, str]:
    """For each state, how long this one subject was there, all its stays together."""
    total: dict[str, timedelta] = {}
    for stay in walk.stays():
        total[stay.state] = total.get(stay.state, timedelta()) + stay.length(at)
    return {state: in_words(length) for state, length in total.items()}


def desk_numbers(model: type[Subject], subjects: QuerySet[Any]) -> dict[str, str]:
    """For each desk, how many turns are open there."""
    held = Q(process__subject_type=model._meta.label_lower, process__subject_id__in=subjects.order_by().values("pk"))
    tasks = Task.objects.filter(held, finished__isnull=True, flow_task_type="HUMAN")
    counted = tasks.order_by().values_list("flow_task").annotate(count=Count("pk"))
    return {desk.name: str(count) for desk, count in counted if desk}


def open_desk_names(whole: Subject) -> set[str]:
    """The desks at which a whole waits now."""
    return {task.flow_task.name for task in open_desks(whole)}


def in_words(length: timedelta) -> str:
    """A length in the largest unit that says enough: days from two days on, then hours, then minutes."""
    hours, minutes = length // timedelta(hours=1), length // timedelta(minutes=1)
    if length >= timedelta(days=2):
        return ngettext("%(count)s day", "%(count)s days", length.days) % {"count": f"{length.days:,}"}
    if hours:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    if minutes:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return _("less than a minute")


def spread_words(spread: Spread[timedelta] | None, worked: Spread[int] | None) -> dict[str, str]:
    """A spread in words: ``median`` by the calendar, ``median_worked`` in working days, and so on; dashes for none."""
    if spread is None or worked is None:
        return dict.fromkeys((*LENGTHS, *(f"{name}_worked" for name in LENGTHS)), "–")
    return {name: in_words(getattr(spread, name)) for name in LENGTHS} | {
        f"{name}_worked": worked_in_words(getattr(worked, name)) for name in LENGTHS
    }


def worked_in_words(days: int) -> str:
    """So many working days."""
    return ngettext("%(days)s working day", "%(days)s working days", days) % {"days": f"{days:,}"}

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that happened: who may read it all, and finding records by kind, step, project, person and day."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from accounts.models import User
from agencies.queries import roles_of
from agencies.roles import BANGKOK, Role
from budget_review.models import Condition, ExpertOpinion, Inquiry, IntegrationProject, PairFinding, Participation
from committee.models import AgendaItem, Resolution
from papers.thai import arabic_digits, days_of_fiscal_year
from workflows.lifecycle import Start, Subject, rules_of, steps_of
from workflows.models import TransitionRecord

READERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
PAGE = 50
# Where each kind names the project that it is about.
PROJECT_CODE: dict[type[Model], str] = {
    IntegrationProject: "code",
    Participation: "project__code",
    ExpertOpinion: "project__code",
    Inquiry: "project__code",
    PairFinding: "project__code",
    Condition: "project__code",
    AgendaItem: "project__code",
    Resolution: "item__project__code",
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list of records was asked for; empty is everything. ``step`` is ``"app.model.name"``, days inclusive."""

    kind: str = ""
    step: str = ""
    project: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None


def may_read_records(user: User, at: datetime) -> bool:
    """Whether a person reads every record: auditors, and administrators for the chain's sake."""
    return bool(roles_of(user, at) & READERS)


def records_of(wanted: Wanted, before: int | None = None) -> QuerySet[TransitionRecord]:
    """The records asked for, in the order of writing, newest first; going on behind the record ``before``."""
    found = TransitionRecord.objects.filter(_conditions(wanted)).select_related("actor", "on_behalf_of")
    return (found.filter(pk__lt=before) if before is not None else found).order_by("-pk")


def within_year(wanted: Wanted, year: int | None) -> Wanted:
    """The same, of the days of a fiscal year; days that were asked for besides stay within it."""
    if year is None:
        return wanted
    first, last = days_of_fiscal_year(year)
    since, until = max(wanted.since or first, first), min(wanted.until or last, last)
    return replace(wanted, since=since, until=until)


def _conditions(wanted: Wanted) -> Q:
    asked = Q()
    if wanted.kind:
        asked &= Q(subject_type=wanted.kind)
    if wanted.step:
        kind, _dot, name = wanted.step.rpartition(".")
        asked &= Q(subject_type=kind, transition=name)
    if wanted.project:
        asked &= _about_project(arabic_digits(wanted.project.strip()))
    if wanted.person:
        asked &= _by(wanted.person.strip())
    if wanted.since:
        asked &= Q(at__gte=_midnight(wanted.since))
    if wanted.until:
        asked &= Q(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return asked


def _about_project(code: str) -> Q:
    about = Q()
    for model, path in PROJECT_CODE.items():
        ids = model._default_manager.filter(**{f"{path}__iexact": code}).values("pk")
        about |= Q(subject_type=model._meta.label_lower, subject_id__in=ids)
    return about


def _by(name: str) -> Q:
    people = User.objects.filter(Q(display_name__icontains=name) | Q(username__iexact=name)).values("pk")
    return Q(actor__in=people) | Q(on_behalf_of__in=people)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=BANGKOK)


def kinds() -> list[tuple[str, Any]]:
    """Every kind that has records, with its name: ``[("committee.meeting", "meeting")]``."""
    return [(model._meta.label_lower, model._meta.verbose_name) for model in _subjects()]


def steps() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Every step by kind: ``[("meeting", [("committee.meeting.convene", "Convene")])]``."""
    grouped = []
    for model in _subjects():
        kind = model._meta.label_lower
        own = {Start.name: model.begin, **steps_of(model)}
        grouped.append((model._meta.verbose_name, [(f"{kind}.{name}", rules_of(of).label) for name, of in own.items()]))
    return grouped


def kind_name(key: str) -> Any:
    """What the kind of ``"app.model"``, or of an act or a subject of it, is called."""
    app, model = key.split("/")[0].split(".")[:2]
    return apps.get_model(app, model)._meta.verbose_name


def _subjects() -> list[type[Subject]]:
    return [model for model in apps.get_models() if issubclass(model, Subject)]

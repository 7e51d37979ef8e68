# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must hold before the service starts."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from workflows import triggers
from workflows.desks import desks_of, flow_of
from workflows.jobs.enqueuing import keeps_jobs_itself
from workflows.lifecycle import EFFECTS, Subject, rules_of, starts_in, steps_of


def subjects() -> list[type[Subject]]:
    """Every model with a lifecycle."""
    return [model for model in apps.get_models() if issubclass(model, Subject)]


@register()
def every_named_effect_is_registered(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A step that says it has an effect has one, and no other step has."""
    return [
        Error(
            f"{model.__name__}.{name}: has_effect is {rules_of(act).has_effect}, registered is {act in EFFECTS}",
            id="workflows.E001",
        )
        for model in subjects()
        for name, act in [("begin", model.begin), *steps_of(model).items()]
        if rules_of(act).has_effect != (act in EFFECTS)
    ]


@register()
def every_desk_can_be_left(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A desk's acts start, for a whole's own acts, in each of the desk's states."""
    return [
        Error(f"{model.__name__}: desk {desk.name} in state {state} has no act that starts there", id="workflows.E002")
        for model in subjects()
        if model.flow
        for desk in desks_of(flow_of(model))  # type: ignore[arg-type]
        for state in desk.states
        if not _can_be_left(model, desk, state)
    ]


def _can_be_left(model: type[Subject], desk: Any, state: str) -> bool:
    own = [act for act in desk.acts.values() if act in steps_of(model).values()]
    return not own or any(starts_in(act, state) for act in own)


@register(Tags.database)
def triggers_are_in_place(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every trigger that keeps the records stands in the database. A warning: migrate itself puts them back."""
    return [
        Warning(f"The database lacks the trigger {name}. Run migrate.", id="workflows.W001")
        for alias in databases or []
        if triggers.RECORDS in connections[alias].introspection.table_names()
        for name in sorted(triggers.missing(connections[alias]))
    ]


@register()
def an_authority_comes_with_its_certificates(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A time-stamp that nobody can check is worth nothing."""
    if settings.TSA_URL and not settings.TSA_CERTIFICATES:
        return [Error("TSA_URL is set, TSA_CERTIFICATES is not", id="workflows.E010")]
    return []


@register()
def jobs_are_rows_of_the_act_s_transaction(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Only a job that is a row of our own database is never lost, tried again, and shown when it was given up."""
    if keeps_jobs_itself():
        return []
    backend = settings.TASKS["default"]["BACKEND"]
    told = f"TASKS_BACKEND is {backend}: jobs are enqueued after the commit, and one may be lost in between."
    hint = "Retrying, leases and /jobs/ need django_tasks_db.DatabaseBackend; see docs/jobs.md."
    return [Warning(told, hint=hint, id="workflows.W011")]

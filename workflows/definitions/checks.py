# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must hold of the definitions before the service starts, and before a release is migrated to."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from workflows.definitions import files
from workflows.definitions.counting import Living, living, needing
from workflows.definitions.differences import law_of
from workflows.definitions.keeping import subjects
from workflows.definitions.lint import findings
from workflows.definitions.tables import Table, table_of
from workflows.lifecycle import Subject, state_field
from workflows.models import Definition


@register()
def every_lifecycle_is_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """No state is unreachable or a dead end, every step has its maker and its words, nothing goes round by itself."""
    kinds = {model._meta.label_lower for model in subjects()}
    return [
        Error(f"{model.__name__}: {said}.", id=f"workflows.{code}")
        for model in subjects()
        for code, said in findings(model, kinds)
    ]


@register()
def every_definition_is_kept(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The newest definition is what the code says, and there is none missing among them."""
    return [
        Error(f"{model.__name__}: {said}.", hint="Run manage.py make_definitions.", id="workflows.E107")
        for model in subjects()
        for said in _unkept(model)
    ]


def _unkept(model: type[Subject]) -> Iterator[str]:
    kept, newest = files.kept(model), files.demanded(model)
    if lacking := sorted(set(range(1, newest + 1)) - kept.keys()):
        yield f"the definitions {lacking} are not kept"
    elif kept[newest].text != table_of(model, newest).text:
        yield f"the definition {newest} is not what the code says"


@register(Tags.database)
def nobody_is_left_behind(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """No step is gone that a subject in flight still needs, no state where one stands; migrate asks before it runs."""
    return [
        message
        for alias in databases or []
        for model in subjects()
        if _has_definitions(model, alias)
        for group in living(model, using=alias)
        for message in _left_behind(model, group)
    ]


@register(Tags.database)
def stored_definitions_are_those_kept(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A definition that the database has stored is never another one later."""
    return [
        Error(
            f"{model.__name__}: the definition {number} is stored otherwise than it is kept.",
            hint="A definition that was released is not amended: keep the change as a new one.",
            id="workflows.E110",
        )
        for alias in databases or []
        if Definition._meta.db_table in connections[alias].introspection.table_names()
        for model in subjects()
        for number, hash in Definition.objects.using(alias)
        .filter(kind=model._meta.label_lower)
        .order_by("number")
        .values_list("number", "hash")
        if number in files.kept(model) and files.kept(model)[number].hash != hash
    ]


def _has_definitions(model: type[Subject], alias: str) -> bool:
    connection = connections[alias]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        table = model._meta.db_table
        return table in tables and any(
            column.name == "definition" for column in connection.introspection.get_table_description(cursor, table)
        )


def _left_behind(model: type[Subject], group: Living) -> Iterator[CheckMessage]:
    table, name, count = files.kept(model).get(group.number), model.__name__, sum(group.in_flight.values())
    if table is None:
        if files.kept(model):
            yield Error(
                f"{name}: {group.all} live under the definition {group.number}, which is not kept here.",
                hint="This release is older than the data.",
                id="workflows.E109",
            )
        return
    if not count:
        return
    now = table_of(model, group.number)
    for state, of in group.in_flight.items():
        if state not in {value for value, _label in state_field(model).flatchoices}:
            yield Error(f"{name}: {of} stand in the state {state}, which is gone.", id="workflows.E108")
    yield from _missed(name, table, now, group)
    if changed := [step for step, law in law_of(now).items() if law != law_of(table).get(step, law)]:
        yield Warning(
            f"{name}: {count} in flight under the definition {group.number} now meet other rules in: "
            f"{', '.join(changed)}.",
            hint="Say since= and until= to let them keep theirs, or migrate them.",
            id="workflows.W101",
        )


def _missed(name: str, table: Table, now: Table, group: Living) -> Iterator[CheckMessage]:
    for step, moves in table.moves.items():
        if moves.items() <= now.moves.get(step, {}).items():
            continue
        waiting = needing(table, step, group.in_flight)
        if count := sum(group.in_flight[state] for state in waiting):
            yield Error(
                f"{name}: {count} in flight under the definition {group.number} still need the step {step}, "
                "which is gone or leads elsewhere.",
                hint=f"Keep it with until={group.number}, or bring them on first: manage.py migrate_lifecycle.",
                id="workflows.E108",
            )

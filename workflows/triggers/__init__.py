# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The triggers that make the records the only way to a state, on both databases.

``keep(table)``: its rows refuse update, delete and truncate. ``bind(table, kind, initial=…)``: a subject begins in its
initial state, moves only with its record, and stays; a record continues its subject's chain and comes with its move.
``bind_definition(table, kind)``: it comes under another definition only by such a record. ``fix(table, …)``: its
content stands as it is in the states that its lifecycle names (``fixed_in``). On SQLite no row is put in the place of
another either, whatever the connection was opened with: INSERT OR REPLACE meets every unique key of the table.

PostgreSQL holds them by migration. SQLite rebuilds a table to alter it, which breaks or silently drops its triggers:
there they are taken down before every migrate and put up after it, from the models.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import UniqueConstraint

from workflows.triggers import postgresql, sqlite
from workflows.triggers.operation import OnPostgreSQL

RECORDS = "workflows_transitionrecord"
_MORE: dict[str, Callable[[], list[str]]] = {}


def more_on_sqlite(table: str) -> Callable[[Callable[[], list[str]]], Callable[[], list[str]]]:
    """Register an upper floor's triggers on SQLite (``CREATE TRIGGER mati_…``), put up where their table stands."""

    def register(statements: Callable[[], list[str]]) -> Callable[[], list[str]]:
        _MORE[table] = statements
        return statements

    return register


def keep(table: str) -> OnPostgreSQL:
    """Migration operation: the rows of a table refuse update, delete and truncate."""
    return OnPostgreSQL(postgresql.KEEP.format(t=table), postgresql.UNKEEP.format(t=table))


def keep_records() -> OnPostgreSQL:
    """Migration operation: records are kept, and one of a kind that is not bound is refused."""
    return OnPostgreSQL(
        postgresql.KINDS.format(r=RECORDS) + postgresql.KEEP.format(t=RECORDS),
        postgresql.UNKEEP.format(t=RECORDS) + postgresql.UNKINDS.format(r=RECORDS),
    )


def bind(table: str, kind: str, *, initial: str) -> OnPostgreSQL:
    """Migration operation: a subject's state moves only with its record."""
    names = _names(table, kind, initial)
    return OnPostgreSQL(postgresql.BIND.format(**names), postgresql.UNBIND.format(**names))


def bind_definition(table: str, kind: str) -> OnPostgreSQL:
    """Migration operation: a subject comes under another definition only with the record that says so."""
    names = _names(table, kind, "")
    return OnPostgreSQL(postgresql.DEFINE.format(**names), postgresql.UNDEFINE.format(**names))


def fix(table: str, columns: Sequence[str], states: Sequence[str]) -> OnPostgreSQL:
    """Migration operation: a subject's content stays in these states."""
    old, new = (", ".join(f'{row}."{column}"' for column in columns) for row in ("OLD", "NEW"))
    words = {"t": table, "states": ", ".join(f"'{state}'" for state in states), "old": old, "new": new}
    return OnPostgreSQL(postgresql.FIX.format(**words), postgresql.UNFIX.format(**words))


def unfix(table: str) -> OnPostgreSQL:
    """Migration operation: no state fixes the content any more, before ``fix`` says anew which do."""
    return OnPostgreSQL(postgresql.UNFIX.format(t=table), "")


def put_up(*, using: str, **kwargs: Any) -> None:
    """Install every trigger on SQLite, from the models."""
    if connections[using].vendor != "sqlite":
        return
    take_down(using=using)
    with connections[using].cursor() as cursor:
        for statement in _on_sqlite(connections[using], set(connections[using].introspection.table_names(cursor))):
            cursor.execute(statement)


def take_down(*, using: str, **kwargs: Any) -> None:
    """Remove every trigger of ours on SQLite."""
    if connections[using].vendor != "sqlite":
        return
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'mati_*'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def missing(connection: Any) -> set[str]:
    """The names of the triggers that should stand in a migrated database and do not, or not as they were written."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(sqlite.FIND)
            standing = {statement for (statement,) in cursor.fetchall()}
            return {sqlite.name_of(statement) for statement in _on_sqlite(connection) if statement not in standing}
        cursor.execute(postgresql.FIND)
        wanted = set(postgresql.KINDS_NAMES)
        wanted |= {name.format(t=table) for table in _kept() for name in postgresql.KEEP_NAMES}
        wanted |= {name.format(t=table) for table, *_ in _subjects() for name in postgresql.BIND_NAMES}
        wanted |= {name.format(t=table) for table, *_ in _fixed() for name in postgresql.FIX_NAMES}
        return wanted - {name for (name,) in cursor.fetchall()}


def _on_sqlite(connection: Any, present: set[str] | None = None) -> list[str]:
    """Every statement that SQLite needs, for all our tables or for those present."""
    subjects = [subject for subject in _subjects() if present is None or subject[0] in present]
    kept = [table for table in _kept() if present is None or table in present]
    groups = [sqlite.kinds(RECORDS, [kind for _, kind, _ in subjects])] if RECORDS in kept else []
    groups += [sqlite.keep(table, _keys(table, connection)) for table in kept]
    groups += [sqlite.bind(**_names(*subject)) for subject in subjects]
    groups += [sqlite.no_replace(table, _keys(table, connection)) for table, *_ in subjects]
    groups += [sqlite.fix(*of) for of in _fixed() if present is None or of[0] in present]
    groups += [statements() for table, statements in _MORE.items() if present is None or table in present]
    return [statement for group in groups for statement in group]


def _subjects() -> list[tuple[str, str, str]]:
    from workflows.lifecycle import Subject, initial_state

    models = [model for model in apps.get_models() if issubclass(model, Subject)]
    return [(model._meta.db_table, model._meta.label_lower, initial_state(model)) for model in models]


def _fixed() -> list[tuple[str, list[str], list[str]]]:
    """Each subject's table whose content is fixed in some states: its name, those columns, those states."""
    from workflows.lifecycle import MOVES, Subject

    found = []
    for model in apps.get_models():
        if issubclass(model, Subject) and model.fixed_in:
            own = [str(field.column) for field in model._meta.concrete_fields if field.column not in MOVES]
            found.append((model._meta.db_table, own, [str(state) for state in model.fixed_in]))
    return found


def _keys(table: str, connection: Any) -> list[sqlite.Key]:
    """Every unique key of a table, as its model names them."""
    model: Any = next(model for model in apps.get_models() if model._meta.db_table == table)
    keys = [sqlite.Key((field.column,)) for field in model._meta.concrete_fields if field.unique]
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint):
            columns = tuple(model._meta.get_field(name).column for name in rule.fields)
            keys.append(_conditioned(model, rule, columns, connection) if rule.condition else sqlite.Key(columns))
    return keys


def _conditioned(model: Any, rule: Any, columns: tuple[str, ...], connection: Any) -> sqlite.Key:
    """A key that holds only between rows of which its condition is true."""
    held = rule._get_condition_sql(model, connection.schema_editor())
    touched = tuple(field.column for field in model._meta.concrete_fields if f'"{field.column}"' in held)
    new = held
    for column in touched:
        new = new.replace(f'"{column}"', f'NEW."{column}"')
    return sqlite.Key(columns, held, new, touched)


def _kept() -> list[str]:
    return [RECORDS] + [model._meta.db_table for model in apps.get_models() if getattr(model, "rows_are_kept", False)]


def _names(table: str, kind: str, initial: str) -> dict[str, str]:
    return {"t": table, "k": kind, "i": initial, "r": RECORDS, "z": "0" * 64}

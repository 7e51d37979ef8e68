# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing many rows of the product's own tables quickly: COPY lines made from one sample row, indexes built after."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import JSONField, Model

LINES = 2000  # so many lines go to the server at once


class Slot(str):
    """A place in a sample row that each line fills anew, by its name."""


def columns_of(model: type[Model]) -> list[Any]:
    """The stored fields of a model."""
    return list(model._meta.concrete_fields)


def line_of(model: type[Model], **values: Any) -> str:
    """One COPY line with a ``%(name)s`` for every Slot; what is not named has its default, as in ``Model()``."""
    sample, words = model(), []
    for field in columns_of(model):
        name = field.name if field.name in values else field.attname
        words.append(_word(field, values.get(name, getattr(sample, field.attname))))
    return "\t".join(words) + "\n"


def _word(field: Any, value: Any) -> str:
    if isinstance(value, Slot):
        return f"%({value})s"
    if isinstance(field, JSONField):
        return json.dumps(value, ensure_ascii=False).replace("%", "%%")
    value = field.get_db_prep_save(value, connection)
    if value is None:
        return r"\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    assert not set("\\\t\n") & set(text), text
    return text.replace("%", "%%")


def copy_in(model: type[Model], lines: Iterable[str]) -> None:
    """Send COPY lines to the server."""
    names = ", ".join(f'"{field.column}"' for field in columns_of(model))
    rest = iter(lines)
    with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as stream:
        while batch := "".join(islice(rest, LINES)):
            stream.write(batch)


def insert_selected(model: type[Model], source: str, **expressions: str) -> None:
    """``INSERT INTO model SELECT … source``: SQL by column, and a default for every column that is not named."""
    sample, chosen, values = model(), [], []
    for field in columns_of(model):
        if field.column in expressions:
            chosen.append(expressions[field.column].replace("%", "%%"))
        elif field.primary_key:
            continue
        else:
            chosen.append("%s")
            values.append(field.get_db_prep_save(getattr(sample, field.attname), connection))
    names = ", ".join(
        f'"{field.column}"' for field in columns_of(model) if not field.primary_key or field.column in expressions
    )
    statement = f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(chosen)} {source.replace('%', '%%')}"
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def without_indexes(*models: type[Model]) -> Iterator[None]:
    """Take the indexes and unique constraints of tables down while they are filled, and build them once at the end.

    Primary keys stay: ids come in order, and foreign keys lean on them.
    """
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid::regclass::text = ANY(%s) AND contype = 'u'",
            [tables],
        )
        constraints = cursor.fetchall()
        for table, name, _definition in constraints:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
            "WHERE indrelid::regclass::text = ANY(%s) AND NOT indisprimary",
            [tables],
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for table, name, definition in constraints:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        for _name, definition in indexes:
            cursor.execute(definition)
        for table in tables:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")

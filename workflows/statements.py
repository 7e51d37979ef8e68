# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The statements of every step, composed once from the models: the ORM composes each anew, at four times the cost.

They say the same in PostgreSQL and in SQLite; values are prepared and read by the models' own fields.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, in their order, and give them their ids."""
    if not rows:
        return
    model = type(rows[0])
    fields = _without_key(model)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows for field in fields]
    one = f"({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        cursor.execute(f"{_insert_into(model)} {', '.join([one] * len(rows))} RETURNING id", values)
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = pk
            row._state.adding, row._state.db = False, connection.alias


def update(model: type[models.Model], pks: Sequence[int], **values: Any) -> None:
    """Write the same values, by column name, into the rows with these ids."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    changed = ", ".join(f'"{fields[name].column}" = %s' for name in values)
    given = [fields[name].get_db_prep_save(value, connection) for name, value in values.items()]
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{model._meta.db_table}" SET {changed} WHERE id IN ({_marks(pks)})', [*given, *pks])


def select(sql: str, parameters: Sequence[Any], *of: type[models.Model]) -> list[tuple[Any, ...]]:
    """The rows of a query over ``columns(model, …)`` of these models, each as a tuple of their objects."""
    readers = [_reader(model, connection.vendor) for model in of]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = cursor.fetchall()
    return [tuple(_objects(row, readers)) for row in found]


def lock(model: type[Row], pks: Sequence[int]) -> list[Row]:
    """The rows with these ids, in the order of the ids, locked until the transaction ends: on SQLite all are anyway."""
    sql = f'SELECT {columns(model, "t")} FROM "{model._meta.db_table}" t WHERE t.id IN ({_marks(pks)}) ORDER BY t.id'
    if connection.features.has_select_for_update:
        sql += " FOR UPDATE"
    return [row for (row,) in select(sql, pks, model)]


@cache
def columns(model: type[models.Model], alias: str) -> str:
    """Every column of a model, as ``select`` expects them."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def _objects(row: Sequence[Any], readers: Iterable[Any]) -> Iterable[models.Model]:
    start = 0
    for model, names, converters in readers:
        values = list(row[start : start + len(names)])
        for place, convert in converters:
            values[place] = convert(values[place])
        start += len(names)
        yield model.from_db(connection.alias, names, values)


@cache
def _reader(model: type[models.Model], vendor: str) -> Any:
    """How a model's columns become its attributes: their names, and by place what converts a value."""
    converters = []
    for place, field in enumerate(model._meta.concrete_fields):
        column = field.get_col(model._meta.db_table)
        for convert in [*connection.ops.get_db_converters(column), *field.get_db_converters(connection)]:
            converters.append((place, _converting(convert, column)))
    return model, [field.attname for field in model._meta.concrete_fields], converters


def _converting(convert: Any, column: Any) -> Any:
    return lambda value: convert(value, column, connection)


@cache
def _without_key(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]


@cache
def _insert_into(model: type[models.Model]) -> str:
    names = ", ".join(f'"{field.column}"' for field in _without_key(model))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES'


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The statements of every step, composed once from the models: the ORM composes each anew, at four times the cost.

They say the same in PostgreSQL and in SQLite; values are prepared and read by the models' own fields. What is about
one row PostgreSQL plans once in a connection's life (``PREPARED_STATEMENTS``), which halves its part of a step.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models

Row = TypeVar("Row", bound=models.Model)
Values = Sequence[Any]
# Fields whose values a driver takes as they are, and those that PostgreSQL's takes too; SQLite keeps these as text.
PLAIN = {
    models.AutoField, models.BigAutoField, models.BigIntegerField, models.BooleanField, models.CharField,
    models.ForeignKey, models.IntegerField, models.PositiveIntegerField, models.SmallIntegerField, models.TextField,
}  # fmt: skip
MOST_VALUES = 30_000  # in one statement: SQLite takes no more than 32,766
NATIVE = {"postgresql": {models.DateTimeField, models.UUIDField}}


@dataclass(frozen=True)
class Statement:
    """One statement and its values.

    ``about`` is how many things it is about: one about one thing comes again word by word, so that it is worth a plan
    that is kept; of those about many there is one for every number.
    """

    sql: str
    values: Values
    about: int = 1

    def behind(self, **parts: "Statement") -> "Statement":
        """This statement with others in its WITH, each by its name (PostgreSQL; each is about one thing)."""
        if not parts:
            return self
        named = ", ".join(f"{name} AS ({part.sql})" for name, part in parts.items())
        return Statement(
            f"WITH {named} {self.sql}", [value for part in (*parts.values(), self) for value in part.values]
        )

    def send(self) -> None:
        """Send it; it gives nothing back."""
        with _cursor(self.about) as cursor:
            cursor.execute(self.sql, self.values)

    def ask(self) -> list[tuple[Any, ...]]:
        """Send it, and return the rows that it gives."""
        with _cursor(self.about) as cursor:
            cursor.execute(self.sql, self.values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found


def insert(rows: Sequence[models.Model], *, after: Sequence[Statement] = ()) -> None:
    """Insert new rows of one model, in their order, and give them their ids; ``after`` are sent with it, or before.

    More rows than a statement takes values for are written in several.
    """
    if len(rows) == 1:
        new = insertion(rows)
        if are_one(new, *after):
            have_ids(rows, new.behind(**{f"part_{place}": one for place, one in enumerate(after)}).ask())
            return
    for one in after:
        one.send()
    at_once = max(1, MOST_VALUES // len(rows[0]._meta.concrete_fields)) if rows else 1
    for first in range(0, len(rows), at_once):
        some = rows[first : first + at_once]
        have_ids(some, insertion(some).ask())


def insertion(rows: Sequence[models.Model]) -> Statement:
    """The insertion of new rows of one model; it gives their ids, in their order."""
    model, database = type(rows[0]), connections[DEFAULT_DB_ALIAS]
    written, prepared = _written(model, database.vendor)
    values: list[Any] = []
    for row in rows:
        begin = len(values)
        values += written(row)
        for place, field in prepared:
            values[begin + place] = field.get_db_prep_save(values[begin + place], database)
    return Statement(_inserting(model, len(rows)), values, len(rows))


def have_ids(rows: Sequence[models.Model], ids: Sequence[tuple[Any, ...]]) -> None:
    """Let new rows know the ids that they were given."""
    for row, (pk, *_) in zip(rows, ids, strict=True):
        row.pk = pk
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def update(model: type[models.Model], pks: Sequence[int], **values: Any) -> Statement:
    """The statement that writes the same values, by column name, into the rows with these ids."""
    database = connections[DEFAULT_DB_ALIAS]
    fields: list[Any] = [model._meta.get_field(name) for name in values]
    given = [field.get_db_prep_save(value, database) for field, value in zip(fields, values.values(), strict=True)]
    changed = ", ".join(f'"{field.column}" = %s' for field in fields)
    sql = f'UPDATE "{model._meta.db_table}" SET {changed} WHERE id IN ({_marks(pks)})'
    return Statement(sql, [*given, *pks], len(pks))


def are_one(*parts: Statement) -> bool:
    """Whether these may be sent as one: PostgreSQL writes several tables in one statement, SQLite does not."""
    return connections[DEFAULT_DB_ALIAS].vendor == "postgresql" and all(part.about == 1 for part in parts)


def select(statement: Statement, *of: type[models.Model]) -> list[tuple[Any, ...]]:
    """The rows of a query over ``columns(model, …)`` of these models, each as a tuple of their objects."""
    readers = [_reader(model, connections[DEFAULT_DB_ALIAS].vendor) for model in of]
    return [tuple(_objects(row, readers)) for row in statement.ask()]


def lock(model: type[Row], pks: Sequence[int]) -> list[Row]:
    """The rows with these ids, in the order of the ids, locked until the transaction ends: on SQLite all are anyway."""
    sql = f'SELECT {columns(model, "t")} FROM "{model._meta.db_table}" t WHERE t.id IN ({_marks(pks)}) ORDER BY t.id'
    if connections[DEFAULT_DB_ALIAS].features.has_select_for_update:
        sql += " FOR UPDATE"
    return [row for (row,) in select(Statement(sql, pks, len(pks)), model)]


@cache
def columns(model: type[models.Model], alias: str) -> str:
    """Every column of a model, as ``select`` expects them."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def _cursor(about: int) -> Any:
    """A cursor; where a plan is worth keeping, one that leaves the values to the server."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    if about != 1 or database.vendor != "postgresql":
        return database.cursor()
    database.ensure_connection()
    return database._prepare_cursor(_server_binding()(database.connection))


@cache
def _server_binding() -> Any:
    from django.db.backends.postgresql.base import ServerBindingCursor  # needs PostgreSQL's driver

    base: Any = ServerBindingCursor

    class Planned(base):
        def _send_query_prepared(self, name: bytes, query: Any, **options: Any) -> None:
            self._query = query  # what Django's log of queries shows; the driver forgets it here
            super()._send_query_prepared(name, query, **options)

    return Planned


def _objects(row: Sequence[Any], readers: Iterable[Any]) -> Iterable[models.Model]:
    start = 0
    for model, names, converters in readers:
        values = list(row[start : start + len(names)])
        for place, convert in converters:
            values[place] = convert(values[place])
        start += len(names)
        yield model.from_db(DEFAULT_DB_ALIAS, names, values)


@cache
def _reader(model: type[models.Model], vendor: str) -> Any:
    """How a model's columns become its attributes: their names, and by place what converts a value."""
    database = connections[DEFAULT_DB_ALIAS]
    converters = []
    for place, field in enumerate(model._meta.concrete_fields):
        column = field.get_col(model._meta.db_table)
        for convert in [*database.ops.get_db_converters(column), *field.get_db_converters(database)]:
            converters.append((place, _converting(convert, column)))
    return model, [field.attname for field in model._meta.concrete_fields], converters


def _converting(convert: Any, column: Any) -> Callable[[Any], Any]:
    return lambda value: convert(value, column, connections[DEFAULT_DB_ALIAS])


@cache
def _written(model: type[models.Model], vendor: str) -> tuple[Callable[[Any], Values], list[tuple[int, Any]]]:
    """What gives the values of a row, and by place the fields that must prepare theirs."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    taken = PLAIN | NATIVE.get(vendor, set())
    prepared = [(place, field) for place, field in enumerate(fields) if type(field) not in taken]
    return attrgetter(*(field.attname for field in fields)), prepared


@lru_cache
def _inserting(model: type[models.Model], rows: int) -> str:
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    names, one = ", ".join(f'"{column}"' for column in columns), f"({_marks(columns)})"
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {", ".join([one] * rows)} RETURNING id'


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))

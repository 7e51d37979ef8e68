# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The index of the letters in projects' codes and names: pg_trgm on PostgreSQL, an FTS5 table on SQLite.

Both know every run of three characters, so Thai needs no words cut; PostgreSQL has a second one of single letters and
pairs, so that it need not look through all names for a word too short for the first. Rows hold text as it is kept
everywhere: of one spelling (``papers.thai.normalise``); digits may be Thai or Arabic, letters large or small, which the
index makes one.
"""

import re
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.migrations import RunPython
from django.db.models import BooleanField, CharField, F, Func, QuerySet, Value
from django.db.models.expressions import RawSQL

from papers.search import SHORT, is_short
from workflows.triggers import more_on_sqlite
from workflows.triggers.operation import OnPostgreSQL

TABLE = "budget_review_integrationproject"
LETTERS = f"{TABLE}_letters"  # SQLite's table of trigrams; its rowid is the project's id
PAIRS = f"{TABLE}_pairs"
OFTEN = 0.005  # of the names; a page of 25 then lies among some 5,000
COMMON = """
SELECT (most_common_elem_freqs)[array_position(most_common_elems::text::text[], %s)] FROM pg_stats
WHERE tablename = %s AND attname = 'mati_pairs' UNION ALL SELECT NULL LIMIT 1
"""
NEWEST = 10_000  # on SQLite a term too short for the index is looked for among so many
THAI, ARABIC = "๐๑๒๓๔๕๖๗๘๙", "0123456789"
CODE = re.compile(r"[a-z]{1,4}\d\d-\d*", re.ASCII)  # ``dg65-0``: the beginning of a project's code
LETTER = re.compile(r"[\u0e01-\u0e4e]+")  # Thai letters and signs: neither large nor small, and no digits
INDEXED = f"lower(translate(code || ' ' || title, '{THAI}', '{ARABIC}'))"
ON_POSTGRESQL = f"CREATE INDEX IF NOT EXISTS {LETTERS} ON {TABLE} USING gin ({INDEXED} gin_trgm_ops)"
# Its cost is told so that a list that finds a page's worth on its way asks the letters first.
PAIRS_ON_POSTGRESQL = f"""
CREATE FUNCTION mati_pairs(letters text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE each text[] := regexp_split_to_array(letters, ''); found text[] := each;
BEGIN
 FOR i IN 2 .. cardinality(each) LOOP found := found || (each[i - 1] || each[i]); END LOOP;
 RETURN found;
END $$;
CREATE INDEX {PAIRS} ON {TABLE} USING gin (mati_pairs({INDEXED}));
"""


class Letters(Func):
    """Code and name with Arabic digits and small letters: exactly what PostgreSQL's index holds."""

    output_field = CharField()
    arg_joiner = " || ' ' || "
    template = f"lower(translate(%(expressions)s, '{THAI}', '{ARABIC}'))"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite has no ``translate``."""
        return self.as_sql(compiler, connection, template=f"lower({_replaced('%(expressions)s')})", **context)


class HasPairs(Func):
    """Whether these short terms are among the single letters and pairs of a text: PostgreSQL's second index."""

    output_field = BooleanField()
    template = "mati_pairs(%(expressions)s"
    arg_joiner = ") @> "

    def __init__(self, letters: Any, terms: list[str]) -> None:
        super().__init__(letters, Value(terms))


def is_cut_short(terms: list[str], *, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether these are looked for among the newest projects alone."""
    return is_short(terms) and connections[using].vendor == "sqlite"


def holding(projects: QuerySet[Any], terms: list[str]) -> QuerySet[Any]:
    """Those in whose code or name every term occurs; SQLite looks for short terms alone among the newest projects.

    What looks like a code is looked for where codes begin: their own index has it, letters would find half of a year.
    """
    codes = [term for term in terms if CODE.fullmatch(term)]
    for code in codes:
        projects = projects.filter(code__startswith=code.upper())
    terms = [term for term in terms if term not in codes]
    connection = connections[projects.db]
    if connection.vendor == "sqlite":
        long = [term for term in terms if len(term) >= SHORT]
        if long:
            phrases = " ".join('"' + term.replace('"', '""') + '"' for term in long)
            found = RawSQL(f"SELECT rowid FROM {LETTERS} WHERE {LETTERS} MATCH %s", [phrases])  # noqa: S611 - bound
            projects = projects.filter(pk__in=found)  # not extra(): inside another query the table has another name
    letters = Letters(F("code"), F("title"))
    for place, term in enumerate(terms):
        if len(term) < SHORT and LETTER.fullmatch(term):  # as it stands in the name, and ten times cheaper to look for
            projects = projects.filter(title__contains=term)
            continue
        projects = projects.alias(**{f"letters_{place}": letters}).filter(**{f"letters_{place}__contains": term})
    if is_short(terms) and connection.vendor == "postgresql":
        return projects if _is_common(terms, connection) else projects.filter(HasPairs(letters, terms))
    if is_short(terms) and not codes:
        newest = projects.model._default_manager.order_by("-pk").values_list("pk", flat=True)[NEWEST : NEWEST + 1]
        projects = projects.filter(pk__gt=newest.first() or 0)
    return projects


def _is_common(terms: list[str], connection: Any) -> bool:
    """Whether this is one term that so many names have that a list soon meets a page of them on its way.

    PostgreSQL's own statistics of the index tell; without any, nothing is common.
    """
    if len(terms) > 1:
        return False
    with connection.cursor() as cursor:
        cursor.execute(COMMON, [terms[0], PAIRS])
        (often,) = cursor.fetchone()
    return bool(often and often >= OFTEN)


def _replaced(text: str) -> str:
    for thai, arabic in zip(THAI, ARABIC, strict=True):
        text = f"replace({text}, '{thai}', '{arabic}')"
    return text


# ── making it ──


def make_index() -> RunPython:
    """Migration operation: the index, and on PostgreSQL the extension that it needs."""
    return RunPython(_make, _drop)


def make_pairs() -> OnPostgreSQL:
    """Migration operation: PostgreSQL's index of single letters and pairs."""
    return OnPostgreSQL(PAIRS_ON_POSTGRESQL, f"DROP INDEX {PAIRS}; DROP FUNCTION mati_pairs(text)")


def _make(apps: Any, editor: Any) -> None:
    with editor.connection.cursor() as cursor:
        if editor.connection.vendor == "sqlite":  # its triggers are put up with all others, after every migrate
            words = _replaced("code || ' ' || title")
            cursor.execute(f"CREATE VIRTUAL TABLE {LETTERS} USING fts5(letters, content='', tokenize='trigram')")
            cursor.execute(f"INSERT INTO {LETTERS}(rowid, letters) SELECT id, lower({words}) FROM {TABLE}")
            return
        try:
            with transaction.atomic(using=editor.connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError as error:
            raise CommandError(
                "Finding Thai text needs PostgreSQL's extension pg_trgm (Debian: in the package postgresql). "
                f"Let the database's owner run once: CREATE EXTENSION pg_trgm. PostgreSQL says: {error}"
            ) from error
        cursor.execute(ON_POSTGRESQL)


def _drop(apps: Any, editor: Any) -> None:
    with editor.connection.cursor() as cursor:
        if editor.connection.vendor == "postgresql":
            cursor.execute(f"DROP INDEX {LETTERS}")
        else:
            cursor.execute(f"DROP TABLE {LETTERS}")


@more_on_sqlite(LETTERS)
def on_sqlite() -> list[str]:
    """The triggers that keep SQLite's table of trigrams."""
    new, old = (f"lower({_replaced(f'{row}.code || {chr(39)} {chr(39)} || {row}.title')})" for row in ("NEW", "OLD"))
    return [
        f"CREATE TRIGGER mati_{LETTERS}_added AFTER INSERT ON {TABLE} BEGIN "
        f"INSERT INTO {LETTERS}(rowid, letters) VALUES (NEW.id, {new}); END",
        f"CREATE TRIGGER mati_{LETTERS}_changed AFTER UPDATE OF code, title ON {TABLE} BEGIN "
        f"INSERT INTO {LETTERS}({LETTERS}, rowid, letters) VALUES ('delete', OLD.id, {old}); "
        f"INSERT INTO {LETTERS}(rowid, letters) VALUES (NEW.id, {new}); END",
    ]


@register(Tags.database)
def finds_thai(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a PostgreSQL database whose LC_CTYPE is C: there pg_trgm takes no Thai letter for one."""
    faults: list[CheckMessage] = []
    for alias in databases or []:
        if connections[alias].vendor != "postgresql":
            continue
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT datctype FROM pg_database WHERE datname = current_database()")
            (ctype,) = cursor.fetchone()
        if ctype in ("C", "POSIX"):
            faults.append(
                Error(
                    f"The database's LC_CTYPE is {ctype}: in it no Thai text is found.",
                    hint="Make it with UTF-8: createdb --template=template0 --locale=C.UTF-8 --encoding=UTF8.",
                    id="budget_review.E001",
                )
            )
    return faults

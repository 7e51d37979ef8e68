# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The triggers in SQLite's words. SQLite has no sha256 and no deferred triggers: ``verify`` finds what they would."""

from collections.abc import Sequence
from dataclasses import dataclass

FIND = "SELECT sql FROM sqlite_master WHERE type = 'trigger'"


def name_of(statement: str) -> str:
    """The name of the trigger that a statement creates."""
    return statement.split()[2]


def kinds(records: str, known: Sequence[str]) -> list[str]:
    """Refuse a record of a kind that is not bound."""
    listed = ", ".join(f"'{kind}'" for kind in known) or "''"
    return [
        f"CREATE TRIGGER mati_records_kind BEFORE INSERT ON {records} WHEN NEW.subject_type NOT IN ({listed}) "
        "BEGIN SELECT RAISE(ABORT, 'a record is of a bound kind'); END"
    ]


@dataclass(frozen=True)
class Key:
    """Columns that no two rows share; ``held`` and ``new`` are the condition on a row and on NEW, if there is one."""

    columns: tuple[str, ...]
    held: str = ""
    new: str = ""
    touched: tuple[str, ...] = ()  # the columns that the condition reads

    @property
    def meets(self) -> str:
        """Whether a row and NEW share the key."""
        same = [f'"{column}" = NEW."{column}"' for column in self.columns]
        return " AND ".join([*same, *filter(None, (self.held, self.new))])


def keep(table: str, keys: Sequence[Key]) -> list[str]:
    """Refuse every change of a row; the third, as REPLACE fires delete triggers only where a connection asks for it."""
    refuse = f"BEGIN SELECT RAISE(ABORT, 'the rows of {table} are kept'); END"
    return [
        f"CREATE TRIGGER mati_{table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER mati_{table}_no_delete BEFORE DELETE ON {table} {refuse}",
        _no_replace(table, keys),
    ]


def no_replace(table: str, keys: Sequence[Key]) -> list[str]:
    """Refuse that a subject is put, or moved by an update, where another stands: REPLACE would take that one away."""
    others = [key for key in keys if key.columns != ("id",)]
    if not others:
        return [_no_replace(table, keys)]
    read = dict.fromkeys(column for key in others for column in (*key.columns, *key.touched))
    listed = ", ".join(f'"{column}"' for column in read)
    met = " OR ".join(f"({key.meets})" for key in others)
    return [
        _no_replace(table, keys),
        f"CREATE TRIGGER mati_{table}_no_override BEFORE UPDATE OF {listed} ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id <> OLD.id AND ({met})) "
        f"BEGIN SELECT RAISE(ABORT, 'the rows of {table} stay'); END",
    ]


def fix(table: str, columns: Sequence[str], states: Sequence[str]) -> list[str]:
    """Refuse every change of a subject's content while it stands in one of these states."""
    named = ", ".join(f"'{state}'" for state in states)
    old, new = (", ".join(f'{row}."{column}"' for column in columns) for row in ("OLD", "NEW"))
    return [
        f"CREATE TRIGGER mati_{table}_fixed BEFORE UPDATE ON {table} "
        f"WHEN OLD.state IN ({named}) AND ({old}) IS NOT ({new}) "
        f"BEGIN SELECT RAISE(ABORT, 'the content of {table} is fixed'); END"
    ]


def _no_replace(table: str, keys: Sequence[Key]) -> str:
    met = " OR ".join(f"({key.meets})" for key in keys)
    return (
        f"CREATE TRIGGER mati_{table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {met}) "
        f"BEGIN SELECT RAISE(ABORT, 'the rows of {table} are kept'); END"
    )


def bind(*, t: str, k: str, i: str, r: str, z: str) -> list[str]:
    """Tie a subject's table ``t`` of kind ``k``, beginning in state ``i``, to the records ``r``."""
    return [
        f"""CREATE TRIGGER mati_{t}_begins BEFORE INSERT ON {t}
        WHEN NEW.state <> '{i}' OR NEW.version <> 0 OR EXISTS (SELECT 1 FROM {t} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{k}: a subject begins in its initial state'); END""",
        f"""CREATE TRIGGER mati_{t}_stays BEFORE DELETE ON {t}
        BEGIN SELECT RAISE(ABORT, '{k}: a subject with records stays'); END""",
        f"""CREATE TRIGGER mati_{t}_moves BEFORE UPDATE ON {t}
        WHEN (OLD.state, OLD.version, OLD.id) IS NOT (NEW.state, NEW.version, NEW.id)
        AND NOT (NEW.id = OLD.id AND NEW.version = OLD.version + 1 AND EXISTS (
            SELECT 1 FROM {r} WHERE subject_type = '{k}' AND subject_id = OLD.id AND seq = NEW.version
            AND source = OLD.state AND target = NEW.state))
        BEGIN SELECT RAISE(ABORT, '{k}: a move needs its record'); END""",
        f"""CREATE TRIGGER mati_{t}_defined BEFORE UPDATE ON {t}
        WHEN OLD.definition <> NEW.definition AND NOT (NEW.version = OLD.version + 1 AND EXISTS (
            SELECT 1 FROM {r} WHERE subject_type = '{k}' AND subject_id = OLD.id AND seq = NEW.version
            AND transition = 'migrate' AND json_extract(facts, '$.from') = OLD.definition
            AND json_extract(facts, '$.to') = NEW.definition))
        BEGIN SELECT RAISE(ABORT, '{k}: another definition needs its record'); END""",
        f"""CREATE TRIGGER mati_{t}_record BEFORE INSERT ON {r} WHEN NEW.subject_type = '{k}' AND (
            EXISTS (SELECT 1 FROM {r} WHERE request_id = NEW.request_id)
            OR NOT EXISTS (SELECT 1 FROM {t}
                WHERE id = NEW.subject_id AND version = NEW.seq - 1 AND state = NEW.source)
            OR NEW.prev_hash <> coalesce((SELECT hash FROM {r} WHERE subject_type = '{k}'
                AND subject_id = NEW.subject_id AND seq = NEW.seq - 1), '{z}'))
        BEGIN SELECT RAISE(ABORT, '{k}: a record continues its chain'); END""",
    ]

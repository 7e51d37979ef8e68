# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The triggers in SQLite's words. SQLite has no sha256 and no deferred triggers: ``verify`` finds what they would."""

from collections.abc import Sequence

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


def keep(table: str) -> list[str]:
    """Refuse every change of a row; the third, as REPLACE fires delete triggers only where a connection asks for it."""
    refuse = f"BEGIN SELECT RAISE(ABORT, 'the rows of {table} are kept'); END"
    return [
        f"CREATE TRIGGER mati_{table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER mati_{table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER mati_{table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) {refuse}",
    ]


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

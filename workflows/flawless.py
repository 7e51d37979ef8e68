# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The quick yes of verification: PostgreSQL itself proves many chains in one statement.

It proves what ``verification`` proves record by record: each text is what its columns make and has its hash, each
record continues the one before by a move that is declared, and each subject stands where its last record left it. It
only ever says "flawless"; anything else, and on SQLite everything, is read again by the slow way, which names the
fault. Casting the text to jsonb and comparing would be shorter, and five times slower than writing it out anew.
"""

from typing import Any

from django.db import DatabaseError, connection, transaction

from workflows.definitions import files
from workflows.lifecycle import Start, Subject, initial_state
from workflows.own_steps import OF_CLOCKS
from workflows.records import FIRST

# What records.canonical writes, by its keys: the SQL that writes the same text. The facts stand in the text between
# what is before them and what is behind; they are taken from there and compared with their column apart.
BEFORE = {
    "actor": "r.actor_id",
    "at": """'"' || to_char(r.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"'""",
    "content_version": "coalesce(r.content_version::text, 'null')",
    "delegation": "coalesce(r.delegation::text, 'null')",
}
BEHIND = {
    "note": """CASE WHEN r.note = '' THEN '""' ELSE to_json(r.note)::text END""",
    "on_behalf_of": "coalesce(r.on_behalf_of_id::text, 'null')",
    "prev_hash": "'\"' || r.prev_hash || '\"'",
    "request_id": "'\"' || r.request_id || '\"'",
    "seq": "r.seq",
    "source": "'\"' || r.source || '\"'",
    "subject_id": "r.subject_id",
    "subject_type": "'\"' || r.subject_type || '\"'",
    "target": "'\"' || r.target || '\"'",
    "transition": "'\"' || r.transition || '\"'",
}
_head = (
    "'{' || " + " || ',' || ".join(f"""'"{key}":' || {sql}""" for key, sql in BEFORE.items()) + """ || ',"facts":'"""
)
_tail = " || ".join(f"""',"{key}":' || {sql}""" for key, sql in BEHIND.items()) + " || '}'"

# Cutting the facts out is far cheaper than reading the text as JSON. Where it cuts at the wrong place, nothing fits,
# and the slow way judges; facts that hold "note" themselves are read as JSON.
_cut = """split_part(split_part(r.canonical, ',"note":', 1), '"facts":', 2)"""
_parsed = "(r.canonical::json -> 'facts')::text"

# One way through the records, narrow rows sorted in memory. A text that is no JSON raises here, and then the slow way
# tells what is wrong.
SETTINGS = """
SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true), set_config('timezone', 'UTC', true)
"""
PROVE = """
SELECT count(*) FILTER (WHERE NOT is_good OR seq <> coalesce(seq_before, 0) + 1
        OR prev_hash <> coalesce(hash_before, %(first)s) OR source <> coalesce(target_before, %(initial)s)),
    count(*) FILTER (WHERE is_last), (SELECT count(*) FROM _subjects WHERE id >= %(low)s AND id < %(high)s)
FROM (
    SELECT is_good, is_last, seq, prev_hash, source,
        lag(seq) OVER own AS seq_before, lag(hash) OVER own AS hash_before, lag(target) OVER own AS target_before
    FROM (
        SELECT r.subject_id, r.seq, r.source, r.target, r.prev_hash, r.hash, r.seq = s.version AS is_last,
            (r.hash = encode(sha256(convert_to(r.canonical, 'UTF8')), 'hex')
            AND CASE WHEN r.facts = '{}' THEN r.canonical = _head || '{}' || _tail
                WHEN split_part(r.canonical, ',"note":', 3) = ''
                THEN r.canonical = _head || _cut || _tail AND _cut::jsonb = r.facts
                ELSE r.canonical = _head || _parsed || _tail AND _parsed::jsonb = r.facts END
            AND CASE WHEN r.seq = 1 THEN r.transition = %(begin)s AND r.source = r.target
                AND coalesce(r.facts ->> 'definition', '1') = s.definition::text
                ELSE s.definition || ' ' || r.transition || ' ' || r.source || ' ' || r.target = ANY (%(moves)s) END
            AND (r.seq < s.version OR (r.seq = s.version AND r.target = s.state))) IS TRUE AS is_good
        FROM workflows_transitionrecord r
        LEFT JOIN _subjects s ON s.id = r.subject_id AND s.id >= %(low)s AND s.id < %(high)s
        WHERE r.subject_type = %(kind)s AND r.subject_id >= %(low)s AND r.subject_id < %(high)s
        OFFSET 0
    ) alone
    WINDOW own AS (PARTITION BY subject_id ORDER BY seq)
) chained
"""
for _name, _sql in (("_head", _head), ("_tail", _tail), ("_cut", _cut), ("_parsed", _parsed)):
    PROVE = PROVE.replace(_name, _sql)


def moves_by_definition(model: type[Subject]) -> list[str]:
    """Every move that a definition has: ``["1 propose draft confirming"]``; those of clocks in each state."""
    numbers = {*files.kept(model), files.current(model)}
    return [
        f"{number} {name} {source} {target}"
        for number in numbers
        for name, ways in files.moves_under(model, number).items()
        for source, target in ways.items()
    ] + [
        f"{number} {name} {state} {state}"
        for number in numbers
        for name in OF_CLOCKS
        for state in files.table(model, number).states
    ]


def is_flawless(model: type[Subject], moves: list[str], low: int, high: int) -> bool:
    """Whether nothing is wrong with the subjects whose ids lie from ``low`` to below ``high``, nor with their records.

    ``moves`` are ``moves_by_definition``. False when this database cannot tell, and where a subject came under another
    definition in the midst of its life: that is judged record by record.
    """
    if connection.vendor != "postgresql":
        return False
    asked: dict[str, Any] = {
        "kind": model._meta.label_lower, "low": low, "high": high, "first": FIRST, "initial": initial_state(model),
        "begin": Start.name, "moves": moves,
    }  # fmt: skip
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(SETTINGS)
            cursor.execute(PROVE.replace("_subjects", model._meta.db_table), asked)
            bad, ended, subjects = cursor.fetchone()
    except DatabaseError:
        return False
    return bad == 0 and ended == subjects

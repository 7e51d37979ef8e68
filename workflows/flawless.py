# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The quick yes of verification: PostgreSQL itself proves many chains in one statement.

It proves what ``verification`` proves record by record: each text is what its columns make and has its hash, each
record continues the one before by a move that is declared, and each subject stands where its last record left it. It
only ever says "flawless"; anything else, and on SQLite everything, is read again by the slow way, which names the
fault. Casting the text to jsonb and comparing would be shorter, and five times slower than writing it out anew.
"""

from django.db import DatabaseError, connection, transaction

from workflows.definitions import files
from workflows.lifecycle import Start, Subject, initial_state
from workflows.records import FIRST

# What records.canonical writes, by its keys: the SQL that writes the same text. The facts are taken from the text and
# compared with their column apart.
WRITTEN = {
    "actor": "r.actor_id",
    "at": """'"' || to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"'""",
    "content_version": "coalesce(r.content_version::text, 'null')",
    "delegation": "coalesce(r.delegation::text, 'null')",
    "facts": "coalesce(r.facts_text, '{}')",
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
_text = " || ".join(
    f"""'{"," if place else "{"}"{key}":' || {WRITTEN[key]}""" for place, key in enumerate(sorted(WRITTEN))
)

# A text that is no JSON raises here, and then the slow way tells what is wrong.
PROVE = (
    """
SELECT count(*) FILTER (WHERE is_good IS NOT TRUE), count(*) FILTER (WHERE seq = version),
    (SELECT count(*) FROM _subjects WHERE id >= %(low)s AND id < %(high)s)
FROM (
    SELECT seq, version, is_itself
        AND link = coalesce(lag(next_link) OVER (PARTITION BY subject_id ORDER BY seq), %(first)s)
        AND CASE WHEN seq = 1 THEN transition = %(begin)s AND source = target AND begun_under = definition::text
            ELSE definition || ' ' || transition || ' ' || source || ' ' || target = ANY (%(moves)s) END
        AND (seq < version OR (seq = version AND target = state)) AS is_good
    FROM (
        SELECT r.subject_id, r.seq, r.source, r.target, r.transition, s.state, s.version, s.definition,
            coalesce(r.facts ->> 'definition', '1') AS begun_under,
            r.prev_hash || r.seq || r.source AS link, r.hash || r.seq + 1 || r.target AS next_link,
            r.hash = encode(sha256(convert_to(r.canonical, 'UTF8')), 'hex')
            AND r.canonical = _written || '}'
            AND (r.facts_text IS NULL OR r.facts_text::jsonb = r.facts) AS is_itself
        FROM (
            SELECT *, CASE WHEN facts <> '{}' THEN (canonical::json -> 'facts')::text END AS facts_text
            FROM workflows_transitionrecord
            WHERE subject_type = %(kind)s AND subject_id >= %(low)s AND subject_id < %(high)s
            OFFSET 0
        ) r LEFT JOIN _subjects s ON s.id = r.subject_id
        OFFSET 0
    ) alone
) chained
"""
).replace("_written", _text)


def moves_by_definition(model: type[Subject]) -> list[str]:
    """Every move that a definition of the lifecycle has: ``["1 propose draft confirming"]``."""
    return [
        f"{number} {name} {source} {target}"
        for number in {*files.kept(model), files.current(model)}
        for name, ways in files.moves_under(model, number).items()
        for source, target in ways.items()
    ]


def is_flawless(model: type[Subject], moves: list[str], low: int, high: int) -> bool:
    """Whether nothing is wrong with the subjects whose ids lie from ``low`` to below ``high``, nor with their records.

    ``moves`` are ``moves_by_definition``. False when this database cannot tell, and where a subject came under another
    definition in the midst of its life: that is judged record by record.
    """
    if connection.vendor != "postgresql":
        return False
    asked = {
        "kind": model._meta.label_lower, "low": low, "high": high, "first": f"{FIRST}1{initial_state(model)}",
        "begin": Start.name, "moves": moves,
    }  # fmt: skip
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(PROVE.replace("_subjects", model._meta.db_table), asked)
            bad, ended, subjects = cursor.fetchone()
    except DatabaseError:
        return False
    return bad == 0 and ended == subjects

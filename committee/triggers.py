# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the database itself refuses of seats and rules, on both databases.

Two holders of one seat at once, one person in two seats of a committee at once, one person twice an alternate of the
same holder; a tenure whose committee is not its seat's; another profile for a meeting than the one it was convened
under; a ballot outside an open vote by name; another label for a matter that was issued under one, another number for
a meeting that has one. PostgreSQL holds the first three by exclusion, so that two sittings cannot
race; SQLite writes one at a time.
"""

from workflows.triggers import more_on_sqlite
from workflows.triggers.operation import OnPostgreSQL

TENURE, ALTERNATE, MEETING = "committee_seattenure", "committee_alternate", "committee_meeting"
ITEM = "committee_agendaitem"
# name, table, the columns that must not be the same while the days overlap
ALONE = (
    ("one_holder_at_a_time", TENURE, ("seat_id",)),
    ("one_seat_per_person", TENURE, ("committee_id", "user_id")),
    ("one_turn_per_alternate", ALTERNATE, ("tenure_id", "user_id")),
)

ON_POSTGRESQL = """
CREATE FUNCTION mati_tenure_of_its_seat() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF EXISTS (SELECT 1 FROM committee_seat WHERE id = NEW.seat_id AND committee_id = NEW.committee_id)
 THEN RETURN NEW; END IF;
 RAISE EXCEPTION 'a tenure is of its seat''s committee' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER mati_tenure_of_its_seat BEFORE INSERT OR UPDATE ON committee_seattenure
 FOR EACH ROW EXECUTE FUNCTION mati_tenure_of_its_seat();

CREATE FUNCTION mati_meeting_keeps_its_rules() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 RAISE EXCEPTION 'a meeting keeps the rules it was convened under'
 USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER mati_meeting_keeps_its_rules BEFORE UPDATE ON committee_meeting
 FOR EACH ROW WHEN (OLD.profile_id IS NOT NULL AND OLD.profile_id IS DISTINCT FROM NEW.profile_id)
 EXECUTE FUNCTION mati_meeting_keeps_its_rules();
"""
OFF_POSTGRESQL = """
DROP TRIGGER mati_meeting_keeps_its_rules ON committee_meeting;
DROP FUNCTION mati_meeting_keeps_its_rules();
DROP TRIGGER mati_tenure_of_its_seat ON committee_seattenure;
DROP FUNCTION mati_tenure_of_its_seat();
"""
NAMED = """
CREATE FUNCTION mati_committee_ballot_named() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF EXISTS (SELECT 1 FROM committee_entitlement e JOIN committee_voteround r ON r.id = e.round_id
   WHERE e.id = NEW.entitlement_id AND r.mode = 'named' AND r.state = 'open') THEN RETURN NEW; END IF;
 RAISE EXCEPTION 'a ballot is given in an open vote by name' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER mati_committee_ballot_named BEFORE INSERT ON committee_ballot
 FOR EACH ROW EXECUTE FUNCTION mati_committee_ballot_named();
"""
UNNAMED = """
DROP TRIGGER mati_committee_ballot_named ON committee_ballot;
DROP FUNCTION mati_committee_ballot_named();
"""

# What was given once stays: name, table, whether it was given, the columns, the sentence. With the unique keys of the
# tables, whose rows nobody deletes, no label and no number ever comes again either.
GIVEN = (
    ("label_stays", ITEM, "OLD.issued_label <> ''", ("issued_label", "meeting_id", "section"),
     "a matter keeps the label under which it was issued"),
    ("number_stays", MEETING, "OLD.number IS NOT NULL", ("number", "be_year", "committee_id"),
     "a meeting keeps its number"),
)  # fmt: skip


def hold_given() -> OnPostgreSQL:
    """Migration operation: labels and numbers of meetings stay as they were given. SQLite gets it after migrate."""
    up, down = "", ""
    for name, table, was_given, columns, sentence in GIVEN:
        changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
        up += (
            f"CREATE FUNCTION mati_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$;\n"
            f"CREATE TRIGGER mati_{name} BEFORE UPDATE ON {table} FOR EACH ROW "
            f"WHEN ({was_given} AND ({changed})) EXECUTE FUNCTION mati_{name}();\n"
        )
        down += f"DROP TRIGGER mati_{name} ON {table};\nDROP FUNCTION mati_{name}();\n"
    return OnPostgreSQL(up, down)


def _given_on_sqlite(wanted: str) -> list[str]:
    return [
        f"CREATE TRIGGER mati_{name} BEFORE UPDATE ON {table} "
        f"WHEN {was_given} AND ({' OR '.join(f'NEW.{column} IS NOT OLD.{column}' for column in columns)}) "
        f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        for name, table, was_given, columns, sentence in GIVEN
        if table == wanted
    ]


@more_on_sqlite(ITEM)
def labels_on_sqlite() -> list[str]:
    """Labels of matters, on SQLite."""
    return _given_on_sqlite(ITEM)


@more_on_sqlite(MEETING)
def numbers_on_sqlite() -> list[str]:
    """Numbers of meetings, on SQLite."""
    return _given_on_sqlite(MEETING)


def hold_ballots() -> OnPostgreSQL:
    """Migration operation: a ballot is given in an open vote by name. SQLite gets it after every migrate."""
    return OnPostgreSQL(NAMED, UNNAMED)


def hold_tenures() -> OnPostgreSQL:
    """Migration operation: what this file is for, on PostgreSQL. SQLite gets it after every migrate."""
    alone, free = "", ""
    for name, table, columns in ALONE:
        same = ", ".join(f"int8range({column}, {column}, '[]') WITH &&" for column in columns)
        alone += (
            f"ALTER TABLE {table} ADD CONSTRAINT {name} "
            f"EXCLUDE USING gist ({same}, daterange(from_date, to_date, '[]') WITH &&);\n"
        )
        free += f"ALTER TABLE {table} DROP CONSTRAINT {name};\n"
    return OnPostgreSQL(alone + ON_POSTGRESQL, OFF_POSTGRESQL + free)


@more_on_sqlite(TENURE)
def tenures_on_sqlite() -> list[str]:
    """Tenures and the rules of a meeting, on SQLite."""
    alone = [rule for rule in ALONE if rule[1] == TENURE]
    return [
        *(statement for rule in alone for statement in _alone_on_sqlite(*rule)),
        *(
            f"CREATE TRIGGER mati_tenure_of_its_seat_{moment.lower()} BEFORE {moment} ON {TENURE} "
            "WHEN NOT EXISTS "
            "(SELECT 1 FROM committee_seat WHERE id = NEW.seat_id AND committee_id = NEW.committee_id) "
            "BEGIN SELECT RAISE(ABORT, 'a tenure is of its seat''s committee'); END"
            for moment in ("INSERT", "UPDATE")
        ),
        f"CREATE TRIGGER mati_meeting_keeps_its_rules BEFORE UPDATE ON {MEETING} "
        "WHEN OLD.profile_id IS NOT NULL AND OLD.profile_id IS NOT NEW.profile_id "
        "BEGIN SELECT RAISE(ABORT, 'a meeting keeps the rules it was convened under'); END",
    ]


@more_on_sqlite(ALTERNATE)
def alternates_on_sqlite() -> list[str]:
    """Alternates, on SQLite."""
    return [statement for rule in ALONE if rule[1] == ALTERNATE for statement in _alone_on_sqlite(*rule)]


def _alone_on_sqlite(name: str, table: str, columns: tuple[str, ...]) -> list[str]:
    same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    overlap = "from_date <= COALESCE(NEW.to_date, '9999-12-31') AND NEW.from_date <= COALESCE(to_date, '9999-12-31')"
    return [
        f"CREATE TRIGGER mati_{name}_{moment.lower()} BEFORE {moment} ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id IS NOT NEW.id AND {same} AND {overlap}) "
        f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
        for moment in ("INSERT", "UPDATE")
    ]

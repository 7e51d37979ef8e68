# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From here on recusals and votes move with their records; what was counted, attendance and ballots are kept."""

from django.db import migrations

from workflows.triggers import bind, bind_definition, fix, keep

COUNTED = (
    "meeting_id", "item_id", "number", "question", "mode", "rule", "profile_version", "recused_leave",
    "has_casting_vote", "voting_count", "recused_count", "present_count", "quorum_needed", "quorum_present",
    "for_count", "against_count", "abstained_count", "invalid_count", "outcome", "explanation",
)  # fmt: skip
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


def on_postgresql(statements):
    def run(apps, editor):
        if editor.connection.vendor == "postgresql":  # on SQLite it stands with the other triggers
            with editor.connection.cursor() as cursor:
                cursor.execute(statements)

    return run


class Migration(migrations.Migration):
    dependencies = [("committee", "0019_session")]
    operations = [
        bind("committee_recusal", "committee.recusal", initial="declared"),
        bind_definition("committee_recusal", "committee.recusal"),
        bind("committee_voteround", "committee.voteround", initial="open"),
        bind_definition("committee_voteround", "committee.voteround"),
        fix("committee_voteround", COUNTED, ("counted", "annulled")),
        keep("committee_guest"),
        keep("committee_attendancemark"),
        keep("committee_entitlement"),
        keep("committee_ballot"),
        keep("committee_dissent"),
        keep("committee_adoptedscenario"),
        migrations.RunPython(on_postgresql(NAMED), on_postgresql(UNNAMED)),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings and their parts move only with their records, and what was decided, counted or sent never changes."""

from django.db import migrations

from committee.triggers import hold_ballots, hold_tenures
from workflows.triggers import bind, bind_definition, fix, keep

ROLL = (
    "meeting_id", "seat_id", "user_id", "tenure_id", "alternate_for_id", "title", "post", "role", "is_voting",
)  # fmt: skip
RESOLVED = (
    "number", "be_year", "verb", "text", "amounts", "conditions", "item_id", "meeting_id", "committee_id",
    "corrects_id", "reason", "certified_at", "also", "actions",
)  # fmt: skip
ADOPTED = (
    "meeting_id", "circulation", "circulated_id", "due_on", "item_id", "adopted_id", "adopted_at",
    "adopted_at_meeting_id", "way", "amendments",
)  # fmt: skip
COUNTED = (
    "meeting_id", "item_id", "number", "question", "mode", "rule", "profile_version", "recused_leave",
    "has_casting_vote", "voting_count", "recused_count", "present_count", "quorum_needed", "quorum_present",
    "for_count", "against_count", "abstained_count", "invalid_count", "outcome", "explanation",
)  # fmt: skip
SENT = (
    "resolution_id", "agency_id", "pattern_id", "be_year", "running", "shares_number", "letter_number", "urgency",
    "snapshot", "sha256", "token", "sent_at",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("committee", "0001_initial"), ("workflows", "0002_kept")]
    operations = [
        bind("committee_meeting", "committee.meeting", initial="planned"),
        bind_definition("committee_meeting", "committee.meeting"),
        bind("committee_agendaitem", "committee.agendaitem", initial="proposed"),
        bind_definition("committee_agendaitem", "committee.agendaitem"),
        bind("committee_rollentry", "committee.rollentry", initial="invited"),
        bind_definition("committee_rollentry", "committee.rollentry"),
        bind("committee_resolution", "committee.resolution", initial="draft"),
        bind_definition("committee_resolution", "committee.resolution"),
        bind("committee_minutes", "committee.minutes", initial="drafting"),
        bind_definition("committee_minutes", "committee.minutes"),
        bind("committee_minutesreply", "committee.minutesreply", initial="asked"),
        bind_definition("committee_minutesreply", "committee.minutesreply"),
        bind("committee_recusal", "committee.recusal", initial="declared"),
        bind_definition("committee_recusal", "committee.recusal"),
        bind("committee_voteround", "committee.voteround", initial="open"),
        bind_definition("committee_voteround", "committee.voteround"),
        bind("committee_decisionletter", "committee.decisionletter", initial="sent"),
        bind_definition("committee_decisionletter", "committee.decisionletter"),
        bind("committee_actionitem", "committee.actionitem", initial="open"),
        bind_definition("committee_actionitem", "committee.actionitem"),
        fix("committee_rollentry", ROLL, ("invited", "coming", "not_coming", "present", "away")),
        fix("committee_resolution", RESOLVED, ("certified", "communicated", "superseded", "corrected")),
        fix("committee_minutes", ADOPTED, ("adopted", "published")),
        fix("committee_voteround", COUNTED, ("counted", "annulled")),
        fix("committee_decisionletter", SENT, ("sent", "acknowledged", "superseded")),
        keep("committee_pack"),
        keep("committee_procedureprofile"),
        keep("committee_committeechange"),
        keep("committee_earlierminutestext"),
        keep("committee_minutestext"),
        keep("committee_minutespaper"),
        keep("committee_minutescomment"),
        keep("committee_minutesanswer"),
        keep("committee_corrigendum"),
        keep("committee_guest"),
        keep("committee_attendancemark"),
        keep("committee_entitlement"),
        keep("committee_ballot"),
        keep("committee_dissent"),
        keep("committee_adoptedscenario"),
        keep("committee_actionevidence"),
        hold_tenures(),
        hold_ballots(),
    ]

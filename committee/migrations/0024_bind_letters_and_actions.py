# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From here on letters and what was assigned move only with their records, and what was sent or brought is kept."""

from django.db import migrations

from workflows.triggers import bind, bind_definition, fix, keep

SENT = (
    "resolution_id",
    "agency_id",
    "pattern_id",
    "be_year",
    "running",
    "shares_number",
    "letter_number",
    "urgency",
    "snapshot",
    "sha256",
    "token",
    "sent_at",
)


class Migration(migrations.Migration):
    dependencies = [("committee", "0023_letters_and_actions"), ("workflows", "0006_definition")]
    operations = [
        bind("committee_decisionletter", "committee.decisionletter", initial="sent"),
        bind_definition("committee_decisionletter", "committee.decisionletter"),
        fix("committee_decisionletter", SENT, ("sent", "acknowledged", "superseded")),
        bind("committee_actionitem", "committee.actionitem", initial="open"),
        bind_definition("committee_actionitem", "committee.actionitem"),
        keep("committee_actionevidence"),
    ]

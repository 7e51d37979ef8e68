# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From here on minutes and the answers to them move only with their records, and adopted minutes never change."""

from django.db import migrations

from workflows.triggers import bind, bind_definition, fix, keep

CONTENT = (
    "meeting_id", "circulation", "circulated_id", "due_on", "item_id", "adopted_id", "adopted_at",
    "adopted_at_meeting_id", "way", "amendments",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("committee", "0011_minutes")]
    operations = [
        bind("committee_minutes", "committee.minutes", initial="drafting"),
        bind("committee_minutesreply", "committee.minutesreply", initial="asked"),
        bind_definition("committee_minutes", "committee.minutes"),
        bind_definition("committee_minutesreply", "committee.minutesreply"),
        fix("committee_minutes", CONTENT, ("adopted", "published")),
        keep("committee_earlierminutestext"),
        keep("committee_minutestext"),
        keep("committee_minutespaper"),
        keep("committee_minutescomment"),
        keep("committee_minutesanswer"),
        keep("committee_corrigendum"),
    ]

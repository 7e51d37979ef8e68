# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From here on a meeting and its parts move only with their records, and packs are kept."""

from django.db import migrations

from workflows.triggers import bind, keep


class Migration(migrations.Migration):
    dependencies = [("committee", "0001_initial"), ("workflows", "0002_keep_records")]
    operations = [
        bind("committee_meeting", "committee.meeting", initial="planned"),
        bind("committee_agendaitem", "committee.agendaitem", initial="listed"),
        bind("committee_rollentry", "committee.rollentry", initial="invited"),
        bind("committee_resolution", "committee.resolution", initial="draft"),
        keep("committee_pack"),
    ]

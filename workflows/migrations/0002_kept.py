# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was recorded, defined, anchored or delivered is kept as it was written."""

from django.db import migrations

from workflows.triggers import keep, keep_records


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial")]
    operations = [
        keep_records(),
        keep("workflows_definition"),
        keep("workflows_anchor"),
        keep("workflows_timestamp"),
        keep("workflows_taskevent"),
        keep("workflows_holidaychange"),
        keep("workflows_rungchange"),
        keep("workflows_fired"),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From here on the database keeps the wording of what was certified."""

from django.db import migrations

from workflows.triggers import fix

CONTENT = ("number", "be_year", "verb", "text", "amounts", "conditions", "item_id", "meeting_id")


class Migration(migrations.Migration):
    dependencies = [("committee", "0005_meeting_desks_due")]
    operations = [fix("committee_resolution", CONTENT, ("certified", "superseded"))]

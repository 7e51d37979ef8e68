# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From here on the database keeps the records."""

from django.db import migrations

from workflows.triggers import keep_records


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial")]
    operations = [keep_records()]

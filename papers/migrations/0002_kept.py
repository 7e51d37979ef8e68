# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers are kept as they were made."""

from django.db import migrations

from workflows.triggers import keep


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("workflows", "0002_kept")]
    operations = [
        keep("papers_document"),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack keeps the manifest of what it was made from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("committee", "0008_report_is_kept")]
    operations = [
        migrations.AddField("pack", "manifest", models.JSONField(default=dict, editable=False)),
        migrations.AddField("pack", "manifest_sha256", models.CharField(default="", editable=False, max_length=64)),
    ]

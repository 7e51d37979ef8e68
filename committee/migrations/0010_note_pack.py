# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A private note names the pack that was read when it was written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("committee", "0009_manifest")]
    operations = [
        migrations.AddField(
            "privatenote",
            "pack_number",
            models.PositiveIntegerField(editable=False, null=True, verbose_name="pack that was read"),
        ),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A change of a committee is written once for a request."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("committee", "0013_confirmations_of_minutes")]
    operations = [
        migrations.AddField(
            model_name="committeechange",
            name="request_id",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="committeechange", name="row_id", field=models.BigIntegerField(editable=False, null=True)
        ),
    ]

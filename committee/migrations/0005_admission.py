# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Identification before joining online, and consent to the recording, each person's own."""

import django.db.models.deletion
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):
    dependencies = [("committee", "0004_called_again")]
    operations = [
        migrations.AddField(
            "attendancemark",
            "consents",
            models.BooleanField(null=True, verbose_name="consents to the recording"),
        ),
        migrations.CreateModel(
            name="Admission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("consents", models.BooleanField(verbose_name="consents to the recording")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("request_id", models.UUIDField(unique=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admissions",
                        to="committee.rollentry",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="admissions", to="committee.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "admission to a meeting online",
                "verbose_name_plural": "admissions to meetings online",
                "ordering": ("meeting_id", "at", "id"),
            },
        ),
        keep("committee_admission"),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was found of a document when it was judged as an annex, kept as it was said."""

import django.db.models.deletion
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):
    dependencies = [("papers", "0003_signed"), ("workflows", "0002_kept")]
    operations = [
        migrations.CreateModel(
            name="AnnexVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tools", models.CharField(max_length=300)),
                ("verdict", models.JSONField()),
                ("pages_sha256", models.CharField(blank=True, max_length=64)),
                ("judged_at", models.DateTimeField(verbose_name="judged")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verdicts", to="papers.document"
                    ),
                ),
            ],
            options={
                "verbose_name": "verdict on an annex",
                "verbose_name_plural": "verdicts on annexes",
                "ordering": ("document_id", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "tools"), name="one_verdict_per_document_and_tools"
                    )
                ],
            },
        ),
        keep("papers_annexverdict"),
    ]

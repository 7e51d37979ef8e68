# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Result letters are kept as they were first printed."""

import django.db.models.deletion
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):
    dependencies = [
        ("budget_review", "0003_standards"), ("papers", "0004_annex_verdicts"), ("workflows", "0002_kept"),
    ]  # fmt: skip

    operations = [
        migrations.CreateModel(
            name="ResultPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.document"
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="budget_review.resultnotice",
                    ),
                ),
            ],
            options={"verbose_name": "paper of a result letter", "verbose_name_plural": "papers of result letters"},
        ),
        keep("budget_review_resultpaper"),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An officer's answer about a pair becomes a part of its project: it moves only with its records, its content stays."""

import django_fsm
from django.db import migrations, models

import budget_review.models.similarity
from workflows.triggers import bind, bind_definition, fix, release

TABLE, KIND = "budget_review_pairfinding", "budget_review.pairfinding"
CONTENT = (
    "project_id", "other_id", "question", "answer", "note", "score_percent", "content_version", "other_version",
    "by_id", "delegation", "request_id", "at", "salt",
)


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0022_found_pairs'),
    ]

    operations = [
        release(TABLE),
        migrations.AddField(
            model_name='pairfinding',
            name='definition',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition'),
        ),
        migrations.AddField(
            model_name='pairfinding',
            name='salt',
            field=models.CharField(default=budget_review.models.similarity.fresh_salt, max_length=32),
        ),
        migrations.AddField(
            model_name='pairfinding',
            name='state',
            field=django_fsm.FSMField(choices=[('given', 'Answer stands'), ('replaced', 'A later answer stands')], default='given', editable=False, max_length=50, protected=True, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='pairfinding',
            name='version',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        bind(TABLE, KIND, initial="given"),
        bind_definition(TABLE, KIND),
        fix(TABLE, CONTENT, ("given", "replaced")),
    ]

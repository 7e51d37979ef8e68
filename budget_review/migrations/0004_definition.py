# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each subject says under which definition of its lifecycle it lives."""

from django.db import migrations, models

from workflows.triggers import bind_definition


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0003_screening_writers'),
    ]

    operations = [
        migrations.AddField(
            model_name='condition',
            name='definition',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition'),
        ),
        migrations.AddField(
            model_name='expertopinion',
            name='definition',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition'),
        ),
        migrations.AddField(
            model_name='integrationproject',
            name='definition',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition'),
        ),
        migrations.AddField(
            model_name='participation',
            name='definition',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition'),
        ),
        bind_definition('budget_review_condition', 'budget_review.condition'),
        bind_definition('budget_review_expertopinion', 'budget_review.expertopinion'),
        bind_definition('budget_review_integrationproject', 'budget_review.integrationproject'),
        bind_definition('budget_review_participation', 'budget_review.participation'),
    ]

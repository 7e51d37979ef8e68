# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Year-end summaries of plans, which the database keeps."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('digital_plan', '0012_obligations'),
        ('papers', '0004_annex_verdicts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='YearSummary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('taken_at', models.DateTimeField(verbose_name='frozen')),
                ('fiscal_year', models.PositiveIntegerField(verbose_name='fiscal year (B.E.)')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('request_id', models.UUIDField(unique=True)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='summaries', to='digital_plan.plan', verbose_name='plan')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'year-end summary of a plan',
                'verbose_name_plural': 'year-end summaries of plans',
                'ordering': ('plan_id', '-fiscal_year', '-number'),
            },
        ),
        migrations.CreateModel(
            name='YearSummaryPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('summary', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='digital_plan.yearsummary')),
            ],
            options={
                'verbose_name': 'paper of a year-end summary',
                'verbose_name_plural': 'papers of year-end summaries',
            },
        ),
        migrations.AddConstraint(
            model_name='yearsummary',
            constraint=models.UniqueConstraint(fields=('plan', 'fiscal_year', 'number'), name='one_year_summary_per_number'),
        ),
        keep("digital_plan_yearsummary"),
        keep("digital_plan_yearsummarypaper"),
    ]

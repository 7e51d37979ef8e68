# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of frozen overviews and their papers, which are kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('digital_plan', '0004_campaigns_kept'),
        ('papers', '0004_annex_verdicts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OverviewSnapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('taken_at', models.DateTimeField(verbose_name='frozen')),
                ('request_id', models.UUIDField(unique=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='digital_plan.alignmentcampaign')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'overview that was frozen',
                'verbose_name_plural': 'overviews that were frozen',
                'ordering': ('campaign_id', '-number'),
            },
        ),
        migrations.CreateModel(
            name='OverviewPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('snapshot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='digital_plan.overviewsnapshot')),
            ],
            options={
                'verbose_name': 'paper of an overview',
                'verbose_name_plural': 'papers of overviews',
            },
        ),
        migrations.AddConstraint(
            model_name='overviewsnapshot',
            constraint=models.UniqueConstraint(fields=('campaign', 'number'), name='one_overview_per_number'),
        ),
        keep("digital_plan_overviewsnapshot"),
        keep("digital_plan_overviewpaper"),
    ]

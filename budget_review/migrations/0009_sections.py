# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sections of a proposal, and the revision at which each thing that is written by itself last changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0008_imports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='integrationproject',
            name='essentials_revision',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='integrationproject',
            name='kpis_revision',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='kpi',
            name='targets',
            field=models.JSONField(blank=True, default=dict, verbose_name='targets by year'),
        ),
        migrations.AddField(
            model_name='participation',
            name='is_invited',
            field=models.BooleanField(default=False, verbose_name='writes along'),
        ),
        migrations.AddField(
            model_name='participation',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.CreateModel(
            name='ProposalSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, verbose_name='section')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('rows', models.JSONField(blank=True, default=list)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('written_at', models.DateTimeField(null=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='budget_review.integrationproject')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'section of a proposal',
                'verbose_name_plural': 'sections of proposals',
                'ordering': ('project_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='EarlierText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
                ('rows', models.JSONField(blank=True, default=list)),
                ('written_at', models.DateTimeField(null=True)),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier', to='budget_review.proposalsection')),
            ],
            options={
                'verbose_name': 'earlier text of a section',
                'ordering': ('section_id', '-id'),
            },
        ),
        migrations.AddConstraint(
            model_name='proposalsection',
            constraint=models.UniqueConstraint(fields=('project', 'key'), name='one_section_per_key'),
        ),
    ]

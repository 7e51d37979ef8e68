# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects are signed so that others like them are found; what officers find of a pair is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0009_sections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('project', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='signature', serialize=False, to='budget_review.integrationproject')),
                ('works', models.JSONField()),
                ('method', models.PositiveIntegerField()),
                ('revision', models.PositiveIntegerField()),
            ],
            options={
                'verbose_name': 'signature',
                'verbose_name_plural': 'signatures',
            },
        ),
        migrations.CreateModel(
            name='PairFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(choices=[('duplicate', 'Duplicate'), ('connect', 'Could connect')], max_length=20, verbose_name='question')),
                ('answer', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('continues', 'One carries the other on')], max_length=20, verbose_name='finding')),
                ('note', models.TextField(verbose_name='reason')),
                ('score_percent', models.PositiveIntegerField()),
                ('content_version', models.PositiveIntegerField(null=True)),
                ('other_version', models.PositiveIntegerField(null=True)),
                ('delegation', models.PositiveBigIntegerField(null=True)),
                ('request_id', models.UUIDField(unique=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='officer')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budget_review.integrationproject')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pair_findings', to='budget_review.integrationproject')),
            ],
            options={
                'verbose_name': 'finding on a pair',
                'verbose_name_plural': 'findings on pairs',
                'ordering': ('project_id', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('project', models.F('other')), _negated=True), name='pair_of_two_projects')],
            },
        ),
        migrations.CreateModel(
            name='SignatureMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.BigIntegerField()),
                ('signature', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='budget_review.signature')),
            ],
            options={
                'verbose_name': 'mark',
                'indexes': [models.Index(fields=['signature', 'mark'], name='marks_of_project')],
                'constraints': [models.UniqueConstraint(fields=('mark', 'signature'), name='one_mark_per_project')],
            },
        ),
        keep("budget_review_pairfinding"),
    ]

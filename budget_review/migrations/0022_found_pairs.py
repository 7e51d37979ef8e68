# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pairs of projects that the service found alike are kept, with a digest of what each said."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0021_revisions_of_rounds'),
    ]

    operations = [
        migrations.AddField(
            model_name='signature',
            name='digest',
            field=models.CharField(db_default='', default='', max_length=64),
        ),
        migrations.AddField(
            model_name='signature',
            name='searched',
            field=models.CharField(db_default='', default='', max_length=64),
        ),
        migrations.CreateModel(
            name='FoundPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(choices=[('duplicate', 'Duplicate'), ('connect', 'Could connect')], max_length=20, verbose_name='question')),
                ('score_percent', models.PositiveIntegerField()),
                ('first_digest', models.CharField(max_length=64)),
                ('second_digest', models.CharField(max_length=64)),
                ('found_at', models.DateTimeField()),
                ('first', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budget_review.integrationproject')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budget_review.integrationproject')),
            ],
            options={
                'verbose_name': 'pair found alike',
                'verbose_name_plural': 'pairs found alike',
                'constraints': [models.UniqueConstraint(fields=('first', 'second', 'question'), name='one_pair_per_question'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='pair_in_order')],
            },
        ),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opinions and conditions that stand no more."""

import django_fsm
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0006_queues_of_units'),
    ]

    operations = [
        migrations.AlterField(
            model_name='condition',
            name='state',
            field=django_fsm.FSMField(choices=[('open', 'Not yet met'), ('met', 'Met'), ('void', 'No longer applies')], default='open', editable=False, max_length=50, protected=True, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='expertopinion',
            name='state',
            field=django_fsm.FSMField(choices=[('asked', 'Asked for an opinion'), ('given', 'Opinion given'), ('lapsed', 'No opinion needed any more'), ('stale', 'Opinion outdated')], default='asked', editable=False, max_length=50, protected=True, verbose_name='state'),
        ),
    ]

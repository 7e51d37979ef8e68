# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The papers of action plans as they were first printed, which are kept."""

import django.db.models.deletion
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('digital_plan', '0009_action_plans_kept'),
        ('papers', '0004_annex_verdicts'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionPlanPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='digital_plan.actionplanrevision')),
            ],
            options={
                'verbose_name': 'paper of an action plan',
                'verbose_name_plural': 'papers of action plans',
            },
        ),
        keep("digital_plan_actionplanpaper"),
    ]

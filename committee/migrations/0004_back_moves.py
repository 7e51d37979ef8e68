# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Resolutions that another has taken the place of."""

import django_fsm
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0003_definition'),
    ]

    operations = [
        migrations.AlterField(
            model_name='resolution',
            name='state',
            field=django_fsm.FSMField(choices=[('draft', 'Drafted'), ('certified', 'Certified'), ('superseded', 'Superseded')], default='draft', editable=False, max_length=50, protected=True, verbose_name='state'),
        ),
    ]

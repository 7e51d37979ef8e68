# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How many members must confirm minutes for an adoption by circulation."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0012_keep_minutes'),
    ]

    operations = [
        migrations.AddField(
            model_name='procedureprofile',
            name='minutes_confirmation_percent',
            field=models.PositiveSmallIntegerField(default=100, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='percent of the members who must confirm minutes for an adoption by circulation'),
        ),
    ]

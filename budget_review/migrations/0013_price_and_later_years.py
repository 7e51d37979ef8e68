# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lines bind later years to, and where the price of ICT items comes from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budget_review', '0012_short_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='budgetline',
            name='commitments',
            field=models.JSONField(blank=True, default=dict, verbose_name='committed for later years'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='is_ict',
            field=models.BooleanField(default=False, verbose_name='ICT item'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='price',
            field=models.JSONField(blank=True, default=dict, verbose_name='price basis'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='rolled_from',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='budget_review.budgetline'),
        ),
    ]

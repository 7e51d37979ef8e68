# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An opinion is asked of an expert by name, who judges the points of its field, or declines."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("budget_review", "0019_carried_over_and_windows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='expertopinion',
            name='expert',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='expert'),
        ),
        migrations.AddField(
            model_name='expertopinion',
            name='points',
            field=models.JSONField(blank=True, default=dict, verbose_name='points'),
        ),
        migrations.AlterField(
            model_name='expertopinion',
            name='state',
            field=django_fsm.FSMField(choices=[('asked', 'Asked for an opinion'), ('given', 'Opinion given'), ('lapsed', 'No opinion needed any more'), ('stale', 'Opinion outdated'), ('declined', 'Opinion declined')], default='asked', editable=False, max_length=50, protected=True, verbose_name='state'),
        ),
    ]

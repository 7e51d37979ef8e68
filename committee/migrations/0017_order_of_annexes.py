# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The order of a matter's annexes, each one kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0002_kept'),
        ('committee', '0016_copies_by_jobs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ItemPaperOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('papers', models.JSONField()),
                ('moved_at', models.DateTimeField(verbose_name='put in order')),
                ('request_id', models.UUIDField(unique=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_orders', to='committee.agendaitem')),
                ('moved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'order of annexes',
                'verbose_name_plural': 'orders of annexes',
                'ordering': ('item_id', 'id'),
            },
        ),
        keep('committee_itempaperorder'),
    ]

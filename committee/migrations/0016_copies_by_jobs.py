# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies of packs that a job makes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0015_item_papers'),
    ]

    operations = [
        migrations.AddField(
            model_name='packbuild',
            name='copy_of',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.pack'),
        ),
        migrations.AddField(
            model_name='packbuild',
            name='edition',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='build', to='committee.packedition'),
        ),
        migrations.AddField(
            model_name='packbuild',
            name='language',
            field=models.CharField(blank=True, choices=[('th', 'Thai'), ('en', 'English')], max_length=2, verbose_name='language'),
        ),
        migrations.AddField(
            model_name='packbuild',
            name='profile',
            field=models.CharField(blank=True, choices=[('member', "Members' copy"), ('chair', "Chair's and secretariat's copy"), ('public', 'Public copy'), ('archive', 'Archive copy')], max_length=10, verbose_name='copy'),
        ),
    ]

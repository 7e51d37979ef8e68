# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Anchors over all chains, and their time-stamps; both are kept."""

import django.db.models.deletion
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0006_definition'),
    ]

    operations = [
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='number')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('last_record', models.BigIntegerField()),
                ('chain_count', models.PositiveBigIntegerField(verbose_name='chains')),
                ('record_count', models.PositiveBigIntegerField(verbose_name='records')),
                ('root', models.CharField(max_length=64, verbose_name='Merkle root')),
                ('prev_hash', models.CharField(max_length=64)),
                ('canonical', models.TextField()),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'anchor',
                'verbose_name_plural': 'anchors',
                'ordering': ('number',),
            },
        ),
        migrations.CreateModel(
            name='Timestamp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.CharField(max_length=500, verbose_name='time-stamp authority')),
                ('stamped_at', models.DateTimeField(verbose_name='stamped')),
                ('received_at', models.DateTimeField()),
                ('token', models.BinaryField()),
                ('anchor', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='timestamp', to='workflows.anchor')),
            ],
            options={
                'verbose_name': 'time-stamp',
                'verbose_name_plural': 'time-stamps',
                'ordering': ('anchor_id',),
            },
        ),
        keep('workflows_anchor'),
        keep('workflows_timestamp'),
    ]

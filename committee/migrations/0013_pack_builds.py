# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Packs that a job builds, and their pieces."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('committee', "0012_archives"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PackBuild',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request_id', models.UUIDField(unique=True)),
                ('asked_at', models.DateTimeField(verbose_name='asked for')),
                ('agenda_sha256', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('queued', 'Waits to be built'), ('running', 'Being built'), ('built', 'Built'), ('failed', 'Not built'), ('cancelled', 'Cancelled'), ('overtaken', 'Overtaken by another agenda')], default='queued', max_length=10, verbose_name='status')),
                ('snapshot', models.JSONField(null=True)),
                ('number', models.PositiveIntegerField(null=True, verbose_name='pack number')),
                ('started_at', models.DateTimeField(null=True, verbose_name='started')),
                ('binds_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('failure', models.JSONField(default=dict)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('cancelled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('joined_by', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='builds', to='committee.meeting')),
                ('pack', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='build', to='committee.pack')),
            ],
            options={
                'verbose_name': 'build of a pack',
                'verbose_name_plural': 'builds of packs',
                'ordering': ('meeting_id', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='PackBuildPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('title', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('begun', 'Being laid out'), ('kept', 'Kept from before'), ('done', 'Laid out'), ('failed', 'Failed')], default='waiting', max_length=10, verbose_name='status')),
                ('failure', models.JSONField(default=dict)),
                ('build', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='committee.packbuild')),
            ],
            options={
                'verbose_name': 'piece of a pack being built',
                'verbose_name_plural': 'pieces of packs being built',
                'ordering': ('build_id', 'place'),
            },
        ),
        migrations.AddConstraint(
            model_name='packbuild',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('queued', 'running'))), fields=('meeting',), name='one_build_under_way_per_meeting'),
        ),
        migrations.AddConstraint(
            model_name='packbuildpart',
            constraint=models.UniqueConstraint(fields=('build', 'place'), name='one_piece_per_place_of_a_build'),
        ),
    ]

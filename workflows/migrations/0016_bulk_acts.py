# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acts on many subjects that workers make are kept, with what becomes of each subject."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0015_process_of_subject'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BulkAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=100, verbose_name='kind')),
                ('step', models.CharField(max_length=60, verbose_name='step')),
                ('delegation', models.PositiveBigIntegerField(null=True)),
                ('note', models.TextField(blank=True, verbose_name='reason')),
                ('facts', models.JSONField(default=dict)),
                ('request_id', models.UUIDField(unique=True)),
                ('language', models.CharField(max_length=10)),
                ('back', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('queued', 'Waiting for a worker'), ('running', 'Being done'), ('done', 'Ended'), ('stopped', 'Stopped')], default='queued', max_length=20, verbose_name='status')),
                ('asked_at', models.DateTimeField(verbose_name='asked for')),
                ('started_at', models.DateTimeField(null=True, verbose_name='started')),
                ('ended_at', models.DateTimeField(null=True)),
                ('stop_asked_at', models.DateTimeField(null=True)),
                ('item_count', models.PositiveIntegerField(verbose_name='items')),
                ('made_count', models.PositiveIntegerField(default=0, verbose_name='done')),
                ('refused_count', models.PositiveIntegerField(default=0, verbose_name='refused')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('stopped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'act on many',
                'verbose_name_plural': 'acts on many',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='BulkItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('subject_id', models.BigIntegerField()),
                ('expected_version', models.PositiveIntegerField(null=True)),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('made', 'Done'), ('refused', 'Refused'), ('left', 'Not begun')], default='waiting', max_length=20, verbose_name='status')),
                ('refusal', models.JSONField(null=True)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='workflows.bulkact')),
                ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.transitionrecord')),
            ],
            options={
                'verbose_name': 'item of an act on many',
                'verbose_name_plural': 'items of acts on many',
                'ordering': ('act_id', 'position'),
            },
        ),
        migrations.AddIndex(
            model_name='bulkact',
            index=models.Index(fields=['actor', '-id'], name='bulk_act_of_person'),
        ),
        migrations.AddIndex(
            model_name='bulkact',
            index=models.Index(condition=models.Q(('status__in', ('queued', 'running'))), fields=['actor'], name='bulk_act_under_way'),
        ),
        migrations.AddConstraint(
            model_name='bulkitem',
            constraint=models.UniqueConstraint(fields=('act', 'position'), name='bulk_item_at_position'),
        ),
        migrations.AddConstraint(
            model_name='bulkitem',
            constraint=models.UniqueConstraint(fields=('act', 'subject_id'), name='bulk_item_once'),
        ),
    ]

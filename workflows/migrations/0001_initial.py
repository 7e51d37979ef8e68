# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of the engine."""

import django.db.models.deletion
import django.utils.timezone
import viewflow.workflow.fields
import viewflow.workflow.token
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('contenttypes', '0002_remove_content_type_name'),
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
            name='Once',
            fields=[
                ('key', models.CharField(max_length=250, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Running',
            fields=[
                ('name', models.CharField(max_length=250, primary_key=True, serialize=False)),
                ('job_id', models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('name', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('beat_at', models.DateTimeField(verbose_name='last sign of life')),
            ],
        ),
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
            name='Definition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=100, verbose_name='kind')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('table', models.TextField()),
                ('hash', models.CharField(max_length=64)),
                ('words', models.JSONField(default=dict)),
                ('stored_at', models.DateTimeField(verbose_name='stored')),
            ],
            options={
                'verbose_name': 'definition',
                'verbose_name_plural': 'definitions',
                'ordering': ('kind', 'number'),
                'constraints': [models.UniqueConstraint(fields=('kind', 'number'), name='one_definition_per_number')],
            },
        ),
        migrations.CreateModel(
            name='HolidayChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('reason', models.TextField(verbose_name='reason')),
                ('facts', models.JSONField(default=dict)),
                ('request_id', models.UUIDField(unique=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'change of holidays',
                'verbose_name_plural': 'changes of holidays',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('kind', models.CharField(choices=[('public', 'Public holiday'), ('substitution', 'Substitution day'), ('special', 'Special holiday')], default='public', max_length=12, verbose_name='kind')),
                ('name_th', models.CharField(max_length=255, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='English name')),
                ('source', models.CharField(max_length=255, verbose_name='source')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='added', to='workflows.holidaychange', verbose_name='added by')),
                ('retired_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='retired', to='workflows.holidaychange', verbose_name='retired by')),
            ],
            options={
                'verbose_name': 'holiday',
                'verbose_name_plural': 'holidays',
                'ordering': ('day', 'id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_by__isnull', True)), fields=('day',), name='one_holiday_per_day')],
            },
        ),
        migrations.CreateModel(
            name='JobDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job_id', models.UUIDField(db_index=True)),
                ('job_name', models.CharField(max_length=250)),
                ('verdict', models.CharField(choices=[('rerun', 'Run again'), ('dismissed', 'Dismissed')], max_length=10)),
                ('at', models.DateTimeField()),
                ('attempt_count', models.PositiveIntegerField()),
                ('reason', models.TextField(blank=True)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='Process',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('flow_class', viewflow.workflow.fields.FlowReferenceField(max_length=250, verbose_name='Flow')),
                ('status', models.CharField(choices=[('CANCELED', 'Canceled'), ('DONE', 'Done'), ('NEW', 'New')], default='NEW', max_length=50, verbose_name='Status')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Created')),
                ('finished', models.DateTimeField(blank=True, null=True, verbose_name='Finished')),
                ('subject_type', models.CharField(max_length=100)),
                ('subject_id', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='process_of_subject')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('finished__isnull', True)), fields=('subject_type', 'subject_id'), name='one_open_process')],
            },
        ),
        migrations.CreateModel(
            name='Rung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('desk', models.CharField(blank=True, max_length=255, verbose_name='desk')),
                ('offset', models.SmallIntegerField(verbose_name='working days from the due day')),
                ('whom', models.CharField(choices=[('holder', 'Whose turn it is'), ('queue', 'Everyone of the queue'), ('head', 'The head of the unit'), ('administrator', 'Administrators')], max_length=20, verbose_name='whom')),
                ('channel', models.CharField(choices=[('in_app', 'In the service'), ('mail', 'In the service and by e-mail')], default='in_app', max_length=10, verbose_name='how')),
                ('retired_at', models.DateTimeField(blank=True, null=True, verbose_name='retired')),
            ],
            options={
                'verbose_name': 'rung of the ladder',
                'verbose_name_plural': 'rungs of the ladder',
                'ordering': ('offset', 'id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('desk', 'offset', 'whom'), name='one_rung_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='RungChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('set', 'Put on the ladder'), ('retire', 'Taken off the ladder')], max_length=10, verbose_name='what happened')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('reason', models.TextField(verbose_name='reason')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('rung', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='workflows.rung', verbose_name='rung of the ladder')),
            ],
            options={
                'verbose_name': 'change of the ladder',
                'verbose_name_plural': 'changes of the ladder',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('flow_task', viewflow.workflow.fields.TaskReferenceField(max_length=255, verbose_name='Task')),
                ('flow_task_type', models.CharField(max_length=50, verbose_name='Type')),
                ('assigned', models.DateTimeField(blank=True, null=True, verbose_name='Assigned')),
                ('started', models.DateTimeField(blank=True, null=True, verbose_name='Started')),
                ('finished', models.DateTimeField(blank=True, null=True, verbose_name='Finished')),
                ('token', viewflow.workflow.fields.TokenField(default=viewflow.workflow.token.Token('start'), max_length=150, verbose_name='Token')),
                ('owner_permission_obj_pk', models.CharField(blank=True, max_length=255, null=True)),
                ('subject_type', models.CharField(blank=True, max_length=100)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('unit', models.CharField(blank=True, max_length=100)),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='due')),
                ('counted_from', models.DateTimeField(null=True)),
                ('days_left', models.SmallIntegerField(null=True)),
                ('in_calendar_days', models.BooleanField(default=False)),
                ('stopped_at', models.DateTimeField(null=True, verbose_name='stopped')),
                ('stopped_for', models.CharField(blank=True, max_length=60)),
                ('owed_by', models.CharField(blank=True, db_default='', default='', max_length=100)),
                ('status', models.CharField(default='NEW', max_length=50, verbose_name='Status')),
                ('created', models.DateTimeField(verbose_name='Created')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_permission_content_type', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('previous', models.ManyToManyField(related_name='leading', to='workflows.task', verbose_name='Previous')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='workflows.process')),
            ],
        ),
        migrations.CreateModel(
            name='Fired',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('sweep', models.UUIDField(db_index=True)),
                ('told', models.JSONField(default=list)),
                ('rung', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.rung')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fired', to='workflows.task')),
            ],
            options={
                'ordering': ('at', 'id'),
                'constraints': [models.UniqueConstraint(fields=('task', 'rung', 'due_at'), name='fired_once')],
            },
        ),
        migrations.CreateModel(
            name='TaskEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('claim', 'Taken'), ('release', 'Given back'), ('take_over', 'Taken over'), ('hand_over', 'Handed over'), ('take_back', 'Taken back'), ('reassign', 'Assigned'), ('left', 'Put back: its owner may act there no more'), ('comment', 'Comment')], max_length=20, verbose_name='what happened')),
                ('note', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('request_id', models.UUIDField(null=True, unique=True)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('former', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='workflows.task')),
                ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'event of a task',
                'verbose_name_plural': 'events of tasks',
                'ordering': ('task_id', 'id'),
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
        migrations.CreateModel(
            name='TransitionRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_type', models.CharField(max_length=100, verbose_name='kind')),
                ('subject_id', models.BigIntegerField()),
                ('seq', models.PositiveIntegerField(verbose_name='number')),
                ('transition', models.CharField(max_length=60, verbose_name='step')),
                ('source', models.CharField(max_length=50, verbose_name='from')),
                ('target', models.CharField(max_length=50, verbose_name='to')),
                ('delegation', models.BigIntegerField(null=True)),
                ('content_version', models.PositiveIntegerField(null=True, verbose_name='content version')),
                ('note', models.TextField(blank=True, verbose_name='reason')),
                ('facts', models.JSONField(default=dict)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('request_id', models.UUIDField(unique=True)),
                ('prev_hash', models.CharField(max_length=64)),
                ('canonical', models.TextField()),
                ('hash', models.CharField(max_length=64)),
                ('actor', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('on_behalf_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'record',
                'verbose_name_plural': 'records',
                'ordering': ('subject_type', 'subject_id', 'seq'),
                'constraints': [models.UniqueConstraint(fields=('subject_type', 'subject_id', 'seq'), name='one_record_per_seq')],
            },
        ),
        migrations.CreateModel(
            name='OutboxMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=160)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='message', to='workflows.transitionrecord')),
            ],
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
                'constraints': [models.UniqueConstraint(fields=('act', 'position'), name='bulk_item_at_position'), models.UniqueConstraint(fields=('act', 'subject_id'), name='bulk_item_once')],
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
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('finished__isnull', True)), fields=['process'], name='open_of_process'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('finished__isnull', True), ('flow_task_type', 'HUMAN')), fields=['owner', 'due_at', 'id'], name='open_by_owner'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('finished__isnull', True), ('flow_task_type', 'HUMAN')), fields=['unit', 'due_at', 'id'], name='open_by_unit'),
        ),
        migrations.AddIndex(
            model_name='transitionrecord',
            index=models.Index(fields=['actor', 'subject_type', 'id'], name='record_by_actor'),
        ),
        migrations.AddIndex(
            model_name='transitionrecord',
            index=models.Index(condition=models.Q(('transition__in', ('stop_clock', 'resume_clock'))), fields=['id'], name='record_of_clock'),
        ),
        migrations.AddIndex(
            model_name='outboxmessage',
            index=models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['id'], name='unsent'),
        ),
    ]

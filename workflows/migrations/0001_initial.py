# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later

import django.db.models.deletion
import django.utils.timezone
import viewflow.workflow.fields
import viewflow.workflow.token
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                'constraints': [models.UniqueConstraint(condition=models.Q(('finished__isnull', True)), fields=('subject_type', 'subject_id'), name='one_open_process')],
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
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('on_behalf_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'record',
                'verbose_name_plural': 'records',
                'ordering': ('subject_type', 'subject_id', 'seq'),
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
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('flow_task', viewflow.workflow.fields.TaskReferenceField(max_length=255, verbose_name='Task')),
                ('flow_task_type', models.CharField(max_length=50, verbose_name='Type')),
                ('status', models.CharField(choices=[('ASSIGNED', 'Assigned'), ('CANCELED', 'Canceled'), ('DONE', 'Done'), ('ERROR', 'Error'), ('NEW', 'New'), ('REVIVED', 'Revived'), ('SCHEDULED', 'Scheduled'), ('STARTED', 'Started')], db_index=True, default='NEW', max_length=50, verbose_name='Status')),
                ('created', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='Created')),
                ('assigned', models.DateTimeField(blank=True, null=True, verbose_name='Assigned')),
                ('started', models.DateTimeField(blank=True, null=True, verbose_name='Started')),
                ('finished', models.DateTimeField(blank=True, null=True, verbose_name='Finished')),
                ('token', viewflow.workflow.fields.TokenField(default=viewflow.workflow.token.Token('start'), max_length=150, verbose_name='Token')),
                ('owner_permission_obj_pk', models.CharField(blank=True, max_length=255, null=True)),
                ('subject_type', models.CharField(blank=True, max_length=100)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('unit', models.CharField(blank=True, max_length=100)),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='due')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_permission_content_type', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('previous', models.ManyToManyField(related_name='leading', to='workflows.task', verbose_name='Previous')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='workflows.process')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('finished__isnull', True), ('flow_task_type', 'HUMAN')), fields=['owner', 'due_at', 'id'], name='open_by_owner'), models.Index(condition=models.Q(('finished__isnull', True), ('flow_task_type', 'HUMAN')), fields=['unit', 'due_at', 'id'], name='open_by_unit')],
            },
        ),
        migrations.AddConstraint(
            model_name='transitionrecord',
            constraint=models.UniqueConstraint(fields=('subject_type', 'subject_id', 'seq'), name='one_record_per_seq'),
        ),
        migrations.AddIndex(
            model_name='outboxmessage',
            index=models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['id'], name='unsent'),
        ),
    ]

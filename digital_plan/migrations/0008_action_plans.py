# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agencies' action plans: what is written, their own documents, and the revisions that were sent."""

import django.db.models.deletion
import django_fsm
import workflows.held_still
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_kept'),
        ('digital_plan', '0007_year'),
        ('papers', '0004_annex_verdicts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('being_written', 'Being written'), ('sent_to_dga', 'Sent to DGA'), ('returned', 'Returned for completion'), ('acknowledged', 'Receipt acknowledged by DGA'), ('ended', 'Plan ended')], default='being_written', editable=False, max_length=50, verbose_name='state')),
                ('plan_kind', models.CharField(choices=[('action_plan', 'Digital action plan'), ('work_plan', 'Digital workplan')], max_length=12, verbose_name='kind')),
                ('first_year', models.PositiveIntegerField(verbose_name='first fiscal year (B.E.)')),
                ('last_year', models.PositiveIntegerField(verbose_name='last fiscal year (B.E.)')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('details_revision', models.PositiveIntegerField(default=0, editable=False)),
                ('sent_number', models.PositiveIntegerField(default=0, editable=False, verbose_name='revisions sent')),
                ('sent_at', models.DateTimeField(editable=False, null=True, verbose_name='sent')),
                ('receipt_number', models.CharField(blank=True, editable=False, max_length=100, verbose_name='receipt number')),
                ('received_at', models.DateTimeField(editable=False, null=True, verbose_name='receipt acknowledged')),
                ('received_number', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision acknowledged')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='action_plans', to='agencies.agency', verbose_name='agency')),
            ],
            options={
                'verbose_name': 'action plan of an agency',
                'verbose_name_plural': 'action plans of agencies',
                'ordering': ('agency_id', 'id'),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ActionPlanSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, verbose_name='section')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('rows', models.JSONField(blank=True, default=list)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('written_at', models.DateTimeField(null=True)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='digital_plan.actionplan')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'section of an action plan',
                'verbose_name_plural': 'sections of action plans',
                'ordering': ('plan_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='EarlierPlanText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
                ('rows', models.JSONField(blank=True, default=list)),
                ('written_at', models.DateTimeField(null=True)),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier', to='digital_plan.actionplansection')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'earlier text of a section of an action plan',
                'verbose_name_plural': 'earlier texts of sections of action plans',
                'ordering': ('section_id', '-id'),
            },
        ),
        migrations.CreateModel(
            name='OwnDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filename', models.CharField(blank=True, max_length=200, verbose_name='file name')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('request_id', models.UUIDField(unique=True)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='own_documents', to='digital_plan.actionplan')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': "agency's own plan document",
                'verbose_name_plural': "agencies' own plan documents",
                'ordering': ('plan_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='ActionPlanRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='revision')),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='digital_plan.actionplan')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('own_document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='digital_plan.owndocument')),
            ],
            options={
                'verbose_name': 'revision of an action plan',
                'verbose_name_plural': 'revisions of action plans',
                'ordering': ('plan_id', 'number'),
            },
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ended'), _negated=True), fields=('agency',), name='one_action_plan_per_agency'),
        ),
        migrations.AddConstraint(
            model_name='actionplansection',
            constraint=models.UniqueConstraint(fields=('plan', 'key'), name='one_plan_section_per_key'),
        ),
        migrations.AddConstraint(
            model_name='actionplanrevision',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='one_plan_revision_per_number'),
        ),
    ]

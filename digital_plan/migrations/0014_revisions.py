# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposals to change plans, and the revisions that list those that were taken."""

import django.db.models.deletion
import django_fsm
import workflows.held_still
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import bind, bind_definition, keep


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_kept'),
        ('digital_plan', '0013_rolling'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('taken_at', models.DateTimeField(verbose_name='frozen')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('fiscal_year', models.PositiveIntegerField(verbose_name='fiscal year (B.E.)')),
                ('request_id', models.UUIDField(unique=True)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='digital_plan.plan', verbose_name='plan')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'revision of a plan',
                'verbose_name_plural': 'revisions of plans',
                'ordering': ('plan_id', '-number'),
            },
        ),
        migrations.CreateModel(
            name='RevisionProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('change_proposed', 'Proposed, waiting for DGA'), ('change_taken', 'Taken for the revision'), ('change_not_taken', 'Not taken'), ('change_withdrawn', 'Proposal withdrawn')], default='change_proposed', editable=False, max_length=50, verbose_name='state')),
                ('fiscal_year', models.PositiveIntegerField(verbose_name='for the fiscal year (B.E.)')),
                ('change_kind', models.CharField(choices=[('add', 'Add something to the plan'), ('change', 'Change something of the plan'), ('drop', 'Take something out of the plan')], max_length=10, verbose_name='kind of change')),
                ('item_code', models.CharField(blank=True, max_length=20, verbose_name='item of a plan')),
                ('what', models.TextField(verbose_name='what is to change')),
                ('why', models.TextField(verbose_name='why')),
                ('proposed_at', models.DateTimeField(verbose_name='proposed')),
                ('decision', models.TextField(blank=True, editable=False, verbose_name='reason of the decision')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='decided')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='agency')),
                ('listed_in', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='digital_plan.planrevision')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='digital_plan.plan', verbose_name='plan')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'proposal to change a plan',
                'verbose_name_plural': 'proposals to change plans',
                'ordering': ('-id',),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddConstraint(
            model_name='planrevision',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='one_revision_of_plan_per_number'),
        ),
        bind("digital_plan_revisionproposal", "digital_plan.revisionproposal", initial="change_proposed"),
        bind_definition("digital_plan_revisionproposal", "digital_plan.revisionproposal"),
        keep("digital_plan_planrevision"),
    ]

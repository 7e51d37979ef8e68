# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rounds on the status of agencies' plans, their returns, and the results that were frozen."""

import django.db.models.deletion
import django_fsm
import workflows.held_still
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import bind, bind_definition, keep


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_kept'),
        ('digital_plan', '0010_action_plan_papers'),
        ('papers', '0004_annex_verdicts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StatusResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('taken_at', models.DateTimeField(verbose_name='frozen')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'result of a round on the status of plans',
                'verbose_name_plural': 'results of rounds on the status of plans',
            },
        ),
        migrations.CreateModel(
            name='StatusResultPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('result', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='digital_plan.statusresult')),
            ],
            options={
                'verbose_name': "paper of a round's result",
                'verbose_name_plural': "papers of rounds' results",
            },
        ),
        migrations.CreateModel(
            name='StatusRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('round_drafted', 'Round drafted'), ('round_open', 'Open for returns'), ('round_closed', 'Closed for returns'), ('round_reported', 'Result frozen and reported'), ('round_dropped', 'Round not opened')], default='round_drafted', editable=False, max_length=50, verbose_name='state')),
                ('opens_on', models.DateField(verbose_name='opens on')),
                ('due_date', models.DateField(verbose_name='last day')),
                ('guidance', models.TextField(blank=True, verbose_name='what agencies are told')),
                ('number', models.PositiveIntegerField(editable=False, null=True, verbose_name='number')),
                ('be_year', models.PositiveIntegerField(editable=False, null=True, verbose_name='year (B.E.)')),
                ('is_example', models.BooleanField(default=False, verbose_name='example data')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='status_rounds', to='digital_plan.plan', verbose_name='plan')),
                ('previous', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='digital_plan.statusround')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'round on the status of plans',
                'verbose_name_plural': 'rounds on the status of plans',
                'ordering': ('-id',),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='StatusReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('return_awaited', "Waiting for the agency's return"), ('status_told', 'Status told'), ('status_questioned', 'Asked back by DGA'), ('status_counted', 'Counted in the result'), ('return_missing', 'No return came')], default='return_awaited', editable=False, max_length=50, verbose_name='state')),
                ('plan_status', models.CharField(blank=True, choices=[('none', 'No plan yet'), ('making', 'Being made'), ('done', 'Made'), ('revising', 'Being revised')], editable=False, max_length=20, verbose_name="where the agency's plan stands")),
                ('plan_kind', models.CharField(blank=True, choices=[('action_plan', 'Digital action plan'), ('work_plan', 'Digital workplan')], editable=False, max_length=12, verbose_name='kind of plan')),
                ('first_year', models.PositiveIntegerField(editable=False, null=True, verbose_name='first fiscal year (B.E.)')),
                ('last_year', models.PositiveIntegerField(editable=False, null=True, verbose_name='last fiscal year (B.E.)')),
                ('remark', models.TextField(blank=True, editable=False, verbose_name='what changed, or is in the way')),
                ('told_at', models.DateTimeField(editable=False, null=True, verbose_name='told')),
                ('is_late', models.BooleanField(default=False, editable=False, verbose_name='late')),
                ('is_for_caller', models.BooleanField(default=False, editable=False, verbose_name='entered by DGA for a caller')),
                ('caller', models.CharField(blank=True, editable=False, max_length=200, verbose_name='who told it, by post')),
                ('came_by', models.CharField(blank=True, choices=[('web', 'By the agency, here'), ('phone', 'By telephone'), ('mail', 'By letter or e-mail')], editable=False, max_length=10, verbose_name='how it came')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='status_returns', to='agencies.agency')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='digital_plan.statusround')),
            ],
            options={
                'verbose_name': 'return on the status of a plan',
                'verbose_name_plural': 'returns on the status of plans',
                'ordering': ('round_id', 'id'),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddField(
            model_name='statusresult',
            name='round',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result', to='digital_plan.statusround'),
        ),
        migrations.AddConstraint(
            model_name='statusround',
            constraint=models.CheckConstraint(condition=models.Q(('due_date__gte', models.F('opens_on'))), name='status_round_is_due_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='statusround',
            constraint=models.UniqueConstraint(fields=('be_year', 'number'), name='one_status_round_per_number'),
        ),
        migrations.AddIndex(
            model_name='statusreturn',
            index=models.Index(fields=['round', 'state'], name='status_return_by_state'),
        ),
        migrations.AddConstraint(
            model_name='statusreturn',
            constraint=models.UniqueConstraint(fields=('round', 'agency'), name='one_status_return_per_agency'),
        ),
        bind("digital_plan_statusround", "digital_plan.statusround", initial="round_drafted"),
        bind_definition("digital_plan_statusround", "digital_plan.statusround"),
        bind("digital_plan_statusreturn", "digital_plan.statusreturn", initial="return_awaited"),
        bind_definition("digital_plan_statusreturn", "digital_plan.statusreturn"),
        keep("digital_plan_statusresult"),
        keep("digital_plan_statusresultpaper"),
    ]

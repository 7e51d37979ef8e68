# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letters on resolutions, what resolutions assign, and who certifies them."""


import django.db.models.deletion
import django_fsm
import workflows.held_still
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_absences'),
        ('committee', '0022_one_standing_resolution'),
        ('papers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='procedureprofile',
            name='certified_by',
            field=models.CharField(choices=[('chair', 'The chair or a vice-chair'), ('secretary', 'The secretary'), ('either', 'Chair or secretary')], default='chair', max_length=20, verbose_name='who certifies resolutions'),
        ),
        migrations.CreateModel(
            name='ActionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', django_fsm.FSMField(choices=[('open', 'To be done'), ('reported', 'Reported as done'), ('returned', 'Returned: not done yet'), ('verified', 'Verified'), ('closed', 'Closed'), ('void', 'Fallen away')], default='open', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('text', models.TextField(verbose_name='what is to be done')),
                ('due_date', models.DateField(verbose_name='due')),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='agencies.agency', verbose_name='agency')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='committee.committee')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('resolution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='action_items', to='committee.resolution')),
            ],
            options={
                'verbose_name': 'assigned action',
                'verbose_name_plural': 'assigned actions',
                'ordering': ('due_date', 'id'),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ActionEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField(verbose_name='what was done')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('at', models.DateTimeField()),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('given_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='committee.actionitem')),
            ],
            options={
                'verbose_name': 'evidence of an action',
                'verbose_name_plural': 'evidence of actions',
                'ordering': ('action_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='LetterPattern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefix', models.CharField(max_length=60, verbose_name='code of the office')),
                ('is_circular', models.BooleanField(default=False, verbose_name='circular: one number for all who receive it')),
                ('thai_digits', models.BooleanField(default=True, verbose_name='Thai digits')),
                ('sender', models.CharField(max_length=200, verbose_name='sending office')),
                ('signer', models.CharField(max_length=200, verbose_name='post that signs')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letter_patterns', to='committee.committee')),
            ],
            options={
                'verbose_name': 'series of letters',
                'verbose_name_plural': 'series of letters',
                'ordering': ('committee_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='DecisionLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', django_fsm.FSMField(choices=[('sent', 'Letter sent'), ('acknowledged', 'Acknowledged'), ('superseded', 'Superseded')], default='sent', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('be_year', models.PositiveIntegerField(verbose_name='year (B.E.)')),
                ('running', models.PositiveIntegerField(null=True, verbose_name='running number')),
                ('shares_number', models.BooleanField(default=False)),
                ('letter_number', models.CharField(max_length=80, verbose_name='letter number')),
                ('urgency', models.CharField(choices=[('normal', 'Normal'), ('urgent', 'Urgent'), ('very_urgent', 'Very urgent'), ('most_urgent', 'Most urgent')], default='normal', max_length=20, verbose_name='urgency')),
                ('snapshot', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('token', models.CharField(max_length=64, unique=True)),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decision_letters', to='agencies.agency')),
                ('resolution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='committee.resolution')),
                ('pattern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='committee.letterpattern')),
            ],
            options={
                'verbose_name': 'letter on a resolution',
                'verbose_name_plural': 'letters on resolutions',
                'ordering': ('-id',),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddConstraint(
            model_name='actionitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agency', None), ('person__isnull', False)), models.Q(('agency__isnull', False), ('person', None)), _connector='OR'), name='action_has_one_owner'),
        ),
        migrations.AddConstraint(
            model_name='letterpattern',
            constraint=models.UniqueConstraint(fields=('committee', 'prefix', 'is_circular'), name='one_series_per_prefix'),
        ),
        migrations.AddConstraint(
            model_name='decisionletter',
            constraint=models.UniqueConstraint(condition=models.Q(('shares_number', False)), fields=('pattern', 'be_year', 'running'), name='one_letter_per_number'),
        ),
        migrations.AddConstraint(
            model_name='decisionletter',
            constraint=models.UniqueConstraint(fields=('resolution', 'agency'), name='one_letter_per_agency'),
        ),
    ]

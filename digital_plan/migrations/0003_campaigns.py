# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of campaigns, responses and their letters."""

import django.db.models.deletion
import django_fsm
import workflows.held_still
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_kept'),
        ('digital_plan', '0002_delivered'),
        ('papers', '0004_annex_verdicts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AlignmentCampaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('draft', 'Campaign drafted'), ('open', 'Open for responses'), ('closed', 'Closed for responses'), ('results_reported', 'Results reported to agencies'), ('withdrawn', 'Not opened')], default='draft', editable=False, max_length=50, verbose_name='state')),
                ('name', models.CharField(max_length=255, verbose_name='name of the campaign')),
                ('fiscal_year', models.PositiveIntegerField(verbose_name='fiscal year (B.E.)')),
                ('opens_on', models.DateField(verbose_name='opens on')),
                ('due_date', models.DateField(verbose_name='last day')),
                ('due_time', models.TimeField(blank=True, null=True, verbose_name='time of the last day')),
                ('asks_all', models.BooleanField(default=True, verbose_name='every registered agency is asked')),
                ('letter_prefix', models.CharField(max_length=60, verbose_name='code of the office')),
                ('letter_sender', models.CharField(max_length=200, verbose_name='sending office')),
                ('letter_signer', models.CharField(max_length=200, verbose_name='post that signs')),
                ('is_example', models.BooleanField(default=False, verbose_name='example data')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='digital_plan.plan', verbose_name='plan')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'alignment campaign',
                'verbose_name_plural': 'alignment campaigns',
                'ordering': ('-id',),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='AlignmentLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefix', models.CharField(max_length=60)),
                ('be_year', models.PositiveIntegerField(verbose_name='year (B.E.)')),
                ('running', models.PositiveIntegerField(verbose_name='running number')),
                ('letter_number', models.CharField(max_length=80, verbose_name='letter number')),
                ('snapshot', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'letter on alignment',
                'verbose_name_plural': 'letters on alignment',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='AlignmentLetterPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='digital_plan.alignmentletter')),
            ],
            options={
                'verbose_name': 'paper of a letter on alignment',
                'verbose_name_plural': 'papers of letters on alignment',
            },
        ),
        migrations.CreateModel(
            name='AlignmentResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('awaited', 'Waiting for the agency'), ('handed_over', 'Handed in, waiting for the check'), ('checking', 'Being checked'), ('clarifying', 'Clarification asked'), ('checked', 'Checked, result not sent yet'), ('result_sent', 'Result sent'), ('acknowledged', 'Result opened by the agency'), ('not_received', 'Not received')], default='awaited', editable=False, max_length=50, verbose_name='state')),
                ('variant', models.CharField(choices=[('three_parts', 'Three parts: the agency owns a key project'), ('two_parts', 'Two parts: the agency owns no key project')], max_length=20, verbose_name='parts of the questionnaire')),
                ('plan_status', models.CharField(blank=True, choices=[('none', 'None yet'), ('making', 'Being made'), ('done', 'Made'), ('revised', 'Revised to follow the plan')], max_length=20, verbose_name="where the agency's plan stands")),
                ('plan_kind', models.CharField(blank=True, choices=[('action_plan', 'Action plan (digital)'), ('work_plan', 'Workplan')], max_length=20, verbose_name='kind of plan')),
                ('plan_title', models.CharField(blank=True, max_length=400, verbose_name="title of the agency's plan")),
                ('plan_first_year', models.PositiveIntegerField(blank=True, null=True, verbose_name='plan begins (fiscal year, B.E.)')),
                ('plan_last_year', models.PositiveIntegerField(blank=True, null=True, verbose_name='plan ends (fiscal year, B.E.)')),
                ('plan_url', models.URLField(blank=True, max_length=500, verbose_name='address of the plan on the web')),
                ('respondent_role', models.CharField(blank=True, max_length=200, verbose_name='post of who answers')),
                ('respondent_mailbox', models.EmailField(blank=True, max_length=254, verbose_name='mailbox of the agency')),
                ('has_none', models.BooleanField(default=False, verbose_name='no project of the agency serves the plan')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('submitted_at', models.DateTimeField(editable=False, null=True, verbose_name='handed in')),
                ('is_late', models.BooleanField(default=False, editable=False, verbose_name='late')),
                ('finding', models.CharField(blank=True, choices=[('aligned', 'Aligned with the plan'), ('partly', 'Partly aligned with the plan'), ('not_aligned', 'Not aligned with the plan')], editable=False, max_length=20, verbose_name='finding')),
                ('finding_text', models.TextField(blank=True, editable=False, verbose_name='reason for the finding')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alignment_responses', to='agencies.agency')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='digital_plan.alignmentcampaign')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'response to an alignment campaign',
                'verbose_name_plural': 'responses to alignment campaigns',
                'ordering': ('campaign_id', 'id'),
            },
            bases=(workflows.held_still.HeldStill, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddField(
            model_name='alignmentletter',
            name='response',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='digital_plan.alignmentresponse'),
        ),
        migrations.CreateModel(
            name='ChosenAgency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chosen', to='digital_plan.alignmentcampaign')),
            ],
            options={
                'verbose_name': 'agency chosen for a campaign',
                'verbose_name_plural': 'agencies chosen for campaigns',
            },
        ),
        migrations.CreateModel(
            name='OwnProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=400, verbose_name='project of the agency')),
                ('fiscal_year', models.PositiveIntegerField(verbose_name='fiscal year (B.E.)')),
                ('budget_baht', models.DecimalField(blank=True, decimal_places=2, max_digits=15, null=True, verbose_name='budget (baht)')),
                ('project_code', models.CharField(blank=True, max_length=40, verbose_name='integration project here')),
                ('note', models.TextField(blank=True, verbose_name='how it serves the plan')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='own_projects', to='digital_plan.alignmentresponse')),
            ],
            options={
                'verbose_name': 'project named in a response',
                'verbose_name_plural': 'projects named in responses',
                'ordering': ('response_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Alignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item_code', models.CharField(max_length=20, verbose_name='item of a plan')),
                ('own_project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alignments', to='digital_plan.ownproject')),
            ],
            options={
                'verbose_name': 'alignment with an item of the plan',
                'verbose_name_plural': 'alignments with items of the plan',
                'ordering': ('own_project_id', 'item_code'),
            },
        ),
        migrations.CreateModel(
            name='ResponseVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('at', models.DateTimeField(verbose_name='handed in')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='digital_plan.alignmentresponse')),
            ],
            options={
                'verbose_name': 'version of a response',
                'verbose_name_plural': 'versions of responses',
                'ordering': ('response_id', 'number'),
            },
        ),
        migrations.AddConstraint(
            model_name='alignmentcampaign',
            constraint=models.CheckConstraint(condition=models.Q(('due_date__gte', models.F('opens_on'))), name='campaign_is_due_after_it_opens'),
        ),
        migrations.AddIndex(
            model_name='alignmentresponse',
            index=models.Index(fields=['campaign', 'state'], name='response_by_state'),
        ),
        migrations.AddConstraint(
            model_name='alignmentresponse',
            constraint=models.UniqueConstraint(fields=('campaign', 'agency'), name='one_response_per_agency'),
        ),
        migrations.AddConstraint(
            model_name='alignmentletter',
            constraint=models.UniqueConstraint(fields=('prefix', 'be_year', 'running'), name='one_alignment_letter_per_number'),
        ),
        migrations.AddConstraint(
            model_name='chosenagency',
            constraint=models.UniqueConstraint(fields=('campaign', 'agency'), name='one_choice_per_agency'),
        ),
        migrations.AddConstraint(
            model_name='alignment',
            constraint=models.UniqueConstraint(fields=('own_project', 'item_code'), name='one_alignment_per_item'),
        ),
        migrations.AddConstraint(
            model_name='responseversion',
            constraint=models.UniqueConstraint(fields=('response', 'number'), name='one_response_version_per_number'),
        ),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later

import django.core.validators
import django.db.models.deletion
import django_fsm
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=255, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='English name')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('position', models.PositiveIntegerField(verbose_name='position')),
                ('weight', models.PositiveIntegerField(verbose_name='weight')),
                ('is_automatic', models.BooleanField(default=False, verbose_name='found by the service')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'criterion',
                'verbose_name_plural': 'criteria',
                'ordering': ('position',),
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=255, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='English name')),
                ('opens_at', models.DateTimeField(verbose_name='opens')),
                ('closes_at', models.DateTimeField(verbose_name='closes')),
            ],
            options={
                'verbose_name': 'round',
                'verbose_name_plural': 'rounds',
                'ordering': ('-opens_at',),
            },
        ),
        migrations.CreateModel(
            name='IntegrationProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('state', django_fsm.FSMField(choices=[('draft', 'Draft'), ('confirming', 'Waiting for partners'), ('agency_approval', 'Waiting for head of agency'), ('submitted', 'Submitted'), ('screening', 'Being screened'), ('recommended', 'Waiting for head of screening'), ('returned', 'Returned for revision'), ('screened', 'Screened'), ('not_eligible', 'Not eligible'), ('queued', 'On an agenda'), ('in_committee', 'In committee'), ('deferred', 'Deferred'), ('endorsed', 'Endorsed'), ('conditional', 'Endorsed with conditions'), ('not_endorsed', 'Not endorsed'), ('forwarded', 'Sent to the Budget Bureau'), ('budgeting', 'In the budget process'), ('decided', 'Budget decided'), ('not_funded', 'Not funded'), ('reported_back', 'Result reported back'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('title', models.CharField(max_length=400, verbose_name='project name')),
                ('objective', models.TextField(blank=True, verbose_name='objective')),
                ('rationale', models.TextField(blank=True, verbose_name='rationale')),
                ('target_group', models.TextField(blank=True, verbose_name='target group')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='begins')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends')),
                ('content_version', models.PositiveIntegerField(editable=False, null=True, verbose_name='content version')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('outcome', models.CharField(blank=True, choices=[('full', 'Funded in full'), ('part', 'Funded in part'), ('none', 'Not funded'), ('not_endorsed', 'Not endorsed'), ('not_eligible', 'Not eligible')], editable=False, max_length=20, verbose_name='outcome')),
                ('is_example', models.BooleanField(default=False, verbose_name='holds example data')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='led_projects', to='agencies.agency', verbose_name='lead agency')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='budget_review.round', verbose_name='round')),
            ],
            options={
                'verbose_name': 'integration project',
                'verbose_name_plural': 'integration projects',
                'ordering': ('code',),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ExpertOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('state', django_fsm.FSMField(choices=[('asked', 'Asked for an opinion'), ('given', 'Opinion given')], default='asked', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('field', models.CharField(choices=[('budget', 'Budget and value'), ('architecture', 'Architecture and standards'), ('governance', 'Data governance'), ('security', 'Security')], max_length=20, verbose_name='field')),
                ('content_version', models.PositiveIntegerField(verbose_name='content version')),
                ('advice', models.CharField(blank=True, choices=[('support', 'Support'), ('remarks', 'Support with remarks'), ('against', 'Do not support')], max_length=20, verbose_name='advice')),
                ('text', models.TextField(blank=True, verbose_name='opinion')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='budget_review.integrationproject')),
            ],
            options={
                'verbose_name': 'expert opinion',
                'verbose_name_plural': 'expert opinions',
                'ordering': ('project_id', 'id'),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Condition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('state', django_fsm.FSMField(choices=[('open', 'Not yet met'), ('met', 'Met')], default='open', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('text', models.TextField(verbose_name='condition')),
                ('due_date', models.DateField(blank=True, null=True, verbose_name='due')),
                ('before_forwarding', models.BooleanField(default=False, verbose_name='before it is sent on')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conditions', to='budget_review.integrationproject')),
            ],
            options={
                'verbose_name': 'condition',
                'verbose_name_plural': 'conditions',
                'ordering': ('project_id', 'id'),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Kpi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=400, verbose_name='KPI')),
                ('unit', models.CharField(max_length=80, verbose_name='unit of measure')),
                ('baseline', models.CharField(blank=True, max_length=80, verbose_name='baseline')),
                ('target', models.CharField(max_length=80, verbose_name='target')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kpis', to='budget_review.integrationproject')),
            ],
            options={
                'verbose_name': 'KPI',
                'verbose_name_plural': 'KPIs',
                'ordering': ('project_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('state', django_fsm.FSMField(choices=[('listed', 'Listed'), ('asked', 'Asked for consent'), ('consented', 'Consented'), ('changes_asked', 'Asks for changes'), ('declined', 'Declined'), ('stale', 'Consent outdated'), ('left', 'No longer takes part')], default='listed', editable=False, max_length=50, protected=True, verbose_name='state')),
                ('sector', models.CharField(choices=[('agency', 'Government agency'), ('private', 'Private sector'), ('academic', 'Academic institution'), ('civil', 'Civil society')], default='agency', max_length=20, verbose_name='sector')),
                ('contribution', models.TextField(blank=True, verbose_name='contribution')),
                ('consented_version', models.PositiveIntegerField(editable=False, null=True)),
                ('consented_sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='agencies.agency', verbose_name='agency')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='budget_review.integrationproject')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='agencies.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'participation',
                'verbose_name_plural': 'participations',
                'ordering': ('project_id', 'id'),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='KpiShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight_percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='weight (percent)')),
                ('kpi', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='budget_review.kpi')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kpi_shares', to='budget_review.participation')),
            ],
            options={
                'verbose_name': 'share in a KPI',
                'ordering': ('kpi_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=500, verbose_name='item')),
                ('category', models.CharField(choices=[('personnel', 'Personnel'), ('operations', 'Operations'), ('investment', 'Investment'), ('subsidy', 'Subsidy'), ('other', 'Other expenditure')], max_length=20, verbose_name='category')),
                ('subcategory', models.CharField(blank=True, max_length=200, verbose_name='sub-category')),
                ('fiscal_year', models.PositiveIntegerField(verbose_name='fiscal year (B.E.)')),
                ('amount_baht', models.DecimalField(decimal_places=2, max_digits=15, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount (baht)')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('is_active', models.BooleanField(default=True, editable=False)),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='budget_review.participation')),
            ],
            options={
                'verbose_name': 'budget line',
                'verbose_name_plural': 'budget lines',
                'ordering': ('participation_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='ProjectVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('frozen_at', models.DateTimeField()),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='budget_review.integrationproject')),
            ],
            options={
                'verbose_name': 'content version',
                'ordering': ('project_id', 'number'),
            },
        ),
        migrations.CreateModel(
            name='ResultNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter_number', models.CharField(max_length=80, verbose_name='letter number')),
                ('snapshot', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='budget_review.participation')),
            ],
            options={
                'verbose_name': 'result letter',
                'verbose_name_plural': 'result letters',
                'ordering': ('participation_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Screening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_version', models.PositiveIntegerField(verbose_name='content version')),
                ('opinion', models.TextField(blank=True, verbose_name='opinion')),
                ('recommendation', models.CharField(blank=True, choices=[('pass', 'Pass to the committee'), ('not_eligible', 'Not eligible')], max_length=20, verbose_name='recommendation')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='officer')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='screenings', to='budget_review.integrationproject')),
                ('recommended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'screening',
                'verbose_name_plural': 'screenings',
                'ordering': ('project_id', 'id'),
            },
        ),
        migrations.CreateModel(
            name='ScreenedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_baht', models.DecimalField(decimal_places=2, max_digits=15, verbose_name='screened amount (baht)')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budget_review.budgetline')),
                ('screening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='budget_review.screening')),
            ],
            options={
                'verbose_name': 'screened amount',
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(blank=True, choices=[('met', 'Met'), ('partly', 'Partly met'), ('not_met', 'Not met')], max_length=20, verbose_name='finding')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budget_review.criterion')),
                ('screening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='budget_review.screening')),
            ],
            options={
                'verbose_name': 'finding',
                'ordering': ('screening_id', 'criterion__position'),
            },
        ),
        migrations.CreateModel(
            name='Workplan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=255, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='English name')),
                ('fiscal_year', models.PositiveIntegerField(verbose_name='fiscal year (B.E.)')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hosted_workplans', to='agencies.agency', verbose_name='host agency')),
            ],
            options={
                'verbose_name': 'workplan',
                'verbose_name_plural': 'workplans',
                'ordering': ('-fiscal_year', 'id'),
            },
        ),
        migrations.AddField(
            model_name='round',
            name='workplan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='budget_review.workplan', verbose_name='workplan'),
        ),
        migrations.CreateModel(
            name='AmountEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('proposed', 'Proposed by the agency'), ('screened', 'After DGA screening'), ('endorsed', 'Endorsed by the committee'), ('requested', 'Budget request'), ('bureau', 'Budget Bureau'), ('cabinet', 'Cabinet'), ('bill', 'Draft bill'), ('house', 'House of Representatives'), ('act', 'Budget Act')], max_length=20, verbose_name='stage')),
                ('amount_baht', models.DecimalField(decimal_places=2, max_digits=15, verbose_name='amount (baht)')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('project_seq', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='budget_review.budgetline')),
            ],
            options={
                'verbose_name': 'amount',
                'verbose_name_plural': 'amounts',
                'ordering': ('line_id', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0)), name='amount_is_not_negative'), models.UniqueConstraint(fields=('line', 'stage', 'project_seq'), name='one_amount_per_record')],
            },
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('project', 'agency'), name='one_part_per_agency'),
        ),
        migrations.AddConstraint(
            model_name='kpishare',
            constraint=models.UniqueConstraint(fields=('kpi', 'participation'), name='one_share_per_owner'),
        ),
        migrations.AddConstraint(
            model_name='kpishare',
            constraint=models.CheckConstraint(condition=models.Q(('weight_percent__gt', 0), ('weight_percent__lte', 100)), name='weight_is_a_percentage'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gt', 0)), name='line_amount_above_zero'),
        ),
        migrations.AddConstraint(
            model_name='projectversion',
            constraint=models.UniqueConstraint(fields=('project', 'number'), name='one_version_per_number'),
        ),
        migrations.AddIndex(
            model_name='integrationproject',
            index=models.Index(fields=['state', 'code'], name='project_by_state'),
        ),
        migrations.AddConstraint(
            model_name='integrationproject',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='project_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='screenedline',
            constraint=models.UniqueConstraint(fields=('screening', 'line'), name='one_screened_amount_per_line'),
        ),
        migrations.AddConstraint(
            model_name='screenedline',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0)), name='screened_amount_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('screening', 'criterion'), name='one_finding_per_criterion'),
        ),
        migrations.AddConstraint(
            model_name='workplan',
            constraint=models.UniqueConstraint(fields=('fiscal_year', 'name_th'), name='one_workplan_per_year'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='round_closes_after_it_opens'),
        ),
    ]

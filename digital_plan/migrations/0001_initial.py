# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of plans and their items."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0002_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=255, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='English name')),
                ('code', models.SlugField(max_length=10, unique=True, verbose_name='code')),
                ('first_year', models.PositiveIntegerField(verbose_name='first fiscal year (B.E.)')),
                ('last_year', models.PositiveIntegerField(verbose_name='last fiscal year (B.E.)')),
                ('cabinet_on', models.DateField(blank=True, null=True, verbose_name='approved by the cabinet')),
                ('gazette', models.CharField(blank=True, max_length=255, verbose_name='Royal Gazette')),
                ('in_force_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('source', models.CharField(max_length=500, verbose_name='source')),
                ('lacks', models.CharField(blank=True, max_length=500, verbose_name='what is not known')),
            ],
            options={
                'verbose_name': 'plan',
                'verbose_name_plural': 'plans',
                'ordering': ('first_year', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('last_year__gte', models.F('first_year'))), name='plan_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='PlanChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('reason', models.TextField(verbose_name='reason')),
                ('facts', models.JSONField(default=dict)),
                ('request_id', models.UUIDField(unique=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'change of a plan',
                'verbose_name_plural': 'changes of plans',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='ItemOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item_code', models.CharField(max_length=20, verbose_name='item of a plan')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_items', to='agencies.agency', verbose_name='agency')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='digital_plan.planchange', verbose_name='added by')),
                ('retired_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='digital_plan.planchange', verbose_name='retired by')),
            ],
            options={
                'verbose_name': 'agency responsible for an item of a plan',
                'verbose_name_plural': 'agencies responsible for items of plans',
                'ordering': ('item_code', 'id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_by__isnull', True)), fields=('item_code', 'agency'), name='one_owner_per_item')],
            },
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('kind', models.CharField(choices=[('strategy', 'Strategy'), ('focus', 'Focus area'), ('key_project', 'Key project'), ('measure', 'Measure'), ('mechanism', 'Mechanism')], max_length=12, verbose_name='kind')),
                ('number', models.CharField(blank=True, max_length=10, verbose_name='number')),
                ('position', models.PositiveIntegerField()),
                ('under', models.CharField(blank=True, max_length=20, verbose_name='strategy')),
                ('name_th', models.CharField(max_length=500, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=500, verbose_name='English name')),
                ('lead_th', models.CharField(blank=True, max_length=255, verbose_name='lead as printed')),
                ('promised', models.PositiveIntegerField(blank=True, null=True, verbose_name='key projects that the plan says it has')),
                ('source', models.CharField(blank=True, max_length=500, verbose_name='source')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='added', to='digital_plan.planchange', verbose_name='added by')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='digital_plan.plan', verbose_name='plan')),
                ('retired_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='retired', to='digital_plan.planchange', verbose_name='retired by')),
            ],
            options={
                'verbose_name': 'item of a plan',
                'verbose_name_plural': 'items of plans',
                'ordering': ('plan_id', 'position', 'id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_by__isnull', True)), fields=('code',), name='one_plan_item_per_code')],
            },
        ),
    ]

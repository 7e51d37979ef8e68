# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of agencies, their people and orders."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='OrderPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('content', models.BinaryField()),
                ('filename', models.CharField(max_length=200)),
                ('size', models.PositiveIntegerField()),
            ],
            options={
                'verbose_name': 'signed order',
                'verbose_name_plural': 'signed orders',
            },
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=255, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='English name')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('abbreviation', models.CharField(blank=True, max_length=40, verbose_name='abbreviation')),
                ('ministry_th', models.CharField(blank=True, max_length=255, verbose_name='ministry, Thai')),
                ('ministry_en', models.CharField(blank=True, max_length=255, verbose_name='ministry, English')),
            ],
            options={
                'verbose_name': 'agency',
                'verbose_name_plural': 'agencies',
                'ordering': ('name_th',),
                'constraints': [models.UniqueConstraint(fields=('name_th',), name='one_agency_per_thai_name')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=255, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='English name')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='agencies.agency', verbose_name='agency')),
            ],
            options={
                'verbose_name': 'unit',
                'verbose_name_plural': 'units',
                'ordering': ('agency_id', 'name_th'),
                'constraints': [models.UniqueConstraint(fields=('agency', 'name_th'), name='one_unit_per_name')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('agency_officer', 'Agency officer'), ('agency_head', 'Head of agency'), ('screening_officer', 'Screening officer'), ('screening_head', 'Head of screening'), ('expert', 'Expert'), ('secretary', 'Secretary'), ('budget_officer', 'Budget Bureau officer'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=30, verbose_name='role')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='to')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='agencies.agency')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='agencies.unit')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ('user_id', 'role', 'from_date'),
                'constraints': [models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='membership_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', models.CharField(choices=[('drafted', 'Waiting for confirmation'), ('in_force', 'In force'), ('revoked', 'Revoked'), ('withdrawn', 'Withdrawn')], default='drafted', editable=False, max_length=50, verbose_name='state')),
                ('extent', models.CharField(choices=[('acting', 'Acting in the post'), ('delegated', 'Delegated acts')], max_length=10, verbose_name='kind')),
                ('role', models.CharField(choices=[('agency_officer', 'Agency officer'), ('agency_head', 'Head of agency'), ('screening_officer', 'Screening officer'), ('screening_head', 'Head of screening'), ('expert', 'Expert'), ('secretary', 'Secretary'), ('budget_officer', 'Budget Bureau officer'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=30, verbose_name='role')),
                ('acts', models.JSONField(blank=True, default=list, verbose_name='acts')),
                ('subjects', models.JSONField(blank=True, default=list, verbose_name='what it is limited to')),
                ('order_number', models.CharField(max_length=100, verbose_name='order number')),
                ('order_date', models.DateField(verbose_name='date of the order')),
                ('valid_from', models.DateField(verbose_name='first day')),
                ('valid_to', models.DateField(verbose_name='last day')),
                ('reason', models.TextField(verbose_name='reason')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='agency')),
                ('giver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='giver')),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to=settings.AUTH_USER_MODEL, verbose_name='receiver')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.orderpaper', verbose_name='signed order')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'order to act for another',
                'verbose_name_plural': 'orders to act for another',
                'ordering': ('-valid_from', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='order_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('giver__isnull', True), models.Q(('giver', models.F('receiver')), _negated=True), _connector='OR'), name='nobody_gives_power_to_themselves')],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(verbose_name='to')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('entered_at', models.DateTimeField(verbose_name='entered')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
                ('substitute', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='substitute')),
            ],
            options={
                'verbose_name': 'absence',
                'verbose_name_plural': 'absences',
                'ordering': ('person_id', 'from_date', 'id'),
                'indexes': [models.Index(fields=['to_date', 'person'], name='absences_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('to_date__gte', models.F('from_date'))), name='absence_ends_after_it_begins')],
            },
        ),
        migrations.AddIndex(
            model_name='delegation',
            index=models.Index(fields=['receiver', 'valid_to'], name='order_by_receiver'),
        ),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('definition', models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition')),
                ('state', django_fsm.FSMField(choices=[('drafted', 'Waiting for confirmation'), ('in_force', 'In force'), ('revoked', 'Revoked'), ('withdrawn', 'Withdrawn')], default='drafted', editable=False, max_length=50, protected=True, verbose_name='state')),
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
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit', verbose_name='unit')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.orderpaper', verbose_name='signed order')),
            ],
            options={
                'verbose_name': 'order to act for another',
                'verbose_name_plural': 'orders to act for another',
                'ordering': ('-valid_from', '-pk'),
                'indexes': [models.Index(fields=['receiver', 'valid_to'], name='order_by_receiver')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='order_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('giver__isnull', True), models.Q(('giver', models.F('receiver')), _negated=True), _connector='OR'), name='nobody_gives_power_to_themselves')],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report to the cabinet for information: what is written, and the paper that was issued, which is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0006_addendum'),
        ('papers', '0002_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CabinetReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='period: from')),
                ('to_date', models.DateField(verbose_name='period: until')),
                ('background', models.TextField(verbose_name='background')),
                ('substance', models.TextField(verbose_name='substance')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('written_at', models.DateTimeField()),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cabinet_report', to='committee.agendaitem')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'report to cabinet for information',
                'verbose_name_plural': 'reports to cabinet for information',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='CabinetReportPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter_number', models.CharField(max_length=80, verbose_name='letter number')),
                ('snapshot', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('issued_at', models.DateTimeField(verbose_name='issued')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='committee.cabinetreport')),
            ],
            options={
                'verbose_name': 'issued report to cabinet',
                'verbose_name_plural': 'issued reports to cabinet',
                'ordering': ('-id',),
            },
        ),
        migrations.AddConstraint(
            model_name='cabinetreport',
            constraint=models.CheckConstraint(condition=models.Q(('to_date__gte', models.F('from_date'))), name='cabinet_report_covers_a_period'),
        ),
        keep("committee_cabinetreportpaper"),
    ]

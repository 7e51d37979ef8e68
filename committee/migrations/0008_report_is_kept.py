# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A report to the cabinet is kept as its agenda was fixed with it, with who wrote it, and as its letter was laid."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0007_cabinet_report'),
        ('papers', '0002_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CabinetReportLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter_number', models.CharField(max_length=80, verbose_name='letter number')),
                ('snapshot', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('laid_at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('laid_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('laid_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='committee.cabinetreport')),
            ],
            options={
                'verbose_name': 'letter of a report to cabinet',
                'verbose_name_plural': 'letters of reports to cabinet',
                'ordering': ('-id',),
            },
        ),
        migrations.AddField(
            model_name='cabinetreport',
            name='laid',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.cabinetreportletter'),
        ),
        migrations.AddField(
            model_name='cabinetreportpaper',
            name='letter',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='committee.cabinetreportletter'),
        ),
        migrations.CreateModel(
            name='CabinetReportVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('revision', models.PositiveIntegerField()),
                ('pack_number', models.PositiveIntegerField(verbose_name='pack number')),
                ('snapshot', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('fixed_at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='committee.cabinetreport')),
            ],
            options={
                'verbose_name': 'version of a report to cabinet',
                'verbose_name_plural': 'versions of reports to cabinet',
                'ordering': ('report_id', 'number'),
            },
        ),
        migrations.AddField(
            model_name='cabinetreportletter',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.cabinetreportversion'),
        ),
        migrations.CreateModel(
            name='CabinetReportWriting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('written_at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='writings', to='committee.cabinetreport')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'writing of a report to cabinet',
                'verbose_name_plural': 'writings of reports to cabinet',
                'ordering': ('report_id', 'revision'),
            },
        ),
        migrations.AddConstraint(
            model_name='cabinetreportversion',
            constraint=models.UniqueConstraint(fields=('report', 'number'), name='one_report_version_per_number'),
        ),
        migrations.AddConstraint(
            model_name='cabinetreportwriting',
            constraint=models.UniqueConstraint(fields=('report', 'revision'), name='one_writing_per_revision'),
        ),
        keep("committee_cabinetreportwriting"),
        keep("committee_cabinetreportversion"),
        keep("committee_cabinetreportletter"),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0003_workers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='task',
            name='counted_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='days_left',
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='in_calendar_days',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='task',
            name='stopped_at',
            field=models.DateTimeField(null=True, verbose_name='stopped'),
        ),
        migrations.AddField(
            model_name='task',
            name='stopped_for',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.CreateModel(
            name='HolidayChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('reason', models.TextField(verbose_name='reason')),
                ('facts', models.JSONField(default=dict)),
                ('request_id', models.UUIDField(unique=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'change of holidays',
                'verbose_name_plural': 'changes of holidays',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Rung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('desk', models.CharField(blank=True, max_length=255, verbose_name='desk')),
                ('offset', models.SmallIntegerField(verbose_name='working days from the due day')),
                ('whom', models.CharField(choices=[('holder', 'Whose turn it is'), ('queue', 'Everyone of the queue'), ('head', 'The head of the unit'), ('administrator', 'Administrators')], max_length=20, verbose_name='whom')),
                ('channel', models.CharField(choices=[('in_app', 'In the service'), ('mail', 'In the service and by e-mail')], default='in_app', max_length=10, verbose_name='how')),
                ('retired_at', models.DateTimeField(blank=True, null=True, verbose_name='retired')),
            ],
            options={
                'verbose_name': 'rung of the ladder',
                'verbose_name_plural': 'rungs of the ladder',
                'ordering': ('offset', 'id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('desk', 'offset', 'whom'), name='one_rung_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('kind', models.CharField(choices=[('public', 'Public holiday'), ('substitution', 'Substitution day'), ('special', 'Special holiday')], default='public', max_length=12, verbose_name='kind')),
                ('name_th', models.CharField(max_length=255, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=255, verbose_name='English name')),
                ('source', models.CharField(max_length=255, verbose_name='source')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='added', to='workflows.holidaychange', verbose_name='added by')),
                ('retired_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='retired', to='workflows.holidaychange', verbose_name='retired by')),
            ],
            options={
                'verbose_name': 'holiday',
                'verbose_name_plural': 'holidays',
                'ordering': ('day', 'id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_by__isnull', True)), fields=('day',), name='one_holiday_per_day')],
            },
        ),
        migrations.CreateModel(
            name='Fired',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('sweep', models.UUIDField(db_index=True)),
                ('told', models.JSONField(default=list)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fired', to='workflows.task')),
                ('rung', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.rung')),
            ],
            options={
                'ordering': ('at', 'id'),
                'constraints': [models.UniqueConstraint(fields=('task', 'rung', 'due_at'), name='fired_once')],
            },
        ),
    ]

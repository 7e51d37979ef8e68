# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keep who changed the ladder, when and why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0008_task_events'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RungChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('set', 'Put on the ladder'), ('retire', 'Taken off the ladder')], max_length=10, verbose_name='what happened')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('reason', models.TextField(verbose_name='reason')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('rung', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='workflows.rung', verbose_name='rung of the ladder')),
            ],
            options={
                'verbose_name': 'change of the ladder',
                'verbose_name_plural': 'changes of the ladder',
                'ordering': ('-id',),
            },
        ),
        keep("workflows_rungchange"),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The archive of a closed meeting is kept with what playing it back gave."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0011_paper_of_letter'),
        ('papers', '0002_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingArchive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='archive number')),
                ('verdict', models.CharField(choices=[('same', 'Same bytes when played back'), ('text', 'Same text, other bytes'), ('differs', 'Differs when played back')], max_length=10, verbose_name='played back')),
                ('findings', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='archives', to='committee.meeting')),
            ],
            options={
                'verbose_name': 'archive of a meeting',
                'verbose_name_plural': 'archives of meetings',
                'ordering': ('meeting_id', 'number'),
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='one_archive_per_number')],
            },
        ),
        keep('committee_meetingarchive'),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each subject says under which definition of its lifecycle it lives."""

from django.db import migrations, models

from workflows.triggers import bind_definition


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0002_bind'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='definition',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='definition',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition'),
        ),
        migrations.AddField(
            model_name='resolution',
            name='definition',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition'),
        ),
        migrations.AddField(
            model_name='rollentry',
            name='definition',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name='definition'),
        ),
        bind_definition('committee_agendaitem', 'committee.agendaitem'),
        bind_definition('committee_meeting', 'committee.meeting'),
        bind_definition('committee_resolution', 'committee.resolution'),
        bind_definition('committee_rollentry', 'committee.rollentry'),
    ]

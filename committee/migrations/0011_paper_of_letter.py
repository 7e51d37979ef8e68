# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A letter as it was first printed."""

import django.db.models.deletion
from django.db import migrations, models

from workflows.triggers import keep


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0010_note_pack'),
        ('papers', '0003_signed'),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.document')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='committee.decisionletter')),
            ],
            options={
                'verbose_name': 'paper of a letter',
                'verbose_name_plural': 'papers of letters',
            },
        ),
        keep("committee_letterpaper"),
    ]

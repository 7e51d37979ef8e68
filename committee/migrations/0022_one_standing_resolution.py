# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From here on an item has one standing resolution, a number is given once, and what is sealed stays in every state."""

import django.db.models.deletion
import django_fsm
from django.db import migrations, models

from workflows.triggers import fix, unfix

BEFORE = ("number", "be_year", "verb", "text", "amounts", "conditions", "item_id", "meeting_id")
CONTENT = (*BEFORE, "committee_id", "corrects_id", "reason", "certified_at", "also", "actions")


class Migration(migrations.Migration):
    dependencies = [("committee", "0021_resolutions_in_full")]
    operations = [
        migrations.AlterField(
            "resolution",
            "committee",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="resolutions", to="committee.committee"
            ),
        ),
        migrations.AlterField(
            model_name='resolution',
            name='state',
            field=django_fsm.FSMField(choices=[('draft', 'Drafted'), ('recorded', 'Recorded'), ('certified', 'Certified'), ('communicated', 'Communicated'), ('superseded', 'Superseded'), ('corrected', 'Corrected')], default='draft', editable=False, max_length=50, protected=True, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='resolution',
            name='verb',
            field=models.CharField(choices=[('endorse', 'Endorse'), ('endorse_in_principle', 'Endorse in principle'), ('endorse_with_conditions', 'Endorse with conditions'), ('approve', 'Approve'), ('not_endorse', 'Do not endorse'), ('not_approve', 'Do not approve'), ('return_from_committee', 'Return for revision'), ('withdraw_matter', 'Let the matter be withdrawn'), ('defer', 'Defer'), ('take_note', 'Take note'), ('assign', 'Assign'), ('adopt', 'Adopt the minutes'), ('adopt_with_changes', 'Adopt the minutes with changes')], max_length=40, verbose_name='resolution'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.UniqueConstraint(fields=('committee', 'be_year', 'number'), name='one_resolution_per_number'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('recorded', 'certified', 'communicated'))), fields=('item',), name='one_standing_resolution_per_item'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('item',), name='one_drafted_resolution_per_item'),
        ),
        unfix("committee_resolution"),
        fix("committee_resolution", CONTENT, ("certified", "communicated", "superseded", "corrected")),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From here on the database keeps the rules, the roll and the order of tenures."""

from django.db import migrations, models

from committee.triggers import hold_tenures
from workflows.triggers import fix, keep

ROLL = (
    "meeting_id", "seat_id", "user_id", "tenure_id", "alternate_for_id", "title", "post", "role", "is_voting"
)
EVERY = ("invited", "coming", "not_coming", "present", "away")


class Migration(migrations.Migration):
    dependencies = [("committee", "0008_move_seats")]
    operations = [
        migrations.RemoveField(
            model_name='committee',
            name='quorum_percent',
        ),
        migrations.RemoveField(
            model_name='seat',
            name='user',
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='seat_ends_after_it_begins'),
        ),
        keep("committee_procedureprofile"),
        keep("committee_committeechange"),
        fix("committee_rollentry", ROLL, EVERY),
        hold_tenures(),
    ]

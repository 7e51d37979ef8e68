# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting names the pack that was issued last, to which an addendum adds."""

from typing import Any

from django.db import migrations, models


def name_the_issued(apps: Any, schema_editor: Any) -> None:
    """Read from the records which pack each meeting issued last."""
    meetings = apps.get_model("committee", "Meeting").objects
    records = apps.get_model("workflows", "TransitionRecord").objects
    freezes = records.filter(subject_type="committee.meeting", transition="freeze").order_by("subject_id", "seq")
    issued = {meeting: facts.get("pack", 0) for meeting, facts in freezes.values_list("subject_id", "facts")}
    for meeting, number in issued.items():
        meetings.filter(pk=meeting).update(issued_pack=number)


class Migration(migrations.Migration):
    dependencies = [("committee", "0005_admission")]
    operations = [
        migrations.AddField("meeting", "issued_pack", models.PositiveIntegerField(default=0, editable=False)),
        migrations.RunPython(name_the_issued, migrations.RunPython.noop),
    ]

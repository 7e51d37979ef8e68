# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desks of meetings are due by the day of the meeting: so are those that are open."""

from datetime import timedelta

from django.db import migrations

from workflows.clocks.days import day_of, end_of

DAYS_BEFORE = {
    "planning": 3, "compiling": 1, "opening": 0, "answering": 1, "closing": 0, "considering": 0, "certifying": 0
}


def set_days(apps, editor):
    task, meeting = apps.get_model("workflows", "Task"), apps.get_model("committee", "Meeting")
    open_tasks = task.objects.filter(finished=None, flow_task_type="HUMAN", process__subject_type="committee.meeting")
    starts = dict(meeting.objects.values_list("pk", "starts_at"))
    for one in open_tasks.select_related("process").order_by("pk"):
        day = day_of(starts[one.process.subject_id]) - timedelta(days=DAYS_BEFORE[one.flow_task.name])
        task.objects.filter(pk=one.pk).update(due_at=end_of(day))


class Migration(migrations.Migration):
    dependencies = [("committee", "0004_back_moves"), ("workflows", "0012_clock_records")]
    operations = [migrations.RunPython(set_days, migrations.RunPython.noop)]

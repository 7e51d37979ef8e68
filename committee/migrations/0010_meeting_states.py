# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting has its call for items before the agenda is put together; open desks of meetings under way follow."""

import django_fsm
from django.db import migrations


CALLING = "committee/flows.MeetingFlow.calling"
COMPILING = "committee/flows.MeetingFlow.compiling"


def open_the_call(apps, editor):
    """Where a meeting is convened its agenda was being put together: now its call is open, and closed first."""
    meeting, task = apps.get_model("committee", "Meeting"), apps.get_model("workflows", "Task")
    convened = list(meeting.objects.filter(state="convened").values_list("pk", flat=True))
    of_these = task.objects.filter(subject_type="committee.meeting", subject_id__in=convened, finished=None)
    of_these.filter(flow_task=COMPILING).update(flow_task=CALLING)


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0009_keep_rules'),
    ]

    operations = [
        migrations.AlterField(
            model_name='meeting',
            name='state',
            field=django_fsm.FSMField(choices=[('planned', 'Planned'), ('convened', 'Convened'), ('compiling', 'Compiling the agenda'), ('frozen', 'Agenda fixed, pack issued'), ('in_session', 'In session'), ('suspended', 'Suspended'), ('concluded', 'Concluded'), ('closed', 'File closed'), ('inquorate', 'No quorum'), ('cancelled', 'Cancelled')], default='planned', editable=False, max_length=50, protected=True, verbose_name='state'),
        ),
        migrations.RunPython(open_the_call, migrations.RunPython.noop),
    ]

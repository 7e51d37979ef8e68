# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From here on what befalls a task is kept; for those taken before, the taking is written down."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflows.triggers import keep


def write_claims(apps, editor):
    """One event for each open task that somebody has."""
    task, event = apps.get_model("workflows", "Task"), apps.get_model("workflows", "TaskEvent")
    taken = task.objects.filter(finished=None, flow_task_type="HUMAN", owner__isnull=False)
    event.objects.bulk_create(
        [
            event(task_id=pk, kind="claim", actor_id=owner, to_id=owner, at=assigned or created)
            for pk, owner, assigned, created in taken.values_list("pk", "owner", "assigned", "created")
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0007_anchors'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TaskEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('claim', 'Taken'), ('release', 'Given back'), ('take_over', 'Taken over'), ('hand_over', 'Handed over'), ('take_back', 'Taken back'), ('reassign', 'Assigned'), ('comment', 'Comment')], max_length=20, verbose_name='what happened')),
                ('note', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('request_id', models.UUIDField(null=True, unique=True)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('former', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='workflows.task')),
                ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'event of a task',
                'verbose_name_plural': 'events of tasks',
                'ordering': ('task_id', 'id'),
            },
        ),
        keep("workflows_taskevent"),
        migrations.RunPython(write_claims, migrations.RunPython.noop),
    ]

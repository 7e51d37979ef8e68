# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Consent that is waited for from a unit waits in the unit's own queue."""

from django.db import migrations


def into_units(apps, editor):
    """Move the open tasks of parts that name a unit."""
    _move(apps, lambda part: f"agency_officer@{part.agency_id}/{part.unit_id}")


def out_of_units(apps, editor):
    """Move them back into their agency's queue."""
    _move(apps, lambda part: f"agency_officer@{part.agency_id}")


def _move(apps, queue):
    tasks = apps.get_model("workflows", "Task").objects.filter(
        finished=None, flow_task_type="HUMAN", subject_type="budget_review.participation"
    )
    parts = apps.get_model("budget_review", "Participation").objects.filter(unit__isnull=False)
    for part in parts.filter(pk__in=tasks.values("subject_id")):
        tasks.filter(subject_id=part.pk).update(unit=queue(part))


class Migration(migrations.Migration):
    dependencies = [("budget_review", "0005_finding_projects"), ("workflows", "0008_task_events")]
    operations = [migrations.RunPython(into_units, out_of_units)]

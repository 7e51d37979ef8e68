# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bring the official holidays that are known, and the ladder of reminders: what an office begins with."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import migrations

from workflows.clocks.days import Calendar
from workflows.clocks.official import official_holidays
from workflows.clocks.running import recount
from workflows.records import moment

DELIVERED = UUID("6d617469-0000-4000-8000-000000000001")
LADDER = (  # working days from the due day, whom, how
    (-2, "holder", "in_app"),
    (0, "holder", "mail"),
    (1, "queue", "mail"),
    (3, "head", "mail"),
    (10, "administrator", "mail"),
)


def deliver(apps, editor):
    """Add what the table does not know yet, and move the due dates that count by it."""
    holiday, change, task = (apps.get_model("workflows", name) for name in ("Holiday", "HolidayChange", "Task"))
    known = set(holiday.objects.values_list("day", flat=True))  # also those that were retired: that was decided here
    rows = [row for row in official_holidays() if row["day"] not in known]
    if not rows:
        return
    held = set(holiday.objects.filter(retired_by=None).values_list("day", flat=True))
    calendar = Calendar(held | {row["day"] for row in rows})
    going = task.objects.filter(finished=None, due_at__isnull=False).exclude(days_left=None).order_by("pk")
    moved = [(one, one.due_at, due_at) for one, due_at in recount(going, calendar)]
    written = change.objects.create(
        at=datetime(2026, 11, 22, tzinfo=UTC), reason="ข้อมูลที่มากับระบบ", request_id=DELIVERED,
        facts={
            "added": sorted(row["day"].isoformat() for row in rows), "retired": [],
            "moved": [[one.pk, moment(before), moment(after)] for one, before, after in moved],
        },
    )  # fmt: skip
    holiday.objects.bulk_create(holiday(added_by=written, **row) for row in rows)
    for one, _before, after in moved:
        task.objects.filter(pk=one.pk).update(due_at=after)


def put_ladder(apps, editor):
    """Set the rungs that an office begins with."""
    rung = apps.get_model("workflows", "Rung")
    rung.objects.bulk_create(rung(offset=offset, whom=whom, channel=channel) for offset, whom, channel in LADDER)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0002_kept")]
    operations = [
        migrations.RunPython(deliver, migrations.RunPython.noop),
        migrations.RunPython(put_ladder, migrations.RunPython.noop),
    ]

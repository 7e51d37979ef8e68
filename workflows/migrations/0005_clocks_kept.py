# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keep the log of changes and what was fired; deliver the known holidays and a first ladder."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import migrations

from workflows.clocks.official import official_holidays
from workflows.triggers import keep

DELIVERED = UUID("6d617469-0000-4000-8000-000000000001")
LADDER = (  # working days from the due day, whom, how
    (-2, "holder", "in_app"),
    (0, "holder", "mail"),
    (1, "queue", "mail"),
    (3, "head", "mail"),
    (10, "administrator", "mail"),
)


def deliver(apps, editor):
    change = apps.get_model("workflows", "HolidayChange").objects.create(
        at=datetime(2026, 11, 22, tzinfo=UTC), reason="ข้อมูลที่มากับระบบ", request_id=DELIVERED
    )
    holiday = apps.get_model("workflows", "Holiday")
    holiday.objects.bulk_create(holiday(added_by=change, **row) for row in official_holidays())
    rung = apps.get_model("workflows", "Rung")
    rung.objects.bulk_create(
        rung(offset=offset, whom=whom, channel=channel) for offset, whom, channel in LADDER
    )


def take_back(apps, editor):
    for name in ("Fired", "Rung", "Holiday", "HolidayChange"):
        apps.get_model("workflows", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("workflows", "0004_clocks")]
    operations = [
        migrations.RunPython(deliver, take_back),
        keep("workflows_holidaychange"),
        keep("workflows_fired"),
    ]

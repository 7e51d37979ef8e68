# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changes of plans are kept; bring the plans as far as they are public."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import migrations

from digital_plan.reference import plan_2563, plan_2566
from workflows.triggers import keep

DELIVERED = {"63-65": UUID("6d617469-0000-4000-8000-000000002563"), "66-70": UUID("6d617469-0000-4000-8000-000000002566")}


def deliver(apps, editor):
    """Add both plans with their items, each as one change that nobody in the office made."""
    plan, item, change = (apps.get_model("digital_plan", name) for name in ("Plan", "PlanItem", "PlanChange"))
    for module in (plan_2563, plan_2566):
        code = module.PLAN["code"]
        written = change.objects.create(
            at=datetime(2026, 11, 23, tzinfo=UTC), reason="ข้อมูลที่มากับระบบ", request_id=DELIVERED[code],
            facts={"plan": code, "added": [row["code"] for row in module.ITEMS], "retired": [], "details": {}},
        )  # fmt: skip
        held = plan.objects.create(**module.PLAN)
        item.objects.bulk_create(item(plan=held, added_by=written, **row) for row in module.ITEMS)


class Migration(migrations.Migration):
    dependencies = [("digital_plan", "0001_initial"), ("workflows", "0002_kept")]
    operations = [
        keep("digital_plan_planchange"),
        migrations.RunPython(deliver, migrations.RunPython.noop),
    ]

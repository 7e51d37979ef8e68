# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Publish the first criteria and the first bands of tiers: our proposals, until the office sets its own."""

import datetime

from django.db import migrations

from budget_review.standard_criteria import STANDARD


def publish(apps, schema_editor):
    """The criteria that a screening is scored by."""
    made = apps.get_model("budget_review", "CriteriaSet")._default_manager.create(number=1)
    criteria = apps.get_model("budget_review", "Criterion")._default_manager
    for position, row in enumerate(STANDARD, 1):
        criteria.create(criteria_set=made, position=position, **row)


def deliver(apps, schema_editor):
    """The bands that tell how thoroughly a project is reviewed."""
    apps.get_model("budget_review", "TierBands")._default_manager.create(
        number=1,
        from_date=datetime.date(2000, 1, 1),
        standard_from_baht=5_000_000,
        full_from_baht=100_000_000,
        many_agencies_from=5,
        risks={
            "many_agencies": "standard",
            "several_years": "standard",
            "high_risk": "standard",
            "host_takes_part": "standard",
            "state_committee": "full",
        },
        opinions={"full": ["architecture", "budget"]},
    )


class Migration(migrations.Migration):
    dependencies = [("budget_review", "0002_kept")]
    operations = [
        migrations.RunPython(publish, migrations.RunPython.noop),
        migrations.RunPython(deliver, migrations.RunPython.noop),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An action plan moves only with its records; what was sent, and what was written over, is kept."""

from django.db import migrations

from workflows.triggers import bind, bind_definition, keep


class Migration(migrations.Migration):
    dependencies = [("digital_plan", "0008_action_plans"), ("workflows", "0002_kept")]
    operations = [
        bind("digital_plan_actionplan", "digital_plan.actionplan", initial="being_written"),
        bind_definition("digital_plan_actionplan", "digital_plan.actionplan"),
        keep("digital_plan_actionplanrevision"),
        keep("digital_plan_earlierplantext"),
        keep("digital_plan_owndocument"),
    ]

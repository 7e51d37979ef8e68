# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A campaign and each response move only with their records; what was handed in and what was sent is kept."""

from django.db import migrations

from workflows.triggers import bind, bind_definition, keep


class Migration(migrations.Migration):
    dependencies = [("digital_plan", "0003_campaigns"), ("workflows", "0002_kept")]
    operations = [
        bind("digital_plan_alignmentcampaign", "digital_plan.alignmentcampaign", initial="draft"),
        bind_definition("digital_plan_alignmentcampaign", "digital_plan.alignmentcampaign"),
        bind("digital_plan_alignmentresponse", "digital_plan.alignmentresponse", initial="awaited"),
        bind_definition("digital_plan_alignmentresponse", "digital_plan.alignmentresponse"),
        keep("digital_plan_responseversion"),
        keep("digital_plan_alignmentletter"),
        keep("digital_plan_alignmentletterpaper"),
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From here on a project and its parts move only with their records, and versions, amounts and letters are kept."""

from django.db import migrations

from workflows.triggers import bind, keep


class Migration(migrations.Migration):
    dependencies = [("budget_review", "0001_initial"), ("workflows", "0002_keep_records")]
    operations = [
        bind("budget_review_integrationproject", "budget_review.integrationproject", initial="draft"),
        bind("budget_review_participation", "budget_review.participation", initial="listed"),
        bind("budget_review_expertopinion", "budget_review.expertopinion", initial="asked"),
        bind("budget_review_condition", "budget_review.condition", initial="open"),
        keep("budget_review_projectversion"),
        keep("budget_review_amountentry"),
        keep("budget_review_resultnotice"),
    ]

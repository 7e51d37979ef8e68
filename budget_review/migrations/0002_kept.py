# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects and their parts move only with their records, what was written once is kept, and names are found by letters."""

from django.db import migrations

from budget_review.search_index import make_index, make_pairs
from workflows.triggers import bind, bind_definition, fix, keep

ANSWER = (
    "project_id", "other_id", "question", "answer", "note", "score_percent", "content_version", "other_version",
    "by_id", "delegation", "request_id", "at", "salt",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("budget_review", "0001_initial"), ("workflows", "0002_kept")]
    operations = [
        bind("budget_review_integrationproject", "budget_review.integrationproject", initial="draft"),
        bind_definition("budget_review_integrationproject", "budget_review.integrationproject"),
        bind("budget_review_participation", "budget_review.participation", initial="listed"),
        bind_definition("budget_review_participation", "budget_review.participation"),
        bind("budget_review_expertopinion", "budget_review.expertopinion", initial="asked"),
        bind_definition("budget_review_expertopinion", "budget_review.expertopinion"),
        bind("budget_review_condition", "budget_review.condition", initial="open"),
        bind_definition("budget_review_condition", "budget_review.condition"),
        bind("budget_review_inquiry", "budget_review.inquiry", initial="asked"),
        bind_definition("budget_review_inquiry", "budget_review.inquiry"),
        bind("budget_review_pairfinding", "budget_review.pairfinding", initial="given"),
        bind_definition("budget_review_pairfinding", "budget_review.pairfinding"),
        fix("budget_review_pairfinding", ANSWER, ("given", "replaced")),
        keep("budget_review_projectversion"),
        keep("budget_review_amountentry"),
        keep("budget_review_resultnotice"),
        keep("budget_review_latepermission"),
        keep("budget_review_receipt"),
        keep("budget_review_tierbands"),
        keep("budget_review_attachmentfile"),
        keep("budget_review_criteriaset"),
        keep("budget_review_criterion"),
        keep("budget_review_comment"),
        keep("budget_review_roundchange"),
        make_index(),
        make_pairs(),
    ]

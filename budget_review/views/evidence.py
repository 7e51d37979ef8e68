# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies before a person who acts: the content that is frozen, the findings, the part, the condition."""

from typing import Any

from budget_review.models import Condition, ExpertOpinion, Inquiry, Participation
from budget_review.queries.experts import advised
from budget_review.queries.inquiries import threads_of
from budget_review.queries.leaving import lacking_without
from budget_review.views import shapes
from budget_review.views.reading import Asked
from budget_review.views.working import findings_of, grouped
from workflows.lifecycle import Subject

WHOLE = {"propose", "hand_in", "take_up", "resubmit"}
AFTER_SCREENING = {"recommend", "pass_on", "find_not_eligible", "reconsider"}


def for_act(asked: Asked, subject: Subject, name: str) -> dict[str, Any]:
    """The evidence of one act, for ``budget_review/act.html``."""
    project = asked.project
    if isinstance(subject, Participation):
        return {
            "part": subject,
            "money": shapes.part_money(subject),
            "shares": subject.kpi_shares.select_related("kpi"),
            "lacking": lacking_without(subject, asked.attempt) if name == "leave" else [],
        }
    if isinstance(subject, ExpertOpinion):
        return {"opinion": subject, "money": shapes.money(project), "essentials": shapes.essentials(project)}
    if isinstance(subject, Inquiry):
        threads = threads_of(project, asked.user, asked.at)
        return {"threads": [one for one in threads if one.inquiry == subject], "now": asked.at}
    if isinstance(subject, Condition):
        return {"condition": subject}
    if name in WHOLE:
        return {
            "essentials": shapes.essentials(project), "money": shapes.money(project), "kpis": shapes.kpis(project),
            "sections": shapes.sections(project), "parts": project.active_parts(),
            "total_baht": shapes.total_asked(project), "later": shapes.later_years(project),
            "ict": shapes.ict(project, asked.user, asked.at),
        }  # fmt: skip
    if name in AFTER_SCREENING and project.screening:
        return {
            "screening": project.screening, "groups": grouped(findings_of(project, names_projects=True)),
            "opinions": advised(project), "money": shapes.screened_money(project), "now": asked.at,
            "later": shapes.later_years(project),
            "ict": shapes.ict(project, asked.user, asked.at),
        }  # fmt: skip
    return {}

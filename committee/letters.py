# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The content of a letter that tells one agency of a resolution: everything it says, frozen when it is sent.

It is the committee's own letter: what was resolved, under which conditions, what this agency does by when. What the
budget became of it is told much later by another letter (``budget_review.letters``), which the budget decision sends.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from agencies.models import Agency
from agencies.roles import day_of
from budget_review.models import BudgetLine, IntegrationProject
from budget_review.operations.ledger import lines_of
from committee.models import ActionItem, DecisionLetter, LetterPattern, Resolution
from committee.verbs import MEANINGS


def recipients_of(resolution: Resolution) -> list[Agency]:
    """The agencies that a resolution is told to: of its project, that handed the matter in, and that it assigns to."""
    project, asked = resolution.item.project, resolution.item.agency
    found = {part.agency_id: part.agency for part in project.active_parts()} if project else {}
    if asked is not None:
        found.setdefault(asked.pk, asked)
    for agency in Agency.objects.filter(actions__in=actions_on(resolution)):
        found.setdefault(agency.pk, agency)
    return [found[pk] for pk in sorted(found)]


def snapshot_of(
    resolution: Resolution,
    agency: Agency,
    *,
    pattern: LetterPattern,
    number: str,
    urgency: str,
    at: datetime,
    verify_url: str,
    verify_code: str,
    made_by: str,
) -> dict[str, Any]:
    """What the letter says, as ``papers`` prints it: amounts are strings of baht, days ISO, wording Thai."""
    meeting, project = resolution.meeting, resolution.item.project
    lines = _lines(resolution, project, agency) if project else []
    total = sum((Decimal(line["endorsed_baht"]) for line in lines), Decimal(0))
    return {
        "letter_number": number,
        "urgency": urgency,
        "digits": str(meeting.rules.digits),
        "date": day_of(at).isoformat(),
        "sender": pattern.sender,
        "signer": pattern.signer,
        "made_by": made_by,
        "to_agency": agency.name_th,
        "committee": meeting.committee.name_th,
        "meeting": {"called": meeting.called, "date": day_of(meeting.starts_at).isoformat()},
        "matter": resolution.item.title,
        "project": {"code": project.code, "title": project.title} if project else None,
        "fiscal_year": project.round.workplan.fiscal_year if project else None,
        "resolution": {
            "number": resolution.called,
            "verbs": [MEANINGS[verb].thai for verb in resolution.verbs],
            "text": resolution.text,
        },
        "lines": lines,
        "total_baht": f"{total:.2f}" if lines else "",
        "conditions": [
            {"text": condition["text"], "due_date": condition.get("due_date")} for condition in resolution.conditions
        ],
        "actions": [
            {"text": action.text, "due_date": action.due_date.isoformat()}
            for action in actions_on(resolution).filter(agency=agency).order_by("due_date", "pk")
        ],
        "replaces": _replaced(resolution, agency),
        "verify_url": verify_url,
        "verify_code": verify_code,
        "example": meeting.committee.is_example or bool(project and project.is_example),
    }


def actions_on(resolution: Resolution) -> Any:
    """What the committee assigned on the item: a correction of words leaves it with the resolution it corrects."""
    return ActionItem.objects.filter(resolution__item=resolution.item_id).exclude(state="void")


def _lines(resolution: Resolution, project: IntegrationProject, agency: Agency) -> list[dict[str, str]]:
    """This agency's lines at what was endorsed, or nothing where nothing was."""
    mine: dict[int, BudgetLine] = {
        pk: line for pk, line in lines_of(project).items() if line.participation.agency_id == agency.pk
    }
    return [
        {"item": line.item, "category": line.get_category_display(), "endorsed_baht": resolution.amounts[str(pk)]}
        for pk, line in mine.items()
        if str(pk) in resolution.amounts
    ]


def _replaced(resolution: Resolution, agency: Agency) -> str:
    """The number of the last letter to this agency on the same item, which this one takes the place of."""
    before = DecisionLetter.objects.filter(resolution__item=resolution.item_id, agency=agency)
    return before.exclude(resolution=resolution).order_by("-pk").values_list("letter_number", flat=True).first() or ""

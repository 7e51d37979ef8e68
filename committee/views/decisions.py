# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A resolution as the decision sheet shows it, and a project's money as the money table does."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budget_review.models import Stage
from budget_review.queries.money import MoneyTable
from committee.models import Resolution
from committee.states import Verb
from committee.verbs import WITH_AMOUNTS
from papers.templatetags.thai import thai_date

BEFORE_COMMITTEE = (Stage.PROPOSED, Stage.SCREENED, Stage.ENDORSED)  # what came later is on the project's page
TONES = {
    Verb.ENDORSE: "good",
    Verb.APPROVE: "good",
    Verb.ENDORSE_IN_PRINCIPLE: "caution",
    Verb.ENDORSE_WITH_CONDITIONS: "caution",
    Verb.NOT_ENDORSE: "bad",
    Verb.NOT_APPROVE: "bad",
}


def decision_of(resolution: Resolution) -> dict[str, Any]:
    """What ``components/decision_sheet.html`` shows."""
    label = {"label": resolution.item.label}
    if resolution.called:
        of = _("Resolution %(number)s, item %(label)s") % (label | {"number": resolution.called})
    else:
        of = _("Draft on item %(label)s, not certified yet") % label
    endorsed = endorsed_baht(resolution)
    return {
        "of": of,
        "word": resolution.verbs_display,
        "tone": TONES.get(Verb(resolution.verb), "quiet"),
        "text": resolution.text,
        "amounts": [] if endorsed is None else [(_("Endorsed"), endorsed)],
        "conditions": [condition_in_words(condition) for condition in resolution.conditions],
    }


def condition_in_words(condition: dict[str, Any]) -> str:
    """A condition with its day and its mark, in one line."""
    words = [condition["text"]]
    if condition.get("due_date"):
        words.append(_("due %(day)s") % {"day": thai_date(condition["due_date"])})
    if condition.get("before_forwarding"):
        words.append(_("before forwarding"))
    return " · ".join(words)


def endorsed_baht(resolution: Resolution | None) -> Decimal | None:
    """The sum that a resolution endorses; None when it endorses nothing."""
    if resolution is None or resolution.verb not in WITH_AMOUNTS:
        return None
    return sum(map(Decimal, resolution.amounts.values()), Decimal(0))


def money_of(table: MoneyTable, draft: Resolution | None) -> dict[str, Any]:
    """What ``components/money_table.html`` shows: the lines at the stages up to the committee's, and in the draft."""
    places = [place for place, stage in enumerate(table.stages) if stage in BEFORE_COMMITTEE]
    total = endorsed_baht(draft)
    drafted = draft.amounts if draft is not None and total is not None else {}
    return {
        "caption": _("Request by agency and line"),
        "columns": [*(table.stages[place].label for place in places), *([_("In the draft")] if drafted else [])],
        "rows": [
            {
                "label": row.line.item,
                "note": f"{row.line.participation.agency.name} · {row.line.get_category_display()}",
                "amounts": [
                    *(row.amounts[place] for place in places),
                    *([Decimal(drafted[str(row.line.pk)])] if drafted else []),
                ],
            }
            for row in table.rows
        ],
        "totals": [*(table.totals[place] for place in places), *([total] if drafted else [])],
    }

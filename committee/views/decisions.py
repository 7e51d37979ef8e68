# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A resolution as the decision sheet shows it, and a project's money as the money table does."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budget_review.queries.money import MoneyTable
from committee.models import Resolution
from committee.states import WITH_AMOUNTS, Verb
from papers.templatetags.thai import thai_date

TONES = {Verb.ENDORSE: "good", Verb.ENDORSE_WITH_CONDITIONS: "caution", Verb.NOT_ENDORSE: "bad"}


def decision_of(resolution: Resolution) -> dict[str, Any]:
    """What ``components/decision_sheet.html`` shows."""
    label = {"label": resolution.item.label}
    if resolution.called:
        of = _("Resolution %(number)s, item %(label)s") % (label | {"number": resolution.called})
    else:
        of = _("Draft on item %(label)s, not certified yet") % label
    endorsed = sum(map(Decimal, resolution.amounts.values()), Decimal(0))
    return {
        "of": of,
        "word": resolution.get_verb_display(),
        "tone": TONES.get(Verb(resolution.verb), "quiet"),
        "text": resolution.text,
        "amounts": [(_("Endorsed"), endorsed)] if resolution.verb in WITH_AMOUNTS else [],
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


def money_of(table: MoneyTable) -> dict[str, Any]:
    """What ``components/money_table.html`` shows: each agency's lines by stage."""
    return {
        "caption": _("Request by agency and line"),
        "columns": [stage.label for stage in table.stages],
        "rows": [
            {
                "label": row.line.item,
                "note": f"{row.line.participation.agency.name} · {row.line.get_category_display()}",
                "amounts": row.amounts,
            }
            for row in table.rows
        ],
        "totals": table.totals,
    }

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The strategies of the Digital Government Plan 2566-2570, and which strategy a proposal names first.

Source: the plan (Royal Gazette 140, special 84 ง, 10 April 2566).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from digital_plan.in_force import items_by_code
from digital_plan.kinds import ItemKind
from papers.thai import arabic_digits, normalise

STRATEGIES: dict[int, Any] = {
    1: _("Strategy 1: digital transition of government, down to the local level"),
    2: _("Strategy 2: convenient services that are easy to reach"),
    3: _("Strategy 3: value and ease for business"),
    4: _("Strategy 4: participation of the people and open data"),
}
PRESENT = "66-70"  # the plan that a text means when it names a strategy by its number alone
_NAMED = re.compile(r"(?:ยุทธศาสตร์(?:ที่)?|[Ss]trategy)\s*([1-4])(?![0-9])")


def strategy_named_in(text: str) -> int | None:
    """The number of the strategy that a text names first: ``ยุทธศาสตร์ที่ ๒`` is 2; None where it names none."""
    found = _NAMED.search(arabic_digits(normalise(text)))
    return int(found[1]) if found else None


def strategy_of(rows: Iterable[Mapping[str, str]], text: str) -> str:
    """The code of the strategy that a section on the plan names first: in its table, else in its text; empty for none.

    A key project or focus area counts for the strategy by whose number its own begins: ``66-70/1.2`` for ``66-70/1``.
    """
    known = items_by_code()
    for row in rows:
        code = row.get("item", "").partition(".")[0]
        if code in known and known[code].kind == ItemKind.STRATEGY:
            return code
    number = strategy_named_in(text)
    return f"{PRESENT}/{number}" if number else ""


def strategy_label(code: str) -> Any:
    """A strategy in words, those of an earlier plan with the plan's years."""
    plan, _slash, number = code.partition("/")
    if plan == PRESENT:
        return STRATEGIES[int(number)]
    return f"{plan.replace('-', '–')} · {number} {items_by_code()[code].name}"

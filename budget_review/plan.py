# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The strategies of the Digital Government Plan 2566-2570, and which of them a proposal names.

Source: the plan (Royal Gazette 140, special 84 ง, 10 April 2566).
"""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from papers.thai import arabic_digits, normalise

STRATEGIES: dict[int, Any] = {
    1: _("Strategy 1: digital transition of government, down to the local level"),
    2: _("Strategy 2: convenient services that are easy to reach"),
    3: _("Strategy 3: value and ease for business"),
    4: _("Strategy 4: participation of the people and open data"),
}
_NAMED = re.compile(r"(?:ยุทธศาสตร์(?:ที่)?|[Ss]trategy)\s*([1-4])(?![0-9])")


def strategy_named_in(text: str) -> int | None:
    """The number of the strategy that a text names first: ``ยุทธศาสตร์ที่ ๒`` is 2; None where it names none."""
    found = _NAMED.search(arabic_digits(normalise(text)))
    return int(found[1]) if found else None

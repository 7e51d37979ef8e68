# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One record of a subject of this floor, as its page shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One record, as ``components/timeline.html`` shows it."""

    sentence: str
    at: datetime
    actor: Any
    note: str
    state: str
    on_behalf_of: Any

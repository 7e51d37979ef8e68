# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which agency's computer systems are dear enough for the State committee on procuring them.

Source: หลักเกณฑ์และแนวทางปฏิบัติการจัดหาระบบคอมพิวเตอร์ของรัฐ (MDES, 100m.mdes.go.th): a computer system above 100 million
baht goes to the State committee; sub-projects that are unlike are not added up as one. An agency's part is one
procurement of its own here, so each part is counted by itself, with what it binds later years to.
"""

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budget_review.models import IntegrationProject, Participation

STATE_COMMITTEE_ABOVE_BAHT = Decimal(100_000_000)


def ict_of(part: "Participation") -> Decimal:
    """What the ICT items of one agency come to, later years included."""
    items = (line for line in part.active_lines() if line.is_ict)
    return sum((line.amount_baht + line.committed_baht for line in items), Decimal(0))


def for_the_state_committee(project: "IntegrationProject") -> "dict[Participation, Decimal]":
    """The parts whose ICT items come to more than the threshold, each with its sum."""
    sums = {part: ict_of(part) for part in project.active_parts()}
    return {part: total for part, total in sums.items() if total > STATE_COMMITTEE_ABOVE_BAHT}

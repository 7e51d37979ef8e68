# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people do with a task besides its act: take it, give it back, pass it on, speak about it.

Who has a task says who works on it, not who may act: that the lifecycle's rules say, and they alone. So a claim bars
nobody from the act; a page warns before one acts at a task that another has taken, and the record names who acted.
"""

from workflows.tasks.claiming import claim, release, take_over
from workflows.tasks.commenting import comment
from workflows.tasks.handing import hand_over, handed_over_by, reassign, reassign_all, take_back
from workflows.tasks.leaving import put_back
from workflows.tasks.sitting import may_receive, may_sit_at

__all__ = [
    "claim",
    "comment",
    "hand_over",
    "handed_over_by",
    "may_receive",
    "may_sit_at",
    "put_back",
    "reassign",
    "reassign_all",
    "release",
    "take_back",
    "take_over",
]

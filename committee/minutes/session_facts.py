# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the session left on each matter, in the words of minutes: who took no part, how they voted, who was against.

Source: Administrative Procedure Act 2539, s.13 to 16 (who has an interest takes no part) and s.83 (dissent is written
down with its reasons).
"""

from typing import TYPE_CHECKING

from committee.minutes import wording
from committee.states import RecusalState, VoteRoundState

if TYPE_CHECKING:
    from committee.models import Meeting


def said_on_items(meeting: "Meeting") -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """By item: what stands before the resolution (who took no part, votes), and behind it (dissents); a few queries."""
    before: dict[int, list[str]] = {}
    after: dict[int, list[str]] = {}
    recusals = meeting.recusals.exclude(state=RecusalState.WITHDRAWN).select_related("entry__user")
    for recusal in recusals.order_by("item_id", "pk"):
        before.setdefault(recusal.item_id, []).append(wording.took_no_part(str(recusal.entry.user), recusal.ground))
    for vote in meeting.rounds.filter(state=VoteRoundState.COUNTED).order_by("item_id", "number"):
        counts = {"yes": vote.for_count or 0, "no": vote.against_count or 0, "none": vote.abstained_count or 0}
        before.setdefault(vote.item_id, []).append(wording.voted(vote.question, **counts))
    for item in meeting.items.filter(dissents__isnull=False).distinct().prefetch_related("dissents__entry__user"):
        said = [wording.dissented(str(one.entry.user), one.reason) for one in item.dissents.all()]
        after.setdefault(item.pk, []).extend(said)
    return before, after

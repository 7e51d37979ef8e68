# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the session left on each matter, in the words of minutes: who took no part, votes, dissents, what is assigned.

Source: Administrative Procedure Act 2539, s.13 to 16 (who has an interest takes no part) and s.83 (dissent is written
down with its reasons).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.models import User
from agencies.models import Agency
from committee.minutes import wording
from committee.states import RecusalState, VoteRoundState
from papers.thai import long_date

if TYPE_CHECKING:
    from committee.models import Meeting, Resolution


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


def assigned_by(resolutions: "Iterable[Resolution]") -> dict[int, list[str]]:
    """By item: what its resolution assigns, to whom and until when; two queries at most."""
    assigning = [one for one in resolutions if one.actions]
    codes = {task["agency"] for one in assigning for task in one.actions if task["agency"]}
    people = {task["person"] for one in assigning for task in one.actions if task["person"]}
    names = {one.code: one.name_th for one in Agency.objects.filter(code__in=codes)} if codes else {}
    users = {pk: str(user) for pk, user in User.objects.in_bulk(people).items()} if people else {}
    return {
        one.item_id: wording.assigned(
            [(names.get(task["agency"]) or users[task["person"]], task["text"], _term(task)) for task in one.actions]
        )
        for one in assigning
    }


def _term(task: Mapping[str, Any]) -> str:
    if due := task.get("due_date"):
        return f"ภายในวันที่ {long_date(date.fromisoformat(due))}"
    return f"ภายใน {task['working_days']} วันทำการนับแต่วันรับรองมติ"

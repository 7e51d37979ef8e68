# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the session left on each matter, in the words of minutes: who took no part, votes, dissents, what is assigned.

Source: Administrative Procedure Act 2539, s.13 to 16 (who has an interest takes no part) and s.83 (dissent is written
down with its reasons).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.models import User
from agencies.models import Agency
from committee.minutes import wording
from committee.states import RecusalState, VoteRoundState
from papers.thai import long_date
from workflows.models import TransitionRecord

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


def assigned_by(meeting: "Meeting", resolutions: "Sequence[Resolution]") -> dict[int, list[str]]:
    """By item: what its resolution assigns, and what was assigned by its words until the meeting ended; to whom, until
    when. What is written down later stands in the register and among the matters arising. A few queries.
    """
    tasks: dict[int, list[Mapping[str, Any]]] = {one.item_id: list(one.actions) for one in resolutions if one.actions}
    for item, facts in _assigned_by_words(meeting, resolutions):
        tasks.setdefault(item, []).append(facts)
    codes = {task["agency"] for given in tasks.values() for task in given if task.get("agency")}
    people = {int(task["person"]) for given in tasks.values() for task in given if task.get("person")}
    names = {one.code: one.name_th for one in Agency.objects.filter(code__in=codes)} if codes else {}
    users = {pk: str(user) for pk, user in User.objects.in_bulk(people).items()} if people else {}
    return {
        item: wording.assigned(
            [
                (names[task["agency"]] if task.get("agency") else users[int(task["person"])], task["text"], _term(task))
                for task in given
            ]
        )
        for item, given in tasks.items()
    }


def _assigned_by_words(meeting: "Meeting", resolutions: "Sequence[Resolution]") -> list[tuple[int, Mapping[str, Any]]]:
    """What the secretary wrote down of the words of a resolution while the meeting was not over, with its matter."""
    corrects = dict(meeting.resolutions.order_by().values_list("pk", "corrects"))
    item_of: dict[int, int] = {}
    for standing in resolutions:
        pk: int | None = standing.pk
        while pk is not None:  # and the resolutions of which it corrects the words
            item_of[pk], pk = standing.item_id, corrects.get(pk)
    records = TransitionRecord.objects.filter(
        subject_type=meeting.resolutions.model._meta.label_lower, subject_id__in=item_of, transition="assign_more"
    )
    over = TransitionRecord.objects.filter(subject_type=meeting.kind, subject_id=meeting.pk, transition="end").first()
    if over is not None:
        records = records.filter(pk__lt=over.pk)
    return [
        (item_of[pk], facts | {"since": "วันที่มอบหมาย"})
        for pk, facts in records.order_by("pk").values_list("subject_id", "facts")
    ]


def _term(task: Mapping[str, Any]) -> str:
    if due := task.get("due_date"):
        return f"ภายในวันที่ {long_date(date.fromisoformat(due))}"
    return f"ภายใน {task['working_days']} วันทำการนับแต่{task.get('since', 'วันรับรองมติ')}"

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who sees the agenda that is being put together, and which packs: the issued ones, or also those only built.

A pack is handed to who sees every matter that it prints; others read their own matters on the pages.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.fields.json import KT
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agencies.queries import roles_of
from agencies.standing import attempt_of
from committee.models import Meeting, Pack
from committee.permissions import approves_late_items, chair_or_secretary
from committee.queries.confidential import levels_seen
from committee.queries.meetings import SEES_ALL, meeting_for
from committee.states import AFTER_THE_CALL, BEFORE_THE_PAPERS
from workflows.models import TransitionRecord
from workflows.refusals import NotPermitted

NOT_WHOLE = _(
    "This pack also prints matters that are not open to you, so it is not handed out whole. "
    "The matters that you may see, with their papers, are in the reading room."
)


@dataclass(frozen=True)
class Issue:
    """A pack and the moment at which it was issued; None while it is only built.

    ``adds_to`` is the number of the pack before that it adds to, or takes the place of. ``is_handed``: whether this
    person has all of it, since they see every matter in it.
    """

    pack: Pack
    issued_at: datetime | None
    adds_to: int | None = None
    is_addendum: bool = False
    is_handed: bool = True


def sees_preparation(user: User, meeting: Meeting, at: datetime) -> bool:
    """Whether a person sees what is not fixed yet: chair, secretariat, who approves late items, and those who check."""
    attempt = attempt_of(user, at)
    if roles_of(user, at) & SEES_ALL or chair_or_secretary(meeting, attempt):
        return True
    return meeting.state in AFTER_THE_CALL and approves_late_items(meeting, attempt)


def sees_agenda(user: User, meeting: Meeting, at: datetime) -> bool:
    """Whether a person sees the agenda: members once it is fixed."""
    return meeting.state not in BEFORE_THE_PAPERS or sees_preparation(user, meeting, at)


def packs_for(user: User, meeting: Meeting, at: datetime) -> list[Issue]:
    """The packs of a meeting that this person may open, the newest first."""
    records = TransitionRecord.objects.filter(
        subject_type=meeting.kind, subject_id=meeting.pk, transition__in=("freeze", "issue_addendum")
    )
    issued = {facts["pack"]: moment for facts, moment in records.order_by("seq").values_list("facts", "at")}
    packs = meeting.packs.select_related("document__signed_form").defer("snapshot").order_by("-number")
    told = packs.annotate(
        adds_to=KT("snapshot__after__number"), is_addendum=F("snapshot__after__is_addendum"),
        agenda=F("snapshot__agenda"), beside=KT("snapshot__level_beside"),
        removed=F("snapshot__after__changes__removed"),
    )  # fmt: skip
    hidden, seen = hidden_labels(user, meeting, at), levels_seen(user, meeting, at)
    shown = [
        Issue(
            pack,
            issued.get(pack.number),
            int(pack.adds_to) if pack.adds_to else None,
            bool(pack.is_addendum),
            is_handed=(not pack.beside or pack.beside in seen)
            and (not hidden or (pack.number in issued and not hidden & _printed_labels(pack))),
        )
        for pack in told
    ]
    if sees_preparation(user, meeting, at):
        return shown
    return [issue for issue in shown if issue.issued_at is not None]


def pack_for(user: User, meeting_pk: int, number: int, at: datetime) -> Pack:
    """One pack of a meeting that this person may open, or 404; NotPermitted where it prints what they may not see."""
    return issue_for(user, meeting_for(user, meeting_pk, at), number, at).pack


def issue_for(user: User, meeting: Meeting, number: int, at: datetime) -> Issue:
    """The same of a meeting that was found for them, with when it was issued."""
    for issue in packs_for(user, meeting, at):
        if issue.pack.number == number:
            if not issue.is_handed:
                raise NotPermitted(NOT_WHOLE)
            return issue
    raise Http404


def hidden_labels(user: User, meeting: Meeting, at: datetime) -> set[str]:
    """The labels of the matters that this person does not see, issued ones, and the dash of what has none yet.

    Labels stay with their matters from the first issue on. A pack that was only built has labels that may move, so it
    is handed to who sees everything.
    """
    unseen = meeting.items.exclude(confidentiality__in=levels_seen(user, meeting, at))
    return {label or "–" for label in unseen.order_by().values_list("issued_label", flat=True)}


def _printed_labels(pack: Any) -> set[str]:
    """Every matter that a pack names: on its agenda, and taken off since the pack before."""
    on_it = {item["label"] for heading in pack.agenda for item in heading["items"]}
    return on_it | {one["item"]["label"] for one in pack.removed or ()}

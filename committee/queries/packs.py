# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who sees the agenda that is being put together, and which packs: the issued ones, or also those only built."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.db.models.fields.json import KT
from django.http import Http404

from accounts.models import User
from agencies.queries import roles_of
from agencies.standing import attempt_of
from committee.models import Meeting, Pack
from committee.permissions import approves_late_items, chair_or_secretary
from committee.queries.meetings import SEES_ALL, meeting_for
from committee.states import AFTER_THE_CALL, BEFORE_THE_PAPERS
from workflows.models import TransitionRecord


@dataclass(frozen=True)
class Issue:
    """A pack and the moment at which it was issued; None while it is only built.

    ``adds_to`` is the number of the pack before that it adds to, or takes the place of.
    """

    pack: Pack
    issued_at: datetime | None
    adds_to: int | None = None
    is_addendum: bool = False


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
    packs = meeting.packs.select_related("document").defer("snapshot").order_by("-number")
    told = packs.annotate(adds_to=KT("snapshot__after__number"), is_addendum=F("snapshot__after__is_addendum"))
    shown = [
        Issue(pack, issued.get(pack.number), int(pack.adds_to) if pack.adds_to else None, bool(pack.is_addendum))
        for pack in told
    ]
    if sees_preparation(user, meeting, at):
        return shown
    return [issue for issue in shown if issue.issued_at is not None]


def pack_for(user: User, meeting_pk: int, number: int, at: datetime) -> Pack:
    """One pack of a meeting that this person may open, or 404."""
    for issue in packs_for(user, meeting_for(user, meeting_pk, at), at):
        if issue.pack.number == number:
            return issue.pack
    raise Http404

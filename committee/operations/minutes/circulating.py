# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What members and secretariat do while minutes are circulated: reading, commenting, answering comments."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.minutes.people import reader_of_minutes, secretary_of_minutes
from committee.minutes.states import MinutesState, Verdict
from committee.models import Minutes, MinutesAnswer, MinutesComment, MinutesReply
from committee.operations.minutes.writing import cleaned
from committee.queries.minutes import hidden_sections
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.records import can_be_kept
from workflows.refusals import GuardsUnmet, RequestReused, VersionConflict, WrongState

MOST = 8_000


@transaction.atomic
def say_of_minutes(
    *, minutes_id: int, key: str, text: str, actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> MinutesComment:
    """Comment on a section of circulated minutes. The same request again gives the same comment.

    Raises WrongState, NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    minutes = Minutes.objects.select_for_update().get(pk=minutes_id)
    if there := MinutesComment.objects.filter(request_id=request_id).first():
        if (there.minutes_id, there.said_by_id) != (minutes.pk, actor.pk):
            raise RequestReused(_("This request was made before, for something else."))
        return there
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation)
    refuse_person(minutes, "comment", reader_of_minutes, attempt, holding=True)
    _refuse_uncirculated(minutes)
    said = cleaned(text).strip()
    if not said or len(said) > MOST or not can_be_kept(said):
        raise GuardsUnmet(_("A comment says something, in at most %(most)s letters.") % {"most": f"{MOST:,}"})
    section = minutes.sections.filter(key=key).first()
    if section is None or key in hidden_sections(actor, minutes, at):
        raise GuardsUnmet(_("A comment is on one of the sections."))
    return MinutesComment.objects.create(
        minutes=minutes, section=section, circulation=minutes.circulation, text=said, said_by=actor, said_at=at,
        request_id=request_id,
    )  # fmt: skip


@transaction.atomic
def answer_comment(
    *, comment_id: int, verdict: str, text: str, actor: User, at: datetime, delegation: int | None = None
) -> MinutesAnswer:
    """Accept a comment, decline it or explain; what is not accepted says why.

    Raises WrongState, NotPermitted, GuardsUnmet or VersionConflict - and then nothing has changed.
    """
    minutes = Minutes.objects.select_for_update().get(comments=comment_id)
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(minutes, "circulate", secretary_of_minutes, attempt, holding=True)
    if minutes.state not in (MinutesState.DRAFTING, MinutesState.CIRCULATED):
        raise WrongState(_("Adopted minutes do not change; a corrigendum corrects them."))
    said = cleaned(text).strip()
    if verdict not in Verdict.values:
        raise GuardsUnmet(_("A comment is accepted, not accepted, or explained."))
    if (verdict != Verdict.ACCEPTED and not said) or len(said) > MOST or not can_be_kept(said):
        raise GuardsUnmet(_("A comment that is not accepted needs the reason why."))
    if MinutesAnswer.objects.filter(comment=comment_id).exists():
        raise VersionConflict(_("Somebody else has answered this comment meanwhile."))
    return MinutesAnswer.objects.create(
        comment_id=comment_id, verdict=verdict, text=said, answered_by=actor, answered_at=at
    )


def note_reading(*, minutes: Minutes, actor: User, at: datetime) -> None:
    """Keep when a member first opened the minutes that are circulated to them."""
    unread = MinutesReply.objects.filter(minutes=minutes, circulation=minutes.circulation, user=actor, read_at=None)
    if minutes.state == MinutesState.CIRCULATED:
        unread.update(read_at=at)


def _refuse_uncirculated(minutes: Minutes) -> None:
    if minutes.state != MinutesState.CIRCULATED:
        raise WrongState(_("Comments are made while the minutes are circulated."))

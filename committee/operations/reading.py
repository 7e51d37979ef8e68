# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member's own notes, and the questions that members ask the secretariat."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.models import AgendaItem, Meeting, PrivateNote, Question
from committee.permissions import secretary
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict, WrongState

LONGEST = 8000


@transaction.atomic
def write_note(
    *, item: AgendaItem, user: User, text: str, expected_revision: int, at: datetime, pack_number: int | None = None
) -> PrivateNote:
    """Keep a person's own note on a matter; an empty one is kept as empty, and of what it said nothing is left.

    It names the pack that was read: ``pack_number``, or the one that was issued last.

    Raises VersionConflict when they wrote it elsewhere meanwhile, GuardsUnmet when it is too long.
    """
    if len(text) > LONGEST:
        raise GuardsUnmet(_("A note has at most %(count)s letters.") % {"count": LONGEST})
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)  # of two windows one after the other
    found = PrivateNote.objects.filter(item=item, user=user).first()
    if (found.revision if found else 0) != expected_revision:
        raise VersionConflict(_("You wrote this note elsewhere meanwhile. What you typed is still here."))
    note = found or PrivateNote(item=item, user=user)
    note.text, note.written_at, note.revision = text, at, expected_revision + 1
    note.pack_number = pack_number or meeting.issued_pack or None
    note.save()
    return note


def note_revision(*, item: AgendaItem, user: User) -> int:
    """What the next writing of a person's own note has to name as read."""
    return PrivateNote.objects.filter(item=item, user=user).values_list("revision", flat=True).first() or 0


def ask(*, item: AgendaItem, user: User, text: str, at: datetime, request_id: UUID) -> Question:
    """Ask the secretariat about a matter, as one who is on the meeting's roll. Raises NotPermitted or GuardsUnmet."""
    if not item.meeting.roll.filter(user=user).exists():
        raise NotPermitted(_("Members of the meeting ask the secretariat."))
    if not text.strip():
        raise GuardsUnmet(_("A question needs words."))
    question, _made = Question.objects.get_or_create(
        request_id=request_id, defaults={"item": item, "asked_by": user, "text": text.strip(), "asked_at": at}
    )
    if question.asked_by_id != user.pk:
        raise NotPermitted(_("Members of the meeting ask the secretariat."))
    return question


@transaction.atomic
def answer(*, question_id: int, text: str, actor: User, at: datetime, delegation: int | None = None) -> Question:
    """Answer a member's question once, as the committee's secretary. Raises WrongState, NotPermitted or GuardsUnmet."""
    question = Question.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=question_id)
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(question.item.meeting, "edit", secretary, attempt, holding=True)
    if question.answered_at is not None:
        raise WrongState(_("The question is answered already."))
    if not text.strip():
        raise GuardsUnmet(_("An answer needs words."))
    question.answer, question.answered_by, question.answered_at = text.strip(), actor, at
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    return question

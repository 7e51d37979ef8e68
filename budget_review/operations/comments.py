# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saying something about a project: kept for good, told to those concerned, put right only by a further comment."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.telling import tell
from budget_review.models import Comment, IntegrationProject
from budget_review.models.comments import Circle
from budget_review.notices import partners_and_lead, screeners_of
from budget_review.queries.comments import Voice, reads_internal, voice_of
from budget_review.sections import MENDABLE, clean_text
from workflows.records import can_be_kept
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState

LONGEST = 4000  # letters in one comment
WHO = _("Screeners of a unit that takes no part; where all may read it, also officers and heads of the agencies in it.")


@transaction.atomic
def say(
    *,
    project_id: int,
    circle: str,
    text: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    section: str = "",
    corrects: int | None = None,
) -> Comment:
    """Keep a comment on the project, or on a section of it; ``corrects`` is one's own comment that it puts right.

    The same request gives the same comment again. Raises WrongState, NotPermitted, GuardsUnmet or RequestReused - and
    then nothing has changed.
    """
    project = IntegrationProject.objects.select_for_update().get(pk=project_id)
    text = clean_text(text)
    before = Comment.objects.filter(request_id=request_id).first()
    if before is not None:
        if (before.project_id, before.circle, before.text, before.by_id) != (project_id, circle, text, actor.pk):
            raise RequestReused()
        return before
    if project.state in project.ends:
        raise WrongState(_("The project is over; nothing more is said about it."))
    voice = voice_of(project, actor, at, circle) if circle in Circle.values else None
    if circle in Circle.values and voice is None:
        raise NotPermitted(WHO)
    wrong = project.comments.filter(pk=corrects, by=actor, circle=circle).first() if corrects else None
    _refuse(circle, text, section, is_found=corrects is None or wrong is not None)
    assert voice is not None
    said = Comment.objects.create(
        project=project, circle=circle, section=wrong.section if wrong else section, text=text, corrects=wrong,
        content_version=project.content_version, by=actor, role=voice.role, agency_id=voice.agency_id,
        request_id=request_id, at=at,
    )  # fmt: skip
    _tell(said, voice)
    return said


def _refuse(circle: str, text: str, section: str, *, is_found: bool) -> None:
    """Raise GuardsUnmet with everything that is missing."""
    lacking: list[Any] = []
    if circle not in Circle.values:
        lacking.append(_("It must be said who reads the comment."))
    if not text:
        lacking.append(_("There is nothing in the comment."))
    if len(text) > LONGEST:
        lacking.append(_("A comment has %(most)s letters at most.") % {"most": LONGEST})
    if section and section not in MENDABLE:
        lacking.append(_("The sections named must be ones that a proposal has."))
    if not is_found:
        lacking.append(_("Only a comment of your own is corrected, where it was made."))
    if not can_be_kept([text]):
        lacking.append(_("The reason or a detail holds something that cannot be kept in the record."))
    if lacking:
        raise GuardsUnmet(*lacking)


def _tell(said: Comment, voice: Voice) -> None:
    """Tell those who work on the project, each only of what they may read; what was said stands on the page alone."""
    project = said.project
    people: Iterable[User] = screeners_of(project)
    if said.circle == Circle.VISIBLE:
        people = [*people, *partners_and_lead(project, said.at)]
    else:
        people = [person for person in people if reads_internal(project, person, said.at)]
    tell(
        f"budget_review.comment.{said.circle}", project, people, at=said.at, event_id=said.request_id, actor=said.by,
        href=f"{reverse('project', args=[project.code])}?tab=comments",
    )  # fmt: skip

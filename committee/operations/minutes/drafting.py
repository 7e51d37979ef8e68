# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafting minutes, and drafting them anew: what a person wrote is never touched by it."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.minutes.drafting import Drafted, drafted
from committee.minutes.people import secretary_of_minutes
from committee.minutes.states import OPEN
from committee.models import Meeting, Minutes, MinutesSection
from workflows import engine
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, WrongState


def begin_minutes(
    *, meeting: Meeting, actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> Minutes:
    """Begin the minutes of a meeting, drafted from what it has left so far. Raises NotPermitted or GuardsUnmet."""
    minutes = Minutes(meeting=meeting)
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)  # one begins them, and the other is told
        there = Minutes.objects.filter(meeting=meeting).first()
        if there is not None and not _is_replay(there, request_id):
            raise GuardsUnmet(_("The meeting has minutes already."))
        if there is not None:
            return there
        record = engine.create(minutes, actor=actor, at=at, request_id=request_id, delegation=delegation)
    return Minutes.objects.get(pk=record.subject_id)


def _is_replay(minutes: Minutes, request_id: UUID) -> bool:
    from workflows.models import TransitionRecord

    return TransitionRecord.objects.filter(
        subject_type=minutes.kind, subject_id=minutes.pk, request_id=request_id
    ).exists()


@transaction.atomic
def draft_anew(*, minutes_id: int, actor: User, at: datetime, delegation: int | None = None) -> list[str]:
    """Take up the facts as they are now, and return the keys of the sections that were drafted anew.

    A section that somebody wrote keeps their words; it is then behind its facts, and says so until they look at it.
    Raises WrongState or NotPermitted.
    """
    return bring_in_step(open_for_writing(minutes_id, actor, at, delegation))


def bring_in_step(minutes: Minutes) -> list[str]:
    """Let the sections be those that the facts give now, and nobody's words be lost."""
    held = {section.key: section for section in minutes.sections.all()}
    changed = []
    for position, fresh in enumerate(drafted(minutes.meeting)):
        section = held.pop(fresh.key, None)
        if section is None:
            MinutesSection.objects.create(minutes=minutes, **_facts(fresh, position))
            changed.append(fresh.key)
        elif _differs(section, fresh, position):
            _take_facts(section, fresh, position)
            changed.append(fresh.key)
    for section in held.values():
        if not section.is_left_over:
            section.is_left_over, section.generated, section.source_sha256 = (
                True,
                "",
                Drafted(key=section.key, kind=section.kind, title=section.title, text="").sha256,
            )
            section.revision += 1
            section.save(update_fields=["is_left_over", "generated", "source_sha256", "revision"])
            changed.append(section.key)
    return changed


def _facts(fresh: Drafted, position: int) -> dict[str, object]:
    return {
        "key": fresh.key, "kind": fresh.kind, "position": position, "label": fresh.label, "title": fresh.title,
        "item_id": fresh.item, "is_confidential": fresh.is_confidential, "generated": fresh.text,
        "source_sha256": fresh.sha256,
    }  # fmt: skip


def _differs(section: MinutesSection, fresh: Drafted, position: int) -> bool:
    return section.is_left_over or (section.position, section.label, section.title, section.generated) != (
        position, fresh.label, fresh.title, fresh.text,
    )  # fmt: skip


def _take_facts(section: MinutesSection, fresh: Drafted, position: int) -> None:
    """Whoever has the drafted text open in an editor is told that it changed; whoever wrote words of their own keeps
    their revision, for these have not changed."""
    if section.edited is None and section.generated != fresh.text:
        section.revision += 1
    section.position, section.label, section.title = position, fresh.label, fresh.title
    section.generated, section.source_sha256, section.is_left_over = fresh.text, fresh.sha256, False
    section.save(update_fields=["position", "label", "title", "generated", "source_sha256", "is_left_over", "revision"])


def open_for_writing(minutes_id: int, actor: User, at: datetime, delegation: int | None) -> Minutes:
    """The minutes, locked for the secretary who writes. Raises WrongState or NotPermitted."""
    minutes = Minutes.objects.select_for_update().get(pk=minutes_id)
    if minutes.state not in OPEN:
        raise WrongState(_("Adopted minutes do not change; a corrigendum corrects them."))
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(minutes, "circulate", secretary_of_minutes, attempt, holding=True)
    return minutes

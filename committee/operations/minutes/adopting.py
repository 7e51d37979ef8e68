# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting minutes before a later meeting, and their adoption there through the agenda item."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.agenda import section_of
from committee.minutes.people import secretary_of_minutes
from committee.minutes.states import MinutesState
from committee.models import AgendaItem, Meeting, Minutes
from committee.operations.agenda import add_item
from committee.operations.minutes.papers import CLEAN, make_paper
from committee.rules.kinds import HeadingKind
from papers.thai import long_date
from workflows.acting import act
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, WrongState


@transaction.atomic
def offer_minutes(
    *, minutes_id: int, meeting: Meeting, actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> AgendaItem:
    """Put circulated minutes on the agenda of a later meeting of the committee, under the adoption of minutes.

    Raises WrongState, NotPermitted or GuardsUnmet - and then nothing has changed.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)  # first, as an adoption there locks them
    minutes = Minutes.objects.select_for_update().get(pk=minutes_id)
    of = minutes.meeting
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(minutes, "circulate", secretary_of_minutes, attempt, holding=True)
    if minutes.state != MinutesState.CIRCULATED:
        raise WrongState(_("Minutes go before a meeting when they are circulated and not yet adopted."))
    if meeting.committee_id != of.committee_id or meeting.pk == of.pk or meeting.starts_at <= of.starts_at:
        raise GuardsUnmet(_("Minutes go before a later meeting of the same committee."))
    if minutes.item is not None and minutes.item.meeting_id == meeting.pk and minutes.item.state == "listed":
        return minutes.item
    section = section_of(meeting, HeadingKind.MINUTES)
    if section is None:
        raise GuardsUnmet(_("The committee's agenda has no heading for the adoption of minutes."))
    item = add_item(
        meeting=meeting, section=section, title=title_of(of), actor=actor, at=at, request_id=request_id,
        delegation=delegation,
    )  # fmt: skip
    minutes.item = item
    minutes.save(update_fields=["item"])
    return item


def title_of(meeting: Meeting) -> str:
    """What the agenda calls the adoption of a meeting's minutes."""
    return f"รับรองรายงานการประชุม ครั้งที่ {meeting.called} เมื่อวันที่ {long_date(meeting.starts_at)}"


def adopt_through_item(
    item: AgendaItem, *, actor: User, at: datetime, request_id: UUID, delegation: int | None = None,
    expected_version: int | None = None,
) -> TransitionRecord:  # fmt: skip
    """Adopt the minutes that an item puts before its meeting: as they stand, with what was amended listed."""
    minutes = Minutes.objects.filter(item=item, state=MinutesState.CIRCULATED).first()
    if minutes is not None and expected_version in (None, item.version):
        make_paper(minutes_id=minutes.pk, kind=CLEAN, actor=actor, at=at, delegation=delegation)
    return act(
        item, "adopt_minutes", actor=actor, at=at, request_id=request_id, expected_version=expected_version,
        delegation=delegation,
    )  # fmt: skip

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing an agency's action plan. People write different sections at the same time, and never over each other unread.

Every edit names the revision that its writer has read, as those of a proposal do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from digital_plan.guards.action_plans import years_are_sound
from digital_plan.models import ActionPlan, ActionPlanSection, EarlierPlanText, OwnDocument
from digital_plan.permissions.action_plans import plan_writer
from digital_plan.states.action_plans import OPEN_FOR_WRITING, ActionPlanKind
from digital_plan.template_sections import BY_KEY
from papers.operations import keep_document
from papers.sections import clean_rows, clean_text, faults
from papers.uploads import Accepted
from workflows import engine
from workflows.authority import admit
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, VersionConflict, WrongState


@dataclass(frozen=True)
class SectionText:
    """A section as it is to stand."""

    key: str
    text: str = ""
    rows: Iterable[Mapping[str, str]] = ()


def begin_plan(
    *, agency: Agency, plan_kind: str, first_year: int, last_year: int, actor: User, at: datetime, request_id: UUID,
    delegation: int | None = None,
) -> ActionPlan:  # fmt: skip
    """Begin the action plan of an agency. Raises NotPermitted, GuardsUnmet or RequestReused."""
    if plan_kind not in ActionPlanKind.values:
        raise GuardsUnmet(_("The kind of plan must be one of those listed."))
    plan = ActionPlan(agency=agency, plan_kind=plan_kind, first_year=first_year, last_year=last_year)
    facts = {"agency": agency.pk, "first_year": first_year, "last_year": last_year}
    record = engine.create(plan, actor=actor, at=at, request_id=request_id, delegation=delegation, facts=facts)
    return ActionPlan.objects.get(pk=record.subject_id)


@transaction.atomic
def write_details(
    *, plan_id: int, plan_kind: str, first_year: int, last_year: int, expected_revision: int, actor: User,
    at: datetime, delegation: int | None = None,
) -> ActionPlan:  # fmt: skip
    """Write the kind and the years. Raises WrongState, NotPermitted, VersionConflict or GuardsUnmet."""
    attempt = _attempt(actor, at, delegation)
    plan = _open_for(plan_id, attempt)
    if (plan.plan_kind, plan.first_year, plan.last_year) == (plan_kind, first_year, last_year):
        return plan
    _expect(plan.revision, expected_revision, plan.details_revision)
    plan.plan_kind, plan.first_year, plan.last_year = plan_kind, first_year, last_year
    if plan_kind not in ActionPlanKind.values:
        raise GuardsUnmet(_("The kind of plan must be one of those listed."))
    if not years_are_sound(plan, attempt):
        raise GuardsUnmet(years_are_sound.sentence)
    plan.details_revision = plan.revision + 1
    plan.revision += 1
    plan.save(update_fields=["plan_kind", "first_year", "last_year", "details_revision", "revision"])
    return plan


@transaction.atomic
def write_sections(
    *, plan_id: int, sections: Iterable[SectionText], expected_revision: int, actor: User, at: datetime,
    delegation: int | None = None,
) -> ActionPlan:  # fmt: skip
    """Write one section, or several together: all of them, or none. What says the same already changes nothing.

    What another person had written is kept as an earlier text. Raises WrongState, NotPermitted, VersionConflict or
    GuardsUnmet - and then nothing has changed.
    """
    plan = _open_for(plan_id, _attempt(actor, at, delegation))
    read = plan.revision
    for one in sections:
        _write(plan, one, expected_revision, read, actor, at)
    if plan.revision != read:
        plan.save(update_fields=["revision"])
    return plan


def _write(plan: ActionPlan, one: SectionText, expected: int, read: int, actor: User, at: datetime) -> None:
    section = BY_KEY[one.key]
    held = plan.sections.filter(key=one.key).first() or ActionPlanSection(plan=plan, key=one.key)
    text, rows = clean_text(one.text), clean_rows(section, one.rows)
    if (held.text, held.rows) == (text, rows):
        return
    _expect(read, expected, held.revision)
    if refused := faults(section, text, rows):
        raise GuardsUnmet(*refused)
    before = EarlierPlanText(
        section=held, text=held.text, rows=held.rows, written_by_id=held.written_by_id, written_at=held.written_at
    )
    held.text, held.rows, held.revision, held.written_by, held.written_at = text, rows, read + 1, actor, at
    held.save()
    if (before.text or before.rows) and before.written_by_id != actor.pk:
        before.section = held
        before.save()
    plan.revision = read + 1


@transaction.atomic
def attach_document(
    *, plan_id: int, file: Accepted | None = None, link: str = "", actor: User, at: datetime, request_id: UUID,
    delegation: int | None = None,
) -> OwnDocument:  # fmt: skip
    """Attach the agency's own document, or name the address where it is published; the one before is kept.

    The same request by the same person gives the same document again. Raises WrongState, NotPermitted, GuardsUnmet or
    RequestReused - and then nothing has changed.
    """
    plan = _open_for(plan_id, _attempt(actor, at, delegation))
    if sent := OwnDocument.objects.filter(request_id=request_id).first():
        if (sent.plan_id, sent.sent_by_id, sent.link) != (plan.pk, actor.pk, link):
            raise RequestReused(_("This request id was used for something else."))
        return sent
    if (file is None) == (not link):
        raise GuardsUnmet(_("Choose a file, or give the address: one of the two."))
    if link:
        _refuse_link(link)
    named: dict[str, Any] = {"link": link}
    if file is not None:
        document = keep_document(content=file.content, media_type=file.media_type, filename="plan", title="plan", at=at)
        named = {"document": document, "filename": file.filename}
    plan.revision += 1
    plan.save(update_fields=["revision"])
    return OwnDocument.objects.create(plan=plan, sent_by=actor, sent_at=at, request_id=request_id, **named)


def may_write(plan: ActionPlan, attempt: Attempt) -> bool:
    """Whether a person may write now."""
    return plan.state in OPEN_FOR_WRITING and plan_writer(plan, attempt)


def not_open(plan: ActionPlan, attempt: Attempt) -> WrongState | NotPermitted | None:
    """Why a person cannot write now; nothing when they can."""
    if plan.state not in OPEN_FOR_WRITING:
        return WrongState(
            _("The plan can be changed only while it is written or was returned; it is now “%(state)s”.")
            % {"state": plan.get_state_display()}
        )
    return None if plan_writer(plan, attempt) else NotPermitted(plan_writer.sentence)


def _attempt(actor: User, at: datetime, delegation: int | None) -> Attempt:
    return Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)


def _open_for(plan_id: int, attempt: Attempt) -> ActionPlan:
    """The plan, locked for writing; an order covers writing where it covers sending what is written."""
    plan = ActionPlan.objects.select_for_update().get(pk=plan_id)
    if refused := not_open(plan, admit(plan, "send_plan", plan_writer, attempt, holding=True)):
        raise refused
    return plan


def _expect(now: int, read: int, changed: int) -> None:
    """Raise VersionConflict when what is written changed after the revision that its writer has read."""
    if not changed <= read <= now:
        raise VersionConflict(_("Somebody else changed the plan meanwhile. What you typed is still here."))


def _refuse_link(link: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(link)
    except ValidationError as error:
        raise GuardsUnmet(*error.messages) from error

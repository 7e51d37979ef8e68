# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The evidence that an agency gives before it reports; what is taken out stays, marked so."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from digital_plan.models import AgencyObligation, DutyEvidence
from digital_plan.permissions.obligations import obliged_officer
from digital_plan.states.obligations import WITH_AGENCY
from papers.operations import keep_document
from papers.thai import normalise
from papers.uploads import Accepted
from workflows.judging import is_permitted, refuse_person
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, RequestReused, WrongState

MOST = 20  # our decision


@transaction.atomic
def add_evidence(
    *, duty_id: int, title: str, file: Accepted | None = None, link: str = "", actor: User, at: datetime,
    request_id: UUID, delegation: int | None = None,
) -> DutyEvidence:  # fmt: skip
    """Give a file or the address of a page, which the service never fetches. The same request gives the same again.

    Raises WrongState, NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    duty = _in_hand(duty_id, actor, at, delegation)
    if given := DutyEvidence.objects.filter(request_id=request_id).first():
        if (given.duty_id, given.sent_by_id, given.link) != (duty.pk, actor.pk, link):
            raise RequestReused(_("This request id was used for something else."))
        return given
    title = normalise(title).strip()[:200]
    lacking = [] if title else [_("Say what it shows.")]
    if (file is None) == (not link):
        lacking.append(_("Choose a file, or give the address: one of the two."))
    if link:
        lacking += _faults(link)
    if duty.evidence_that_stands().count() >= MOST:
        lacking.append(_("There are %(most)s pieces of evidence already; take one out first.") % {"most": MOST})
    if lacking:
        raise GuardsUnmet(*lacking)
    named: dict[str, Any] = {"link": link}
    if file is not None:
        kept = keep_document(content=file.content, media_type=file.media_type, filename="evidence", title=title, at=at)
        named = {"document": kept, "filename": file.filename}
    return DutyEvidence.objects.create(
        duty=duty, title=title, sent_by=actor, sent_at=at, request_id=request_id, **named
    )


@transaction.atomic
def remove_evidence(
    *, duty_id: int, evidence_id: int, actor: User, at: datetime, delegation: int | None = None
) -> DutyEvidence:
    """Take evidence out; done twice, it is out. Raises WrongState, NotPermitted or GuardsUnmet."""
    duty = _in_hand(duty_id, actor, at, delegation)
    evidence = duty.evidence.filter(pk=evidence_id).first()
    if evidence is None:
        raise GuardsUnmet(_("The evidence is not there."))
    if evidence.removed_at is None:
        evidence.removed_by, evidence.removed_at = actor, at
        evidence.save(update_fields=["removed_by", "removed_at"])
    return evidence


def may_report(duty: AgencyObligation, attempt: Attempt) -> bool:
    """Whether a person may give evidence now."""
    return duty.state in WITH_AGENCY and is_permitted(duty, "report_done", obliged_officer, attempt)


def _in_hand(duty_id: int, actor: User, at: datetime, delegation: int | None) -> AgencyObligation:
    """The agency's obligation, locked; an order covers evidence where it covers reporting."""
    duty = AgencyObligation.objects.select_for_update().get(pk=duty_id)
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(duty, "report_done", obliged_officer, attempt, holding=True)
    if duty.state not in WITH_AGENCY:
        raise WrongState(
            _("Evidence can be given and taken out only while the agency has it in hand; it is now “%(state)s”.")
            % {"state": duty.get_state_display()}
        )
    return duty


def _faults(link: str) -> list[str]:
    try:
        URLValidator(schemes=["http", "https"])(link)
    except ValidationError as error:
        return list(error.messages)
    return []

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An order by which one person acts for another: every state, every step, who may make it and what must be true.

Two kinds, State Administration Act B.E. 2534: *acting* (รักษาราชการแทน), for a holder who is absent or a post that is
vacant, with all the powers of the post (s.48); *delegated* (ปฏิบัติราชการแทน), for the acts that the order names (s.38).
"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, day_of, holds, memberships_of
from workflows.fields import StateField
from workflows.lifecycle import Asked, Attempt, Subject, guard, start, step, who

if TYPE_CHECKING:
    from agencies.models import Delegation

LONGEST_DAYS = 366


class Extent(models.TextChoices):
    """How far the power goes: the whole post, or single acts."""

    ACTING = "acting", _("Acting in the post")
    DELEGATED = "delegated", _("Delegated acts")


class OrderState(models.TextChoices):
    """Where an order stands. That its period begins and ends needs no state."""

    DRAFTED = "drafted", _("Waiting for confirmation")
    IN_FORCE = "in_force", _("In force")
    REVOKED = "revoked", _("Revoked")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# ── who: nobody by an order, for each is without a power to lend; so nothing is ever passed on ──


@who(_("The person who gives the power, the head of the agency, or an administrator."))
def concerned(order: "Delegation", attempt: Attempt) -> bool:
    own_head = holds(attempt.actor, Role.AGENCY_HEAD, attempt.at, order.agency_id)
    return own_head or order.giver_id == attempt.actor.pk or holds(attempt.actor, Role.ADMINISTRATOR, attempt.at)


@who(_("The person who gives the power."))
def giver(order: "Delegation", attempt: Attempt) -> bool:
    return bool(order.giver_id == attempt.actor.pk)


@who(_("An administrator who neither gives nor receives the power."))
def registrar(order: "Delegation", attempt: Attempt) -> bool:
    is_party = attempt.actor.pk in (order.giver_id, order.receiver_id)
    return holds(attempt.actor, Role.ADMINISTRATOR, attempt.at) and not is_party


# ── what must be true ──


@guard(_("Nobody gives a power to themselves."))
def to_another(order: "Delegation", attempt: Attempt) -> bool:
    return order.giver_id != order.receiver_id


@guard(_("The giver must hold the role in the agency, by an appointment of their own."))
def giver_holds_the_role(order: "Delegation", attempt: Attempt) -> bool:
    """What is held by an order only is never passed on. Source: our decision."""
    return order.giver is None or order.is_held_by(order.giver, attempt.at)


@guard(_("Without a giver the post must be vacant, and the order one to act in it."))
def post_is_vacant(order: "Delegation", attempt: Attempt) -> bool:
    return order.giver is not None or (order.extent == Extent.ACTING and not order.has_holder(attempt.at))


@guard(_("The receiver must work in the agency, with an account that is active."))
def receiver_works_there(order: "Delegation", attempt: Attempt) -> bool:
    """Source: our decision; s.38 lets some powers go to another agency, by decree."""
    there = (held.agency_id == order.agency_id for held in memberships_of(order.receiver, attempt.at))
    return order.receiver.is_active and any(there)


@guard(_("To act in a post covers all its acts; a delegation names each act, and each is one of the role's."))
def acts_fit_the_kind(order: "Delegation", attempt: Attempt) -> bool:
    if order.extent == Extent.ACTING:
        return not order.acts and order.lends_something()
    return bool(order.acts) and order.names_only_its_role()


@guard(_("The order must end on or after its first day, within 366 days of it, and not have ended yet."))
def period_is_sound(order: "Delegation", attempt: Attempt) -> bool:
    length = (order.valid_to - order.valid_from).days
    return 0 <= length < LONGEST_DAYS and day_of(attempt.at) <= order.valid_to


@guard(_("The signed order must be attached, unless the giver wrote the order here."))
def paper_is_kept(order: "Delegation", attempt: Attempt) -> bool:
    return order.paper_id is not None or (order.giver_id is not None and order.written_by == order.giver_id)


@guard(_("Who wrote the order does not put it in force: it takes two people (four eyes)."))
def another_wrote_it(order: "Delegation", attempt: Attempt) -> bool:
    """Source: our decision; a power over public money is not made by one hand alone."""
    return order.written_by not in {person.pk for person in attempt.people}


SOUND = [to_another, giver_holds_the_role, post_is_vacant, receiver_works_there, acts_fit_the_kind, period_is_sound]
REASON = Asked("note", _("The reason must be given."))


class DelegationLifecycle(Subject):
    """From a draft to an order in force, which ends with its period or is revoked before."""

    flow = "agencies.flows.DelegationFlow"
    state = StateField(
        _("state"), choices=OrderState.choices, default=OrderState.DRAFTED, protected=True, editable=False
    )
    ends = (OrderState.REVOKED, OrderState.WITHDRAWN)
    begin = start(label=_("Write an order"), who=concerned, guards=SOUND, has_effect=True)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [OrderState.DRAFTED], OrderState.IN_FORCE, label=_("Confirm the order"), who=giver,
          guards=[*SOUND, another_wrote_it], has_effect=True)
    def confirm(self) -> None: ...

    @step(state, [OrderState.DRAFTED], OrderState.IN_FORCE, label=_("Register the signed order"), who=registrar,
          guards=[*SOUND, paper_is_kept, another_wrote_it], has_effect=True)
    def register(self) -> None: ...

    @step(state, [OrderState.DRAFTED], OrderState.WITHDRAWN, label=_("Withdraw the draft"), who=concerned,
          asks=[REASON])
    def withdraw(self) -> None: ...

    @step(state, [OrderState.IN_FORCE], OrderState.REVOKED, label=_("Revoke the order"), who=concerned, asks=[REASON])
    def revoke(self) -> None: ...
    # fmt: on

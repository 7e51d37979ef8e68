# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an order allows: asked by the engine before each act that one person makes for another.

Each reason to refuse has a sentence of its own. Conflicts of interest are not judged here: the rules of each subject
hold for both persons (``Attempt.people``).
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from agencies.lifecycle import OrderState
from agencies.models import Delegation
from agencies.roles import Role, day_of, memberships_of
from workflows.authority import register
from workflows.lifecycle import Attempt, Subject
from workflows.refusals import NoAuthority

WITH_IT = ("giver", "receiver", "agency", "unit")
GIVERS_ROLES = "giver__memberships"


@register
def lent_by_order(subject: Subject, name: str, power: str, attempt: Attempt, *, holding: bool) -> Delegation:
    """The order that the attempt names, when it allows this act on this subject. Raises NoAuthority otherwise.

    A row that is held is read after every revocation that came first; one that comes later waits for this act's end.
    """
    order = _found(attempt, holding=holding)
    if order is None or order.receiver_id != attempt.actor.pk:
        raise NoAuthority(_("There is no such order for you."))
    refuse_idle(order, attempt.actor, attempt.at)
    _refuse_unless_covered(order, subject, name, power)
    return order


def _found(attempt: Attempt, *, holding: bool) -> Delegation | None:
    read = attempt.authority
    if not holding and isinstance(read, Delegation) and read.pk == attempt.delegation:
        return read
    if not holding:
        return attempt.read_once("order", lambda: _row(attempt, Delegation.objects.prefetch_related(GIVERS_ROLES)))
    return _row(attempt, Delegation.objects.select_for_update(of=("self",)))


def _row(attempt: Attempt, rows: Any) -> Delegation | None:
    found: Delegation | None = rows.select_related(*WITH_IT).filter(pk=attempt.delegation).first()
    return found


def refuse_idle(order: Delegation, receiver: User, at: datetime) -> None:
    """Raise when nobody can act under this order at this moment, whatever the act."""
    _refuse_unless_standing(order, at)
    _refuse_unless_people_are_as_ordered(order, receiver, at)


def _refuse_unless_standing(order: Delegation, at: datetime) -> None:
    day = day_of(at)
    words = {"number": order.order_number}
    if order.state == OrderState.REVOKED:
        raise NoAuthority(_("Order no. %(number)s was revoked.") % words)
    if order.state != OrderState.IN_FORCE:
        raise NoAuthority(_("Order no. %(number)s is not in force.") % words)
    if day < order.valid_from:
        raise NoAuthority(_("Order no. %(number)s is not valid yet.") % words)
    if day > order.valid_to:
        raise NoAuthority(_("Order no. %(number)s has expired.") % words)


def _refuse_unless_people_are_as_ordered(order: Delegation, receiver: User, at: datetime) -> None:
    if not any(held.agency_id == order.agency_id for held in memberships_of(receiver, at)):
        raise NoAuthority(_("You no longer work in the agency of the order."))
    if order.giver is None:
        if order.has_holder(at):
            raise NoAuthority(_("The post has a holder again, so nobody acts in it."))
    elif not order.giver.is_active:
        raise NoAuthority(_("The account of the giver is closed."))
    elif not order.is_held_by(order.giver, at):
        raise NoAuthority(_("The giver no longer holds the role that the order lends."))


def _refuse_unless_covered(order: Delegation, subject: Subject, name: str, power: str) -> None:
    if power != order.role:
        role = Role(power).label
        raise NoAuthority(_("This is an act of another role (%(role)s) than the order lends.") % {"role": role})
    if order.acts and f"{subject.kind}.{name}" not in order.acts:
        raise NoAuthority(_("The order does not name this act."))
    if order.subjects and not subject.references() & set(order.subjects):
        raise NoAuthority(_("The order does not cover this subject."))

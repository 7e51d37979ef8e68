# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an order may be made of: posts and who holds them, people who may receive, what it may be limited to."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency, Delegation, Membership
from agencies.powers import lendable_roles
from agencies.roles import Role, day_of, holds, memberships_of
from budget_review.models import Round
from budget_review.queries import projects_for

Choices = list[tuple[str, Any]]
Post = tuple[str, int, int | None, int | None]  # role, agency, unit, giver


def may_write(user: User, at: datetime) -> bool:
    """Whether this person has a post to lend, heads an agency, or keeps the register."""
    roles = set(lendable_roles()) | {Role.ADMINISTRATOR}
    return any(held.role in roles for held in memberships_of(user, at))


def posts(user: User, at: datetime) -> dict[str, tuple[Post, str]]:
    """The posts that this person may write an order about, by key: their own, their agency's, or all."""
    day, found = day_of(at), _within(user, at).filter(role__in=lendable_roles(), user__is_active=True)
    held = sorted((one for one in found if one.holds_on(day)), key=lambda one: one.user_id != user.pk)  # own first
    shown = {
        f"{one.role}/{one.agency_id}/{one.unit_id or 0}/{one.user_id}": _held_post(one)
        for one in held
        if _may_lend(user, one, at)
    }
    taken = {(one.role, one.agency_id) for one in held}
    for agency in Agency.objects.filter(pk__in=found.values("agency")):
        if (Role.AGENCY_HEAD, agency.pk) not in taken and not _only_own(user, at):
            empty = Delegation(role=Role.AGENCY_HEAD, agency=agency)
            label = _("%(post)s (vacant)") % {"post": empty.post}
            shown[f"{Role.AGENCY_HEAD}/{agency.pk}/0/0"] = ((Role.AGENCY_HEAD, agency.pk, None, None), label)
    return shown


def receivers(user: User, at: datetime) -> QuerySet[User]:
    """Who may receive: the active people of the same agencies."""
    people = _within(user, at).values("user")
    return User.objects.filter(pk__in=people, is_active=True).order_by("display_name")


def limits(user: User, at: datetime) -> Choices:
    """What an order may be limited to: a workplan, a round, or a project that this person sees."""
    rounds = list(Round.objects.select_related("workplan").order_by("-pk"))
    plans = {
        f"{one.workplan._meta.label_lower}/{one.workplan_id}": f"{one.workplan.name} · {one.workplan.fiscal_year}"
        for one in rounds
    }
    projects = projects_for(user, at).order_by("code")[:300]
    return [
        (_("Workplan"), list(plans.items())),
        (_("Round"), [(f"{one._meta.label_lower}/{one.pk}", one.name) for one in rounds]),
        (_("Project"), [(f"{one.kind}/{one.pk}", f"{one.code} {one.title}") for one in projects]),
    ]


def _within(user: User, at: datetime) -> QuerySet[Membership]:
    found = Membership.objects.select_related("user", "agency", "unit")
    if holds(user, Role.ADMINISTRATOR, at):
        return found
    return found.filter(Q(agency__in={held.agency_id for held in memberships_of(user, at)}))


def _only_own(user: User, at: datetime) -> bool:
    return not (holds(user, Role.ADMINISTRATOR, at) or holds(user, Role.AGENCY_HEAD, at))


def _may_lend(user: User, held: Membership, at: datetime) -> bool:
    """One's own post; any of the agency as its head; all as an administrator."""
    if held.user_id == user.pk or holds(user, Role.ADMINISTRATOR, at):
        return True
    return holds(user, Role.AGENCY_HEAD, at, held.agency_id)


def _held_post(held: Membership) -> tuple[Post, str]:
    post = Delegation(role=held.role, agency=held.agency, unit=held.unit).post
    label = _("%(person)s, %(post)s") % {"person": held.user, "post": post}
    return (held.role, held.agency_id, held.unit_id, held.user_id), label

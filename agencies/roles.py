# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The roles of the process, and the two questions that every permission asks of them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.clocks.days import BANGKOK as BANGKOK
from workflows.clocks.days import day_of as day_of
from workflows.statements import Statement, columns, select

if TYPE_CHECKING:
    from accounts.models import User
    from agencies.models import Membership
    from workflows.lifecycle import Attempt


class Role(models.TextChoices):
    AGENCY_OFFICER = "agency_officer", _("Agency officer")
    AGENCY_HEAD = "agency_head", _("Head of agency")
    SCREENING_OFFICER = "screening_officer", _("Screening officer")
    SCREENING_HEAD = "screening_head", _("Head of screening")
    EXPERT = "expert", _("Expert")
    SECRETARY = "secretary", _("Secretary")
    BUDGET_OFFICER = "budget_officer", _("Budget Bureau officer")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


def memberships_of(user: "User", at: datetime) -> Iterator["Membership"]:
    """The memberships that a person holds at a moment. Prefetch ``memberships`` where many are asked for."""
    day = day_of(at)
    return (held for held in _all_of(user) if held.holds_on(day))


def _all_of(user: "User") -> Iterable["Membership"]:
    """Every membership: as it was prefetched, or read by a statement that is composed once, as a step's own are."""
    if "memberships" in getattr(user, "_prefetched_objects_cache", ()):
        return user.memberships.all()
    model = apps.get_model("agencies", "Membership")
    sql = f"SELECT {columns(model, 'm')} FROM {model._meta.db_table} m WHERE m.user_id = %s ORDER BY role, from_date"  # noqa: S608
    return [held for (held,) in select(Statement(sql, [user.pk]), model)]


def holds(user: "User", role: Role, at: datetime, agency_id: int | None = None) -> bool:
    """Whether a person holds a role at a moment, in one agency or, without ``agency_id``, in any."""
    return any(held.role == role and agency_id in (None, held.agency_id) for held in memberships_of(user, at))


def exercises(attempt: "Attempt", role: Role, agency_id: int | None = None) -> bool:
    """Whether an attempt is made with a role: the actor's own or, under an order, the one role that it lends.

    Whoever acts for another uses nothing of their own, and nothing of the giver's but that role.
    """
    if attempt.delegation is None:
        return holds(attempt.actor, role, attempt.at, agency_id)
    lent = attempt.authority
    return lent is not None and lent.role == role and agency_id in (None, lent.agency_id)


def group(role: Role, agency_id: int | None = None, unit_id: int | None = None) -> str:
    """The key of a queue: ``"agency_officer@12"``, of one unit there ``"agency_officer@12/3"``.

    ``"secretary"`` alone is for a role whose agency does not matter.
    """
    if agency_id is None:
        return str(role)
    return f"{role}@{agency_id}" if unit_id is None else f"{role}@{agency_id}/{unit_id}"

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is away and who stands in: entering it, ending it, and asking for it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agencies.models import Absence, Membership
from agencies.oversight import oversees_person
from agencies.roles import day_of
from workflows.records import can_be_kept
from workflows.refusals import GuardsUnmet, NotPermitted
from workflows.tasks.asking import absence


@transaction.atomic
def enter_absence(
    *, person: User, from_date: date, to_date: date, substitute: User | None, note: str, actor: User, at: datetime
) -> Absence:
    """Note that a person is away; the person, or whoever oversees them with the reason.

    The same days entered again give the same absence. Raises NotPermitted or GuardsUnmet.
    """
    if actor != person and not oversees_person(actor, person, at):
        raise NotPermitted(_("Only the person, their head or an administrator can enter an absence."))
    note = note.strip()
    User.objects.select_for_update().get(pk=person.pk)  # two entries at once would not see one another
    beside = _standing().filter(person=person, from_date__lte=to_date, to_date__gte=from_date)
    same = beside.filter(from_date=from_date, to_date=to_date, substitute=substitute, note=note).first()
    if same is not None:
        return same
    if lacking := _lacking(person, from_date, to_date, substitute, note, actor, at, beside.exists()):
        raise GuardsUnmet(*lacking)
    return Absence.objects.create(
        person=person, from_date=from_date, to_date=to_date, substitute=substitute, note=note, entered_by=actor,
        entered_at=at,
    )  # fmt: skip


def _lacking(
    person: User, from_date: date, to_date: date, substitute: User | None, note: str, actor: User, at: datetime,
    overlaps: bool,
) -> list[Any]:  # fmt: skip
    rules = [
        (to_date >= from_date, _("An absence ends on the day it begins or later.")),
        (to_date >= day_of(at), _("The absence would be over already.")),
        (not overlaps, _("An absence is already entered for some of these days.")),
        (substitute != person, _("Nobody stands in for themselves.")),
        (substitute is None or substitute.is_active, _("The account of the substitute is closed.")),
        (actor == person or note, _("Say why you enter it for another.")),
        (can_be_kept(note), _("The reason holds something that cannot be kept.")),
        (len(note) <= Absence._meta.get_field("note").max_length, _("The reason is too long.")),  # type: ignore[operator]
    ]
    return [sentence for holds, sentence in rules if not holds]


@transaction.atomic
def end_absence(absence_id: int, *, actor: User, at: datetime) -> Absence:
    """End an absence now, or strike one that is still to come; one that is ended stays so. Raises NotPermitted."""
    entered = Absence.objects.select_for_update(of=("self",)).select_related("person").get(pk=absence_id)
    if actor != entered.person and not oversees_person(actor, entered.person, at):
        raise NotPermitted(_("Only the person, their head or an administrator can end an absence."))
    if entered.ended_at is None:
        entered.ended_by, entered.ended_at = actor, at
        entered.save(update_fields=["ended_by", "ended_at"])
    return entered


def absences_at(at: datetime) -> QuerySet[Absence]:
    """The absences that are so at a moment."""
    day = day_of(at)
    return _standing().filter(from_date__lte=day, to_date__gte=day).select_related("substitute")


def absences_of(person: User, at: datetime) -> QuerySet[Absence]:
    """A person's absences that are so now or still to come, soonest first."""
    ahead = _standing().filter(person=person, to_date__gte=day_of(at))
    return ahead.select_related("substitute", "entered_by").order_by("from_date", "pk")


def colleagues_of(person: User, at: datetime) -> QuerySet[User]:
    """Who can stand in for a person: those who work now in one of their agencies, by name."""
    day = day_of(at)
    held = Membership.objects.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)
    agencies = held.filter(user=person).values("agency")
    beside = User.objects.filter(pk__in=held.filter(agency__in=agencies).values("user"), is_active=True)
    return beside.exclude(pk=person.pk).order_by("display_name", "pk")


def away(people: Iterable[int], at: datetime) -> dict[int, Absence]:
    """Those of these people who are away, each with the absence; one query."""
    ids = set(people)
    return {one.person_id: one for one in absences_at(at).filter(person__in=ids)} if ids else {}


@absence
def why_away(person: User, at: datetime) -> Any:
    """The sentence with which a task is not given to one who is away, and may be taken over from them."""
    if absences_at(at).filter(person=person).exists():
        return _("%(person)s is entered as absent.") % {"person": person}
    return None


def _standing() -> QuerySet[Absence]:
    return Absence.objects.filter(ended_at=None)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which projects a person may see. Upper floors widen it for people whom this floor does not know."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import In

from accounts.models import User
from agencies.queries import agencies_of, roles_of
from agencies.roles import Role
from budget_review.models import IntegrationProject, Participation
from budget_review.states import HANDED_IN, Consent, State
from workflows.models import TransitionRecord

Widening = Callable[[User, datetime], Q]
_widenings: list[Widening] = []

SEES_ALL = {Role.AUDITOR, Role.ADMINISTRATOR}
SEES_HANDED_IN = {Role.SCREENING_OFFICER, Role.SCREENING_HEAD, Role.EXPERT, Role.SECRETARY}
SEES_FORWARDED = {Role.BUDGET_OFFICER}
WITH_THE_BUREAU = (State.FORWARDED, State.BUDGETING, State.DECIDED, State.NOT_FUNDED, State.REPORTED_BACK)


def widen(widening: Widening) -> Widening:
    """Register what else a person may see: a Q on IntegrationProject for a person and a moment."""
    _widenings.append(widening)
    return widening


def may_see_everything(user: User, at: datetime) -> bool:
    """Whether a person may see all of every project, what is withheld from others included."""
    return bool(roles_of(user, at) & SEES_ALL)


def visible_to(user: User, at: datetime) -> Q:
    """A Q on IntegrationProject: agencies see what they take part in, offices what has reached them."""
    roles = roles_of(user, at)
    if roles & SEES_ALL:
        return Q()
    own = agencies_of(user, at)
    few = [widening(user, at) for widening in _widenings]
    if own:
        few += [Q(lead__in=own), Q(pk__in=_takes_part(own))]
    many = [_stands_in(HANDED_IN)] if roles & SEES_HANDED_IN else []
    many += [_stands_in(WITH_THE_BUREAU)] if roles & SEES_FORWARDED else []
    if many:
        return reduce(or_, [*many, *few])
    # Who sees few has them gathered first, each through its index: an OR would read the whole table by code.
    each = [IntegrationProject.objects.filter(one).order_by().values("pk") for one in few]
    return Q(pk__in=each[0].union(*each[1:])) if each else Q(pk__in=[])


def _stands_in(states: Iterable[State]) -> Q:
    """Projects in these states or withdrawn from them: who saw one sees how it ended, who did not never does."""
    withdrawn = TransitionRecord.objects.filter(
        subject_type=IntegrationProject._meta.label_lower, subject_id=OuterRef("pk"), target=State.WITHDRAWN
    )
    # One look into the chain of each withdrawn project on the way; for an EXISTS PostgreSQL gathers them all first.
    source = Subquery(withdrawn.order_by("-seq").values("source")[:1])
    return Q(state__in=states) | (Q(state=State.WITHDRAWN) & Q(In(source, [str(state) for state in states])))


def _takes_part(agencies: set[int]) -> Any:
    asked = Participation.objects.filter(agency__in=agencies)
    # an agency that is only listed in a draft has not been asked yet, unless the lead invites it to write along; and
    # one that left no longer takes part
    return asked.exclude(state=Consent.LEFT).exclude(state=Consent.LISTED, is_invited=False).values("project")


SEES_SCREENING = SEES_ALL | SEES_HANDED_IN | SEES_FORWARDED
UNDER_SCREENING = (State.SUBMITTED, State.SCREENING, State.RECOMMENDED, State.RETURNED)


def may_see_screening(project: IntegrationProject, user: User, at: datetime) -> bool:
    """Whether a person may read findings, score and opinions.

    Offices always; the agencies once the head of screening has decided, when what was found binds them.
    Source: our decision; an officer's unfinished opinion is no answer of the office yet.
    """
    if project.screening is None:
        return False
    return bool(roles_of(user, at) & SEES_SCREENING) or project.state not in UNDER_SCREENING


def quotes_open_to(project: IntegrationProject, user: User, at: datetime) -> set[int]:
    """The agencies of a project whose quotations, and other confidential papers, a person may read.

    Offices read all, as do the people of the lead, who hand the whole in; others their own agency's alone. Source: our
    decision; what vendors offered is told to nobody who might use it before the decision.
    """
    everyone = {part.agency_id for part in project.parts}
    own = agencies_of(user, at)
    return everyone if roles_of(user, at) & SEES_SCREENING or project.lead_id in own else everyone & own


def sees_findings_inside(user: User, at: datetime) -> bool:
    """Whether a person reads also which other projects a finding names: the offices, not the agencies."""
    return bool(roles_of(user, at) & SEES_SCREENING)


def may_see_letter(part: Participation, user: User, at: datetime) -> bool:
    """Whether a person may open the letter to this agency: the agency's own people, DGA's screening, auditors."""
    if roles_of(user, at) & {Role.AUDITOR, Role.SCREENING_OFFICER, Role.SCREENING_HEAD}:
        return True
    return part.agency_id in agencies_of(user, at)

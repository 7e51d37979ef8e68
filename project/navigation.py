# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The places in the left navigation, who may see them, and what waits there.

A page becomes a place by one line in ``PLACES``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.queries import unread_count
from agencies.models import Delegation, Membership
from agencies.roles import memberships_of
from agencies.standing import order_in_hand
from committee.queries import committees_for
from project.keeping import KEEPERS
from project.mailbox import is_shown
from project.queues import groups_of
from project.records import READERS
from workflows.jobs.parked import parked
from workflows.queries import my_tasks, our_queue


@dataclass(frozen=True)
class Place:
    """A page that has its line in the navigation; ``roles`` empty is for everybody who is logged in."""

    label: Any
    url_name: str
    icon: str
    roles: frozenset[str] = frozenset()
    shown: Callable[["Navigation"], bool] | None = None  # for whom a role alone does not tell
    count: Callable[["Navigation"], int] | None = None
    waits: bool = False  # its count is of what waits for this person


@dataclass(frozen=True)
class Shown:
    """A place as one request shows it; ``current`` is the value of aria-current when this is where we are."""

    label: Any
    href: str
    icon: str
    count: int
    waits: bool
    is_here: bool
    current: str


PLACES = (
    Place(_("Home"), "home", "home"),
    Place(_("My tasks"), "tasks", "tasks", count=lambda navigation: navigation.my_task_count, waits=True),
    Place(_("Our queue"), "queue", "queue", count=lambda navigation: navigation.queue_count, waits=True),
    Place(_("Projects"), "projects", "project"),
    Place(_("Rounds"), "rounds", "round"),
    Place(_("Meetings"), "meetings", "meeting", shown=lambda navigation: navigation.has_meetings),
    Place(_("Acting for others"), "orders", "person"),
    Place(_("Records"), "records", "history", roles=READERS),
    Place(_("Steps and states"), "lifecycles", "moving"),
    Place(_("Jobs"), "jobs", "round", roles=KEEPERS, count=lambda navigation: parked().count(), waits=True),
    Place(_("Rules of notices"), "notice_rules", "bell", roles=KEEPERS),
    Place(_("Mailbox of the demo"), "mailbox", "mail", shown=lambda navigation: is_shown()),
)


class Navigation:
    """The navigation of one request; each part is worked out when a template first asks for it."""

    version = settings.VERSION
    source_url = settings.SOURCE_URL

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._now = timezone.now()

    @cached_property
    def memberships(self) -> list[Membership]:
        """The roles that this person holds now, each with its agency."""
        if not self._is_known:
            return []
        with_agency = Membership.objects.select_related("agency")
        prefetch_related_objects([self._person], Prefetch("memberships", with_agency))
        return list(memberships_of(self._person, self._now))

    @cached_property
    def places(self) -> list[Shown]:
        """The places open to this person; none for a stranger."""
        if not self._is_known:
            return []
        roles = {held.role for held in self.memberships}
        open_to = (place for place in PLACES if not place.roles or place.roles & roles)
        return [self._shown(place) for place in open_to if place.shown is None or place.shown(self)]

    @property
    def order(self) -> Delegation | None:
        """The order under which this person acts now."""
        return order_in_hand(self._person) if self._is_known else None

    @property
    def has_meetings(self) -> bool:
        """Whether this person sits on a committee, or may see what all of them do."""
        return committees_for(self._person, self._now).exists()

    @cached_property
    def my_task_count(self) -> int:
        """How many tasks this person has taken."""
        return my_tasks(self._person).count()

    @cached_property
    def queue_count(self) -> int:
        """How many tasks wait untaken in this person's queues."""
        return our_queue(groups_of(self._person, self._now)).count()

    @cached_property
    def unread_count(self) -> int:
        """How many notices this person has not opened."""
        return unread_count(self._person)

    @property
    def _person(self) -> User:
        return cast("User", self._request.user)

    @property
    def _is_known(self) -> bool:
        return hasattr(self._request, "user") and self._request.user.is_authenticated

    def _shown(self, place: Place) -> Shown:
        href, here = reverse(place.url_name), self._request.path
        return Shown(
            label=place.label,
            href=href,
            icon=place.icon,
            count=place.count(self) if place.count else 0,
            waits=place.waits,
            is_here=here == href or (href != "/" and here.startswith(href)),
            current="page" if here == href else "true",
        )

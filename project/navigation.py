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
from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.queries import unread_count
from agencies.models import Delegation, Membership
from agencies.oversight import HEADS
from agencies.roles import Role, memberships_of
from agencies.standing import order_in_hand
from budget_review.views.importing import IMPORTERS
from committee.queries import committees_for
from digital_plan.queries.campaigns import OFFICES
from project.keeping import KEEPERS
from project.mailbox import is_shown
from project.records import READERS
from project.tasks.finding import in_our_queue
from workflows.jobs.parked import parked
from workflows.models import Task
from workflows.queries import my_tasks


@dataclass(frozen=True)
class Waiting:
    """How many tasks wait, and how many of them are late."""

    count: int = 0
    late: int = 0


COUNTED = 1000  # what waits is counted so far: "999+" says as much as any larger number


@dataclass(frozen=True)
class Place:
    """A page that has its line in the navigation; ``roles`` empty is for everybody who is logged in."""

    label: Any
    url_name: str
    icon: str
    roles: frozenset[str] = frozenset()
    shown: Callable[["Navigation"], bool] | None = None  # for whom a role alone does not tell
    waiting: Callable[["Navigation"], Waiting] | None = None  # what waits there for this person


@dataclass(frozen=True)
class Shown:
    """A place as one request shows it; ``current`` is the value of aria-current when this is where we are."""

    label: Any
    href: str
    icon: str
    waiting: Waiting
    is_here: bool
    current: str


PLACES = (
    Place(_("Home"), "home", "home"),
    Place(_("My tasks"), "tasks", "tasks", waiting=lambda navigation: navigation.my_tasks),
    Place(_("Our queue"), "queue", "queue", waiting=lambda navigation: navigation.queue),
    Place(_("Who has what"), "task_people", "person", roles=HEADS),
    Place(_("Deadlines"), "overdue", "waits"),
    Place(_("Workbench"), "workbench", "flag", roles=frozenset({Role.SCREENING_OFFICER, Role.SCREENING_HEAD})),
    Place(
        _("Work under way"),
        "bulk_acts",
        "moving",
        roles=frozenset({Role.SCREENING_OFFICER, Role.SCREENING_HEAD, Role.BUDGET_OFFICER, Role.ADMINISTRATOR}),
    ),
    Place(_("Projects"), "projects", "project"),
    Place(_("Rounds"), "rounds", "round"),
    Place(_("Criteria of screening"), "criteria_now", "flag"),
    Place(
        _("Bands of review"),
        "tiers",
        "flag",
        roles=frozenset({Role.SCREENING_OFFICER, Role.SCREENING_HEAD, Role.ADMINISTRATOR}),
    ),
    Place(_("Imported workplans"), "imports", "paper", roles=IMPORTERS),
    Place(_("Digital Government plan"), "plan", "flag"),
    Place(_("Agencies' action plans"), "action_plans", "paper"),
    Place(_("Alignment campaigns"), "campaigns", "tasks", shown=lambda navigation: navigation.has_campaigns),
    Place(_("Status of agencies' plans"), "status_rounds", "flag", shown=lambda navigation: navigation.has_campaigns),
    Place(_("Obligations"), "obligations", "flag"),
    Place(_("Rolling plan"), "rolling_plan", "moving", shown=lambda navigation: navigation.has_campaigns),
    Place(_("Calendar of the year"), "year", "round"),
    Place(_("Plan clinic"), "clinic", "person"),
    Place(_("Contact points"), "contacts", "mail"),
    Place(_("Meetings"), "meetings", "meeting", shown=lambda navigation: navigation.has_meetings),
    Place(
        _("Calls for items"),
        "calls",
        "paper",
        roles=frozenset({Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.SECRETARY}),
    ),
    Place(_("Committees"), "committees", "person", shown=lambda navigation: navigation.has_meetings),
    Place(_("Register of resolutions"), "resolutions", "seal", shown=lambda navigation: navigation.has_meetings),
    Place(_("Letters on resolutions"), "decision_letters", "paper"),
    Place(_("Follow-up"), "actions", "flag"),
    Place(_("Acting for others"), "orders", "person"),
    Place(_("Records"), "records", "history", roles=READERS),
    Place(_("Holidays"), "holidays", "round", roles=frozenset({Role.ADMINISTRATOR})),
    Place(_("Reminders"), "ladder", "flag", roles=frozenset({Role.ADMINISTRATOR})),
    Place(_("Steps and states"), "lifecycles", "moving"),
    Place(_("Jobs"), "jobs", "round", roles=KEEPERS, waiting=lambda navigation: Waiting(parked().count())),
    Place(_("Rules of notices"), "notice_rules", "bell", roles=KEEPERS),
    Place(_("Mailbox of the demo"), "mailbox", "mail", shown=lambda navigation: is_shown()),
)

# The heading under which a place and those behind it stand; a new place stands under that of the one before it.
HEADINGS: dict[str, Any] = {
    "home": _("Work"),
    "projects": _("Projects and rounds"),
    "plan": _("Driving the plan"),
    "meetings": _("Meetings and orders"),
    "records": _("Records and settings"),
}


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

    @cached_property
    def _here(self) -> str:
        """The place in which this page lies: of those whose address it begins with, the longest."""
        path = self._request.path
        hrefs = [reverse(place.url_name) for place in PLACES]
        return max((href for href in hrefs if path == href or (href != "/" and path.startswith(href))), key=len,
                   default="")  # fmt: skip

    @property
    def groups(self) -> list[tuple[Any, list[Shown]]]:
        """The places under their headings; a heading under which nothing is open falls away."""
        order = [reverse(place.url_name) for place in PLACES]
        begins = {reverse(name): heading for name, heading in HEADINGS.items()}
        found: list[tuple[Any, list[Shown]]] = []
        by_href = {shown.href: shown for shown in self.places}
        for href in order:
            if href in begins:
                found.append((begins[href], []))
            if href in by_href:
                found[-1][1].append(by_href[href])
        return [(heading, places) for heading, places in found if places]

    @property
    def order(self) -> Delegation | None:
        """The order under which this person acts now."""
        return order_in_hand(self._person) if self._is_known else None

    @cached_property
    def has_meetings(self) -> bool:
        """Whether this person sits on a committee, or may see what all of them do."""
        return committees_for(self._person, self._now).exists()

    @cached_property
    def has_campaigns(self) -> bool:
        """Whether this person reads every campaign, or works for an agency that one may ask."""
        own = {Role.AGENCY_OFFICER, Role.AGENCY_HEAD, *OFFICES}
        return bool({held.role for held in self.memberships} & own)

    @cached_property
    def my_tasks(self) -> Waiting:
        """How many tasks this person has taken, and how many of them are late."""
        return self._counted(my_tasks(self._person))

    @cached_property
    def queue(self) -> Waiting:
        """How many tasks wait in this person's queues, and how many of them are late."""
        return self._counted(in_our_queue(self._person, self._now))

    def _counted(self, tasks: QuerySet[Task]) -> Waiting:
        late = Count("pk", filter=Q(due_at__lt=self._now))
        some, overdue = tasks.order_by().values("pk"), tasks.order_by().filter(due_at__lt=self._now).values("pk")
        # The late ones apart, for among the first thousand there might be none.
        first, more = (Task.objects.filter(pk__in=each[:COUNTED]).order_by() for each in (some, overdue))
        counted = Task.objects.filter(pk__in=first.values("pk").union(more.values("pk")))
        return Waiting(**counted.order_by().aggregate(count=Count("pk"), late=late))

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
            waiting=place.waiting(self) if place.waiting else Waiting(),
            is_here=href == self._here,
            current="page" if here == href else "true",
        )

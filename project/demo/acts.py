# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acting as a person of the round, through the same operations as the pages.

Request ids are derived from the act, its subject, its person and its moment, so that a run repeats to the byte.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from accounts.models import User
from agencies.models import Agency, Unit
from budget_review.models import IntegrationProject, Participation
from project.demo.shapes import Project
from workflows.acting import act
from workflows.lifecycle import Subject
from workflows.refusals import Refused

NAMESPACE = uuid5(NAMESPACE_URL, "https://mati.invalid/demo")


@dataclass
class Run:
    """What a run leaves besides the database: the reasons of those refusals that belong to the story."""

    refused: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Event:
    """One act of the story: when, on what, which, by whom, and how it is done."""

    at: datetime
    of: str
    name: str
    actor: str
    do: Callable[[Run], None]


class Stopped(Exception):
    """The story cannot go on: an act was refused. Everything before it stands, nothing after it was tried."""

    def __init__(self, event: Event, refusal: Refused) -> None:
        super().__init__(event, refusal)
        self.event, self.refusal = event, refusal

    def __str__(self) -> str:
        event = self.event
        return f"{event.at:%Y-%m-%d %H:%M} {event.of} {event.name} ({event.actor}): {self.refusal}"


def carry(events: Iterable[Event], progress: Callable[[int, int, Event], None] | None = None) -> Run:
    """Make every act in the order of time. Raises Stopped at the first refusal that the story does not expect."""
    run = Run()
    ordered = sorted(events, key=lambda event: event.at)
    for place, event in enumerate(ordered, 1):
        if progress:
            progress(place, len(ordered), event)
        try:
            event.do(run)
        except Refused as refusal:
            raise Stopped(event, refusal) from refusal
    return run


def until(events: Iterable[Event], name: str) -> list[Event]:
    """Return the acts up to and with the first called ``name``."""
    kept = []
    for event in sorted(events, key=lambda event: event.at):
        kept.append(event)
        if event.name == name:
            return kept
    raise ValueError(f"There is no act called {name}.")


def request_id(name: str, of: str, actor: str, at: datetime) -> UUID:
    """Return the same id for the same act, whenever the story is told."""
    return uuid5(NAMESPACE, f"{name}/{of}/{actor}/{at.isoformat()}")


def make(
    subject: Subject, name: str, *, actor: str, at: datetime, note: str = "", under: int | None = None, **facts: Any
) -> None:
    """Make one step as one person, perhaps for another by the order ``under``."""
    act(
        subject,
        name,
        actor=person(actor),
        at=at,
        request_id=request_id(name, f"{subject.kind}/{subject.pk}", actor, at),
        delegation=under,
        note=note,
        facts=facts,
    )


def person(username: str) -> User:
    """Return a person with the memberships that the permissions read."""
    return User.objects.prefetch_related("memberships").get(username=username)


def agency(key: str) -> Agency:
    """Return an agency by its key."""
    return Agency.objects.get(code=key)


def unit(agency_key: str, name_th: str) -> Unit:
    """Return an agency's unit."""
    return Unit.objects.get(agency__code=agency_key, name_th=name_th)


def project(code: str) -> IntegrationProject:
    """Return a project as it stands now."""
    return IntegrationProject.objects.get(code=code)


def part(code: str, agency_key: str) -> Participation:
    """Return an agency's part as it stands now."""
    return Participation.objects.get(project__code=code, agency__code=agency_key)


def amounts(plan: Project, changed_baht: dict[int, Decimal]) -> dict[str, str]:
    """Return ``{"7": "68500000.00"}`` for every line of a project; ``changed_baht`` names lines by their place."""
    ids = {
        (line.participation.agency.code, line.item): line.pk
        for of_part in project(plan.code).active_parts()
        for line in of_part.lines.select_related("participation__agency")
    }
    return {
        str(ids[line.agency, line.item]): f"{changed_baht.get(place, line.amount_baht):.2f}"
        for place, line in enumerate(plan.lines)
    }

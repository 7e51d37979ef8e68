# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting with as many items and members as are asked for, made by bulk rows past the triggers, and rolled back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Model

from accounts.models import User
from budget_review.models import AmountEntry, BudgetLine, Finding, IntegrationProject, Participation, Screening
from committee.models import (
    AgendaItem,
    AttendanceMark,
    Ballot,
    Dissent,
    Entitlement,
    Guest,
    Meeting,
    Recusal,
    Resolution,
    RollEntry,
    Seat,
    SeatTenure,
    VoteRound,
)
from tests.standing import check_deferred
from tests.world import World
from workflows import triggers
from workflows.models import TransitionRecord

M = TypeVar("M", bound=Model)
SINCE = date(2020, 1, 1)


@contextmanager
def grown(world: World, *, items: int, members: int) -> Iterator[None]:
    """Let the world's meeting in session have so many, of every kind of row; nothing of it is left afterwards."""
    check_deferred()
    with transaction.atomic():
        past_the_triggers()
        roll = _members(world, members)
        found = _items(world, items)
        _session(world, found, roll)
        try:
            yield
        finally:
            transaction.set_rollback(True)


def past_the_triggers() -> None:
    """Until this transaction is rolled back, rows need no records."""
    if connection.vendor == "sqlite":
        triggers.take_down(using="default")
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")


def _members(world: World, members: int) -> list[RollEntry]:
    meeting, committee = world.meeting, world.committee
    there = list(meeting.roll.filter(is_voting=True).order_by("pk"))
    more = range(members - len(there))
    people = User.objects.bulk_create(User(username=f"more{n}", display_name=f"กรรมการ {n}") for n in more)
    seats = Seat.objects.bulk_create(
        Seat(committee=committee, title="กรรมการ", role="member", position=10 + n, from_date=SINCE) for n in more
    )
    pairs = list(zip(seats, people, strict=True))
    SeatTenure.objects.bulk_create(
        SeatTenure(committee=committee, seat=seat, user=user, from_date=SINCE) for seat, user in pairs
    )
    entries = RollEntry.objects.bulk_create(
        RollEntry(meeting=meeting, seat=seat, user=user, title="กรรมการ", is_voting=True, role="member",
                  state="present", version=2)
        for seat, user in pairs
    )  # fmt: skip
    AttendanceMark.objects.bulk_create(
        AttendanceMark(meeting=meeting, entry=entry, kind="came", at=meeting.starts_at, noted_by=world.secretary,
                       noted_at=world.at, request_id=uuid4())
        for entry in entries
    )  # fmt: skip
    return [*there, *entries]


def _items(world: World, items: int) -> list[AgendaItem]:
    """The world's own item, and copies of it: two in three on a project of their own, one for information."""
    first = world.item
    projects = _copies(IntegrationProject, [world.project], items - 1, code=lambda n: f"MANY-{n}")
    _copy_parts(world, projects)
    copies = []
    for n, project in enumerate(projects):
        item = _copy(first, position=first.position + 1 + n, issued_label=f"5.{n + 2}", project=project)
        if n % 3 == 2:
            item.project, item.item_kind = None, "information"
        copies.append(item)
    return [first, *AgendaItem.objects.bulk_create(copies)]


def _copy_parts(world: World, projects: list[IntegrationProject]) -> None:
    """Parts, lines, amounts and the screening of each copied project."""
    for part in Participation.objects.filter(project=world.project_id).order_by("pk"):
        parts = Participation.objects.bulk_create(_copy(part, project=project) for project in projects)
        for line in BudgetLine.objects.filter(participation=part):
            lines = BudgetLine.objects.bulk_create(_copy(line, participation=one) for one in parts)
            for entry in AmountEntry.objects.filter(line=line):
                AmountEntry.objects.bulk_create(_copy(entry, line=one) for one in lines)
    for screening in Screening.objects.filter(project=world.project_id):
        screenings = Screening.objects.bulk_create(_copy(screening, project=project) for project in projects)
        for finding in Finding.objects.filter(screening=screening):
            Finding.objects.bulk_create(_copy(finding, screening=one) for one in screenings)


def _session(world: World, items: list[AgendaItem], roll: list[RollEntry]) -> None:
    """On every item on a project: a draft, a recusal, a counted vote with ballots, a dissent, a guest."""
    meeting, secretary = world.meeting, world.secretary
    decided = [item for item in items if item.project_id]
    noted: dict[str, Any] = {"noted_by": secretary, "noted_at": world.at}
    AgendaItem.objects.filter(meeting=meeting, project=None).update(state="listed")
    AgendaItem.objects.filter(meeting=meeting, project__isnull=False).update(state="drafted")
    Resolution.objects.bulk_create(
        Resolution(committee=world.committee, meeting=meeting, item=item, verb="endorse", text="มติ", state="draft",
                   version=1)
        for item in decided
    )  # fmt: skip
    recusals = Recusal.objects.bulk_create(
        Recusal(meeting=meeting, item=item, entry=entry, ground="party", declared_at=world.at, state="declared",
                version=1)
        for item in decided for entry in (roll if item == decided[0] else roll[:1])
    )  # fmt: skip
    rounds = VoteRound.objects.bulk_create(_round(meeting, item, len(roll)) for item in decided)
    _records(world, [*recusals, *rounds])
    rights = Entitlement.objects.bulk_create(  # everybody votes on the first
        Entitlement(round=round_, entry=entry, seat_id=entry.seat_id)
        for round_ in rounds
        for entry in (roll if round_ == rounds[0] else roll[:1])
    )
    Ballot.objects.bulk_create(
        Ballot(entitlement=right, choice="for", recorded_by=secretary, recorded_at=world.at, request_id=uuid4())
        for right in rights
    )
    Dissent.objects.bulk_create(
        Dissent(item=item, entry=entry, reason="ไม่คุ้มค่า", request_id=uuid4(), **noted)
        for item in decided for entry in (roll if item == decided[0] else roll[:1])
    )  # fmt: skip
    Guest.objects.bulk_create(
        Guest(meeting=meeting, item=item, name="ผู้ชี้แจง", request_id=uuid4(), **noted) for item in decided
    )


def _records(world: World, subjects: Sequence[Any]) -> None:
    """The first record of each, as far as pages read it."""
    hashed = {"prev_hash": "", "canonical": "", "hash": ""}
    TransitionRecord.objects.bulk_create(
        TransitionRecord(subject_type=one.kind, subject_id=one.pk, seq=1, transition="begin", source=one.state,
                         target=one.state, actor=world.secretary, at=world.at, request_id=uuid4(), **hashed)
        for one in subjects
    )  # fmt: skip


def _round(meeting: Meeting, item: AgendaItem, voters: int) -> VoteRound:
    tally = {"for_count": voters, "against_count": 0, "abstained_count": 0, "invalid_count": 0, "casting": ""}
    electorate = {"voting": voters, "recused": 0, "present": voters, "recused_leave": True}
    needed = voters // 2 + 1
    return VoteRound(
        meeting=meeting, item=item, number=1, question="เห็นชอบหรือไม่", mode="named", rule="majority_of_votes",
        profile_version=1, recused_leave=True, has_casting_vote=True, voting_count=voters, recused_count=0,
        present_count=voters, quorum_needed=needed, quorum_present=voters, for_count=voters, against_count=0,
        abstained_count=0, invalid_count=0, outcome="carried", state="counted", version=2,
        explanation={"rule": "majority_of_votes", "electorate": electorate, "tally": tally, "of": voters,
                     "needed": needed, "counted_for": voters, "result": "carried"},
    )  # fmt: skip


def _copies(model: type[M], originals: list[M], count: int, **given: Any) -> list[M]:
    made = [_copy(originals[0], **{name: say(n) for name, say in given.items()}) for n in range(count)]
    return list(model._default_manager.bulk_create(made))


def _copy(row: M, **given: Any) -> M:
    """A new row that says the same but for what is given."""
    made = copy(row)
    made._state = copy(row._state)
    made._state.adding, made._state.fields_cache = True, {}
    made.pk = None
    for name, value in given.items():
        setattr(made, name, value)
    return made

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fill an empty PostgreSQL database with N projects, each with its parts, records, tasks and amounts, then verify it.

``fill(projects=10_000)``: some twelve records and as many tasks for each project. The same seed gives the same rows.
The triggers are off while it loads; what the rows must be is proved by ``verify`` at the end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.db import connection

from bench.generate_rows import Slot, copy_in, insert_selected, line_of, without_indexes
from bench.generate_world import People, objective_of, settle, title_of
from budget_review.flows import ProjectFlow
from budget_review.models import AmountEntry, BudgetLine, IntegrationProject, Participation, Stage
from workflows.desks import desks_of, expected_desks
from workflows.lifecycle import initial_state, sources_of, steps_of
from workflows.models import OutboxMessage, Process, Task, TransitionRecord
from workflows.records import FIRST, canonical, moment

SEED = 2565
BLOCK = 10_000  # so many projects are written side by side, their records interleaved as in a year's intake
FIRST_DAY = datetime(2012, 1, 2, 3, 0, tzinfo=UTC)
TO_DECISION = (
    "propose all_consented hand_in take_up recommend pass_on queue enter_committee endorse forward take_into_budget "
    "decide report_back"
).split()
NOT_ELIGIBLE = [*TO_DECISION[:5], "find_not_eligible", "report_back"]
# (per cent of the projects, the steps that they have made)
LIVES: tuple[tuple[int, list[str]], ...] = (
    (5, []), (2, TO_DECISION[:1]), (2, TO_DECISION[:2]), (2, TO_DECISION[:3]), (2, TO_DECISION[:4]),
    (1, TO_DECISION[:5]), (1, TO_DECISION[:6]), (1, TO_DECISION[:9]), (1, TO_DECISION[:10]), (2, TO_DECISION[:11]),
    (1, TO_DECISION[:12]), (35, TO_DECISION), (20, NOT_ELIGIBLE), (5, ["withdraw"]),
    (20, [*TO_DECISION[:4], "withdraw"]),
)  # fmt: skip
PROJECT, PART = IntegrationProject._meta.label_lower, Participation._meta.label_lower
_SUBJECT, _ACTOR, _AT = 987654321, 987654322, datetime(1999, 9, 9, 9, 9, 9, 99, tzinfo=UTC)
_REQUEST, _BEFORE = UUID(int=987654323), "b" * 64
_FACTS: dict[str, dict[str, Any]] = {
    "propose": {"version": "1", "content_sha256": "c" * 64},
    "hand_in": {"letter_number": "ทส 0101/1"},
}
_FACTS |= {"endorse": {"cause": {"type": "committee.resolution", "id": 1, "seq": 2}, "text": "เห็นชอบตามเสนอ"}}
_FACTS |= {"decide": {"source": "พ.ร.บ.งบประมาณรายจ่าย"}, "forward": {"letter_number": "สพร 1/2564"}}


@dataclass(frozen=True)
class Move:
    """One step of one kind: the text that is hashed and the row that is copied, both waiting for what differs."""

    text: str
    row: str
    target: str


@dataclass
class Life:
    """One subject while its chain is written."""

    pk: int
    moves: list[Move]
    actors: list[int]
    day: int
    prev: str = FIRST
    parts: list[int] = field(default_factory=list)


def move_of(model: Any, name: str, seq: int, source: str) -> Move:
    """The step as the product's own records would tell it."""
    target = source if name == "begin" else sources_of(steps_of(model)[name])[source]
    note = "ถอนเพื่อทบทวนขอบเขตของโครงการ" if name == "withdraw" else ""
    sample = TransitionRecord(
        subject_type=model._meta.label_lower, subject_id=_SUBJECT, seq=seq, transition=name, source=source,
        target=target, actor_id=_ACTOR, note=note, facts=_FACTS.get(name, {}), at=_AT, request_id=_REQUEST,
        prev_hash=_BEFORE, content_version=1 if seq > 1 and model is IntegrationProject else None,
    )  # fmt: skip
    text = canonical(sample).replace("%", "%%")
    for written, slot in (
        (str(_SUBJECT), "subject"), (str(_ACTOR), "actor"), (moment(_AT), "at"), (str(_REQUEST), "request"),
        (_BEFORE, "before"),
    ):  # fmt: skip
        assert text.count(written) == 1
        text = text.replace(written, f"%({slot})s")
    told = {
        field.name: getattr(sample, field.name)
        for field in TransitionRecord._meta.concrete_fields
        if field.name not in ("id", "actor", "on_behalf_of")
    }
    slots = {"id": "id", "subject_id": "subject", "actor_id": "actor", "at": "at", "request_id": "request"}
    slots |= {"prev_hash": "before", "canonical": "canonical", "hash": "hash"}
    row = line_of(TransitionRecord, **told | {name: Slot(slot) for name, slot in slots.items()})
    return Move(text, row, target)


def walk(model: Any, names: list[str]) -> list[Move]:
    """The moves of a life: its beginning, then these steps."""
    state, moves = initial_state(model), []
    for seq, name in enumerate(["begin", *names], start=1):
        moves.append(move_of(model, name, seq, state))
        state = moves[-1].target
    return moves


def fill(*, projects: int, seed: int = SEED, verify: bool = True) -> None:
    """Fill the database that Django is connected to; it must be empty and migrated."""
    random = Random(seed)
    people = settle(projects)
    tables = (
        IntegrationProject, Participation, TransitionRecord, OutboxMessage, Process, Task, BudgetLine, AmountEntry,
    )  # fmt: skip
    with _triggers_off(), without_indexes(*tables):
        _Writer(people, random).write(projects)
        with connection.cursor() as cursor:  # without indexes, a nested loop over these would never end
            cursor.execute("ANALYZE; SET enable_nestloop = off; SET work_mem = '256MB'")
        _follow_in_sql()
        copy_in(Task, list(_open_tasks(people, random)))  # all first: a COPY lets nothing be asked beside it
        with connection.cursor() as cursor:  # verify asks who took each task that somebody has
            cursor.execute(
                "INSERT INTO workflows_taskevent (task_id, kind, actor_id, to_id, note, at) "
                "SELECT id, 'claim', owner_id, owner_id, '', assigned FROM workflows_task "
                "WHERE status = 'ASSIGNED' AND finished IS NULL"
            )
    after_load()
    with connection.cursor() as cursor:
        cursor.execute("RESET enable_nestloop")
        cursor.execute("RESET work_mem")
        cursor.execute("VACUUM ANALYZE")
    if verify:
        call_command("verify")


def after_load() -> None:
    """What triggers would have kept while the rows were written."""


@contextmanager
def _triggers_off() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = DEFAULT")


class _Writer:
    """Writes projects, parts and records, block by block."""

    def __init__(self, people: People, random: Random) -> None:
        self.people, self.random = people, random
        self.lives = [(steps, walk(IntegrationProject, steps)) for _share, steps in LIVES]
        self.shares = [share for share, _steps in LIVES]
        self.lead_moves = walk(Participation, [])
        self.partner_moves = [walk(Participation, names) for names in ([], ["ask"], ["ask", "consent"])]
        self.record_ids, self.part_ids = count(1), count(1)
        self.row = line_of(
            IntegrationProject, id=Slot("id"), code=Slot("code"), round_id=Slot("round"), lead_id=Slot("lead"),
            title=Slot("title"), state=Slot("state"), version=Slot("version"), content_version=Slot("content"),
            objective=Slot("objective"),
        )  # fmt: skip
        self.part_row = line_of(
            Participation, id=Slot("id"), project_id=Slot("project"), agency_id=Slot("agency"), state=Slot("state"),
            version=Slot("version"),
        )  # fmt: skip

    def write(self, projects: int) -> None:
        for first in range(1, projects + 1, BLOCK):
            rows: list[str] = []
            part_rows: list[str] = []
            lives: list[Life] = []
            parts: list[Life] = []
            for pk in range(first, min(first + BLOCK, projects + 1)):
                self._begin(pk, projects, rows, part_rows, lives, parts)
            copy_in(IntegrationProject, rows)
            copy_in(Participation, part_rows)
            copy_in(TransitionRecord, self._records([*parts, *lives]))

    def _begin(
        self, pk: int, whole: int, rows: list[str], part_rows: list[str], lives: list[Life], parts: list[Life]
    ) -> None:
        random, people = self.random, self.people
        steps, moves = random.choices(self.lives, self.shares)[0]
        place, other = random.sample(range(len(people.agencies)), 2)
        round_id, year = people.rounds[(pk - 1) * len(people.rounds) // whole]
        proposed = "propose" in steps
        rows.append(self.row % {
            "id": pk, "code": f"DG{year % 100}-{pk:07d}", "round": round_id, "lead": people.agencies[place],
            "title": title_of(pk, random), "objective": objective_of(pk, random),
            "state": moves[-1].target, "version": len(moves), "content": "1" if proposed else r"\N",
        })  # fmt: skip
        day = (pk - 1) * 3600 // whole
        officer, screener = people.officers[place], random.choice(people.screeners)
        doers = dict.fromkeys(TO_DECISION, screener) | dict.fromkeys(NOT_ELIGIBLE, screener)
        doers |= {
            "begin": officer, "propose": officer, "all_consented": people.officers[other],
            "hand_in": people.heads[place], "withdraw": people.heads[place], "decide": people.budget,
            "take_into_budget": people.budget, "queue": people.secretary, "enter_committee": people.secretary,
        }  # fmt: skip
        lives.append(Life(pk, moves, [doers[name] for name in ("begin", *steps)], day))
        consent = (proposed) + (len(steps) > 1)
        for agency, own in ((place, self.lead_moves), (other, self.partner_moves[consent])):
            part = next(self.part_ids)
            part_rows.append(self.part_row % {
                "id": part, "project": pk, "agency": people.agencies[agency], "state": own[-1].target,
                "version": len(own),
            })  # fmt: skip
            parts.append(Life(part, own, [people.officers[agency]] * 3, day))

    def _records(self, lives: list[Life]) -> Iterator[str]:
        """Every record of these lives, the first of all, then the second of all…, each chained to the one before."""
        bits, ids = self.random.getrandbits, self.record_ids
        for place in range(max(len(life.moves) for life in lives)):
            for life in lives:
                if place >= len(life.moves):
                    continue
                move = life.moves[place]
                request = f"{bits(128):032x}"
                request = f"{request[:8]}-{request[8:12]}-{request[12:16]}-{request[16:20]}-{request[20:]}"
                told: dict[str, Any] = {
                    "subject": life.pk, "actor": life.actors[place], "at": _day(life.day + 9 * place, life.pk),
                    "request": request, "before": life.prev,
                }  # fmt: skip
                text = move.text % told
                told["canonical"] = text
                told["hash"] = life.prev = sha256(text.encode()).hexdigest()
                told["id"] = next(ids)
                yield move.row % told


_days: dict[int, str] = {}


def _day(day: int, pk: int) -> str:
    """A moment of that day, as records write it."""
    if day not in _days:
        _days[day] = (FIRST_DAY + timedelta(days=day)).strftime("%Y-%m-%dT")
    return f"{_days[day]}{3 + pk % 8:02d}:{pk % 60:02d}:{pk // 60 % 60:02d}.{pk % 1000000:06d}Z"


def _follow_in_sql() -> None:
    """What follows from projects, parts and records, row by row: messages, processes, closed tasks, lines, amounts."""
    desk_of = {name: desk for desk in desks_of(ProjectFlow) for name in desk.acts}
    flow = Process._meta.get_field("flow_class").get_db_prep_save(ProjectFlow, connection)
    insert_selected(
        OutboxMessage, "FROM workflows_transitionrecord", record_id="id",
        topic="subject_type || '.' || transition", created_at='"at"', sent_at='"at"',
    )  # fmt: skip
    open_states = ", ".join(f"'{state}'" for desk in desks_of(ProjectFlow) for state in desk.states)
    insert_selected(
        Process, "FROM budget_review_integrationproject p JOIN workflows_transitionrecord r "
        f"ON r.subject_type = '{PROJECT}' AND r.subject_id = p.id AND r.seq = p.version",
        id="p.id", flow_class=f"'{flow}'", subject_type=f"'{PROJECT}'", subject_id="p.id", created='r."at"',
        status=f"CASE WHEN p.state IN ({open_states}) THEN 'NEW' ELSE 'DONE' END",
        finished=f"CASE WHEN p.state IN ({open_states}) THEN NULL ELSE r.\"at\" END",
    )  # fmt: skip
    names = "CASE r.transition " + " ".join(f"WHEN '{act}' THEN '{desk.name}'" for act, desk in desk_of.items())
    insert_selected(
        Task,
        "FROM workflows_transitionrecord r LEFT JOIN budget_review_participation part "
        f"ON r.subject_type = '{PART}' AND part.id = r.subject_id",
        id="r.id",
        process_id="coalesce(part.project_id, r.subject_id)",
        flow_task=f"'{flow}.' || ({names} ELSE 'route' END)",
        flow_task_type=f"CASE WHEN {names} END IS NULL THEN 'EXCLUSIVE_GATEWAY' ELSE 'HUMAN' END",
        status="'DONE'",
        owner_id=f"CASE WHEN {names} END IS NULL THEN NULL ELSE r.actor_id END",
        subject_type="r.subject_type",
        subject_id="r.subject_id",
        created='r."at"',
        started='r."at"',
        finished='r."at"',
        due_at="r.\"at\" + interval '7 days'",
    )
    insert_selected(
        BudgetLine, "FROM budget_review_participation", id="id", participation_id="id", item="'ระบบงาน'",
        category="'investment'", fiscal_year="2565", amount_baht="1000000 + id % 977 * 1000",
    )  # fmt: skip
    for stage, seq in ((Stage.PROPOSED, 2), (Stage.ENDORSED, 10), (Stage.ACT, 13)):
        insert_selected(
            AmountEntry, "FROM budget_review_budgetline l JOIN budget_review_participation part "
            "ON part.id = l.participation_id JOIN workflows_transitionrecord r "
            f"ON r.subject_type = '{PROJECT}' AND r.subject_id = part.project_id AND r.seq = {seq} "
            f"AND r.transition IN ('propose', 'endorse', 'decide')",
            line_id="l.id", stage=f"'{stage}'", amount_baht="l.amount_baht", project_seq=str(seq), at='r."at"',
        )  # fmt: skip


def _open_tasks(people: People, random: Random) -> Iterator[str]:
    """The desks that the states call for, one of five taken already by somebody who may."""
    flow = Process._meta.get_field("flow_class").get_db_prep_save(ProjectFlow, connection)
    takers = dict(zip(people.agencies, zip(people.officers, people.heads, strict=True), strict=True))
    row = line_of(
        Task, id=Slot("id"), process_id=Slot("process"), flow_task=Slot("desk"), flow_task_type="HUMAN",
        status=Slot("status"), owner_id=Slot("owner"), subject_type=Slot("kind"), subject_id=Slot("subject"),
        unit=Slot("unit"), created=Slot("at"), assigned=Slot("assigned"), due_at=Slot("due"),
    )  # fmt: skip
    ids = count(TransitionRecord.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1)
    desks = {desk.name: desk for desk in desks_of(ProjectFlow)}
    states = sorted({state for desk in desks.values() for state in desk.states})
    wholes = IntegrationProject.objects.filter(state__in=states).order_by("pk").only("state", "lead_id", "definition")
    parts: dict[int, list[Participation]] = {}
    for part in Participation.objects.filter(project__state__in=states).order_by("pk"):
        parts.setdefault(part.project_id, []).append(part)
    for whole in wholes.iterator(chunk_size=2000):
        own = parts[whole.pk]
        for part in own:
            part.project = whole
        subjects = {(PROJECT, whole.pk): whole} | {(PART, part.pk): part for part in own}
        for name, kind, pk in sorted(expected_desks(ProjectFlow, whole, own)):
            unit = desks[name].unit(subjects[kind, pk])
            role, _at, agency = unit.partition("/")[0].partition("@")
            officer, head = takers[int(agency)] if agency else (random.choice(people.screeners), 0)
            owner = head if role == "agency_head" else officer
            taken = random.random() < 0.2
            created = FIRST_DAY + timedelta(days=whole.pk % 3600, seconds=pk % 30_000)
            yield row % {
                "id": next(ids), "process": whole.pk, "desk": f"{flow}.{name}", "kind": kind, "subject": pk,
                "unit": unit, "status": "ASSIGNED" if taken else "NEW", "owner": owner if taken else r"\N",
                "at": created.isoformat(), "assigned": created.isoformat() if taken else r"\N",
                "due": (created + timedelta(days=1 + pk % 30)).isoformat(),
            }  # fmt: skip

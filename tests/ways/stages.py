# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A walk through every state of every lifecycle, each reached once: a tree of stages, left by savepoints."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction

from agencies.models import Delegation
from agencies.operations import write_order
from budget_review.models import Inquiry, IntegrationProject
from budget_review.operations import name_outsider
from budget_review.operations.similarity import answer_pair
from committee.operations import add_item
from tests.minutes import adopted
from tests.orders import order_text, pdf, second_admin
from tests.world import MEETING_AT, World
from workflows.lifecycle import Subject

LARGE = Decimal("50000000.00")  # three lines of it need the opinions of experts
NOTE = "เพราะต้องทดสอบ"
ROLES = (  # one person for each role that somebody can have towards a project, a meeting or an order
    "officer", "head", "nora", "north_head", "screener", "screening_head", "expert", "secretary", "budget", "auditor",
    "admin", "chair", "member", "stranger",
)  # fmt: skip
Reach = Callable[[World], Any]


def act(name: str, who: str, on: Callable[[World], Subject] | None = None, **more: Any) -> Reach:
    """An act on the project, or on what ``on`` gives."""
    return lambda world: world.act(name, who, on and on(world), note=NOTE, **more)


def to(state: str) -> Reach:
    """One step of the world's own path."""
    return lambda world: world.to(state)


def _minutes(world: World) -> None:
    """The meeting's minutes, confirmed by every member."""
    adopted(world)


def _order(world: World) -> Delegation:
    return Delegation.objects.get()


def _inquiry(world: World) -> Subject:
    return Inquiry.objects.get()


def _answer_pair(world: World) -> None:
    """About another project that was handed in; the second time the first answer gives way."""
    own, others = world.project_id, IntegrationProject.objects.exclude(pk=world.project_id)
    if not others.exists():
        world.project_id = world.draft().pk
        world.to("submitted")
        world.project_id = own
    answer_pair(
        project_id=own, other_id=others.latest("pk").pk, question="duplicate", answer="no", note=NOTE,
        actor=world.screener, at=world.at, request_id=uuid4(),
    )  # fmt: skip


def _north(world: World) -> Subject:
    return world.part("north")


def _write_order(world: World) -> None:
    """By an administrator who is nobody's role here: who wrote it may neither confirm nor register it."""
    order, paper = order_text(world, "head", "officer"), pdf()
    write_order(order, actor=second_admin(world), at=world.at, request_id=uuid4(), paper=paper, filename="คำสั่ง.pdf")


def _with_an_organisation(world: World) -> None:
    """One that has no officer here: the lead records its letter."""
    name_outsider(
        project=world.project, name="บริษัท ทดสอบ จำกัด", sector="private", actor=world.officer, at=world.at,
        request_id=uuid4(),
    )  # fmt: skip
    world.to("confirming")


def _allocate(world: World) -> None:
    amounts = dict.fromkeys(world.amounts(), "1.00")
    world.act("record_allocation", "budget", facts={"source": "เอกสาร", "amounts": amounts})


def _give(world: World) -> None:
    for opinion in world.project.opinions.all():
        world.act("give", "expert", opinion, facts={"advice": "support", "text": "เห็นด้วย"})


def _recommend_against(world: World) -> None:
    world.write_screening(recommendation="not_eligible")
    world.act("recommend", "screener")


def _agenda(world: World) -> None:
    world.put_on_agenda()
    add_item(meeting=world.meeting, title="เรื่องแจ้ง", section=1, actor=world.secretary, at=world.at, request_id=uuid4())


def _reply(world: World) -> None:
    world.act("accept", "member", world.entry("member"))
    world.act("send_regrets", "absent", world.entry("absent"), note=NOTE)


def _freeze(world: World) -> None:
    world.freeze_agenda()


def _miss_quorum(world: World) -> None:
    world.act("miss_quorum", "chair", world.meeting, at=MEETING_AT)


def _arrive(world: World) -> None:
    for name in ("chair", "member"):
        world.act("arrive", "secretary", world.entry(name))


def _draft(verb: str, **facts: Any) -> Reach:
    def draft(world: World) -> None:
        amounts = {"amounts": world.amounts()} if verb.startswith("endorse") else {}
        given = {"verb": verb, "text": "มติทดสอบ", **amounts, **facts}
        world.act("draft", "secretary", world.item, facts=given)

    return draft


def _certify(world: World) -> None:
    world.act("certify", "chair", world.resolution)


CONDITIONS = [{"text": "ต้องทดสอบก่อน", "before_forwarding": True}]
Tree = dict[str, tuple[Reach, "Tree"]]
AFTER_THE_ACT: Tree = {"allocated": (_allocate, {})}
AFTER_ENDORSEMENT: Tree = {
    "forwarded": (
        to("forwarded"),
        {
            "budgeting": (
                to("budgeting"),
                {
                    "not funded": (to("not_funded"), {}),
                    "decided": (
                        to("decided"),
                        {"reported back": (to("reported_back"), {"allocated": (_allocate, {})})},
                    ),
                },
            )
        },
    ),
    "set aside": (act("reconsider", "secretary", lambda world: world.item), {}),
}
IN_SESSION: Tree = {
    "a member left": (act("depart", "secretary", lambda world: world.entry("member")), {}),
    "suspended": (
        act("suspend", "chair", lambda world: world.meeting),
        {"resumed": (act("resume", "chair", lambda world: world.meeting), {})},
    ),
    "ended": (
        act("end", "secretary", lambda world: world.meeting),
        {"minutes adopted": (_minutes, {"closed": (act("close", "secretary", lambda world: world.meeting), {})})},
    ),
    "deferral drafted": (_draft("defer"), {"deferred": (_certify, {})}),
    "refusal drafted": (_draft("not_endorse"), {"not endorsed": (_certify, {})}),
    "conditions drafted": (
        _draft("endorse_with_conditions", conditions=CONDITIONS),
        {
            "conditional": (
                _certify,
                {
                    "conditions void": (act("reconsider", "secretary", lambda world: world.item), {}),
                    "conditions met": (
                        act("meet", "screener", lambda w: w.project.conditions.get(), facts={"evidence": "หนังสือ"}),
                        {},
                    ),
                },
            )
        },
    ),
    "endorsement drafted": (_draft("endorse"), {"endorsed": (_certify, AFTER_ENDORSEMENT)}),
}
MEETING: Tree = {
    "cancelled": (act("cancel", "secretary", lambda world: world.meeting), {}),
    "on the agenda": (
        _agenda,
        {
            "taken off": (act("take_off", "secretary", lambda world: world.item), {}),
            "convened": (
                act("convene", "secretary", lambda world: world.meeting),
                {
                    "answers": (_reply, {}),
                    "call closed": (act("close_call", "secretary", lambda world: world.meeting), {}),
                    "frozen": (
                        _freeze,
                        {
                            "no quorum": (_miss_quorum, {}),
                            "they arrive": (
                                _arrive,
                                {"opened": (act("open", "secretary", lambda world: world.meeting), IN_SESSION)},
                            ),
                        },
                    ),
                },
            ),
        },
    ),
}
QUESTIONS: Tree = {
    "withdrawn question": (act("withdraw_question", "screener", _inquiry), {}),
    "ended question": (to("returned"), {}),
    "answered": (
        act("answer", "nora", _inquiry, facts={"text": "เพราะเชื่อมกันได้"}),
        {"closed question": (act("close", "screener", _inquiry), {})},
    ),
}
SCREENING: Tree = {
    "opinion declined": (act("decline_to_advise", "expert", World.opinion), {}),
    "pair answered": (_answer_pair, {"answered again": (_answer_pair, {})}),
    "question asked": (lambda world: world.ask(agency="north"), QUESTIONS),
    "returned": (to("returned"), {}),
    "opinions given": (
        _give,
        {
            "findings written": (World.write_screening, {}),
            "recommended against": (_recommend_against, {}),
            "withdrawn late": (act("withdraw", "head"), {"begun again": (act("begin_again", "head"), {})}),
        },
    ),
    "recommended": (
        to("recommended"),
        {
            "not eligible": (to("not_eligible"), {}),
            "screened": (to("screened"), {"planned": (World.plan_meeting, MEETING)}),
        },
    ),
}
STAGES: Tree = {
    "an agency left": (act("leave", "officer", _north), {}),
    "withdrawn": (to("withdrawn"), {}),
    "confirming with an organisation": (_with_an_organisation, {}),
    "order drafted": (
        _write_order,
        {
            "order in force": (
                act("confirm", "head", _order),
                {"order revoked": (act("revoke", "head", _order), {})},
            ),
            "order withdrawn": (act("withdraw", "head", _order), {}),
        },
    ),
    "confirming": (
        to("confirming"),
        {
            "changes asked": (act("ask_changes", "nora", _north), {}),
            "declined": (act("decline", "nora", _north), {}),
            "agency approval": (
                to("agency_approval"),
                {"submitted": (to("submitted"), {"screening": (to("screening"), SCREENING)})},
            ),
        },
    ),
}


def walk() -> Iterator[tuple[str, World]]:
    """Every stage by its name, with the world as it stands there; to be walked inside a transaction."""
    world = World(amount=LARGE)
    yield "draft", world
    yield from _branches(world, STAGES)


def _branches(world: World, tree: Tree) -> Iterator[tuple[str, World]]:
    for name, (reach, further) in tree.items():
        with undone():
            reach(world)
            yield name, world
            yield from _branches(world, further)


@contextmanager
def undone() -> Iterator[None]:
    """Leave no row of what is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

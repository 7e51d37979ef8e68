# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A walk through every state of every lifecycle, each reached once: a tree of stages, left by savepoints."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from uuid import uuid4

from django.db import transaction

from agencies.models import Delegation
from agencies.operations import write_order
from budget_review.models import Inquiry, IntegrationProject
from budget_review.operations import name_outsider
from budget_review.operations.similarity import answer_pair
from digital_plan.models import ActionPlan, AlignmentCampaign, Obligation
from tests import obligations
from tests.action_plans import begun, linked, write
from tests.campaigns import carried, close, fill, opened, response_of, written
from tests.orders import order_text, pdf, second_admin
from tests.ways.reaching import NOTE, Tree, act, to
from tests.ways.stages_of_clinic import CLINIC
from tests.ways.stages_of_meetings import MEETINGS
from tests.ways.stages_of_revisions import REVISIONS
from tests.ways.stages_of_status_rounds import STATUS_ROUNDS
from tests.world import World
from workflows.lifecycle import Subject

LARGE = Decimal("50000000.00")  # three lines of it need the opinions of experts
ROLES = (  # one person for each role that somebody can have towards a project, a meeting or an order
    "officer", "head", "nora", "north_head", "screener", "screening_head", "expert", "secretary", "budget", "auditor",
    "admin", "chair", "member", "stranger",
)  # fmt: skip


def _order(world: World) -> Delegation:
    return Delegation.objects.get()


def _campaign(world: World) -> AlignmentCampaign:
    return AlignmentCampaign.objects.get()


def _response(world: World) -> Subject:
    return response_of(world, "north")


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


def _give(world: World) -> None:
    for opinion in world.project.opinions.all():
        world.act("give", "expert", opinion, facts={"advice": "support", "text": "เห็นด้วย"})


def _recommend_against(world: World) -> None:
    world.write_screening(recommendation="not_eligible")
    world.act("recommend", "screener")


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
            "screened": (to("screened"), MEETINGS),
        },
    ),
}
CAMPAIGNS: Tree = {
    "campaign dropped": (act("drop_campaign", "screener", _campaign), {}),
    "campaign opened": (
        lambda world: opened(world, ("lead", "north"), draft=_campaign(world)),
        {
            "response written": (lambda world: fill(world, "north", "nora"), {}),
            "response handed in": (
                lambda world: carried(world, "north", "nora", "handed_over"),
                {
                    "every response handed in": (lambda world: carried(world, "lead", "officer", "handed_over"), {}),
                    "response taken up": (
                        act("take_up_check", "screener", _response),
                        {
                            "clarification asked": (
                                act("ask_to_clarify", "screener", _response, facts={"text": NOTE}),
                                {},
                            ),
                        },
                    ),
                    "finding recorded": (
                        act("record_finding", "screener", _response, facts={"alignment": "aligned"}),
                        {
                            "result sent": (
                                act("send_result", "screening_head", _response),
                                {"result opened": (act("open_result", "nora", _response), {})},
                            ),
                        },
                    ),
                },
            ),
            "campaign closed": (
                lambda world: close(world, _campaign(world)),
                {"campaign reported": (act("declare_reported", "screening_head", _campaign), {})},
            ),
        },
    ),
}


def _plan(world: World) -> Subject:
    return ActionPlan.objects.get()


def _acknowledge(world: World) -> None:
    world.act("acknowledge_receipt", "screener", _plan(world), facts={"receipt_number": "สพร 1/2566"})


def _mend(world: World) -> None:
    write(world, ActionPlan.objects.get(), background="แก้แล้ว")


PLANS: Tree = {
    "plan ended": (act("end_plan", "officer", _plan), {}),
    "plan may be sent": (
        lambda world: linked(world, ActionPlan.objects.get()),
        {
            "plan sent": (
                act("send_plan", "officer", _plan),
                {
                    "plan returned": (act("return_plan", "screener", _plan), {"plan mended": (_mend, {})}),
                    "plan acknowledged": (_acknowledge, {}),
                },
            ),
        },
    ),
}


def _obligation(world: World) -> Subject:
    return Obligation.objects.latest("pk")


def _widen(world: World) -> None:
    """One agency more is obliged, and not asked yet."""
    codes = [world.agencies[name].code for name in ("lead", "north", "south")]
    facts = {"said": {"scope_of": codes}}
    world.act("amend_obligation", "screening_head", _obligation(world), note=NOTE, facts=facts)


def _duty(world: World) -> Subject:
    return obligations.duty_of(world)


def _report(world: World) -> None:
    world.act("report_done", "officer", _duty(world), facts=obligations.DONE)


def _asked_back(world: World) -> None:
    world.act("return_duty", "screener", _duty(world), facts={"text": NOTE})


OBLIGATIONS: Tree = {
    "obligation dropped": (act("drop_obligation", "screener", _obligation), {}),
    "obligation in force": (
        act("put_in_force", "screening_head", _obligation),
        {
            "obligation retired": (act("retire_obligation", "screening_head", _obligation), {}),
            "obligation widened": (_widen, {}),
            "duty claimed not to apply": (
                act("claim_exemption", "officer", _duty),
                {"duty does not apply": (act("confirm_exemption", "screener", _duty), {})},
            ),
            "duty with evidence": (
                obligations.given,
                {
                    "duty reported": (
                        _report,
                        {
                            "duty returned": (_asked_back, {}),
                            "duty confirmed": (act("confirm_done", "screener", _duty), {}),
                        },
                    )
                },
            ),
        },
    ),
}
STAGES: Tree = {
    "obligation written": (
        lambda world: obligations.written(world, "other_screener", ("lead", "north")),
        OBLIGATIONS,
    ),
    "campaign written": (lambda world: written(world, "other_screener", ("lead", "north")), CAMPAIGNS),
    **CLINIC,
    **STATUS_ROUNDS,
    **REVISIONS,
    "plan begun": (begun, PLANS),
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
    meeting = world.meeting_id
    for name, (reach, further) in tree.items():
        with undone():
            reach(world)
            yield name, world
            yield from _branches(world, further)
        world.meeting_id = meeting


@contextmanager
def undone() -> Iterator[None]:
    """Leave no row of what is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

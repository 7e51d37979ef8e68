# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Action plans for tests: begun, with everything written, and on their way."""

from typing import Any
from uuid import uuid4

from digital_plan.models import ActionPlan, ActionPlanSection
from digital_plan.operations.action_plans import SectionText, attach_document, begin_plan, write_sections
from digital_plan.template_sections import SECTIONS
from tests.world import World

LINK = "https://example.go.th/plan"
ROWS: dict[str, list[dict[str, str]]] = {
    "national_plans": [{"plan": "digital_plan", "what": "ยุทธศาสตร์ที่ 1", "item": "66-70/1.2", "how": "เชื่อมข้อมูล"}],
    "own_situation": [{"side": "strength", "what": "บุคลากรพร้อม"}],
    "direction": [{"kind": "vision", "words": "บริการดิจิทัลที่ทุกคนเข้าถึง"}],
    "strategies": [{"name": "บริการดิจิทัล", "projects": "ระบบออกหนังสือรับรอง"}],
}


def begun(world: World, agency: str = "lead", who: str = "officer") -> ActionPlan:
    """The plan of an agency, nothing written yet."""
    return begin_plan(
        agency=world.agencies[agency], plan_kind="action_plan", first_year=2566, last_year=2570,
        actor=world.people[who], at=world.at, request_id=uuid4(),
    )  # fmt: skip


def write(world: World, plan: ActionPlan, who: str = "officer", **texts: Any) -> ActionPlan:
    """Write sections by their keys; a list is the rows of a table."""
    sections = [
        SectionText(key, rows=said) if isinstance(said, list) else SectionText(key, said) for key, said in texts.items()
    ]
    revision = ActionPlan.objects.get(pk=plan.pk).revision
    return write_sections(
        plan_id=plan.pk, sections=sections, expected_revision=revision, actor=world.people[who], at=world.at
    )


def whole(world: World, plan: ActionPlan) -> ActionPlan:
    """Every section written."""
    texts: dict[str, Any] = {one.key: ROWS.get(one.key) or f"เนื้อหา {one.key}" for one in SECTIONS}
    return write(world, plan, **texts)


def linked(world: World, plan: ActionPlan, who: str = "officer") -> Any:
    """The agency's own document by its address."""
    return attach_document(plan_id=plan.pk, link=LINK, actor=world.people[who], at=world.at, request_id=uuid4())


def sent(world: World) -> ActionPlan:
    """A whole plan that was sent."""
    plan = whole(world, begun(world))
    world.act("send_plan", "officer", plan)
    return ActionPlan.objects.get(pk=plan.pk)


def every_row_of_action_plans(world: World) -> None:
    """A row in each of their tables."""
    plan = begun(world)
    write(world, plan, background="เดิม")
    ActionPlanSection.objects.filter(plan=plan).update(written_by=world.head)
    write(world, plan, background="ใหม่")
    linked(world, plan)
    world.act("send_plan", "officer", plan)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposals to change a plan in the tests' world."""

from typing import Any
from uuid import uuid4

from digital_plan.models import Plan, PlanRevision, RevisionProposal
from digital_plan.operations.revisions import ChangeText, list_revision, propose_change
from tests.world import World

YEAR = 2565


def plan() -> Plan:
    return Plan.objects.get(code="63-65")


def proposed(world: World, who: str = "nora", agency: str = "north", **said: Any) -> RevisionProposal:
    """The north agency proposes to change the first strategy, unless it is said otherwise."""
    given: dict[str, Any] = {
        "plan": plan().pk, "fiscal_year": YEAR, "change_kind": "change", "item_code": "63-65/1",
        "what": "เพิ่มตัวชี้วัดของบริการดิจิทัล", "why": "ผลปีนี้วัดไม่ได้", "agency": world.agencies[agency].pk,
    }  # fmt: skip
    text = ChangeText(**given | said)
    record = propose_change(text, actor=world.people[who], at=world.at, request_id=uuid4())
    return RevisionProposal.objects.get(pk=record.subject_id)


def taken(world: World, **said: Any) -> RevisionProposal:
    found = proposed(world, **said)
    world.act("take_change", "screening_head", found, note="เห็นควรปรับ")
    return RevisionProposal.objects.get(pk=found.pk)


def listed(world: World, who: str = "screening_head", **said: Any) -> PlanRevision:
    given: dict[str, Any] = {"plan_id": plan().pk, "fiscal_year": YEAR, "reason": "ทบทวนประจำปี", "request_id": uuid4()}
    return list_revision(actor=world.people[who], at=world.at, **given | said)

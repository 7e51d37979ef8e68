# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Obligations in the tests' world: written by one officer, put in force by the head, reported by agencies."""

from typing import Any
from uuid import uuid4

from digital_plan.models import AgencyObligation, DutyEvidence, Obligation
from digital_plan.operations.obligations import add_evidence, begin_obligation, remove_evidence
from digital_plan.reference.obligations_2564 import OBLIGATIONS
from tests.world import World

DUE = "2020-11-16"  # a Monday, two weeks after the world's day
DONE = {"done_on": "2020-11-02"}
LINK = "https://data.go.th/dataset/lead"


def written(world: World, by: str = "screener", agencies: tuple[str, ...] = (), **said: Any) -> Obligation:
    """The circular of the slides as a draft, due on ``DUE``; every agency unless some are named."""
    given = OBLIGATIONS["gdx"] | {"due_date": DUE}
    if agencies:
        given |= {"scope": "chosen", "scope_of": [world.agencies[name].code for name in agencies]}
    record = begin_obligation(said=given | said, actor=world.people[by], at=world.at, request_id=uuid4())
    return Obligation.objects.get(pk=record.subject_id)


def in_force(world: World, agencies: tuple[str, ...] = ("lead", "north", "dga"), **said: Any) -> Obligation:
    obligation = written(world, agencies=agencies, **said)
    world.act("put_in_force", "screening_head", obligation)
    return Obligation.objects.get(pk=obligation.pk)


def duty_of(world: World, agency: str = "lead") -> AgencyObligation:
    """The latest obligation of an agency."""
    return AgencyObligation.objects.filter(agency=world.agencies[agency]).latest("pk")


def given(world: World, agency: str = "lead", who: str = "officer", **more: Any) -> DutyEvidence:
    """A link as evidence."""
    said: dict[str, Any] = {"title": "ชุดข้อมูลที่เปิดเผย", "link": LINK, "request_id": uuid4()}
    return add_evidence(duty_id=duty_of(world, agency).pk, actor=world.people[who], at=world.at, **said | more)


def carried(world: World, to: str, agency: str = "lead", who: str = "officer") -> AgencyObligation:
    """An agency's obligation carried to a state."""
    claimed = to in ("exemption_claimed", "not_applicable")
    if to in ("outstanding", "lapsed"):
        pass
    elif claimed:
        world.act("claim_exemption", who, duty_of(world, agency), note="หน่วยงานไม่มีข้อมูลที่ต้องเปิดเผย")
    else:
        given(world, agency, who)
        world.act("report_done", who, duty_of(world, agency), facts=DONE)
    if to == "returned":
        world.act("return_duty", "screener", duty_of(world, agency), facts={"text": "บริการใดเชื่อมกับ GDX แล้ว"})
    if to in ("confirmed", "not_applicable"):
        name = "confirm_exemption" if claimed else "confirm_done"
        world.act(name, "screener", duty_of(world, agency))
    if to == "lapsed":
        world.act("retire_obligation", "screening_head", duty_of(world, agency).obligation, note="ยกเลิกหนังสือเวียน")
    return duty_of(world, agency)


def every_row_of_obligations(world: World) -> AgencyObligation:
    """A row in each of their tables, evidence that stands and evidence that was taken out."""
    in_force(world)
    out = given(world, title="ส่งผิด")
    remove_evidence(duty_id=out.duty_id, evidence_id=out.pk, actor=world.officer, at=world.at)
    return carried(world, "reported_done")

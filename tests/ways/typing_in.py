# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an act takes along so that nothing it asks for is missing, and how a form sends it."""

from typing import Any

from committee.models import LetterPattern
from committee.operations import wording_sha256
from digital_plan.models.clinic import is_free
from tests.budget_review.lifecycle_table import facts_for
from tests.ways.addresses import CORRECTIONS, correction
from tests.world import PEOPLE, World

DUE = "2021-12-01"
OTHER_WORDS = "ถ้อยคำที่แก้แล้ว"


def facts_of(world: World, subject: Any, name: str, who: str) -> dict[str, Any]:
    """The facts of an act by one person."""
    kind = subject.kind
    if name == "record_spending":
        return {"source": "เอกสาร", "amounts": dict.fromkeys(_own_lines(world, who), "0.50")}
    if name in CORRECTIONS:
        return correction(subject, name) or {}
    if name == "move_last_day":
        return {"due_date": DUE}
    if kind == "digital_plan.statusreturn":
        return _of_return(name)
    if kind == "digital_plan.alignmentresponse":
        return _of_response(name)
    if kind == "committee.agendaitem":
        return _of_item(subject, name)
    if kind == "committee.resolution":
        return _of_resolution(world, name)
    if kind == "committee.actionitem":
        return {"report": {"link": "https://data.go.th/"}, "extend": {"due_date": DUE}}.get(name, {})
    if kind == "digital_plan.clinicbooking":
        return _of_booking(world, subject, name)
    if kind == "digital_plan.actionplan":
        return {"receipt_number": "สพร 1/2566"} if name == "acknowledge_receipt" else {}
    if kind in ("digital_plan.obligation", "digital_plan.agencyobligation"):
        return _of_obligation(subject, name)
    if kind == "committee.minutes":
        corrigendum = {"section": "opening", "text": OTHER_WORDS, "meeting": str(subject.meeting_id)}
        return corrigendum if name == "correct" else {}
    return facts_for(name, world.amounts())


def _own_lines(world: World, who: str) -> list[str]:
    """The lines of the person's agency; of one that has none, its partner's."""
    agency = PEOPLE[who][0]
    part = world.part(agency if agency in ("lead", "north", "south") else "north")
    return [str(line.pk) for line in part.lines.all()]


def _of_response(name: str) -> dict[str, Any]:
    if name == "record_finding":
        return {"alignment": "aligned"}
    return {"text": "ข้อความ"} if name in ("ask_to_clarify", "clarify") else {}


def _of_return(name: str) -> dict[str, Any]:
    if name == "ask_back":
        return {"text": "ปีใด"}
    told = {"plan_status": "making"}
    if name == "enter_for_caller":
        return told | {"caller": "ผู้อำนวยการ", "came_by": "phone"}
    return told | {"text": "ปี 2564"} if name == "answer_back" else told if name.endswith("_status") else {}


def _of_obligation(subject: Any, name: str) -> dict[str, Any]:
    if name == "report_done":
        return {"done_on": "2020-11-02"}
    if name in ("rewrite_obligation", "amend_obligation"):
        return {"said": {"asked": f"{subject.asked} {OTHER_WORDS}"}}
    return {"text": "ข้อความ"} if name in ("return_duty", "reopen_duty") else {}


def _of_booking(world: World, booking: Any, name: str) -> dict[str, Any]:
    if name in ("move", "take"):
        free = (one.pk for one in booking.season.slots.order_by("-starts_at") if is_free(one, world.at))
        return {"slot": next(free, booking.slot_id or 1)}
    return {"problem": "ไม่ทราบวิธี", "advice": "ดูแบบ"} if name == "note_consultation" else {}


def _of_item(item: Any, name: str) -> dict[str, Any]:
    if name == "draft":
        return {"verb": "not_endorse" if item.project_id else "take_note", "text": "มติทดสอบ"}
    if name == "lay_report":
        return {"letter_number": "สพร ๐๑/๙"}
    return {"text": OTHER_WORDS} if name == "correct" else {}


def _of_resolution(world: World, name: str) -> dict[str, Any]:
    if name == "communicate":
        return {"pattern": str(LetterPattern.objects.latest("pk").pk)}
    if name == "assign_more":
        return {"text": "จัดทำข้อมูลเพิ่ม", "agency": world.agencies["south"].code, "working_days": 10}
    return {}


def typed(subject: Any, name: str, facts: dict[str, Any], note: str, version: int) -> dict[str, Any]:
    """What the form of a page sends for an act, beside its request; ``version`` is the one that was shown."""
    kind = subject.kind
    if kind == "committee.resolution" and name in ("certify", "record"):
        return {"wording": wording_sha256(subject)}
    sent = dict(facts)
    for line, amount in sent.pop("amounts", {}).items():
        sent[f"amount_{line}"] = amount
    if kind == "committee.resolution" and name == "communicate":
        sent |= {"urgency": "normal"}
    if "said" in sent:
        sent |= subject.content() | sent.pop("said")
    if "agency" in sent:
        sent["owner"] = f"agency:{sent.pop('agency')}"
    if kind == "committee.recusal":
        sent |= {"press": f"{name}:{subject.pk}:{version}"}
    if kind == "committee.voteround":
        sent |= {"round": subject.pk}
    if kind == "committee.rollentry" and name == "note_absent":
        sent |= {"entry": f"{subject.pk}:{version}"}
    if name in CORRECTIONS:
        return {"mark": facts.get("corrects", 0), "kind": facts.get("kind", ""), "reason": note}
    return sent | ({"note": note} if note else {})

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's way from its resolution to the result reported back, as acts in time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from budget_review.models import Condition
from project.demo import acts
from project.demo.acts import Event, Run, make
from project.demo.fy2565 import timetable
from project.demo.fy2565.decisions import CUT_AT, STAGES, forwarding_letter, result_letter
from project.demo.shapes import Decision, Project, Resolution

BUREAU = "budget"


def budgeting(plan: Project, resolution: Resolution, decision: Decision, dga_officer: str, nth: int) -> Iterator[Event]:
    """Meet the conditions, forward, record each stage, decide by the Act, report back."""
    later = timedelta(minutes=15 * nth)
    for place, condition in enumerate(resolution.conditions):
        if condition.before_forwarding:
            yield _condition_met(plan, place, timetable.CONDITION_MET, dga_officer)
    yield step(plan, "forward", timetable.FORWARDED + later, dga_officer, letter_number=forwarding_letter(plan.code))
    yield step(plan, "take_into_budget", timetable.BUDGETING - timedelta(hours=1) + later, BUREAU)
    *stages, act = STAGES
    standing = dict(resolution.endorsed_baht)
    for stage in stages:
        if stage.key == CUT_AT:
            standing |= decision.cut_baht
        yield with_amounts(
            plan, "record_stage", stage.at + later, dict(standing), stage=stage.key, source=stage.source_th
        )
    yield with_amounts(
        plan, "decide", timetable.DECIDED + later, dict(standing), note=decision.note_th, source=act.source_th
    )
    yield step(
        plan, "report_back", timetable.REPORTED_BACK + later, dga_officer, letter_number=result_letter(plan.code)
    )


def step(plan: Project, name: str, at: datetime, actor: str, note: str = "", **facts: Any) -> Event:
    """One step of a project."""

    def do(run: Run) -> None:
        make(acts.project(plan.code), name, actor=actor, at=at, note=note, **facts)

    return Event(at=at, of=plan.code, name=name, actor=actor, do=do)


def with_amounts(
    plan: Project, name: str, at: datetime, changed_baht: dict[int, Decimal], note: str = "", **facts: Any
) -> Event:
    """One step of the Budget Bureau with an amount for every line."""

    def do(run: Run) -> None:
        given = acts.amounts(plan, changed_baht)
        make(acts.project(plan.code), name, actor=BUREAU, at=at, note=note, amounts=given, **facts)

    return Event(at=at, of=plan.code, name=name, actor=BUREAU, do=do)


def _condition_met(plan: Project, place: int, at: datetime, actor: str) -> Event:
    def do(run: Run) -> None:
        condition = Condition.objects.filter(project__code=plan.code).order_by("pk")[place]
        make(condition, "meet", actor=actor, at=at, evidence=f"หนังสือยืนยันที่ ตย. เงื่อนไข {plan.code}/2564")

    return Event(at=at, of=plan.code, name="meet", actor=actor, do=do)

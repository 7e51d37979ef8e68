# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acts on many projects that workers make, for programs: how far one is, what became of each project, stopping one."""

from typing import Any, Literal, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import READING, Moment, PersonOut, Problem, RecordOut, asker, person_out, record_out
from budget_review.queries.under_way import Dealt, bulk_acts_for, dealt_with
from workflows.bulk_acts.asking import stop
from workflows.bulk_acts.models import BulkAct
from workflows.bulk_acts.reading import trouble_of
from workflows.records import moment

router = Router(tags=["projects"])


Fate = Literal["waiting", "made", "refused", "left"]
Way = Literal["queued", "running", "done", "stopped"]


class DealtOut(Schema):
    """What became of one project. Refused, nothing has changed there; the problem is in the language of the asking."""

    code: str
    status: Fate
    record: RecordOut | None
    problem: Problem | None


class BulkActOut(Schema):
    """An act on many projects that workers make. While it is ``queued`` or ``running``, ask again at ``href``."""

    id: int
    href: str = Field(description="Where to ask how far it is.", examples=["/api/v1/work/7"])
    act: str = Field(examples=["take_up"])
    status: Way
    asked_by: PersonOut
    asked_at: Moment
    ended_at: Moment | None
    passed: int
    refused: int
    left: int = Field(description="Projects not dealt with, or never begun where it was stopped.")
    stopping: bool
    trouble: str | None = Field(description="Why it does not go on: ``no_worker`` or ``parked``.")


class BulkActWhole(BulkActOut):
    """The same with each project that you may see, in the order in which they were named."""

    projects: list[DealtOut]


@router.get("/work", response={200: list[BulkActOut]} | READING, summary="List acts on many that workers make")
def list_bulk_acts(request: HttpRequest) -> list[BulkActOut]:
    """The fifty that you asked for last; administrators read everybody's."""
    at = timezone.now()
    return [bulk_act_out(act) for act in bulk_acts_for(asker(request), at)[:50]]


@router.get("/work/{int:pk}", response={200: BulkActWhole} | READING, summary="Read how far an act on many is")
def read_bulk_act(request: HttpRequest, pk: int) -> BulkActWhole:
    """How far it is, and what became of each project."""
    user, at = asker(request), timezone.now()
    act = get_object_or_404(bulk_acts_for(user, at), pk=pk)
    dealt = [one for some in dealt_with(act, user, at).values() for one in some]
    projects = [_dealt(one) for one in sorted(dealt, key=lambda one: one.item.position)]
    return BulkActWhole(**bulk_act_out(act).dict(), projects=projects)


@router.post("/work/{int:pk}/stop", response={200: BulkActOut} | READING, summary="Stop an act on many")
def stop_bulk_act(request: HttpRequest, pk: int) -> Any:
    """Begin no further project of it; what is made stays. One that has ended is answered as it is."""
    user, at = asker(request), timezone.now()
    found = get_object_or_404(bulk_acts_for(user, at), pk=pk)
    return Status(200, bulk_act_out(stop(found.pk, actor=user, at=at)))


def accepted(act: BulkAct, response: HttpResponse) -> BulkActOut:
    """The act as it was taken in, with its address also in the Location header."""
    said = bulk_act_out(act)
    response["Location"] = said.href
    return said


def bulk_act_out(act: BulkAct) -> BulkActOut:
    """An act on many without its projects."""
    trouble = trouble_of(act, timezone.now())
    return BulkActOut(
        id=act.pk, href=reverse("api:read_bulk_act", args=[act.pk]), act=act.step, status=cast("Way", act.status),
        asked_by=person_out(act.actor), asked_at=moment(act.asked_at),
        ended_at=moment(act.ended_at) if act.ended_at else None, passed=act.made_count, refused=act.refused_count,
        left=act.left_count, stopping=act.is_under_way and act.stop_asked_at is not None,
        trouble=trouble.value if trouble else None,
    )  # fmt: skip


def _dealt(one: Dealt) -> DealtOut:
    said = one.refusal
    return DealtOut(
        code=one.project.code, status=cast("Fate", one.item.status),
        record=record_out(one.item.record) if one.item.record else None,
        problem=Problem(**said | {"who": said["who"] or None}) if said else None,
    )  # fmt: skip

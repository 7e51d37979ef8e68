# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One act on many projects for programs: looked at first, then made; an answer for each project."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status
from pydantic import AfterValidator, StringConstraints

from accounts.api import (
    REFUSALS,
    ActingUnder,
    Problem,
    Prose,
    RecordOut,
    RequestId,
    Strict,
    problem,
    problem_of,
    record_out,
    storable,
)
from accounts.api.problems import told
from agencies.asking import asker_under
from budget_review.api_under_way import BulkActOut, accepted
from budget_review.operations.many import IN_REQUEST, MOST, act_on_many, leave_to_workers, look_at_many, rules_for
from budget_review.queries import projects_for
from budget_review.schemas import LetterNumber
from workflows.batches import Item, Outcome
from workflows.refusals import Refused

router = Router(tags=["projects"])

Act = Literal["take_up", "pass_on", "forward", "take_into_budget", "report_back"]
Code = Annotated[str, StringConstraints(max_length=100), AfterValidator(storable)]


class ChosenIn(Strict):
    """A project, at the version that you have read."""

    code: Code
    version: Annotated[int, Field(ge=0, le=10**9)] | None = None


class ManyFacts(Strict):
    """What the acts on many take along."""

    letter_number: LetterNumber | None = None


class ManyBody(Strict):
    """One act on many projects. With ``preview`` nothing happens, and the answer says what would."""

    preview: bool
    projects: Annotated[list[ChosenIn], Field(min_length=1, max_length=MOST)]
    note: Prose = ""
    facts: ManyFacts = ManyFacts()


class OutcomeOut(Schema):
    """What became of one project, or would. Refused, nothing has changed there."""

    code: str
    may: bool
    record: RecordOut | None
    problem: Problem | None


class ManyOut(Schema):
    """What became of each, in the order in which they were named; each project once."""

    act: Act
    preview: bool
    passed: int
    refused: int
    projects: list[OutcomeOut]


@router.post("/bulk/{slug:act}", response={200: ManyOut, 202: BulkActOut} | REFUSALS, summary="Act on many projects")
def act_on_projects(
    request: HttpRequest, response: HttpResponse, act: Act, body: ManyBody, request_id: RequestId,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Make one act on many projects, or only ask what would become of each. One refused keeps none of the others back.

    More than twenty are left to workers: the answer is then 202, with the address where to ask how far they are.
    The same key for the same projects answers the same records, or the same address, again.
    """
    user, at = asker_under(request, acting_under), timezone.now()
    asked: dict[str, Any] = {
        "actor": user,
        "at": at,
        "delegation": acting_under,
        "note": body.note,
        "facts": body.facts.model_dump(mode="json", exclude_none=True),
    }
    chosen = {one.code: one for one in reversed(body.projects)}
    seen = dict(projects_for(user, at).filter(code__in=chosen).order_by().values_list("code", "pk"))
    named = dict.fromkeys(one.code for one in body.projects)
    items = [Item(seen[code], chosen[code].version) for code in named if code in seen]
    if body.preview:
        outcomes = look_at_many(items, act, **asked)
    elif len(items) > IN_REQUEST:
        try:
            return Status(202, accepted(leave_to_workers(items, act, request_id=request_id, **asked), response))
        except Refused as refused:
            return told(refused, None)
    else:
        outcomes = act_on_many(items, act, request_id=request_id, **asked)
    found = {outcome.item.subject_id: outcome for outcome in outcomes}
    rows = [_told(code, found.get(seen.get(code, 0)), act) for code in named]
    passed = sum(one.may for one in rows)
    return Status(200, ManyOut(act=act, preview=body.preview, passed=passed, refused=len(rows) - passed, projects=rows))


def _told(code: str, outcome: Outcome | None, act: str) -> OutcomeOut:
    if outcome is None:  # not there, or not for this person to see
        return OutcomeOut(code=code, may=False, record=None, problem=problem("not_found"))
    rule = rules_for(act).who
    return OutcomeOut(
        code=code,
        may=outcome.may,
        record=record_out(outcome.record) if outcome.record else None,
        problem=problem_of(outcome.refused, rule and rule.sentence) if outcome.refused else None,
    )

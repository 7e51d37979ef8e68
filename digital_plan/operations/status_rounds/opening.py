# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What opening, closing and reporting a round does: its number, the returns of all agencies, the frozen result."""

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.roles import day_of
from digital_plan.guards.status_rounds import no_other_is_open
from digital_plan.lifecycle.status_rounds import StatusRoundLifecycle
from digital_plan.models import Plan, StatusResult, StatusResultPaper, StatusReturn, StatusRound
from digital_plan.operations.asked_together import ask_together, move_day, step_together
from digital_plan.operations.frozen import hashed
from digital_plan.queries.status_results import STATUSES, result_of
from digital_plan.states.status_rounds import ReturnState, RoundState
from papers.models import Document
from papers.packs import build_status_result_pdf
from papers.printing import printed_once
from papers.thai import buddhist_year
from workflows.lifecycle import Attempt, effect
from workflows.refusals import GuardsUnmet


@effect(StatusRoundLifecycle.open_round)
def number_and_ask(round_: StatusRound, attempt: Attempt) -> dict[str, Any]:
    """Give the next number of the calendar year, and begin the return of every registered agency.

    Numbers are given one at a time: whoever opens a round holds the row of the oldest plan until the end. Raises
    GuardsUnmet where another was opened meanwhile. Returns ``{"number": "1/2564", "agencies_asked": 22}``.
    """
    Plan.objects.select_for_update(no_key=True).order_by("pk")[:1].get()
    if round_.others_open():
        raise GuardsUnmet(no_other_is_open.sentence)
    year = buddhist_year(day_of(attempt.at))
    opened = StatusRound.objects.exclude(number=None)
    last = opened.filter(be_year=year).aggregate(last=Max("number"))["last"] or 0
    round_.number, round_.be_year = last + 1, year
    round_.previous = opened.order_by("-be_year", "-number").first()
    round_.save(update_fields=["number", "be_year", "previous"])
    pks = list(Agency.objects.order_by("pk").values_list("pk", flat=True))
    ask_together(round_, pks, lambda pk: StatusReturn(round=round_, agency_id=pk), attempt)
    return {"number": round_.called, "agencies_asked": len(pks)}


@effect(StatusRoundLifecycle.move_last_day)
def let_agencies_tell_later(round_: StatusRound, attempt: Attempt) -> dict[str, Any]:
    """Let every return that is awaited be due by the new day; as ``move_day``."""
    awaited = {one.pk: one for one in round_.returns.filter(state=ReturnState.AWAITED)}
    for return_ in awaited.values():
        return_.round = round_
    return move_day(round_, awaited, round_.returns.values("pk"), attempt.facts["due_date"])


@effect(StatusRoundLifecycle.close_round)
def note_what_never_came(round_: StatusRound, attempt: Attempt) -> dict[str, Any]:
    """Note of every agency that told nothing that nothing came. Returns ``{"not_received": 3}``."""
    awaited = round_.returns.filter(state=ReturnState.AWAITED)
    return {"not_received": step_together(round_, awaited, "lapse", attempt)}


@effect(StatusRoundLifecycle.report_round)
def freeze_result(round_: StatusRound, attempt: Attempt) -> dict[str, Any]:
    """Count every return that was told, and keep the result. Returns ``{"result_sha256": "…", "counted": 19}``."""
    counted = step_together(round_, round_.returns.filter(state=ReturnState.ANSWERED), "count_in", attempt)
    content = result_of(round_, attempt.at)
    content["round"]["state"] = str(RoundState.REPORTED)  # as it is once this act is made
    result = StatusResult.objects.create(
        round=round_, taken_by=attempt.actor, taken_at=attempt.at, **hashed(content)
    )  # fmt: skip
    return {"result_sha256": result.sha256, "counted": counted}


def printed_of(result: StatusResult) -> dict[str, Any]:
    """What the paper prints: the frozen content, its day and hash, each status in words, and the length of each bar."""
    content, told = result.content, result.content["totals"]["told"]
    words = _words()
    return content | {
        "statuses": [
            {"name": words[code], "agencies": content["totals"][code], "share": _share(content["totals"][code], told)}
            for code in STATUSES
        ],
        "ministries": [row | {"share": _share(row["told"], row["asked"])} for row in content["ministries"]],
        "moves": [
            row | _said(row, words) for row in content["moves"] if row["agencies"] and row["before"] != row["after"]
        ],
        **{name: [row | _said(row, words) for row in content[name]] for name in ("changed", "new", "silent")},
        "sha256": result.sha256,
        "date": day_of(result.taken_at).isoformat(),
    }


def paper_of_result(result: StatusResult, *, at: datetime) -> Document:
    """The paper of a round's result as it was first printed (papers.printing)."""
    number = result.round.called
    return printed_once(
        StatusResultPaper.objects, result, lambda: build_status_result_pdf(printed_of(result)), of="result", at=at,
        filename=f"plan-status-{number.replace('/', '-')}.pdf",
        title=_("Status of plans, round %(number)s") % {"number": number},
    )  # fmt: skip


def _words() -> dict[str, str]:
    """The statuses as an official Thai paper names them."""
    return {"none": "ยังไม่มีแผน", "making": "อยู่ระหว่างจัดทำ", "done": "จัดทำแล้วเสร็จ", "revising": "อยู่ระหว่างปรับปรุง"}


def _said(row: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    return {name: words[row[name]] for name in ("before", "after") if name in row}


def _share(part: int, whole: int) -> int:
    return round(part * 100 / whole) if whole else 0

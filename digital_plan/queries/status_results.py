# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The result of a round on the status of plans: counts, and what changed since the round before.

In a fixed number of queries for any number of agencies. A return that was told counts, asked back or not; one that is
awaited or never came counts for nothing.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from digital_plan.models import StatusReturn, StatusRound
from digital_plan.states.status_rounds import TOLD, PlanStanding
from workflows.records import moment

Row = dict[str, Any]
STATUSES = tuple(str(value) for value in PlanStanding.values)
COUNTED = ("asked", "told", "late", "for_callers", *STATUSES)
FIELDS = ("agency_id", "state", "plan_status", "is_late", "is_for_caller", "agency__code", "agency__name_th",
          "agency__name_en", "agency__ministry_th", "agency__ministry_en")  # fmt: skip


def result_of(round_: StatusRound, at: datetime) -> Row:
    """The result as plain data, whose hash can be taken: names in both languages, counts as whole numbers.

    ``{"round": {"number": "2/2564", "plan_th", "plan_en", "opens_on", "due_date", "state", "previous": "1/2564" or ""},
    "counted_at": "…Z", "totals": {"asked", "told", "late", "for_callers", "none", "making", "done", "revising"},
    "ministries": [{"name_th", "name_en", "asked", …}], "since": {"same", "changed", "new", "silent"},
    "moves": [{"before", "after", "agencies"}], "changed": [agency + {"before", "after"}],
    "new": [agency + {"after", "was_asked"}], "silent": [agency + {"before", "is_asked"}], "example"}``;
    an agency is ``{"code", "name_th", "name_en", "ministry_th"}``. Without a round before, nothing is compared.
    """
    rows = _rows(round_)
    before = _rows(round_.previous) if round_.previous else []
    return {
        "round": {
            "number": round_.called, "plan_th": round_.plan.name_th, "plan_en": round_.plan.name_en,
            "opens_on": round_.opens_on.isoformat(), "due_date": round_.due_date.isoformat(),
            "state": str(round_.state), "previous": round_.previous.called if round_.previous else "",
        },
        "counted_at": moment(at),
        "totals": _counts(rows),
        "ministries": _ministries(rows),
        **_differences(rows, before, compared=round_.previous is not None),
        "example": round_.is_example,
    }  # fmt: skip


def _rows(round_: StatusRound) -> list[Row]:
    return list(StatusReturn.objects.filter(round=round_).order_by("agency__code").values(*FIELDS))


def _counts(rows: Iterable[Row]) -> Row:
    counts = dict.fromkeys(COUNTED, 0)
    for row in rows:
        counts["asked"] += 1
        if row["state"] not in TOLD:
            continue
        counts["told"] += 1
        counts["late"] += row["is_late"]
        counts["for_callers"] += row["is_for_caller"]
        counts[row["plan_status"]] += 1
    return counts


def _ministries(rows: list[Row]) -> list[Row]:
    held: dict[str, list[Row]] = {}
    for row in rows:
        held.setdefault(row["agency__ministry_th"], []).append(row)
    return [
        {"name_th": name, "name_en": of_it[0]["agency__ministry_en"], **_counts(of_it)}
        for name, of_it in sorted(held.items(), key=lambda one: (not one[0], one[0]))
    ]


def _differences(rows: list[Row], before: list[Row], *, compared: bool) -> Row:
    """What became of each agency between two rounds; an agency stands in one of four lists at most."""
    was = {row["agency_id"]: row for row in before}
    now = {row["agency_id"]: row for row in rows}
    same = 0
    changed: list[Row] = []
    new: list[Row] = []
    silent: list[Row] = []
    moves: dict[tuple[str, str], int] = {}
    for key, row in now.items() if compared else ():
        earlier = was.get(key)
        told_before = earlier is not None and earlier["state"] in TOLD
        if row["state"] in TOLD and earlier is not None and told_before:
            pair = (earlier["plan_status"], row["plan_status"])
            moves[pair] = moves.get(pair, 0) + 1
            if pair[0] == pair[1]:
                same += 1
            else:
                changed.append(_agency(row) | {"before": pair[0], "after": pair[1]})
        elif row["state"] in TOLD:
            new.append(_agency(row) | {"after": row["plan_status"], "was_asked": earlier is not None})
    for key, row in was.items():
        if row["state"] in TOLD and (key not in now or now[key]["state"] not in TOLD):
            silent.append(_agency(row) | {"before": row["plan_status"], "is_asked": key in now})
    return {
        "since": {"same": same, "changed": len(changed), "new": len(new), "silent": len(silent)},
        "moves": [
            {"before": one, "after": other, "agencies": moves.get((one, other), 0)}
            for one in STATUSES
            for other in STATUSES
        ],
        "changed": changed,
        "new": new,
        "silent": silent,
    }


def _agency(row: Row) -> Row:
    return {
        "code": row["agency__code"], "name_th": row["agency__name_th"], "name_en": row["agency__name_en"],
        "ministry_th": row["agency__ministry_th"],
    }  # fmt: skip

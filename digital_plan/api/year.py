# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The calendar of the year for programs: what you may see of it, and changing it."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, Moment, Prose, RequestId, Strict, Words, asker
from accounts.api.problems import told
from digital_plan.operations.year import NewEntry, change_year
from digital_plan.queries.year import concerns, last_change, shown_in
from digital_plan.states.year import Certainty, EntryKind, Lane
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["calendar of the year"])
Year = Annotated[int, Field(ge=2500, le=2700)]


class EntryOut(Schema):
    """One entry; without ``first`` its time is to be checked. ``last_change`` of the page is what a change expects."""

    uid: str
    lane: Lane
    kind: EntryKind
    title: str
    first: date | None
    last: date | None
    starts: Moment | None
    certainty: Certainty
    is_milestone: bool
    href: str
    note: str
    source: str
    fiscal_years: list[int]


class YearOut(Schema):
    """A calendar year (Buddhist era)."""

    year: int
    entries: list[EntryOut]
    last_change: int


@router.get("/years/{int:year}", response={200: YearOut} | READING, summary="Calendar of a year")
def read_year(request: HttpRequest, year: Year, fiscal: Year | None = None, lane: Lane | None = None) -> YearOut:
    """What you may see: entries, meetings, campaigns, days of the clinic; of a fiscal year or a lane alone."""
    every = shown_in(asker(request), year, timezone.now())
    named = [name for name in EntryOut.model_fields if name != "starts"]
    entries = [
        EntryOut(
            **{name: getattr(one, name) for name in named if name != "fiscal_years"},
            fiscal_years=list(one.fiscal_years),
            starts=moment(one.starts) if one.starts else None,
        )
        for one in every
        if concerns(one, fiscal) and lane in (None, one.lane)
    ]
    return YearOut(year=year, entries=entries, last_change=last_change())


class EntryIn(Strict):
    """An entry as it is to read. With a ``code`` it takes the place of the one that has it."""

    year: Year
    lane: Lane
    kind: EntryKind
    certainty: Certainty
    name_th: Annotated[Words, Field(min_length=1, max_length=255)]
    name_en: Annotated[Words, Field(max_length=255)] = ""
    source: Annotated[Words, Field(min_length=1, max_length=255)]
    is_milestone: bool = False
    first_day: date | None = None
    last_day: date | None = None
    fiscal_years: list[Year] = Field(default_factory=list, max_length=10)
    note: Annotated[Words, Field(max_length=500)] = ""
    code: Annotated[Words, Field(max_length=20)] = ""


class YearChangeIn(Strict):
    """One change: an entry to write, or the code of one to take off."""

    entry: EntryIn | None = None
    retire: Annotated[Words, Field(max_length=20)] = ""
    reason: Annotated[Prose, Field(min_length=1, max_length=2000)]
    expected_change: int | None = Field(None, ge=0, le=2**63 - 1)


class YearChangeOut(Schema):
    """A change that was made: the codes that it wrote and took off."""

    id: int
    added: list[str]
    retired: list[str]


@router.post("/years/changes", response={200: YearChangeOut} | REFUSALS, summary="Change the calendar")
def change_calendar(request: HttpRequest, body: YearChangeIn, request_id: RequestId) -> Any:
    """Write an entry or take one off. For DGA's officers and administrators."""
    entry = NewEntry(**body.entry.dict()) if body.entry else None
    try:
        made = change_year(
            entry=entry, retire=body.retire, reason=body.reason, actor=asker(request), at=timezone.now(),
            request_id=request_id, expected_change=body.expected_change,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, None)
    return Status(200, YearChangeOut(id=made.pk, **made.facts))

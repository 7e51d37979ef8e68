# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plan clinic for programs: seasons with what is free, booking, the acts on a booking, what was said."""

from datetime import date, datetime, time
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status
from pydantic import AwareDatetime

from accounts.api import (
    READING,
    REFUSALS,
    ActBody,
    ActingUnder,
    ActsOut,
    After,
    IfMatch,
    Limit,
    Moment,
    Prose,
    RecordOut,
    RequestId,
    Strict,
    Words,
    acts_of,
    asker,
    make_step,
)
from accounts.api.problems import told
from agencies.asking import asker_under
from agencies.models import Agency
from agencies.standing import attempt_of
from digital_plan.lifecycle.clinic import BookingLifecycle
from digital_plan.models import ClinicBooking, ClinicSeason
from digital_plan.operations import clinic as operations
from digital_plan.operations.clinic_seasons import Rule, close_day, open_season
from digital_plan.queries.clinic import booking_for, bookings_for, days_of, notes_for
from digital_plan.states.clinic import BookingState, Channel, Topic
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["plan clinic"])
Name = Annotated[Words, Field(max_length=255)]


class SeasonOut(Schema):
    """A season and its rule; ``weekday`` 0 is Monday."""

    id: int
    name_th: str
    name_en: str
    weekday: int
    starts: time
    ends: time
    slot_minutes: int
    desks: int
    first_day: date
    last_day: date
    registration_opens_at: Moment
    place: str
    source: str


class TimeOut(Schema):
    """A time of a day; ``slot`` is what to book while ``free`` is not 0."""

    starts_at: Moment
    ends_at: Moment
    desks: int
    free: int
    slot: int | None


class DayOut(Schema):
    """A day; ``off`` says why the clinic is not held on it."""

    day: date
    off: str
    times: list[TimeOut]


class SeasonWhole(SeasonOut):
    """A season with its days."""

    days: list[DayOut]


class NoteOut(Schema):
    """What was said."""

    problem: str
    advice: str
    next_step: str


class ConsultationOut(NoteOut):
    """What was said at a consultation, and about what: ``about`` is empty for the agency's plan."""

    booking: int
    agency: str
    about: str
    at: Moment


class ConsultationPage(Schema):
    """Consultations, the latest first."""

    consultations: list[ConsultationOut]
    next: int | None


class BookingOut(Schema):
    """A booking; without ``slot`` it has no place."""

    id: int
    season: int
    agency: str
    topic: Topic
    question: str
    about: str
    channel: Channel
    caller: str
    wanted_day: date | None
    slot: int | None
    starts_at: Moment | None
    note: NoteOut | None
    state: BookingState
    version: int


class BookingPage(Schema):
    """Bookings, the last asked for first."""

    bookings: list[BookingOut]
    next: int | None


@router.get("/clinic/seasons", response={200: list[SeasonOut]} | READING, summary="Seasons of the plan clinic")
def list_seasons(request: HttpRequest) -> list[SeasonOut]:
    """Every season, the latest first."""
    asker(request)
    return [SeasonOut(**_season(one)) for one in ClinicSeason.objects.all()]


@router.get("/clinic/seasons/{int:pk}", response={200: SeasonWhole} | READING, summary="Read a season")
def read_season(request: HttpRequest, pk: int) -> SeasonWhole:
    """A season with its days and what is free on them."""
    asker(request)
    return _whole(get_object_or_404(ClinicSeason, pk=pk), timezone.now())


class SeasonIn(Strict):
    """A season by its rule."""

    name_th: Annotated[Name, Field(min_length=1)]
    name_en: Name = ""
    weekday: int = Field(ge=0, le=6)
    starts: time
    ends: time
    slot_minutes: int = Field(30, ge=5, le=240)
    desks: int = Field(1, ge=1, le=20)
    first_day: date
    last_day: date
    registration_opens_at: AwareDatetime
    place: Name = ""
    source: Name = ""


@router.post("/clinic/seasons", response={200: SeasonWhole} | REFUSALS, summary="Open a season")
def open_clinic_season(request: HttpRequest, body: SeasonIn, request_id: RequestId) -> Any:
    """Open a season; its places follow from the rule. For DGA's officers."""
    now, user = timezone.now(), asker(request)
    try:
        made = open_season(rule=Rule(**body.dict()), actor=user, at=now, request_id=request_id)
    except Refused as refused:
        return told(refused, None)
    return Status(200, _whole(made, now))


class DayOffIn(Strict):
    """A day that is not held."""

    day: date
    reason: Annotated[Words, Field(min_length=1, max_length=500)]


@router.post("/clinic/seasons/{int:pk}/days-off", response={200: SeasonWhole} | REFUSALS, summary="Hold no clinic")
def close_clinic_day(request: HttpRequest, pk: int, body: DayOffIn, request_id: RequestId) -> Any:
    """Hold no clinic on a day: who has a place on it waits again. For DGA's officers."""
    now, user = timezone.now(), asker(request)
    found = get_object_or_404(ClinicSeason, pk=pk)
    try:
        close_day(season_id=pk, day=body.day, reason=body.reason, actor=user, at=now, request_id=request_id)
    except Refused as refused:
        return told(refused, None)
    return Status(200, _whole(found, now))


@router.get("/clinic/bookings", response={200: BookingPage} | READING, summary="Find bookings")
def list_bookings(
    request: HttpRequest,
    state: BookingState | None = None,
    season: int | None = None,
    after: After = None,
    limit: Limit = 25,
) -> BookingPage:
    """Those that you may see: your agency's, or for DGA all."""
    found = bookings_for(asker(request), timezone.now()).select_related("note").order_by("-pk")
    wanted = {"state": state, "season": season, "pk__lt": after}
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    rows = list(found[: limit + 1])
    shown = [_booking(row) for row in rows[:limit]]
    return BookingPage(bookings=shown, next=rows[limit - 1].pk if len(rows) > limit else None)


@router.get("/clinic/notes", response={200: ConsultationPage} | READING, summary="What was said at the clinic")
def list_notes(
    request: HttpRequest, agency: Words | None = None, about: Words | None = None, after: After = None,
    limit: Limit = 25,
) -> ConsultationPage:  # fmt: skip
    """Those that you may read: your agencies', or for DGA all; ``about=budget_review.integrationproject/7`` those on a
    project.
    """
    found = notes_for(asker(request), timezone.now()).order_by("-pk")
    wanted = {"booking__agency__code": agency, "about": about, "pk__lt": after}
    rows = list(found.filter(**{name: value for name, value in wanted.items() if value is not None})[: limit + 1])
    shown = [
        ConsultationOut(
            booking=row.booking_id, agency=row.booking.agency.code, about=row.about, at=moment(row.at),
            problem=row.problem, advice=row.advice, next_step=row.next_step,
        )
        for row in rows[:limit]
    ]  # fmt: skip
    return ConsultationPage(consultations=shown, next=rows[limit - 1].pk if len(rows) > limit else None)


class BookingIn(Strict):
    """A wish for a place: at ``slot`` at once, else the first that comes free, on ``wanted_day`` if one is named.

    A DGA officer who books for a caller says how it came in, and the caller's post.
    """

    season: int = Field(ge=1, le=2**63 - 1)
    agency: Annotated[Words, Field(max_length=40)] = Field(description="The agency's code.")
    topic: Topic
    slot: int | None = Field(None, ge=1, le=2**63 - 1)
    wanted_day: date | None = None
    question: Annotated[Prose, Field(max_length=4000)] = ""
    about: Annotated[Words, Field(max_length=80)] = ""
    channel: Channel = Channel.WEB
    caller: Name = ""


@router.post("/clinic/bookings", response={200: BookingOut} | REFUSALS, summary="Book a place")
def book_place(request: HttpRequest, body: BookingIn, request_id: RequestId, acting_under: ActingUnder = None) -> Any:
    """Ask for a place at the clinic."""
    now, user = timezone.now(), asker_under(request, acting_under)
    agency = get_object_or_404(Agency, code=body.agency)
    rule = BookingLifecycle.begin.who
    try:
        made = operations.book(
            season_id=body.season, agency_id=agency.pk, topic=body.topic, slot_id=body.slot, question=body.question,
            about=body.about, channel=body.channel, caller=body.caller, wanted_day=body.wanted_day, actor=user, at=now,
            request_id=request_id, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, rule and rule.sentence)
    return Status(200, _booking(made))


@router.get("/clinic/bookings/{int:pk}", response={200: BookingOut} | READING, summary="Read a booking")
def read_booking(request: HttpRequest, pk: int) -> BookingOut:
    """A booking that you may see."""
    return _booking(booking_for(asker(request), pk, timezone.now()))


@router.get("/clinic/bookings/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done")
def explain_booking(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return acts_of(booking_for(user, pk, now), [], attempt_of(user, now))


class BookingFacts(Strict):
    """What an act brings: the new time with ``move`` and ``take``; what was said with ``note_consultation``."""

    slot: Annotated[int | None, Field(ge=1, le=2**63 - 1)] = None
    problem: Annotated[Prose | None, Field(max_length=4000)] = None
    advice: Annotated[Prose | None, Field(max_length=4000)] = None
    next_step: Annotated[Prose | None, Field(max_length=4000)] = None


class BookingAct(ActBody):
    """An act on a booking."""

    facts: BookingFacts = BookingFacts()


@router.post(
    "/clinic/bookings/{int:pk}/transitions/{slug:name}",
    response={200: RecordOut} | REFUSALS,
    summary="Act on a booking",
)
def act_on_booking(
    request: HttpRequest,
    pk: int,
    name: str,
    body: BookingAct,
    request_id: RequestId,
    if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:
    """Make a step on a booking."""
    found = booking_for(asker_under(request, acting_under), pk, timezone.now())
    return make_step(request, found, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under)


def _season(season: ClinicSeason) -> dict[str, Any]:
    named = {name: getattr(season, name) for name in SeasonOut.model_fields if name != "registration_opens_at"}
    return named | {"registration_opens_at": moment(season.registration_opens_at)}


def _whole(season: ClinicSeason, at: datetime) -> SeasonWhole:
    days = [
        DayOut(
            day=one.day,
            off=one.off.reason if one.off else "",
            times=[
                TimeOut(
                    starts_at=moment(t.starts_at), ends_at=moment(t.ends_at), desks=t.desks, free=t.free, slot=t.slot
                )
                for t in one.times
            ],
        )
        for one in days_of(season, at)
    ]
    return SeasonWhole(**_season(season), days=days)


def _booking(booking: ClinicBooking) -> BookingOut:
    note = getattr(booking, "note", None)
    own = ("id", "topic", "question", "about", "channel", "caller", "wanted_day", "state", "version")
    return BookingOut(
        **{name: getattr(booking, name) for name in own},
        season=booking.season_id,
        agency=booking.agency.code,
        slot=booking.slot_id,
        starts_at=moment(booking.slot.starts_at) if booking.slot else None,
        note=NoteOut(problem=note.problem, advice=note.advice, next_step=note.next_step) if note else None,
    )

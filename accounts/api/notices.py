# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""My notices, for programs: listed, marked as read, and how I am told of each kind of news."""

from typing import Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from accounts.api.acting import After, Limit, Strict
from accounts.api.asking import asker
from accounts.api.people import Moment
from accounts.api.problems import READING
from accounts.notifications.models import Kind, Notice, Way
from accounts.notifications.operations import choose_ways, mark_one_read, mark_read
from accounts.notifications.queries import notices_of, unread_count, ways_of
from workflows.records import moment

router = Router(tags=["notices"])


class NoticeOut(Schema):
    """One thing that you were told, in your language."""

    id: int
    kind: Kind
    topic: str = Field(examples=["budget_review.integrationproject.return_for_revision"])
    title: str
    text: str
    href: str
    at: Moment
    read_at: Moment | None


class NoticePage(Schema):
    """Notices, the newest first, and how many of all are unread."""

    notices: list[NoticeOut]
    unread: int
    next: int | None


class Upto(Strict):
    """The newest notice that you were shown: none that came later is marked."""

    upto: int = Field(ge=1, le=2**63 - 1)


class MarkedOut(Schema):
    """How many were marked, and how many are unread still."""

    marked: int
    unread: int


class PreferencesOut(Schema):
    """The way chosen for each kind of news; where there is none, the rule's own way holds."""

    ways: dict[Kind, Way]
    language: str = Field(description="Of e-mails.")


class Preferences(Strict):
    """What shall hold from now on; a kind that is not named is told as the rules arrange it."""

    ways: dict[Kind, Way]
    language: Literal["th", "en"]


@router.get("", response={200: NoticePage} | READING, summary="My notices")
def list_notices(request: HttpRequest, after: After = None, limit: Limit = 25, unread: bool = False) -> NoticePage:
    """What you were told, the newest first; with ``unread`` what you have not read."""
    person = asker(request)
    found = notices_of(person, after)
    rows = list((found.filter(read_at=None) if unread else found)[: limit + 1])
    return NoticePage(
        notices=[_out(notice) for notice in rows[:limit]],
        unread=unread_count(person),
        next=rows[limit - 1].pk if len(rows) > limit else None,
    )


@router.post("/read", response={200: MarkedOut} | READING, summary="Mark notices as read")
def read_notices(request: HttpRequest, body: Upto) -> MarkedOut:
    """Mark all that you were shown as read, up to one of them."""
    person = asker(request)
    marked = mark_read(person, at=timezone.now(), upto=body.upto)
    return MarkedOut(marked=marked, unread=unread_count(person))


@router.post("/{int:pk}/read", response={200: NoticeOut} | READING, summary="Mark a notice as read")
def read_notice(request: HttpRequest, pk: int) -> NoticeOut:
    """Mark one as read; one that is read already keeps its moment."""
    notice = mark_one_read(asker(request), pk, at=timezone.now()) if pk < 2**63 else None
    if notice is None:
        raise Http404
    return _out(notice)


@router.get("/preferences", response={200: PreferencesOut} | READING, summary="How I am told")
def read_notice_preferences(request: HttpRequest) -> PreferencesOut:
    """The ways that you chose, by kind of news."""
    person = asker(request)
    ways = {Kind(kind): Way(way) for kind, way in ways_of(person).items()}
    return PreferencesOut(ways=ways, language=person.language)


@router.put("/preferences", response={200: PreferencesOut} | READING, summary="Choose how I am told")
def choose_notice_preferences(request: HttpRequest, body: Preferences) -> PreferencesOut:
    """Choose them anew, all at once."""
    chosen = {kind.value: body.ways[kind].value if kind in body.ways else "" for kind in Kind}
    choose_ways(asker(request), chosen, body.language)
    return PreferencesOut(ways=body.ways, language=body.language)


def _out(notice: Notice) -> NoticeOut:
    return NoticeOut(
        id=notice.pk, kind=Kind(notice.kind), topic=notice.topic, title=notice.title, text=notice.text,
        href=notice.href, at=moment(notice.at), read_at=moment(notice.read_at) if notice.read_at else None,
    )  # fmt: skip

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of minutes, by the forms of a browser: writing, circulating, commenting, confirming, adopting."""

from collections.abc import Iterator
from copy import copy
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from committee.models import Minutes, MinutesComment
from tests.committee.conftest import pressed
from tests.minutes import begun, circulated, held, item_key, next_meeting, now, reply, section
from tests.standing import standing
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A meeting that ended, without minutes yet."""
    with standing(django_db_blocker, tmp_path_factory):
        yield held(World())


@pytest.fixture
def world(standing_world: World) -> World:
    """The same for one test."""
    return copy(standing_world)


class Visitor:
    """One person's browser, in English."""

    def __init__(self, world: World, who: str) -> None:
        self.world, self.client = world, Client()
        self.client.force_login(world.people[who])
        self.client.cookies["django_language"] = "en"

    def get(self, name: str, *args: Any) -> Any:
        return self.client.get(reverse(name, args=[self.world.meeting_id, *args]))

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        headers = {"HX-Request": "true"} if data.pop("htmx", False) else {}
        return self.client.post(reverse(name, args=[self.world.meeting_id, *args]), data, headers=headers)


def test_from_no_minutes_to_published_ones(world: World) -> None:
    secretary, chair = Visitor(world, "secretary"), Visitor(world, "chair")
    assert "No minutes yet" in secretary.get("minutes").content.decode()
    assert secretary.post("minutes_begin", request_id=uuid4()).status_code == 302
    minutes = Minutes.objects.get()
    edited = {"text": "เริ่มประชุมเวลา 09.30 น.", "expected_revision": section(minutes, "opening").revision}
    assert secretary.post("minutes_section", "opening", **edited).status_code == 302
    assert "เริ่มประชุมเวลา 09.30 น." in secretary.get("minutes").content.decode()
    assert chair.get("minutes_act", "circulate").status_code == 403
    assert secretary.post("minutes_act", "circulate", **pressed(now(minutes))).status_code == 302
    said = {"text": "เวลาไม่ตรง", "request_id": uuid4()}
    assert chair.post("minutes_comment", "opening", **said).status_code == 302
    comment = MinutesComment.objects.get()
    answered = secretary.post("minutes_answer", comment.pk, verdict="declined", text="ตรงตามบันทึก")
    assert answered.status_code == 302
    assert "ตรงตามบันทึก" in chair.get("minutes").content.decode()
    for name in ("chair", "member", "absent", "secretary"):
        own = reply(minutes, world, name)
        done = Visitor(world, name).post("minutes_reply_act", own.pk, "confirm", **pressed(own))
        assert done.status_code == 302
    assert secretary.post("minutes_act", "adopt_by_circulation", **pressed(now(minutes))).status_code == 302
    assert secretary.post("minutes_act", "publish", **pressed(now(minutes))).status_code == 302
    assert now(minutes).state == "published"
    correction = {"note": "พิมพ์ผิด", "section": "opening", "text": "09.45 น.", "meeting": world.meeting_id}
    assert chair.post("minutes_act", "correct", **pressed(now(minutes)), **correction).status_code == 302
    assert "09.45 น." in Visitor(world, "member").get("minutes").content.decode()


def test_member_sees_no_draft_but_what_is_circulated(world: World) -> None:
    minutes = begun(world)
    assert Visitor(world, "member").get("minutes").status_code == 404
    assert Visitor(world, "stranger").get("minutes").status_code == 404
    assert Visitor(world, "member").get("minutes_section", "opening").status_code == 404
    from tests.minutes import step, write

    step(world, minutes, "circulate")
    write(world, minutes, "opening", "ถ้อยคำหลังเวียน")
    page = Visitor(world, "member").get("minutes")
    assert page.status_code == 200
    assert "ถ้อยคำหลังเวียน" not in page.content.decode()
    assert "ถ้อยคำหลังเวียน" in Visitor(world, "secretary").get("minutes").content.decode()
    assert Visitor(world, "member").get("minutes_section", "opening").status_code == 403
    assert Visitor(world, "member").get("minutes_preview").status_code == 404


def test_reading_is_noted_once(world: World) -> None:
    minutes = circulated(world)
    assert reply(minutes, world, "member").read_at is None
    Visitor(world, "member").get("minutes")
    first = reply(minutes, world, "member").read_at
    assert first is not None
    Visitor(world, "member").get("minutes")
    assert reply(minutes, world, "member").read_at == first


def test_second_editor_sees_both_texts(world: World) -> None:
    minutes = begun(world)
    secretary = Visitor(world, "secretary")
    read = section(minutes, "closing").revision
    saved = secretary.post("minutes_section", "closing", htmx=True, text="คนแรก", expected_revision=read)
    assert saved.status_code == 200
    assert "data-saved" in saved.content.decode()
    told = secretary.post("minutes_section", "closing", htmx=True, text="คนที่สอง", expected_revision=read)
    assert told.status_code == 409
    both = secretary.post("minutes_section", "closing", text="คนที่สอง", expected_revision=read)
    assert both.status_code == 409
    assert "What is saved now, and what you typed" in both.content.decode()
    assert both.context["form"]["text"].value() == "คนที่สอง"
    assert section(minutes, "closing").text == "คนแรก"


def test_papers_are_handed_out_to_those_who_may_have_them(world: World) -> None:
    minutes = circulated(world)
    [paper] = [one.papers.get() for one in minutes.texts.all()]
    for name, status in (("member", 200), ("secretary", 200), ("stranger", 404)):
        assert Visitor(world, name).get("minutes_paper", paper.pk).status_code == status
    assert Visitor(world, "member").get("minutes_paper", 0).status_code == 404
    assert Visitor(world, "secretary").get("minutes_preview").headers["Content-Type"] == "application/pdf"


def test_minutes_put_on_the_agenda_of_the_next_meeting_by_its_form(world: World) -> None:
    minutes = circulated(world)
    following = next_meeting(world)
    done = Visitor(world, "secretary").post("minutes_offer", meeting=following.pk, request_id=uuid4())
    assert done.status_code == 302
    item = now(minutes).item
    assert item is not None
    assert (item.meeting_id, item.section) == (following.pk, 2)
    wrong = Visitor(world, "secretary").post("minutes_offer", meeting=0, request_id=uuid4())
    assert wrong.status_code == 422


def test_page_asks_as_often_for_many_sections_as_for_few(world: World) -> None:
    minutes = circulated(world)
    counts = []
    for more in (0, 40):
        for place in range(more):
            minutes.sections.create(
                key=f"item-{10_000 + place}", kind="item", position=100 + place, title="เรื่อง", source_sha256="0" * 64,
                generated="ข้อความ",
            )  # fmt: skip
        visitor = Visitor(world, "secretary")
        visitor.get("minutes")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert visitor.get("minutes").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] < 60


def test_section_of_an_item_and_its_choices(world: World) -> None:
    minutes = begun(world)
    secretary, key = Visitor(world, "secretary"), item_key(world)
    read = section(minutes, key)
    secretary.post("minutes_section", key, text="ของฉัน", expected_revision=read.revision)
    secretary.post("minutes_hide", key, is_confidential="on")
    assert section(minutes, key).is_confidential
    stale = {"expected_revision": read.revision, "drafted_sha256": read.source_sha256, "choice": "draft"}
    assert secretary.post("minutes_settle", key, **stale).status_code == 409
    stale["expected_revision"] = section(minutes, key).revision
    assert secretary.post("minutes_settle", key, **stale).status_code == 302
    assert section(minutes, key).edited is None
    assert "ของฉัน" in secretary.get("minutes_section", key).content.decode()

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing minutes: no drafting and no second writer ever takes a typed word away."""

import random
from collections.abc import Iterator
from copy import copy
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from accounts.models import User
from agencies.models import Membership
from agencies.roles import Role
from committee.models import EarlierMinutesText, Minutes, MinutesSection, Seat, SeatTenure
from committee.operations.minutes import draft_anew, keep_words, say_of_minutes, take_draft, write_section
from tests.minutes import begun, item_key, section, write
from tests.refusing import refused
from tests.sizes import SIZES
from tests.standing import standing
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, Refused, VersionConflict, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A meeting in session with minutes, and two who write them."""
    with standing(django_db_blocker, tmp_path_factory):
        world = World().to("endorsed")
        second_secretary(world)
        begun(world)
        yield world


@pytest.fixture
def world(standing_world: World) -> World:
    """The same for one test."""
    return copy(standing_world)


def second_secretary(world: World) -> None:
    """An assistant secretary, who writes minutes too."""
    user = User.objects.create(username="assistant", display_name="ผู้ช่วย")
    day = Seat.objects.filter(committee=world.committee).earliest("pk").from_date
    Membership.objects.create(
        user=user, agency=world.agencies["dga"], unit=world.units["office"], role=Role.SECRETARY, from_date=day
    )
    seat = Seat.objects.create(
        committee=world.committee, title="ผู้ช่วยเลขานุการ", role="assistant_secretary", is_voting=False, position=9,
        from_date=day,
    )  # fmt: skip
    SeatTenure.objects.create(committee=world.committee, seat=seat, user=user, from_date=day)
    world.people["assistant"] = user


def change_facts(world: World) -> None:
    """The meeting thinks again: another resolution on the item."""
    world.act("reconsider", "secretary", world.item, note="ทบทวน")
    world.resolve("not_endorse", text=f"ไม่เห็นชอบ {uuid4()}")


def test_drafting_anew_keeps_what_was_written_and_says_that_the_facts_changed(world: World) -> None:
    minutes, key = Minutes.objects.get(), item_key(world)
    write(world, minutes, key, "ถ้อยคำของเลขานุการ")
    change_facts(world)
    draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at)
    held = section(minutes, key)
    assert (held.text, held.is_behind) == ("ถ้อยคำของเลขานุการ", True)
    assert held.generated != held.edited_from
    assert "ไม่เห็นชอบ" in held.generated


def test_taking_the_draft_keeps_the_words_beside_it(world: World) -> None:
    minutes, key = Minutes.objects.get(), item_key(world)
    write(world, minutes, key, "ถ้อยคำของเลขานุการ")
    change_facts(world)
    draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at)
    held = section(minutes, key)
    take_draft(
        minutes_id=minutes.pk, key=key, expected_revision=held.revision, drafted_sha256=held.source_sha256,
        actor=world.secretary, at=world.at,
    )  # fmt: skip
    assert section(minutes, key).text == held.generated
    assert [one.text for one in EarlierMinutesText.objects.filter(section=held)] == ["ถ้อยคำของเลขานุการ"]


def test_keeping_the_words_settles_the_section(world: World) -> None:
    minutes, key = Minutes.objects.get(), item_key(world)
    write(world, minutes, key, "ถ้อยคำของเลขานุการ")
    change_facts(world)
    draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at)
    held = section(minutes, key)
    keep_words(
        minutes_id=minutes.pk, key=key, expected_revision=held.revision, drafted_sha256=held.source_sha256,
        actor=world.secretary, at=world.at,
    )  # fmt: skip
    assert (section(minutes, key).text, section(minutes, key).is_behind) == ("ถ้อยคำของเลขานุการ", False)


def test_draft_that_changed_since_it_was_read_is_not_taken(world: World) -> None:
    minutes, key = Minutes.objects.get(), item_key(world)
    write(world, minutes, key, "ถ้อยคำของเลขานุการ")
    read = section(minutes, key)
    change_facts(world)
    draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at)
    for act in (take_draft, keep_words):
        with refused(VersionConflict):
            act(
                minutes_id=minutes.pk, key=key, expected_revision=read.revision, drafted_sha256=read.source_sha256,
                actor=world.secretary, at=world.at,
            )  # fmt: skip


def test_second_writer_is_told_and_loses_nothing(world: World) -> None:
    minutes = Minutes.objects.get()
    read = section(minutes, "opening").revision
    write(world, minutes, "opening", "คนแรก", expected_revision=read)
    before = list(MinutesSection.objects.values())
    with refused(VersionConflict) as no:
        write(world, minutes, "opening", "คนที่สอง", "assistant", expected_revision=read)
    assert no.value.reasons == ("This section was changed meanwhile. What you typed is still here.",)
    assert list(MinutesSection.objects.values()) == before
    write(world, minutes, "opening", "คนแรก และคนที่สอง", "assistant")
    assert [one.text for one in EarlierMinutesText.objects.all()] == ["คนแรก"]


def test_who_reads_the_draft_while_it_is_drafted_anew_is_told(world: World) -> None:
    minutes, key = Minutes.objects.get(), item_key(world)
    read = section(minutes, key).revision
    change_facts(world)
    draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at)
    with refused(VersionConflict):
        write(world, minutes, key, "จากร่างเดิม", expected_revision=read)


def test_writers_of_different_sections_never_meet(world: World) -> None:
    minutes = Minutes.objects.get()
    first, second = section(minutes, "opening").revision, section(minutes, "closing").revision
    write(world, minutes, "opening", "คนแรก", expected_revision=first)
    write(world, minutes, "closing", "คนที่สอง", "assistant", expected_revision=second)
    assert (section(minutes, "opening").text, section(minutes, "closing").text) == ("คนแรก", "คนที่สอง")


def test_nobody_but_the_secretariat_writes(world: World) -> None:
    minutes = Minutes.objects.get()
    for who in ("chair", "member", "officer", "admin"):
        before = list(MinutesSection.objects.values())
        with refused(NotPermitted):
            write(world, minutes, "opening", "ผู้อื่น", who)
        assert list(MinutesSection.objects.values()) == before


def test_what_cannot_be_kept_is_refused(world: World) -> None:
    minutes = Minutes.objects.get()
    for text in ("ก" * 50_001, "ก\0ข", "\ud800"):
        with refused(GuardsUnmet):
            write(world, minutes, "opening", text)


def test_saving_the_draft_as_it_is_writes_nothing(world: World) -> None:
    minutes = Minutes.objects.get()
    write(world, minutes, "opening", section(minutes, "opening").text)
    assert section(minutes, "opening").edited is None


def test_comments_are_made_while_the_minutes_are_circulated(world: World) -> None:
    with refused(NotPermitted):
        say_of_minutes(
            minutes_id=Minutes.objects.get().pk, key="opening", text="x", actor=world.member, at=world.at,
            request_id=uuid4(),
        )  # fmt: skip
    with refused(WrongState):
        say_of_minutes(
            minutes_id=Minutes.objects.get().pk, key="opening", text="x", actor=world.secretary, at=world.at,
            request_id=uuid4(),
        )  # fmt: skip


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_interleaving_of_writing_and_drafting_loses_a_typed_word(seed: int, standing_world: World) -> None:
    with transaction.atomic():
        interleave(copy(standing_world), random.Random(seed))
        transaction.set_rollback(True)


def interleave(world: World, chance: random.Random) -> None:
    minutes = Minutes.objects.get()
    keys = [item_key(world), "opening"]
    read: dict[tuple[str, str], tuple[int, str]] = {}
    typed: dict[tuple[str, str], str] = {}  # what each writer saved last, by section

    def look(who: str, key: str) -> None:
        held = section(minutes, key)
        read[who, key] = held.revision, held.source_sha256

    for stride in range(SIZES.strides):
        who, key = chance.choice(["secretary", "assistant"]), chance.choice(keys)
        what = chance.choice(["look", "write", "write", "facts", "draft", "take", "keep"])
        revision, sha256 = read.get((who, key), (0, ""))
        more: dict[str, Any] = {"minutes_id": minutes.pk, "key": key, "actor": world.people[who], "at": world.at}
        try:
            if what == "look":
                look(who, key)
            elif what == "write":
                write_section(**more, text=f"ถ้อยคำที่ {stride} ของ {who}", expected_revision=revision)
                typed[who, key] = f"ถ้อยคำที่ {stride} ของ {who}"
                look(who, key)
            elif what == "facts":
                change_facts(world)
            elif what == "draft":
                draft_anew(minutes_id=minutes.pk, actor=world.people[who], at=world.at)
            elif sha256:
                (take_draft if what == "take" else keep_words)(
                    **more, expected_revision=revision, drafted_sha256=sha256
                )
        except Refused:
            pass
        for (_writer, where), words in typed.items():
            held = section(minutes, where)
            kept = [held.edited, *EarlierMinutesText.objects.filter(section=held).values_list("text", flat=True)]
            assert words in kept

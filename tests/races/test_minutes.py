# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several write one section of the minutes at the same moment: one is kept, the others are told, no word is lost."""

from committee.models import EarlierMinutesText, MinutesSection
from committee.operations.minutes import draft_anew, write_section
from tests.databases import FreshDatabase
from tests.minutes import begun, section
from tests.together import at_once
from tests.world import World
from workflows.refusals import VersionConflict

MANY = 6


def test_of_many_writers_of_a_section_one_is_kept_and_the_rest_are_told(fresh_database: FreshDatabase) -> None:
    world = World().to("endorsed")
    minutes = begun(world)
    read = section(minutes, "opening").revision

    def write(place: int) -> MinutesSection:
        return write_section(
            minutes_id=minutes.pk, key="opening", text=f"ผู้เขียนคนที่ {place}", expected_revision=read,
            actor=world.secretary, at=world.at,
        )  # fmt: skip

    given = at_once(MANY, write)
    kept = [one.text for one in given if isinstance(one, MinutesSection)]
    assert [section(minutes, "opening").text] == kept
    assert [type(one) for one in given if isinstance(one, Exception)] == [VersionConflict] * (MANY - 1)


def test_writing_beside_drafting_loses_no_word(fresh_database: FreshDatabase) -> None:
    world = World().to("endorsed")
    minutes = begun(world)
    world.act("reconsider", "secretary", world.item, note="ทบทวน")
    key = f"item-{world.item.pk}"
    read = section(minutes, key).revision

    def act(place: int) -> object:
        if place % 2:
            return draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at)
        return write_section(
            minutes_id=minutes.pk, key=key, text="ถ้อยคำ", expected_revision=read, actor=world.secretary, at=world.at
        )

    given = at_once(2, act)
    held = section(minutes, key)
    if isinstance(given[0], VersionConflict):  # the draft was there first: the writer is told, and has the words still
        assert held.edited is None
    else:
        assert (held.edited, held.is_behind) == ("ถ้อยคำ", True)
    assert not EarlierMinutesText.objects.exists()

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies of a pack before the meeting is over: the chair's and English ones, and none for the public yet."""

import pytest

from committee.models.editions import Language, Profile
from committee.operations.editions import build_edition
from committee.queries.editions import copies_to_make
from tests.committee.needles import Needles
from tests.committee.test_pack_editions import having
from tests.refusing import refused
from workflows.refusals import NotPermitted, WrongState

pytestmark = pytest.mark.django_db


def test_public_and_archive_wait_for_the_end() -> None:
    needles = Needles("members").issued()
    world = needles.world
    pack = world.meeting.packs.get()
    for profile in (Profile.PUBLIC, Profile.ARCHIVE):
        with refused(WrongState):
            build_edition(pack, profile, Language.THAI, actor=world.secretary, at=world.at)
    with refused(NotPermitted):
        build_edition(pack, Profile.CHAIR, Language.THAI, actor=world.member, at=world.at)
    assert {name for name, _words in copies_to_make(world.meeting)} == {"chair-th", "member-en", "chair-en"}
    english = build_edition(pack, Profile.MEMBER, Language.ENGLISH, actor=world.secretary, at=world.at)
    assert having(world, "member-en") == {"secretary", "chair", "member"}
    assert [one["id"] for one in english.manifest["sources"]] == [one["id"] for one in pack.manifest["sources"]]

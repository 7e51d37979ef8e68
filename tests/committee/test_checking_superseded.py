# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The file of a letter on which the committee resolved anew: an earlier version, and said to be one."""

import pytest
from django.core.cache import cache

from committee.models import DecisionLetter
from papers.issued import Status, paper_by_code, paper_by_hash
from tests.committee.test_checking_papers import letter_file, sent
from tests.committee.test_letters_on_resolutions import certified, send, series
from tests.committee.test_signed_papers import work
from tests.world import World

pytestmark = pytest.mark.django_db


def test_superseded_letter_is_told_apart(world: World) -> None:
    certified(world)
    send(world, series(world))
    work()
    letter = DecisionLetter.objects.earliest("pk")
    content = letter_file(letter)
    world.act("reconsider", "secretary", world.item, note="มีข้อมูลใหม่")
    cache.clear()
    page = sent(content).content.decode()
    assert "The committee has resolved anew since. This letter holds no longer." in page
    assert "and it holds" not in page
    assert (found := paper_by_code(letter.token)) is not None
    assert found.status == Status.SUPERSEDED
    assert found == paper_by_hash(letter.sha256)

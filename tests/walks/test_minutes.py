# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons draft, write, circulate, answer and adopt minutes of a meeting; what must always be so is so.

I23: adopted minutes name what adopted them, and their text never changes. I24, I25: a person's words are never lost.
"""

import random
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from committee.models import Minutes
from committee.operations.minutes import adopt_through_item, draft_anew, make_act, offer_minutes, write_section
from tests.minutes import begun, held, next_meeting, now
from tests.sizes import SIZES
from tests.walks.striding import replayed, strides
from tests.walks.test_projects import plausible, somebody
from tests.world import World
from workflows.desks import expected_desks, flow_of, open_desks
from workflows.lifecycle import Subject

pytestmark = pytest.mark.django_db
TEXTS = ("เริ่มประชุมเวลา 09.30 น.", "เริ่มประชุมเวลา 09.45 น.")


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32), is_over=st.booleans())
def test_walk_of_minutes_keeps_every_invariant(seed: int, is_over: bool) -> None:
    with transaction.atomic():
        world = World().to("endorsed")
        walk(held(world) if is_over else world, random.Random(seed))
        transaction.set_rollback(True)


def walk(world: World, chance: random.Random) -> None:
    pk, following = begun(world).pk, next_meeting(world)
    of, adopted = world.meeting_id, dict[str, Any]()

    def attempt() -> None:
        minutes = Minutes.objects.get(pk=pk)
        what = chance.choice(["step", "step", "step", "reply", "reply", "write", "draft", "offer", "adopt", "end"])
        if what == "step":
            name = chance.choice(plausible(minutes, chance))
            who = world.people[somebody(world, minutes, name, chance)]
            facts = {"section": "opening", "text": chance.choice(TEXTS), "meeting": str(of)}
            make_act(minutes, name, actor=who, at=world.at, request_id=uuid4(), note="เหตุผล", facts=facts)
        elif what == "reply":
            for reply in minutes.replies.order_by("pk"):
                name = chance.choice(plausible(reply, chance))
                world.act(name, chance.choice([reply.user.username, "stranger"]), reply, note="เหตุผล")
                break
        elif what == "write":
            who, key = world.people[chance.choice(["secretary", "chair"])], chance.choice(["opening", "closing"])
            read = minutes.sections.get(key=key).revision - chance.choice([0, 0, 1])
            write_section(
                minutes_id=pk, key=key, text=chance.choice(TEXTS), expected_revision=max(read, 0), actor=who,
                at=world.at,
            )  # fmt: skip
        elif what == "draft":
            draft_anew(minutes_id=pk, actor=world.secretary, at=world.at)
        elif what == "offer":
            offer_minutes(minutes_id=pk, meeting=following, actor=world.secretary, at=world.at, request_id=uuid4())
        elif what == "adopt" and minutes.item is not None:
            adopt_through_item(minutes.item, actor=world.secretary, at=world.at, request_id=uuid4())
        else:
            world.act("end", "secretary", minutes.meeting)

    def look() -> None:
        minutes = Minutes.objects.get(pk=pk)
        parts: list[Subject] = list(minutes.replies.all())
        for subject in (minutes, *parts):
            replayed(subject)
        found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_desks(minutes)}
        assert found == expected_desks(flow_of(minutes), minutes, parts)
        if minutes.state in ("adopted", "published"):
            assert minutes.adopted is not None
            assert (minutes.way == "circulation") == (minutes.adopted_at_meeting_id is None)
            said = {"content": minutes.adopted.content, "at": minutes.adopted_at_meeting_id, "way": minutes.way}
            assert adopted.setdefault("said", said) == said
        else:
            assert "said" not in adopted

    strides(attempt, look)
    assert now(Minutes.objects.get(pk=pk)).meeting_id == of

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A resolution from draft to seal and after: recorded in session, certified later, corrected, set aside, numbered."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from committee.models import Resolution
from committee.operations import edit_draft
from committee.states import STANDS
from tests.committee.test_meeting_lifecycle import draft
from tests.refusing import refused
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, WrongState
from workflows.verification import faults

REASON = "พิมพ์ผิด"


def certified(world: World) -> Resolution:
    draft(world)
    world.act("certify", "chair", world.resolution)
    return world.resolution


def standing(world: World) -> list[int]:
    return list(world.item.resolutions.filter(state__in=STANDS).values_list("pk", flat=True))


def test_recorded_decides_the_item_and_moves_nothing_yet(world: World) -> None:
    draft(world)
    facts = world.act("record", "secretary", world.resolution).facts
    assert facts == {"verb": "not_endorse", "entitled": 3, "present": 2, "needed": 2}
    assert (world.item.state, world.project.state) == ("resolved", "in_committee")
    assert (world.resolution.state, world.resolution.called) == ("recorded", "")


def test_recorded_is_certified_after_the_meeting_ended(world: World) -> None:
    draft(world)
    world.act("record", "secretary", world.resolution)
    world.act("end", "secretary", world.meeting)
    world.act("certify", "chair", world.resolution)
    assert world.resolution.called == "1/2564"
    assert world.project.state == "not_endorsed"
    assert list(faults()) == []


def test_draft_is_not_certified_after_the_meeting_ended(world: World) -> None:
    """The meeting cannot end before it; so it is forced here, on a draft whose item is settled by nobody."""
    draft(world)
    with refused(GuardsUnmet):
        world.act("end", "secretary", world.meeting)


def test_recording_needs_the_quorum_and_certifying_after_it_does_not(world: World) -> None:
    draft(world)
    world.act("depart", "secretary", world.entry("member"))
    with refused(GuardsUnmet):
        world.act("record", "secretary", world.resolution)
    world.act("arrive", "secretary", world.entry("member"))
    world.act("record", "secretary", world.resolution)
    world.act("depart", "secretary", world.entry("member"))
    world.act("certify", "chair", world.resolution)
    assert world.resolution.state == "certified"


def test_recorded_words_are_no_longer_mended(world: World) -> None:
    draft(world)
    world.act("record", "secretary", world.resolution)
    with refused(WrongState):
        edit_draft(
            resolution_id=world.resolution.pk, actor=world.secretary, at=world.at, facts={"verb": "defer", "text": "ก"}
        )


def test_recorded_may_be_set_aside_before_anything_moved(world: World) -> None:
    draft(world)
    world.act("record", "secretary", world.resolution)
    facts = world.act("reconsider", "secretary", world.item, note=REASON).facts
    assert facts["superseded"] == ""
    assert (world.resolution.state, world.project.state) == ("superseded", "in_committee")
    world.resolve("endorse")
    assert (world.resolution.called, world.project.state) == ("1/2564", "endorsed")
    assert list(faults()) == []


def test_correction_takes_the_place_of_the_words_and_keeps_the_decision(world: World) -> None:
    wrong = certified(world)
    world.act("correct", "secretary", world.item, facts={"text": "ไม่เห็นชอบโครงการตามที่เสนอ"}, note=REASON)
    correction = world.resolution
    assert (correction.corrects_id, correction.reason, correction.state) == (wrong.pk, REASON, "draft")
    assert standing(world) == [wrong.pk]
    before = world.project.version
    world.act("certify", "chair", correction)
    assert standing(world) == [correction.pk]
    assert Resolution.objects.get(pk=wrong.pk).state == "corrected"
    assert [Resolution.objects.get(pk=one).called for one in (wrong.pk, correction.pk)] == ["1/2564", "2/2564"]
    assert (world.project.state, world.project.version) == ("not_endorsed", before)
    assert list(faults()) == []


def test_correction_is_made_after_the_meeting_ended_too(world: World) -> None:
    certified(world)
    world.act("end", "secretary", world.meeting)
    world.act("correct", "secretary", world.item, facts={"text": "ไม่เห็นชอบโครงการ"}, note=REASON)
    world.act("certify", "chair", world.resolution)
    assert world.resolution.called == "2/2564"


def test_correction_does_not_say_the_same_nor_another_sum(world: World) -> None:
    world.to("in_committee")
    world.resolve("endorse", text="เห็นชอบโครงการ")
    same = world.resolution.text
    for text in (same, "เห็นชอบ วงเงิน 1 บาท"):
        with refused(GuardsUnmet):
            world.act("correct", "secretary", world.item, facts={"text": text}, note=REASON)


def test_one_correction_at_a_time_and_it_may_be_dropped(world: World) -> None:
    wrong = certified(world)
    world.act("correct", "secretary", world.item, facts={"text": "คำใหม่"}, note=REASON)
    with refused(GuardsUnmet):
        world.act("correct", "secretary", world.item, facts={"text": "คำใหม่กว่า"}, note=REASON)
    with refused(GuardsUnmet):  # a correction is not put to the committee again
        world.act("record", "secretary", world.resolution)
    world.act("drop", "secretary", world.resolution, note="ไม่ต้องแก้")
    assert (world.resolution.state, world.resolution.called) == ("superseded", "")
    assert standing(world) == [wrong.pk]
    world.act("correct", "secretary", world.item, facts={"text": "คำใหม่กว่า"}, note=REASON)


def test_only_a_correction_is_dropped(world: World) -> None:
    draft(world)
    with refused(GuardsUnmet):
        world.act("drop", "secretary", world.resolution, note="ไม่ต้องการ")


@pytest.mark.parametrize("name", ["officer", "member", "chair"])
def test_nobody_but_the_secretary_corrects(world: World, name: str) -> None:
    certified(world)
    with refused(NotPermitted):
        world.act("correct", name, world.item, facts={"text": "คำใหม่"}, note=REASON)


def test_number_of_a_resolution_that_was_set_aside_is_not_given_again(world: World) -> None:
    certified(world)
    world.act("reconsider", "secretary", world.item, note=REASON)
    world.resolve("defer")
    assert sorted(one.called for one in Resolution.objects.all()) == ["1/2564", "2/2564"]


def test_database_refuses_a_second_standing_resolution_on_an_item(world: World) -> None:
    """Two rows, each moved by its record, would both stand: the constraint refuses the second."""
    wrong = certified(world)
    twin = {"item_id": wrong.item_id, "meeting_id": wrong.meeting_id, "committee_id": wrong.committee_id}
    with pytest.raises(IntegrityError), transaction.atomic():
        Resolution.objects.bulk_create([Resolution(state="certified", verb="defer", text="ก", **twin)])


def test_database_refuses_to_change_what_was_sealed(world: World) -> None:
    sealed = certified(world)
    for changed in (
        {"text": "อื่น"},
        {"number": 9},
        {"also": ["assign"]},
        {"certified_at": world.at + timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Resolution.objects.filter(pk=sealed.pk).update(**changed)


def test_matter_is_not_reconsidered_while_a_correction_waits(world: World) -> None:
    """Two drafts would stand on one matter: of other words, and of another decision."""
    certified(world)
    world.act("correct", "secretary", world.item, note=REASON, facts={"text": "ถ้อยคำใหม่"})
    with refused(GuardsUnmet) as no:
        world.act("reconsider", "secretary", world.item, note=REASON)
    assert no.value.reasons == ("A correction that was drafted must be certified or dropped first.",)
    world.act("drop", "secretary", world.resolution, note=REASON)
    world.act("reconsider", "secretary", world.item, note=REASON)
    draft(world)
    assert world.item.state == "drafted"

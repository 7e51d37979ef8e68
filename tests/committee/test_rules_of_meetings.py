# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rules around meetings at their borders: quorum, numbers, packs, and that only a resolution moves a project."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from budget_review.models import IntegrationProject
from committee.models import Meeting, Resolution, RollEntry, SeatTenure
from committee.operations import act_as_read, add_item, build_pack, edit_draft, plan_meeting, wording_sha256
from tests.committee.people import EVERYBODY
from tests.committee.test_meeting_lifecycle import convene, draft, freeze
from tests.refusing import refused
from tests.world import MEETING_AT, World, everything
from workflows.lifecycle import rules_of, sources_of, steps_of
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict
from workflows.verification import faults

# ── quorum ──


def test_secretary_without_a_vote_does_not_count(world: World) -> None:
    freeze(world)
    world.act("arrive", "secretary", world.entry("secretary"))
    world.act("arrive", "secretary", world.entry("chair"))
    assert (world.meeting.quorum().present, world.meeting.quorum().needed) == (1, 2)


def test_meeting_opens_at_the_quorum_and_not_one_below(world: World) -> None:
    freeze(world)
    world.act("arrive", "secretary", world.entry("chair"))
    before = everything()
    with pytest.raises(GuardsUnmet, match="quorum"):
        world.act("open", "secretary", world.meeting)
    assert everything() == before
    world.act("arrive", "secretary", world.entry("member"))
    assert world.act("open", "chair", world.meeting).facts == {"entitled": 3, "present": 2, "needed": 2}


def test_meeting_without_its_chair_does_not_open(world: World) -> None:
    freeze(world)
    for name in ("member", "absent"):
        world.act("arrive", "secretary", world.entry(name))
    with pytest.raises(GuardsUnmet, match="chair"):
        world.act("open", "secretary", world.meeting)


def test_decision_needs_the_quorum_at_its_own_time(world: World) -> None:
    draft(world)
    world.act("depart", "secretary", world.entry("member"))
    before = everything()
    with pytest.raises(GuardsUnmet, match="quorum"):
        world.act("certify", "chair", world.resolution)
    assert everything() == before
    world.act("arrive", "secretary", world.entry("absent"))
    world.act("certify", "chair", world.resolution)
    assert world.project.state == "not_endorsed"


# ── numbers ──


def convened(world: World, starts_at=MEETING_AT, committee=None):  # type: ignore[no-untyped-def]
    meeting = plan_meeting(
        committee=committee or world.committee, title="ประชุม", starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1), place="ห้อง", actor=world.secretary, at=world.at, request_id=uuid4(),
    )  # fmt: skip
    world.act("convene", "secretary", meeting)
    return Meeting.objects.get(pk=meeting.pk)


def test_numbers_run_by_committee_and_calendar_year(world: World) -> None:
    other = World(tag="2")
    year = timedelta(days=365)
    assert [convened(world).called, convened(world).called] == ["1/2564", "2/2564"]
    assert convened(other).called == "1/2564"
    assert convened(world, MEETING_AT + year).called == "1/2565"


def test_year_turns_at_midnight_in_bangkok(world: World) -> None:
    new_year = MEETING_AT.replace(year=2020, month=12, day=31, hour=17)  # 00:00 on 1 January in Bangkok
    assert convened(world, new_year - timedelta(minutes=1)).called == "1/2563"
    assert convened(world, new_year).called == "1/2564"


def test_number_of_a_cancelled_meeting_is_never_used_again(world: World) -> None:
    first = convened(world)
    world.act("cancel", "secretary", first, note="ไม่พร้อม")
    assert convened(world).called == "2/2564"
    assert Meeting.objects.get(pk=first.pk).called == "1/2564"


def test_planned_meeting_has_no_number(world: World) -> None:
    assert world.plan_meeting().called == ""


def test_resolutions_are_numbered_by_committee_and_year(world: World) -> None:
    world.to("deferred")
    first = world.resolution
    world.plan_meeting()
    world.put_on_agenda()
    world.open_meeting()
    world.resolve("endorse")
    assert (first.called, world.resolution.called) == ("1/2564", "2/2564")


def test_roll_is_of_those_who_hold_a_seat_on_the_day(world: World) -> None:
    leaving = SeatTenure.objects.get(committee=world.committee, user=world.absent)
    leaving.to_date = date(2021, 1, 24)  # the meeting is on the 25th
    leaving.save()
    convene(world)
    assert {entry.user.username for entry in RollEntry.objects.all()} == {"chair", "member", "secretary"}


# ── only a resolution moves a project ──

CAUSED = sorted(name for name, step in steps_of(IntegrationProject).items() if rules_of(step).caused_by)


def test_steps_that_only_another_act_causes() -> None:
    expected = (
        "defer endorse endorse_with_conditions enter_committee go_on_to_confirm leave_unreached not_endorse queue "
        "queue_to_confirm return_from_committee set_aside take_off"
    )
    assert " ".join(CAUSED) == expected


@pytest.mark.parametrize("name", CAUSED)
def test_nobody_moves_a_project_past_the_committee(world: World, name: str) -> None:
    world.to(sorted(sources_of(steps_of(IntegrationProject)[name]))[0])
    before = everything()
    for who in EVERYBODY:
        with pytest.raises(NotPermitted):
            world.act(name, who, note="x", facts={"amounts": world.amounts(), "verb": "endorse"})
    assert everything() == before


# ── what happens to projects on the way ──


def test_withdrawn_project_falls_off_when_the_meeting_opens(world: World) -> None:
    freeze(world)
    world.act("withdraw", "head", note="ถอน")
    for name in ("chair", "member"):
        world.act("arrive", "secretary", world.entry(name))
    world.act("open", "secretary", world.meeting)
    assert (world.item.state, world.project.state) == ("taken_off", "withdrawn")
    assert list(faults()) == []


def test_project_not_reached_waits_for_another_agenda(world: World) -> None:
    world.to("in_committee")
    record = world.act("end", "secretary", world.meeting)
    assert record.facts == {"not_reached": [world.project.code]}
    assert world.item.state == "not_reached"
    assert world.project.state in ("screened", "queued")
    assert list(faults()) == []


def test_deferred_project_comes_before_a_second_meeting(world: World) -> None:
    world.to("deferred")
    first = world.meeting
    world.act("end", "secretary", first)
    world.plan_meeting()
    world.put_on_agenda()
    world.open_meeting()
    world.resolve("endorse_with_conditions")
    assert world.project.state == "conditional"
    assert [item.state for item in world.project.agenda_items.order_by("pk")] == ["deferred", "resolved"]
    assert world.meeting.pk != first.pk
    assert list(faults()) == []


def test_project_stands_on_one_open_agenda_only(world: World) -> None:
    world.to("queued")
    world.plan_meeting()
    before = everything()
    with pytest.raises(GuardsUnmet):
        world.put_on_agenda()
    assert everything() == before


def test_project_taken_by_another_meeting_meanwhile_is_refused(world: World) -> None:
    world.to("screened")
    as_read = world.project
    world.plan_meeting()
    world.put_on_agenda()
    with refused(GuardsUnmet) as told:
        add_item(meeting=world.meeting, project=as_read, actor=world.secretary, at=world.at, request_id=uuid4())
    assert told.value.reasons == ("The project must be screened or deferred, or wait for this body to confirm.",)


def test_cancelled_meeting_frees_its_projects(world: World) -> None:
    freeze(world)
    world.act("cancel", "secretary", world.meeting, note="ยกเลิก")
    assert (world.item.state, world.project.state) == ("taken_off", "screened")


# ── the pack ──


def test_agenda_is_not_fixed_with_a_pack_of_an_earlier_agenda(world: World) -> None:
    convene(world)
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    add_item(meeting=world.meeting, section=6, title="เรื่องใหม่", actor=world.secretary, at=world.at, request_id=uuid4())
    world.act("close_call", "secretary", world.meeting)
    before = everything()
    with pytest.raises(GuardsUnmet, match="pack"):
        world.act("freeze", "secretary", world.meeting)
    assert everything() == before


def test_pack_of_an_unchanged_agenda_is_built_once(world: World) -> None:
    convene(world)
    first = build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    again = build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    assert first.pk == again.pk


def test_only_the_secretary_builds_a_pack(world: World) -> None:
    convene(world)
    before = everything()
    for name in ("chair", "member", "admin", "officer"):
        with pytest.raises(NotPermitted):
            build_pack(meeting_id=world.meeting.pk, actor=world.people[name], at=world.at)
    assert everything() == before


# ── the chair certifies what was read ──


def test_draft_changed_after_it_was_read_is_not_certified(world: World) -> None:
    draft(world)
    read = wording_sha256(world.resolution)
    edit_draft(
        resolution_id=world.resolution.pk, actor=world.secretary, at=world.at,
        facts={"verb": "defer", "text": "เลื่อน"},
    )  # fmt: skip
    before = everything()
    with pytest.raises(VersionConflict):
        act_as_read(resolution_id=world.resolution.pk, wording=read, actor=world.chair, at=world.at, request_id=uuid4())
    assert everything() == before
    act_as_read(
        resolution_id=world.resolution.pk, wording=wording_sha256(world.resolution), actor=world.chair, at=world.at,
        request_id=uuid4(),
    )  # fmt: skip
    assert Resolution.objects.get().state == "certified"
    assert world.project.state == "deferred"

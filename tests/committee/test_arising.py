# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was assigned stands among the matters arising of each agenda, until it is closed."""

from committee.models import ActionItem, AgendaItem
from tests.world import World
from workflows.verification import faults


def assigned(world: World) -> ActionItem:
    """North has something to do by a resolution of a meeting that has ended."""
    world.to("in_committee")
    task = {"text": "จัดทำข้อมูล", "agency": world.part("north").agency.code, "due_date": "2021-03-31"}
    world.resolve("not_endorse", also=["assign"], actions=[task])
    world.act("end", "secretary", world.meeting)
    return ActionItem.objects.get()


def arising(world: World) -> list[tuple[int, str, str, str]]:
    """Under which heading, with which words, in which state: of the agenda of a meeting that is convened now."""
    world.plan_meeting()
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    found = AgendaItem.objects.filter(meeting=world.meeting_id, item_kind="matters_arising")
    return list(found.values_list("section", "title", "note", "state"))


def title(world: World) -> str:
    return f"การดำเนินการตามข้อมอบหมายของมติที่ 1/2564: {world.project.title}"


def test_open_action_comes_under_the_third_heading_once_with_owner_day_and_state(world: World) -> None:
    assigned(world)
    words = "1) จัดทำข้อมูล · หน่วยงาน north · ครบกำหนด 31 มีนาคม 2564 · รอดำเนินการ"
    assert arising(world) == [(3, title(world), words, "listed")]
    assert list(faults()) == []


def test_action_comes_again_until_it_is_closed(world: World) -> None:
    action = assigned(world)
    assert len(arising(world)) == 1
    world.act("report", "nora", action, note="ทำแล้ว", facts={"link": "https://data.go.th/"})
    world.act("verify", "secretary", ActionItem.objects.get())
    assert len(arising(world)) == 1
    world.act("close", "secretary", ActionItem.objects.get())
    assert arising(world) == []


def test_action_of_a_confidential_matter_arises_as_confidential(world: World) -> None:
    assigned(world)
    AgendaItem.objects.filter(project=world.project_id).update(confidentiality="members")
    arising(world)
    assert AgendaItem.objects.get(title=title(world)).confidentiality == "members"


def test_action_that_fell_away_with_its_resolution_does_not_arise(world: World) -> None:
    world.to("in_committee")
    task = {"text": "จัดทำข้อมูล", "agency": world.part("north").agency.code, "due_date": "2021-03-31"}
    world.resolve("not_endorse", also=["assign"], actions=[task])
    world.act("reconsider", "secretary", world.item, note="ทบทวน")
    world.act("end", "secretary", world.meeting)
    assert arising(world) == []

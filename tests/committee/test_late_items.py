# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A late item from its proposal to the printed agenda: whoever must approve it finds it, and the paper says who did."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Notice
from committee.models import AgendaItem, Mandate
from committee.operations import add_item, build_pack, edit_item
from committee.queries.groups import (
    chairs_group,
    groups_of,
    late_approvers_group,
    people_of_groups,
    secretariat_group,
)
from papers.queries import document_content
from tests.committee.test_digits import words
from tests.notices.conftest import hand_on
from tests.refusing import refused
from tests.standing import grounded
from tests.world import World
from workflows.faults import Fault
from workflows.models import Task
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict
from workflows.tasks.claiming import claim
from workflows.verification import faults


def made() -> World:
    """A meeting whose call is closed."""
    world = World().to("queued")
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    return world


ground, world = grounded(made)


def late(world: World, title: str = "เรื่องเร่งด่วน") -> AgendaItem:
    """A matter that is asked for after the call."""
    return add_item(
        meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4(), section=6, title=title,
        late_reason="ได้รับหนังสือหลังปิดรับเรื่อง",
    )  # fmt: skip


def waiting(world: World) -> list[tuple[int, str]]:
    """The open tasks at the approvers' desk: which item, in which queue."""
    desk = Task.objects.filter(finished=None, flow_task__endswith="admitting").order_by("pk")
    return list(desk.values_list("subject_id", "unit"))


def none_wrong() -> list[Fault]:
    return list(faults())


def test_late_item_waits_at_the_desk_of_those_who_approve_it(world: World) -> None:
    assert waiting(world) == []
    item = late(world)
    assert waiting(world) == [(item.pk, late_approvers_group(world.committee.pk))]
    assert none_wrong() == []
    assert item.title in signed_in(world.chair).get("/queue/").content.decode()
    assert item.title not in signed_in(world.member).get("/queue/").content.decode()
    world.act("admit_late", "chair", item)
    assert waiting(world) == []
    assert none_wrong() == []


def test_approver_turns_it_away_with_a_reason_and_the_desk_closes(world: World) -> None:
    item = late(world)
    with refused(GuardsUnmet):
        world.act("turn_away", "chair", item)
    world.act("turn_away", "chair", item, note="เสนอครั้งต่อไป")
    assert AgendaItem.objects.get(pk=item.pk).state == "turned_away"
    assert waiting(world) == []
    assert none_wrong() == []


@pytest.mark.parametrize("who", ["member", "absent", "auditor", "stranger", "secretary"])
def test_others_do_not_approve_it(world: World, who: str) -> None:
    item = late(world)
    with refused(NotPermitted):
        world.act("admit_late", who, item)
    assert len(waiting(world)) == 1


def test_late_item_that_waits_stays_one_task_through_freeze_and_thaw(world: World) -> None:
    item = late(world)
    freeze(world)
    assert [pk for pk, _unit in waiting(world)] == [item.pk]
    world.act("thaw", "secretary", world.meeting, note="แก้ไข")
    assert [pk for pk, _unit in waiting(world)] == [item.pk]
    assert none_wrong() == []
    world.act("cancel", "secretary", world.meeting, note="งด")
    assert waiting(world) == []
    assert none_wrong() == []


def test_late_item_that_is_closed_goes_to_the_chair_and_that_is_opened_to_all_who_approve(world: World) -> None:
    Mandate.objects.create(
        committee=world.committee, to_user=world.officer, powers=["approve_late_item"], order_number="1/2564",
        order_date=date(2020, 1, 1), scope="วาระจร", from_date=date(2020, 1, 1),
    )  # fmt: skip
    item, other, committee = late(world), late(world, "อีกเรื่อง"), world.committee.pk
    task = Task.objects.get(subject_id=item.pk, finished=None, flow_task__endswith="admitting")
    claim(task.pk, actor=world.officer, at=world.at)
    closed = {"title": "เรื่องลับ", "note": "", "item_kind": "decision", "confidentiality": "chair"}
    doing: Any = {"item_id": item.pk, "actor": world.secretary, "at": world.at}
    with refused(VersionConflict):
        edit_item(given=closed, expected_revision=9, **doing)
    edit_item(given=closed, expected_revision=world.meeting.revision, **doing)
    assert waiting(world) == [(item.pk, chairs_group(committee)), (other.pk, late_approvers_group(committee))]
    assert Task.objects.get(pk=task.pk).owner is None  # who may not see it has it no more
    assert none_wrong() == []
    claim(task.pk, actor=world.chair, at=world.at)
    edit_item(given=closed | {"confidentiality": "open"}, expected_revision=world.meeting.revision, **doing)
    assert waiting(world)[0] == (item.pk, late_approvers_group(committee))
    assert Task.objects.get(pk=task.pk).owner == world.chair  # who may act all the same keeps it
    assert none_wrong() == []


def test_what_came_in_time_is_listed_by_the_secretary_until_the_agenda_is_fixed(db: None) -> None:
    world = World().to("queued")
    world.act("convene", "secretary", world.meeting)
    handed_in, forgotten = handed_in_by_agency(world, "เรื่องของหน่วยงาน"), handed_in_by_agency(world, "อีกเรื่อง")
    world.act("close_call", "secretary", world.meeting)
    office = secretariat_group(world.committee.pk)
    assert waiting(world) == [(handed_in.pk, office), (forgotten.pk, office)]
    with refused(GuardsUnmet) as no:
        world.act("admit_late", "chair", handed_in)
    assert [str(why) for why in no.value.reasons] == ["The call for items is closed: say why the item comes late."]
    with refused(NotPermitted):
        world.act("turn_away", "chair", handed_in, note="ไม่รับ")  # who approves late items has no say in it
    world.act("list_it", "secretary", handed_in)
    listed = AgendaItem.objects.get(pk=handed_in.pk)
    assert (listed.state, listed.is_late) == ("listed", False)
    assert waiting(world) == [(forgotten.pk, office)]
    freeze(world)
    with refused(GuardsUnmet) as no:
        world.act("list_it", "secretary", forgotten)
    assert [str(why) for why in no.value.reasons] == ["The agenda must still be open: before it is fixed."]
    assert none_wrong() == []


def test_what_came_late_is_not_listed_without_an_approval(world: World) -> None:
    item = late(world)
    with refused(GuardsUnmet) as no:
        world.act("list_it", "secretary", item)
    assert "needs a late approval" in str(no.value.reasons[0])


def test_reason_given_while_the_call_is_open_makes_nothing_late(db: None) -> None:
    world = World().to("queued")
    assert handed_in_by_agency(world, "เรื่อง", late_reason="เผื่อไว้").late_reason == ""


def handed_in_by_agency(world: World, title: str, **more: Any) -> AgendaItem:
    return add_item(
        meeting=world.meeting, actor=world.officer, at=world.at, request_id=uuid4(), section=4, title=title,
        agency=world.agencies["lead"], **more,
    )  # fmt: skip


def test_approvers_are_told_and_who_proposed_it_hears_of_the_refusal(world: World) -> None:
    item = late(world)
    hand_on(world.at)
    assert told("begin") == {"chair": "มีวาระจรของการประชุม การประชุมทดสอบ · คณะกรรมการทดสอบ รอท่านอนุมัติให้บรรจุ หรือไม่รับไว้"}
    world.act("turn_away", "chair", item, note="เสนอครั้งต่อไป")
    hand_on(world.at)
    refusal = "ไม่รับเรื่องที่ท่านเสนอเข้าระเบียบวาระการประชุม การประชุมทดสอบ · คณะกรรมการทดสอบ: เสนอครั้งต่อไป"
    assert told("turn_away") == {"secretary": refusal}


@pytest.mark.parametrize(
    ("powers", "days", "ceiling", "works"),
    [
        (["approve_late_item"], (date(2020, 1, 1), None), None, True),
        (["approve_late_item"], (date(2020, 1, 1), date(2020, 11, 1)), None, False),
        (["approve_late_item"], (date(2020, 11, 3), None), None, False),
        (["approve_late_item"], (date(2020, 11, 2), date(2020, 11, 2)), None, True),
        (["sign_letter"], (date(2020, 1, 1), None), None, False),
        (["approve_late_item"], (date(2020, 1, 1), None), 1000, False),
    ],
)
def test_queue_and_permission_agree_on_a_mandate(
    world: World, powers: list[str], days: tuple[date, date | None], ceiling: int | None, works: bool
) -> None:
    Mandate.objects.create(
        committee=world.committee, to_user=world.member, order_number="1/2563", order_date=date(2020, 1, 1),
        scope="วาระจร", powers=powers, from_date=days[0], to_date=days[1], ceiling_baht=ceiling,
    )  # fmt: skip
    key, item = late_approvers_group(world.committee.pk), late(world)
    assert (key in groups_of(world.member, world.at)) is works
    assert (world.member in people_of_groups([key], world.at)) is works
    if works:
        world.act("admit_late", "member", item)
    else:
        with refused(NotPermitted):
            world.act("admit_late", "member", item)


def test_pack_prints_the_mark_the_reason_and_who_admitted_it(world: World) -> None:
    world.act("admit_late", "chair", late(world))
    freeze(world)
    pack = world.meeting.packs.get()
    row = pack.snapshot["agenda"][5]["items"][0]
    assert (row["label"], row["kind"]) == ("6.1", "information")
    assert row["late"] == {
        "reason": "ได้รับหนังสือหลังปิดรับเรื่อง", "asked_by": str(world.secretary), "approved_by": str(world.chair),
        "seat": "ที่นั่ง chair", "at": world.at.isoformat(),
    }  # fmt: skip
    printed = words(document_content(pack.document))
    for one in ("วาระจร", "ได้รับหนังสือหลังปิดรับเรื่อง", "อนุมัติให้บรรจุโดย", str(world.chair)):
        assert one.replace(" ", "") in printed


def freeze(world: World) -> Any:
    """Fix the agenda of a meeting whose call is closed."""
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    return world.act("freeze", "secretary", world.meeting)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def told(step: str) -> dict[str, str]:
    """Who was told here of a step of a matter, each with the sentence."""
    found = Notice.objects.filter(topic=f"committee.agendaitem.{step}", channel="here").select_related("person")
    return {notice.person.username: notice.text_th for notice in found}

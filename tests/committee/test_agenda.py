# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda at its borders: late items, labels that stay, what comes back by itself, order, who sees what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from committee.guards.session import quorum_for
from committee.invitation import snapshot_of
from committee.models import AgendaItem, Meeting
from committee.operations import add_item, build_pack, edit_item, move_item, place_item, plan_meeting
from tests.committee.conftest import Visit
from tests.committee.test_meeting_lifecycle import close_call, convene, end, miss_quorum, propose_late
from tests.refusing import refused
from tests.world import MEETING_AT, World, everything
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, VersionConflict, WrongState
from workflows.verification import faults


def matter(world: World, title: str = "เรื่องแจ้ง", who: str = "secretary", **more: Any) -> AgendaItem:
    given: dict[str, Any] = {"section": 4, "title": title} | more
    return add_item(meeting=world.meeting, actor=world.people[who], at=world.at, request_id=uuid4(), **given)


def freeze_again(world: World) -> None:
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    world.act("freeze", "secretary", world.meeting)


def labels(world: World) -> dict[str, str]:
    return {item.title: item.issued_label for item in world.meeting.items.exclude(issued_label="").order_by("pk")}


# ── the same request again ──


def test_same_request_gives_the_same_matter_and_with_other_words_it_is_refused(world: World) -> None:
    world.plan_meeting()
    request: dict[str, Any] = {
        "meeting": world.meeting, "section": 4, "actor": world.secretary, "at": world.at, "request_id": uuid4(),
    }  # fmt: skip
    added = add_item(title="เรื่องแจ้ง", **request)
    before = everything()
    assert add_item(title="เรื่องแจ้ง", **request) == added
    assert everything() == before
    for other in ({"title": "เรื่องอื่น"}, {"title": "เรื่องแจ้ง", "note": "ด่วน"}, {"title": "เรื่องแจ้ง", "section": 5}):
        with refused(RequestReused):
            add_item(**request | other)


def test_same_request_gives_the_same_meeting_and_for_another_time_it_is_refused(world: World) -> None:
    request: dict[str, Any] = {
        "committee": world.committee, "title": "ประชุม", "starts_at": MEETING_AT, "place": "ห้องประชุม",
        "ends_at": MEETING_AT + timedelta(hours=3), "actor": world.secretary, "at": world.at, "request_id": uuid4(),
    }  # fmt: skip
    planned = plan_meeting(**request)
    before = everything()
    assert plan_meeting(**request) == planned
    assert everything() == before
    for other in ({"place": "ห้องอื่น"}, {"starts_at": MEETING_AT + timedelta(hours=1)}):
        with refused(RequestReused):
            plan_meeting(**request | other)


# ── the call and what comes late: after the call closed ⇔ a late approval ──


def test_matter_of_an_agency_waits_for_the_secretary(world: World) -> None:
    world.plan_meeting()
    item = matter(world, who="officer", agency=world.agencies["lead"])
    assert item.state == "proposed"
    with refused(NotPermitted):
        world.act("list_it", "officer", item)
    world.act("list_it", "secretary", item)
    assert world.meeting.standing_items()[0].pk == item.pk


@pytest.mark.parametrize(
    ("who", "agency"), [("officer", "north"), ("officer", None), ("chair", None), ("auditor", "lead")]
)
def test_only_officers_of_the_agency_hand_in_for_it(world: World, who: str, agency: str | None) -> None:
    world.plan_meeting()
    with refused(NotPermitted):
        matter(world, who=who, agency=world.agencies[agency] if agency else None)


def test_project_is_not_handed_in_by_its_agency(world: World) -> None:
    world.to("screened")
    world.plan_meeting()
    with refused(NotPermitted):
        matter(world, who="officer", agency=world.agencies["lead"], project=world.project)


def test_after_the_call_an_item_says_why_and_another_approves(world: World) -> None:
    world.to("screened")
    close_call_of(world)
    with refused(GuardsUnmet):
        world.put_on_agenda()
    item = world.put_on_agenda(late_reason="เอกสารเพิ่งได้รับ")
    assert (item.state, world.project.state) == ("proposed", "screened")
    with refused(GuardsUnmet):
        world.act("list_it", "secretary", item)
    with refused(NotPermitted):
        world.act("admit_late", "secretary", item)
    record = world.act("admit_late", "chair", item)
    assert record.facts == {
        "project": world.project.code, "late_reason": "เอกสารเพิ่งได้รับ", "asked_by": world.secretary.pk, "label": "",
    }  # fmt: skip
    item = world.item
    assert (item.is_late, item.late_approved_by, item.late_approved_at) == (True, world.chair, world.at)
    assert world.project.state == "queued"
    assert list(faults()) == []


def test_late_item_is_not_approved_by_who_asked_for_it(world: World) -> None:
    close_call_of(world)
    asked = matter(world, late_reason="ด่วน")
    AgendaItem.objects.filter(pk=asked.pk).update(proposed_by=world.chair)
    with refused(GuardsUnmet):
        world.act("admit_late", "chair", asked)


def test_nothing_is_late_while_the_call_is_open(world: World) -> None:
    world.plan_meeting()
    item = matter(world, who="officer", agency=world.agencies["lead"])
    with refused(GuardsUnmet):
        world.act("admit_late", "chair", item)


@pytest.mark.parametrize("wrong", [{"is_late": True}, {"late_approved_at": MEETING_AT}])
def test_database_refuses_half_an_approval(world: World, wrong: dict[str, Any]) -> None:
    world.plan_meeting()
    item = matter(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.filter(pk=item.pk).update(**wrong)


def close_call_of(world: World) -> None:
    world.plan_meeting()
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)


# ── labels ──


def test_labels_are_given_at_the_freeze_and_never_change(world: World) -> None:
    convene(world)
    for nth in (1, 2, 3):
        matter(world, f"เรื่อง {nth}")
    first, second, third = world.meeting.items.filter(section=4).order_by("pk")
    world.act("take_off", "secretary", second, note="ถอน")
    world.freeze_agenda()
    issued = labels(world)
    assert issued == {world.project.title: "5.1", "เรื่อง 1": "4.1", "เรื่อง 3": "4.2"}
    world.act("thaw", "secretary", world.meeting, note="เพิ่มเรื่อง")
    doing: Any = {"item_id": third.pk, "actor": world.secretary, "at": world.at}
    with refused(WrongState):
        move_item(direction="up", **doing)
    with refused(WrongState):
        place_item(before=first.pk, **doing)
    world.act("take_off", "secretary", AgendaItem.objects.get(pk=third.pk), note="ถอน")
    late = matter(world, "เรื่องด่วน", late_reason="ด่วน")
    world.act("admit_late", "chair", late)
    freeze_again(world)
    assert labels(world) == issued | {"เรื่องด่วน": "4.3"}
    assert list(faults()) == []


def test_late_item_on_a_fixed_agenda_has_a_label_of_its_own(world: World) -> None:
    convene(world)
    world.freeze_agenda()
    late = matter(world, "เรื่องด่วน", section=5, late_reason="ด่วน")
    record = world.act("admit_late", "chair", late)
    assert record.facts["label"] == "5.2"
    assert labels(world) == {world.project.title: "5.1", "เรื่องด่วน": "5.2"}


# ── what comes by itself ──


def next_meeting(world: World) -> Meeting:
    world.plan_meeting()
    world.act("convene", "secretary", world.meeting)
    return world.meeting


@pytest.mark.parametrize("leave", [end, miss_quorum])
def test_what_was_not_reached_comes_on_the_next_agenda(world: World, leave: Callable[[World], None]) -> None:
    leave(world)
    before = world.item
    meeting = next_meeting(world)
    after = AgendaItem.objects.get(pk=before.pk).successor
    assert (after.meeting_id, after.state, after.project_id) == (meeting.pk, "listed", before.project_id)
    assert world.project.state == "queued"
    assert list(faults()) == []


def test_what_was_deferred_comes_back_once(world: World) -> None:
    world.to("deferred")
    before = world.item
    world.act("end", "secretary", world.meeting)
    next_meeting(world)
    world.act("close_call", "secretary", world.meeting)
    assert [item.predecessor_id for item in world.meeting.items.filter(project=world.project_id)] == [before.pk]


def test_what_was_dropped_does_not_come_back(world: World) -> None:
    end(world)
    world.act("drop", "secretary", world.item, note="หน่วยงานขอถอน")
    assert next_meeting(world).items.filter(project__isnull=False).count() == 0


def test_what_came_back_is_not_dropped(world: World) -> None:
    end(world)
    before = world.item
    next_meeting(world)
    with refused(GuardsUnmet):
        world.act("drop", "secretary", before, note="x")


def test_open_conditions_come_under_matters_arising_once(world: World) -> None:
    world.to("conditional")
    world.act("end", "secretary", world.meeting)
    meeting = next_meeting(world)
    world.act("close_call", "secretary", meeting)
    found = meeting.items.filter(item_kind="matters_arising").values_list("section", "title", "note", "state")
    title = f"การดำเนินการตามเงื่อนไขของมติ: {world.project.title}"
    assert list(found) == [(3, title, "1) ต้องทดสอบก่อน", "listed")]


# ── one open item per project and committee ──


def test_database_refuses_a_second_open_item_of_a_project(world: World) -> None:
    world.to("queued")
    item = world.item
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(
            meeting=item.meeting, committee=item.committee, section=5, position=9, title="ซ้ำ", project=item.project
        )


# ── order ──


def test_items_are_put_before_others_and_a_second_editor_is_told(world: World) -> None:
    world.plan_meeting()
    one, two, three = (matter(world, f"เรื่อง {nth}") for nth in (1, 2, 3))
    read = world.meeting.revision
    doing: Any = {"actor": world.secretary, "at": world.at}
    place_item(item_id=three.pk, before=one.pk, expected_revision=read, **doing)
    assert [item.pk for item in world.meeting.standing_items()] == [three.pk, one.pk, two.pk]
    with refused(VersionConflict):
        place_item(item_id=two.pk, before=three.pk, expected_revision=read, **doing)
    place_item(item_id=three.pk, before=None, **doing)
    move_item(item_id=two.pk, direction="up", **doing)
    assert [item.pk for item in world.meeting.standing_items()] == [two.pk, one.pk, three.pk]
    other = matter(world, section=6)
    with refused(GuardsUnmet):
        place_item(item_id=two.pk, before=other.pk, **doing)
    with refused(NotPermitted):
        place_item(item_id=two.pk, before=None, actor=world.chair, at=world.at)


def test_words_of_a_matter_are_changed_by_one_at_a_time(world: World) -> None:
    world.plan_meeting()
    item = matter(world)
    given = {"title": "ใหม่", "note": "", "item_kind": "consent", "confidentiality": "open"}
    doing: Any = {"item_id": item.pk, "actor": world.secretary, "at": world.at, "expected_revision": 0}
    edit_item(given=given, **doing)
    with refused(VersionConflict):
        edit_item(given=given | {"title": "ของอีกคน"}, **doing)
    assert AgendaItem.objects.get().title == "ใหม่"


def test_matter_is_put_under_another_heading_and_a_project_is_not(world: World) -> None:
    world.to("screened").plan_meeting()
    first, item = matter(world, section=5), matter(world, section=6)
    project = add_item(
        meeting=world.meeting, project=world.project, actor=world.secretary, at=world.at, request_id=uuid4()
    )
    words = {"title": "เรื่อง", "note": "", "item_kind": "decision", "confidentiality": "open"}
    doing: Any = {"actor": world.secretary, "at": world.at}
    edit_item(item_id=item.pk, expected_revision=0, given=words | {"section": 5}, **doing)
    assert [one.pk for one in world.meeting.standing_items()] == [first.pk, project.pk, item.pk]
    for pk, section in ((item.pk, 7), (project.pk, 4)):
        with refused(GuardsUnmet):
            edit_item(item_id=pk, expected_revision=1, given=words | {"section": section}, **doing)


# ── consent, confidentiality ──


def test_member_takes_an_item_out_of_those_for_consent(world: World) -> None:
    convene(world)
    item = matter(world, kind="consent")
    with refused(NotPermitted):
        world.act("take_out", "auditor", item)
    with refused(NotPermitted):
        world.act("take_out", "member", item)  # members see no agenda yet
    world.freeze_agenda()
    world.act("take_out", "member", item)
    assert AgendaItem.objects.get(pk=item.pk).item_kind == "decision"
    with refused(GuardsUnmet):
        world.act("take_out", "member", item)


@pytest.mark.parametrize(
    ("level", "seen_by"),
    [
        ("open", {"secretary", "chair", "member", "auditor"}),
        ("members", {"secretary", "chair", "member"}),
        ("chair", {"secretary", "chair"}),
    ],
)
def test_confidential_matter_is_seen_by_those_it_names(
    world: World, visit: Visit, level: str, seen_by: set[str]
) -> None:
    convene(world)
    item = matter(world, "เรื่องเฉพาะ", confidentiality=level)
    world.freeze_agenda()
    page, own = f"/meetings/{world.meeting_id}/", f"/meetings/{world.meeting_id}/reading/{item.pk}/"
    for who in ("secretary", "chair", "member", "auditor"):
        browser = visit(who)
        assert ("เรื่องเฉพาะ" in browser.get(page).content.decode()) is (who in seen_by), who
        assert (browser.get(own).status_code == 200) is (who in seen_by), who
    assert ("เรื่องเฉพาะ" in str(world.meeting.packs.get().snapshot)) is (level != "chair")


# ── notice, urgency, calling again ──


@pytest.mark.parametrize(("days", "may"), [(3, True), (2, False), (0, False)])
def test_members_are_told_three_days_before_unless_the_chair_calls_it_urgently(
    world: World, days: int, may: bool
) -> None:
    world.plan_meeting()
    at = MEETING_AT - timedelta(days=days)
    if not may:
        with refused(GuardsUnmet):
            world.act("convene", "secretary", world.meeting, at=at)
        with refused(NotPermitted):
            world.act("make_urgent", "secretary", world.meeting, note="ด่วน")
        world.act("make_urgent", "chair", world.meeting, note="ต้องทันกรอบงบประมาณ")
    world.act("convene", "secretary", world.meeting, at=at)
    assert world.meeting.state == "convened"


@pytest.mark.parametrize(
    ("said", "days", "needed"), [(True, 14, {"again": 1, "new": 2}), (True, 15, {"again": 2, "new": 2}),
                                 (False, 14, {"again": 2, "new": 2})],
)  # fmt: skip
def test_meeting_called_again_needs_one_third_for_what_was_put_off_if_its_invitation_says_so(
    world: World, said: bool, days: int, needed: dict[str, int]
) -> None:
    """Administrative Procedure Act 2539, s.79, second paragraph. Three voting seats: half are two, a third one."""
    world.plan_meeting()
    world.act("convene", "secretary", world.meeting)
    matter(world)
    world.freeze_agenda()
    world.act("miss_quorum", "chair", world.meeting, at=MEETING_AT)
    first = world.meeting
    starts = MEETING_AT + timedelta(days=days)
    plan: Any = {
        "committee": world.committee, "title": "ประชุมอีกครั้ง", "starts_at": starts, "place": "ห้องประชุม",
        "ends_at": starts + timedelta(hours=1), "actor": world.secretary, "at": MEETING_AT, "recall_of": first,
        "invitation_says_recall": said,
    }  # fmt: skip
    again = plan_meeting(request_id=uuid4(), **plan)
    with refused(GuardsUnmet):
        plan_meeting(request_id=uuid4(), **plan)
    world.meeting_id = again.pk
    world.act("convene", "secretary", again, at=MEETING_AT)
    assert world.meeting.quorum().needed == needed["again"]
    (came_back,) = world.meeting.standing_items()
    assert came_back.title == "เรื่องแจ้ง"
    new = matter(world, "เรื่องใหม่", late_reason="")
    assert {"again": quorum_for(came_back).needed, "new": quorum_for(new).needed} == needed
    letter = snapshot_of(world.meeting, None, world.at)["recall"]
    assert letter == ({"days": 14, "share": "1 ใน 3"} if needed["again"] == 1 else None)


def test_lower_quorum_is_not_said_in_a_first_invitation(world: World) -> None:
    with refused(GuardsUnmet):
        plan_meeting(
            committee=world.committee, title="x", starts_at=MEETING_AT, ends_at=MEETING_AT + timedelta(hours=1),
            place="x", actor=world.secretary, at=world.at, request_id=uuid4(), invitation_says_recall=True,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=world.plan_meeting().pk).update(invitation_says_recall=True)


def test_meeting_that_had_its_quorum_is_not_called_again(world: World) -> None:
    end(world)
    with refused(GuardsUnmet):
        plan_meeting(
            committee=world.committee, title="x", starts_at=MEETING_AT, ends_at=MEETING_AT + timedelta(hours=1),
            place="x", actor=world.secretary, at=world.at, request_id=uuid4(), recall_of=world.meeting,
        )  # fmt: skip


def test_meeting_online_names_its_link_and_how_people_show_who_they_are(world: World) -> None:
    plan: Any = {
        "committee": world.committee, "title": "x", "starts_at": MEETING_AT, "place": "ออนไลน์",
        "ends_at": MEETING_AT + timedelta(hours=1), "actor": world.secretary, "at": world.at,
    }  # fmt: skip
    with refused(GuardsUnmet):
        plan_meeting(request_id=uuid4(), mode="online", **plan)
    held: Any = {"mode": "online", "online_link": "https://meet.example.go.th/1", "identification": "account"}
    assert plan_meeting(request_id=uuid4(), **held, **plan).mode == "online"


def test_late_proposal_is_turned_away_with_a_reason(world: World) -> None:
    item = propose_late(world)
    with refused(GuardsUnmet):
        world.act("turn_away", "chair", item, note=" ")
    world.act("turn_away", "chair", item, note="รอการประชุมครั้งหน้า")
    assert (world.item.state, world.project.state) == ("turned_away", "screened")


def test_proposal_nobody_answered_falls_off_when_the_meeting_opens(world: World) -> None:
    close_call(world)
    late = matter(world, late_reason="ด่วน")
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    world.act("freeze", "secretary", world.meeting)
    for name in ("chair", "member"):
        world.act("arrive", "secretary", world.entry(name))
    world.act("open", "secretary", world.meeting)
    assert AgendaItem.objects.get(pk=late.pk).state == "taken_off"

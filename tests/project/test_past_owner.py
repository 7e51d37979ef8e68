# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acting at a task that another has taken: the page says who, and the act is made only when that was seen."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from committee.models import Seat
from committee.operations import wording_sha256
from tests.api.asking import at
from tests.project.conftest import visitor
from tests.world import AT, World, everything
from workflows.models import Task, TransitionRecord
from workflows.tasks import claim

WARNED = "ผู้ทดสอบ screener has taken this task."


def hidden_of(html: str) -> dict[str, str]:
    """What the page's own form sends along."""
    return dict(re.findall(r'<input type="hidden" name="((?!csrf|wording|next)[^"]*)" value="([^"]*)"', html))


def the_task() -> Task:
    return Task.objects.get(finished=None, flow_task_type="HUMAN")


@pytest.fixture
def address(world: World) -> str:
    """The page of the act at a task that the first screener has taken."""
    world.to("submitted")
    claim(the_task().pk, actor=world.screener, at=AT)
    return f"/projects/{world.project.code}/acts/take_up/"


def opened(client: Client, address: str) -> tuple[str, dict[str, str]]:
    html = client.get(address).content.decode()
    return html, hidden_of(html)


def test_other_is_warned_and_refused_until_the_box_is_ticked(world: World, address: str) -> None:
    client = visitor(world.other_screener)
    html, sent = opened(client, address)
    assert WARNED in html
    before = everything()
    answer = client.post(address, sent)
    assert (answer.status_code, WARNED in answer.content.decode()) == (422, True)
    assert "Tick the box" in answer.content.decode()
    assert everything() == before
    assert client.post(address, sent | {"past_owner": "1"}).status_code == 302
    assert TransitionRecord.objects.latest("pk").actor == world.other_screener


def test_owner_is_not_warned(world: World, address: str) -> None:
    client = visitor(world.screener)
    html, sent = opened(client, address)
    assert "has taken this task" not in html
    assert client.post(address, sent).status_code == 302


def test_task_taken_while_the_page_was_open_is_told_before_the_act(world: World) -> None:
    world.to("submitted")
    address = f"/projects/{world.project.code}/acts/take_up/"
    client = visitor(world.other_screener)
    html, sent = opened(client, address)
    assert "has taken this task" not in html
    claim(the_task().pk, actor=world.screener, at=AT)
    before = everything()
    answer = client.post(address, sent)
    assert (answer.status_code, WARNED in answer.content.decode()) == (422, True)
    assert everything() == before


def test_one_who_may_not_act_is_told_so_and_asked_for_no_tick(world: World, address: str) -> None:
    answer = visitor(world.officer).post(address, {"past_owner": "1"} | {"request_id": "", "expected_version": ""})
    assert answer.status_code == 403


def test_member_is_warned_on_the_pages_of_a_meeting_too(world: World) -> None:
    world.to("screened")
    world.plan_meeting()
    task = Task.objects.get(process__subject_id=world.meeting_id, finished=None, flow_task_type="HUMAN",
                            process__subject_type="committee.meeting")  # fmt: skip
    another_secretary(world)
    claim(task.pk, actor=world.stranger, at=AT)
    address = f"/meetings/{world.meeting_id}/acts/convene/"
    client = visitor(world.secretary)
    with at():
        html, sent = opened(client, address)
    assert "ผู้ทดสอบ stranger has taken this task." in html
    before = everything()
    with at():
        answer = client.post(address, sent)
    assert (answer.status_code, "Tick the box" in answer.content.decode()) == (422, True)
    assert everything() == before
    with at():
        assert client.post(address, sent | {"past_owner": "1"}).status_code == 302
    assert world.meeting.state == "convened"


def test_resolution_drafted_at_a_taken_task_asks_for_the_tick(world: World) -> None:
    world.to("in_committee")
    another_secretary(world)
    task = Task.objects.get(subject_type="committee.agendaitem", subject_id=world.item.pk, finished=None)
    claim(task.pk, actor=world.stranger, at=AT)
    page = f"/meetings/{world.meeting_id}/items/{world.item.pk}/"
    address, client = f"{page}resolution/", visitor(world.secretary)
    html, sent = opened(client, page)
    assert "ผู้ทดสอบ stranger has taken this task." in html
    before = everything()
    typed = sent | {"verb": "defer", "text": "เลื่อน", "note": "ก"}
    answer = client.post(address, typed)
    assert (answer.status_code, "เลื่อน" in answer.content.decode()) == (422, True)
    assert everything() == before
    assert client.post(address, typed | {"past_owner": "1"}).status_code == 302
    assert world.item.state == "drafted"


@pytest.mark.parametrize("by", ["chair", "member"])
def test_resolution_certified_at_a_taken_task_asks_for_the_tick(world: World, by: str) -> None:
    """``member`` is a second chair here, who took the task; the first certifies past them, or they do it themselves."""
    world.to("in_committee")
    world.act("draft", "secretary", world.item, facts={"verb": "defer", "text": "เลื่อน"})
    Seat.objects.filter(tenures__user=world.member).update(role="vice_chair")
    task = Task.objects.get(subject_type="committee.resolution", subject_id=world.resolution.pk, finished=None)
    claim(task.pk, actor=world.member, at=AT)
    page, client = f"/meetings/{world.meeting_id}/items/{world.item.pk}/", visitor(world.people[by])
    html = client.get(page).content.decode()
    assert ("ผู้ทดสอบ member has taken this task." in html) == (by == "chair")
    press = {
        "request_id": str(uuid4()), "expected_version": str(world.resolution.version),
        "wording": wording_sha256(world.resolution),
    }  # fmt: skip
    if by == "chair":
        before = everything()
        answer = client.post(f"{page}certify/", press)
        assert (answer.status_code, "Tick the box" in answer.content.decode()) == (422, True)
        assert everything() == before
        press |= {"past_owner": "1"}
    assert client.post(f"{page}certify/", press).status_code == 302
    assert world.resolution.state == "certified"
    assert Task.objects.get(pk=task.pk).owner == world.people[by]  # who sat down last


def another_secretary(world: World) -> None:
    from agencies.models import Membership
    from agencies.roles import Role

    day = AT.date().replace(month=1, day=1)
    Membership.objects.create(
        user=world.stranger, agency=world.agencies["dga"], unit=world.units["office"], role=Role.SECRETARY,
        from_date=day,
    )  # fmt: skip
    world.seat("stranger", "secretary", votes=False, since=day)

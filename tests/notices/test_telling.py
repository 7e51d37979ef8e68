# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which act tells whom: once, in the reader's words, only those who may see it, and nothing of what was undone."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.db import transaction

from accounts.models import Notice, NoticePreference, NoticeRule, User
from accounts.notifications.models import Channel, Kind, Way
from accounts.notifications.registry import GIVEN
from accounts.notifications.telling import event_of, tell, tellings, write
from tests.notices.conftest import hand_on, mailed, told
from tests.world import World
from workflows.acting import act
from workflows.clocks.ladder import sweep
from workflows.jobs.outbox import hand_on_again, relay
from workflows.models import OutboxMessage, Task

PROJECT = "budget_review.integrationproject"
DESKS = f"{PROJECT}.propose"


def propose(world: World) -> None:
    act(world.project, "propose", actor=world.officer, at=world.at, request_id=uuid4())


def test_act_tells_the_people_of_the_desks_that_it_opened(world: World) -> None:
    propose(world)
    hand_on(world.at)
    project = world.project
    text = f"{project.title} ({project.code}) รอการดำเนินการของท่าน สถานะ: รอการยืนยันจากหน่วยงานร่วม"
    asked = {person.pk for person in (world.nora, world.somsak)}
    assert set(Notice.objects.values_list("person", flat=True)) == asked
    for person in (world.nora, world.somsak):
        assert [(topic, channel) for topic, channel, _text in told(person)] == [(DESKS, "here"), (DESKS, "mail")]
        assert all(said.startswith(f"{project.title} ({project.code})") for _t, _c, said in told(person)), text
    assert sorted(mailed()) == [["nora@example.org"], ["somsak@example.org"]]
    notice = Notice.objects.filter(person=world.nora).latest("pk")
    assert notice.href == f"/projects/{project.code}/"
    assert notice.title == project.title


def test_person_who_may_not_see_the_subject_is_not_told(world: World) -> None:
    NoticeRule.objects.all().delete()
    NoticeRule.objects.create(
        topic=DESKS, audience="budget_officers", kind=Kind.PROGRESS, way=Way.MAIL, text_th="ก", text_en="a"
    )
    propose(world)
    hand_on(world.at)
    assert Notice.objects.count() == 0  # the Bureau sees a project only when it has been sent there
    assert mail.outbox == []


def test_person_whose_account_is_closed_is_told_nothing(world: World) -> None:
    User.objects.filter(pk=world.nora.pk).update(is_active=False)
    propose(world)
    hand_on(world.at)
    assert told(world.nora) == []
    assert mailed() == [["somsak@example.org"]]


def test_account_closed_after_the_notice_gets_no_mail(world: World) -> None:
    propose(world)
    while relay(world.at):
        pass
    User.objects.filter(pk=world.nora.pk).update(is_active=False)
    hand_on(world.at)
    assert mailed() == [["somsak@example.org"]]
    assert Notice.objects.get(person=world.nora, channel=Channel.MAIL).sent_at is None


def test_act_that_was_rolled_back_tells_nobody(world: World) -> None:
    with transaction.atomic():
        propose(world)
        transaction.set_rollback(True)
    hand_on(world.at)
    assert Notice.objects.count() == 0
    assert mail.outbox == []


def test_message_handed_on_twice_tells_and_mails_once(world: World) -> None:
    propose(world)
    hand_on(world.at)
    before = Notice.objects.count()
    OutboxMessage.objects.filter(topic=DESKS).update(sent_at=None)  # as if the mark had been lost
    hand_on(world.at)
    for message in OutboxMessage.objects.filter(topic=DESKS):
        hand_on_again.call(message.pk, "notices")
    hand_on(world.at)
    assert Notice.objects.count() == before
    assert len(mailed()) == 2


def test_returning_a_project_tells_the_lead_why_and_not_the_one_who_returned_it(world: World) -> None:
    world.to("screening")
    OutboxMessage.objects.update(sent_at=world.at)
    act(
        world.project, "return_for_revision", actor=world.screener, at=world.at, request_id=uuid4(),
        note="ขอให้แก้ตัวชี้วัด", facts={"sections": ["kpis"]},
    )  # fmt: skip
    hand_on(world.at)
    here = Notice.objects.filter(channel=Channel.HERE)
    assert set(here.values_list("person", flat=True)) == {world.officer.pk, world.head.pk}
    project = world.project
    [notice] = here.filter(person=world.officer)
    assert notice.text_th == f"สพร. ส่ง{project.title} ({project.code}) กลับให้ปรับปรุง: ขอให้แก้ตัวชี้วัด"
    assert notice.text_en == f"DGA returned the project {project.title} ({project.code}) for revision: ขอให้แก้ตัวชี้วัด"
    assert mailed() == [["officer@example.org"]]  # the head reads it in the daily e-mail
    assert set(Notice.objects.filter(person=world.head).values_list("channel", flat=True)) == {"here", "digest"}


@pytest.mark.parametrize(
    ("way", "channels", "mails"),
    [
        (Way.MAIL, ["here", "mail"], 1),
        (Way.DIGEST, ["here", "digest"], 0),
        (Way.HERE, ["here"], 0),
        (Way.OFF, [], 0),
    ],
)
def test_person_is_told_in_the_way_that_they_chose(world: World, way: Way, channels: list[str], mails: int) -> None:
    NoticePreference.objects.create(person=world.nora, kind=Kind.TURN, way=way)
    NoticePreference.objects.create(person=world.somsak, kind=Kind.TURN, way=Way.OFF)
    propose(world)
    hand_on(world.at)
    assert [channel for _topic, channel, _text in told(world.nora)] == channels
    assert mailed() == [["nora@example.org"]] * mails
    assert told(world.somsak) == []


def test_person_without_an_address_is_told_here_only(world: World) -> None:
    User.objects.filter(pk=world.nora.pk).update(email="")
    propose(world)
    hand_on(world.at)
    assert [channel for _topic, channel, _text in told(world.nora)] == ["here"]


def test_old_news_is_told_here_only(world: World) -> None:
    propose(world)
    hand_on(world.at + timedelta(days=7, seconds=1))
    assert {channel for _topic, channel, _text in told(world.nora)} == {"here"}
    assert mail.outbox == []


def test_rule_that_is_not_in_use_tells_nobody(world: World) -> None:
    NoticeRule.objects.update(is_active=False)
    propose(world)
    hand_on(world.at)
    assert Notice.objects.count() == 0


def test_two_rules_tell_a_person_once_and_the_closer_one_wins(world: World) -> None:
    NoticeRule.objects.create(
        topic=DESKS, audience="partner_officers", kind=Kind.PROGRESS, way=Way.HERE, text_th="ใกล้", text_en="closer"
    )
    propose(world)
    hand_on(world.at)
    assert told(world.nora) == [(DESKS, "here", "ใกล้")]


def test_people_of_the_next_desk_are_only_those_who_may_sit_there(world: World) -> None:
    world.to("submitted")
    [message] = OutboxMessage.objects.filter(topic=f"{PROJECT}.hand_in")
    event = event_of(message)
    assert event is not None
    rule = NoticeRule.objects.get(topic=f"{PROJECT}.*")
    people = {telling.person.username for telling in tellings(event, world.at, [rule])}
    assert people == {"screener", "other_screener"}


# ── what is no act ──


def reminder() -> NoticeRule:
    return NoticeRule.objects.create(
        topic="workflows.task.reminder", audience=GIVEN, kind=Kind.CLOCK, way=Way.MAIL,
        text_th="งาน {desk} ครบกำหนด {due}", text_en="{desk} is due {due}",
    )  # fmt: skip


def remind(world: World, *people: User, event_id: UUID) -> int:
    words = {"desk": "Screen", "due": "2563-11-05"}
    return tell("workflows.task.reminder", world.project, people, at=world.at, event_id=event_id, facts=words)


def test_tell_reaches_the_named_people_once_for_each_event(world: World) -> None:
    reminder()
    event_id = uuid4()
    assert remind(world, world.officer, world.head, event_id=event_id) == 4
    assert remind(world, world.officer, world.head, event_id=event_id) == 0
    assert remind(world, world.officer, event_id=uuid4()) == 2
    assert told(world.head)[0] == ("workflows.task.reminder", "here", "งาน Screen ครบกำหนด 2563-11-05")


def test_tell_leaves_out_who_may_not_see_the_subject(world: World) -> None:
    reminder()
    assert remind(world, world.stranger, event_id=uuid4()) == 0
    assert Notice.objects.count() == 0


def test_tell_without_a_rule_tells_nobody(world: World) -> None:
    assert remind(world, world.officer, event_id=uuid4()) == 0


def test_write_undone_with_its_transaction_leaves_no_mail(world: World) -> None:
    reminder()
    with transaction.atomic():
        remind(world, world.officer, event_id=uuid4())
        transaction.set_rollback(True)
    hand_on(world.at)
    assert mail.outbox == []
    assert Notice.objects.count() == 0


def test_preview_says_exactly_what_is_then_written(world: World) -> None:
    propose(world)
    [message] = OutboxMessage.objects.filter(topic=DESKS)
    event = event_of(message)
    assert event is not None
    planned = tellings(event, world.at)
    expected = {(one.person.pk, one.texts["th"], one.texts["en"]) for one in planned}
    assert Notice.objects.count() == 0
    write(event, planned, world.at)
    assert set(Notice.objects.filter(channel=Channel.HERE).values_list("person", "text_th", "text_en")) == expected


def test_ladder_tells_of_what_is_due_and_what_is_late_once(world: World) -> None:
    world.to("screening")
    due_at = Task.objects.get(process__subject_id=world.project_id, finished=None, flow_task_type="HUMAN").due_at
    assert due_at is not None
    OutboxMessage.objects.update(sent_at=world.at)
    for _ in range(2):
        sweep(due_at - timedelta(hours=3))
    sweep(due_at + timedelta(days=1))
    hand_on(due_at)
    topics = [topic for topic, channel, _text in told(world.screener) if channel == "here"]
    assert topics == ["workflows.clock.reminder", "workflows.clock.overdue"]  # two rungs reached at once tell once
    texts = [text for _topic, channel, text in told(world.screener) if channel == "here"]
    assert all(world.project.title in text and "25 พฤศจิกายน 2563" in text for text in texts), texts


@pytest.mark.parametrize(("audience", "is_told"), [("lead_officers", False), ("actor", True)])
def test_person_is_told_of_their_own_act_only_by_a_rule_for_who_acted(
    world: World, audience: str, is_told: bool
) -> None:
    NoticeRule.objects.create(
        topic=DESKS, audience=audience, kind=Kind.PROGRESS, way=Way.HERE, text_th="ก", text_en="a"
    )
    propose(world)
    hand_on(world.at)
    assert told(world.officer) == ([(DESKS, "here", "ก")] if is_told else [])

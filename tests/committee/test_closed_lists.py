# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lists of all kinds tell of matters that are not open, who is asked about them, and at what cost."""

from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps

from accounts.models import User
from accounts.notifications.registry import AUDIENCES, Event
from committee.models import AgendaItem, Minutes
from committee.operations import add_item
from committee.operations.minutes import say_of_minutes
from committee.queries.minutes import hidden_sections
from committee.queries.unseen import read_in_part, unseen_among
from tests.api.asking import Program
from tests.committee.needles import INSIDE, MATTER, Needles
from tests.project.conftest import page_of, queries_of, visitor
from tests.refusing import refused
from tests.world import World
from workflows.models import Task, TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted

pytestmark = pytest.mark.django_db
LATE: dict[str, Any] = {"section": 5, "kind": "decision", "late_reason": "เพิ่งมาถึง"}


def compiling() -> Needles:
    """The call is closed, and people hold mandates to approve late items."""
    needles = Needles("members")
    needles.world.act("convene", "secretary", needles.world.meeting)
    needles.world.act("close_call", "secretary", needles.world.meeting)
    return needles


def late(world: World, level: str, title: str = "วาระจร") -> AgendaItem:
    return add_item(
        meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4(), title=title,
        confidentiality=level, **LATE,
    )  # fmt: skip


def asked(world: World, item: AgendaItem) -> tuple[str, set[str]]:
    """The queue in which it waits, and who is told."""
    task = Task.objects.get(subject_type=item.kind, subject_id=item.pk, finished=None)
    people = AUDIENCES["late_approvers"].people(Event(topic="x", subject=item, event_id=uuid4(), at=world.at), world.at)
    return task.unit.partition("@")[0], {person.username for person in people}


def test_late_matter_that_is_not_open_is_the_chairs_to_approve() -> None:
    world = compiling().world
    closed, opened = late(world, "members"), late(world, "open")
    assert asked(world, closed) == ("chair", {"chair"})
    queue, people = asked(world, opened)
    assert (queue, {"chair", "stranger", "elsewhere_chair"} <= people) == ("late", True)
    for who in ("stranger", "elsewhere_chair", "elsewhere_secretary"):
        with refused(NotPermitted):
            world.act("admit_late", who, closed)
        with refused(NotPermitted):
            world.act("turn_away", who, closed, note="ไม่เร่งด่วน")
    world.act("admit_late", "stranger", opened)
    world.act("admit_late", "chair", closed)
    assert {one.state for one in AgendaItem.objects.filter(pk__in=(closed.pk, opened.pk))} == {"listed"}


def test_cost_of_lists_stays_the_same_however_many_closed_matters_stand_in_them() -> None:
    world = compiling().world
    pages = {
        "/queue/": "chair", "/overdue/?scope=all": "admin", "/records/": "auditor", "/notices/": "chair", "/": "chair",
        "/overdue/?scope=all&kind=soon": "auditor",
    }  # fmt: skip
    costs = []
    for more in (1, 9):
        for _turn in range(more):
            late(world, "chair", f"วาระจร{MATTER}")
        costs.append({path: queries_of(world.people[who], path) for path, who in pages.items()})
    assert costs[0] == costs[1]
    assert MATTER in page_of(world.chair, "/queue/")
    for path in ("/overdue/?scope=all", "/records/"):
        html = page_of(world.admin, path)
        assert ("a matter that is not open to you" in html.lower(), MATTER in html) == (True, False)


def test_unseen_are_those_on_closed_matters_but_for_the_addressee() -> None:
    needles = Needles("members").over()
    names = ("agendaitem", "resolution", "recusal", "voteround", "decisionletter", "actionitem")
    world, kinds = needles.world, {f"committee.{name}" for name in names}
    AgendaItem.objects.filter(confidentiality="open").update(confidentiality="members")
    keys = {(kind, pk) for kind in kinds for pk in apps.get_model(kind)._default_manager.values_list("pk", flat=True)}

    def unseen(person: User) -> set[str]:
        return {kind for kind, _pk in unseen_among(keys, person, world.at)}

    assert unseen(world.member) == unseen(world.secretary) == set()
    assert unseen(world.auditor) == unseen(world.stranger) == kinds
    found = unseen_among(keys, world.somsak, world.at)  # their own letter and task are theirs, and nothing else
    assert sorted(kind for kind, _pk in keys - found) == ["committee.actionitem", "committee.decisionletter"]


def test_minutes_leave_the_number_of_what_the_reader_does_not_see() -> None:
    needles = Needles("chair").over()
    world = needles.world
    minutes = Minutes.objects.get()
    closed = {f"item-{needles.item_pk}", f"item-{world.item.pk}"}
    assert hidden_sections(world.chair, minutes, world.at) == frozenset()
    assert hidden_sections(world.member, minutes, world.at) == closed
    minutes.sections.filter(key="opening").update(is_confidential=True)
    assert hidden_sections(world.member, minutes, world.at) == closed
    assert hidden_sections(world.auditor, minutes, world.at) == {*closed, "opening"}
    page = visitor(world.member).get(f"/meetings/{world.meeting_id}/minutes/")
    html = page.content.decode()
    assert ("Some sections are not for you" in html, MATTER in html, INSIDE in html) == (True, False, False)
    read = {
        one["key"]: one
        for one in Program(world, "member").get(f"/meetings/{world.meeting_id}/minutes").json()["sections"]
    }
    assert {read[key]["text"] for key in closed} == {""}
    [paper] = [text.papers.get().pk for text in minutes.texts.all()]
    path = f"/meetings/{world.meeting_id}/minutes/papers/{paper}.pdf"
    assert [visitor(world.people[who]).get(path).status_code for who in ("member", "chair")] == [403, 200]
    with refused(GuardsUnmet):
        say_of_minutes(
            minutes_id=minutes.pk, key=min(closed), text="ขอแก้", actor=world.member, at=world.at, request_id=uuid4()
        )


def test_record_of_a_closed_matter_is_proved_and_not_read() -> None:
    needles = compiling()
    world = needles.world
    record = TransitionRecord.objects.get(subject_type="committee.agendaitem", subject_id=needles.item_pk, seq=1)
    path = f"/records/{record.pk}/"
    html = page_of(world.auditor, path)
    assert ("It stands as it was written" in html, record.hash in html, MATTER in html) == (True, True, False)
    assert "Withheld: its matter is not open to you." in html
    AgendaItem.objects.filter(pk=needles.item_pk).update(confidentiality="open")
    assert "Withheld" not in page_of(world.auditor, path)


def test_words_about_minutes_are_for_who_reads_every_section() -> None:
    """What a member asks to have amended, and the words of a corrigendum, may be of a matter that is not open."""
    needles = Needles("members").over()
    world, minutes = needles.world, Minutes.objects.get()
    reply = minutes.present_replies().get(user=world.member)
    world.act("ask_amendment", "member", reply, note=f"ขอแก้{INSIDE}")
    kinds = {"committee.minutes", "committee.minutesreply"}
    records = {record.transition: record for record in TransitionRecord.objects.filter(subject_type__in=kinds)}
    path, plain = (f"/records/{records[name].pk}/" for name in ("ask_amendment", "circulate"))
    for who in ("auditor", "admin"):
        html = page_of(world.people[who], path)
        assert ("Withheld: its matter is not open to you." in html, INSIDE in html) == (True, False)
        assert "An amendment was asked for." in html
        assert INSIDE not in page_of(world.people[who], "/records/")
        assert "Withheld" not in page_of(world.people[who], plain)  # the step, its day and its hashes are told
    keys = {("committee.minutes", minutes.pk), ("committee.minutesreply", reply.pk)}
    reading = ("secretary", "chair", "member", "auditor", "stranger", "elsewhere_chair")
    assert {who: read_in_part(keys, world.people[who], world.at) == keys for who in reading} == {
        "secretary": False, "chair": False, "member": False, "auditor": True, "stranger": True, "elsewhere_chair": True,
    }  # fmt: skip
    AgendaItem.objects.update(confidentiality="chair")
    minutes.sections.update(is_confidential=False)
    assert [read_in_part(keys, world.people[who], world.at) == keys for who in reading[:3]] == [False, False, True]
    AgendaItem.objects.update(confidentiality="open")
    assert read_in_part(keys, world.auditor, world.at) == set()
    assert INSIDE in page_of(world.auditor, path)
    minutes.sections.filter(key="opening").update(is_confidential=True)  # not in the published minutes
    assert [read_in_part(keys, world.people[who], world.at) == keys for who in reading[:4]] == [*[False] * 3, True]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One act through the door: what it writes, what it refuses, and that a refusal writes nothing."""

from decimal import Decimal
from typing import Any
from uuid import uuid4, uuid5

import pytest
from django.db import IntegrityError
from django_fsm import TransitionNotAllowed

from budget_review.lifecycle import ProjectLifecycle
from budget_review.models import AmountEntry, IntegrationProject, ProjectVersion
from tests.orders import order_in_force
from tests.refusing import refused
from tests.world import AT, World, desks, everything
from workflows import engine
from workflows.holding import one_act
from workflows.lifecycle import EFFECTS, Attempt
from workflows.models import OutboxMessage, TransitionRecord
from workflows.records import canonical, digest
from workflows.refusals import GuardsUnmet, NoAuthority, NotPermitted, RequestReused, VersionConflict, WrongState
from workflows.verification import faults

pytestmark = pytest.mark.django_db

BY_HAND = "Nobody does this by hand: it follows from another act."


def test_act_permitted_writes_state_record_desk_and_message() -> None:
    world = World()
    request_id = uuid4()
    record = world.act("propose", "officer", request_id=request_id, note="ส่ง")
    project = world.project
    assert (project.state, project.version) == ("confirming", 2)
    assert (record.seq, record.transition, record.source, record.target) == (2, "propose", "draft", "confirming")
    assert (record.actor, record.on_behalf_of, record.at, record.note) == (world.officer, None, AT, "ส่ง")
    assert record.request_id == request_id
    assert record.prev_hash == TransitionRecord.objects.get(subject_type=project.kind, seq=1).hash
    assert record.canonical == canonical(record)
    assert record.hash == digest(record.canonical)
    assert record.facts["proposed_baht"] == "4500000.00"
    assert OutboxMessage.objects.get(record=record).topic == "budget_review.integrationproject.propose"
    assert desks(project) == ["consenting", "consenting"]
    assert record.content_version == project.content_version == 1


def test_act_on_behalf_of_another_records_both_and_the_order() -> None:
    world = World().to("agency_approval")
    order = order_in_force(world, "head", "officer")
    record = engine.perform(
        IntegrationProject, world.project_id, "hand_in", actor=world.officer, at=AT, request_id=uuid4(),
        on_behalf_of=world.head, delegation=order.pk, facts={"letter_number": "ทส 0101/1"},
    )  # fmt: skip
    assert (record.actor, record.on_behalf_of, record.delegation) == (world.officer, world.head, order.pk)
    assert list(faults()) == []


def test_act_on_behalf_of_another_without_an_order_refuses() -> None:
    world = World()
    with refused(NoAuthority) as raised:
        world.act("propose", "officer", on_behalf_of=world.head)
    assert raised.value.reasons == ("Who acts for another names the order that allows it.",)


def test_act_in_the_wrong_state_says_who_did_what_meanwhile() -> None:
    world = World().to("confirming")
    with refused(WrongState) as raised:
        world.act("propose", "officer")
    assert str(raised.value) == (
        "“Submit to partners” is not possible in the state “Waiting for partners”. "
        "Last: ผู้ทดสอบ officer made “Submit to partners” meanwhile, on 2 November 2020, 10:00. "
        "Look again before you act."
    )
    last = raised.value.meanwhile
    assert last is not None
    assert (last.person, last.act, last.at, last.version) == (world.officer, "propose", AT, 2)


@pytest.mark.parametrize("name", ["", "begin", "state", "save", "delete", "no_such_step"])
def test_act_unknown_to_the_lifecycle_is_refused(name: str) -> None:
    world = World()
    with refused(WrongState) as raised:
        world.act(name, "officer")
    assert str(raised.value) == "There is no such step."


def test_act_on_a_subject_that_is_not_there_raises_does_not_exist() -> None:
    world = World()
    before = everything()
    with pytest.raises(IntegrationProject.DoesNotExist):
        engine.perform(IntegrationProject, 10**9, "propose", actor=world.officer, at=AT, request_id=uuid4())
    assert everything() == before


def test_act_by_a_stranger_says_who_may() -> None:
    world = World()
    with refused(NotPermitted) as raised:
        world.act("propose", "stranger")
    assert str(raised.value) == "An officer of the lead agency."


def test_act_with_guards_unmet_names_all_that_is_missing() -> None:
    world = World()
    for name in ("north", "south"):
        world.act("leave", "officer", world.part(name))
    with refused(GuardsUnmet) as raised:
        world.act("propose", "officer")
    assert list(map(str, raised.value.reasons)) == [
        "At least two agencies must take part.",
        "At least one KPI must be shared by two agencies.",
        "The weights of each KPI's owners must add up to 100 percent.",
    ]


def test_act_without_what_it_asks_for_names_it() -> None:
    world = World().to("agency_approval")
    with refused(GuardsUnmet) as raised:
        world.act("hand_in", "head", facts={"letter_number": "  "})
    assert str(raised.value) == "The letter's number must be given."


def test_act_expecting_an_older_version_says_who_did_what_meanwhile() -> None:
    world = World().to("confirming")
    with refused(VersionConflict) as raised:
        world.act("withdraw", "head", note="ถอน", expected_version=1)
    assert (
        str(raised.value)
        == "ผู้ทดสอบ officer made “Submit to partners” meanwhile, on 2 November 2020, 10:00. Look again before you act."
    )
    last = raised.value.meanwhile
    assert last is not None
    assert (last.person, last.act, last.at, last.version) == (world.officer, "propose", AT, 2)


def test_act_expecting_a_much_older_version_is_told_each_act_the_last_first() -> None:
    world = World().to("agency_approval")
    order = order_in_force(world, "head", "officer")
    world.act("send_back", "officer", note="แก้", delegation=order.pk)
    with refused(VersionConflict) as raised:
        world.act("withdraw", "head", note="ถอน", expected_version=1)
    day, look = "2 November 2020, 10:00.", "Look again before you act."
    assert raised.value.reasons == (
        f"ผู้ทดสอบ officer made “Send back to the officer” for ผู้ทดสอบ head meanwhile, on {day} {look}",
        f"Before that ผู้ทดสอบ somsak made “All partners consented”, on {day}",
        f"Before that ผู้ทดสอบ officer made “Submit to partners”, on {day}",
    )
    assert (raised.value.meanwhile and raised.value.meanwhile.on_behalf_of) == world.head


def test_act_expecting_the_present_version_is_made() -> None:
    world = World()
    assert world.act("propose", "officer", expected_version=1).seq == 2


# ── the same request again ──


def test_request_repeated_gives_the_same_record_and_changes_nothing() -> None:
    world = World()
    request_id = uuid4()
    first = world.act("propose", "officer", request_id=request_id, expected_version=1)
    world.to("agency_approval")
    before = everything()
    again = world.act("propose", "officer", request_id=request_id, expected_version=1)
    assert again == first
    assert everything() == before


@pytest.mark.parametrize(
    ("name", "who", "part"),
    [("withdraw", "officer", None), ("propose", "head", None), ("consent", "officer", "north")],
)
def test_request_reused_for_another_act_person_or_subject_is_refused(name: str, who: str, part: str | None) -> None:
    world = World()
    request_id = uuid4()
    world.act("propose", "officer", request_id=request_id)
    with refused(RequestReused) as raised:
        world.act(name, who, world.part(part) if part else None, request_id=request_id, note="เหตุผล")
    assert str(raised.value) == "The request id already stands for another act."


def test_request_reused_on_another_project_is_refused() -> None:
    world = World()
    other = world.draft()
    request_id = uuid4()
    world.act("propose", "officer", request_id=request_id)
    with refused(RequestReused):
        world.act("propose", "officer", other, request_id=request_id)


def test_request_with_the_id_of_a_consequence_is_refused() -> None:
    world = World().to("confirming")
    asked = TransitionRecord.objects.filter(transition="ask")[0]
    with refused(RequestReused):
        world.act("withdraw", "head", note="ถอน", request_id=asked.request_id)


# ── what follows in the same transaction ──


def test_last_consent_makes_the_automatic_step_with_its_cause() -> None:
    world = World().to("confirming")
    world.act("consent", "nora", world.part("north"))
    assert world.project.state == "confirming"
    consent = world.act("consent", "somsak", world.part("south"), note="เห็นชอบ")
    followed = TransitionRecord.objects.latest("pk")
    assert (followed.transition, followed.actor, followed.at) == ("all_consented", world.somsak, consent.at)
    assert followed.facts == {"cause": f"budget_review.participation/{world.part('south').pk}/{consent.seq}"}
    assert followed.note == ""
    place = f"budget_review.integrationproject/{world.project_id}"
    assert followed.request_id == uuid5(consent.request_id, f"{place}/all_consented/{followed.seq}")
    assert desks(world.project) == ["approving"]


def test_consequence_names_the_record_that_caused_it() -> None:
    world = World()
    record = world.act("propose", "officer")
    asked = TransitionRecord.objects.filter(transition="ask")
    cause = f"budget_review.integrationproject/{world.project_id}/{record.seq}"
    assert [one.facts for one in asked] == [{"cause": cause}, {"cause": cause}]
    assert [one.request_id for one in asked] == [
        uuid5(record.request_id, f"budget_review.participation/{one.subject_id}/ask") for one in asked
    ]


def test_beginning_that_follows_has_its_request_id_from_the_whole_and_its_own_key() -> None:
    world, request_id = World(), uuid4()
    meeting = world.plan_meeting()
    world.act("convene", "secretary", meeting, request_id=request_id)
    place = f"committee.meeting/{meeting.pk}/committee.rollentry"
    begun = TransitionRecord.objects.filter(subject_type="committee.rollentry", transition="begin")
    expected = {uuid5(request_id, f"{place}/{entry.seat_id}") for entry in meeting.roll.all()}
    assert (len(expected), {one.request_id for one in begun}) == (4, expected)


@pytest.mark.parametrize(("state", "name"), [("confirming", "all_consented"), ("confirming", "partner_objected"),
                                             ("screened", "queue"), ("queued", "take_off")])  # fmt: skip
def test_step_that_follows_from_another_is_refused_to_everyone(state: str, name: str) -> None:
    world = World().to(state)
    for who in world.people:
        with refused(NotPermitted) as raised:
            world.act(name, who)
        assert str(raised.value) == BY_HAND


def test_follow_from_a_foreign_cause_is_refused() -> None:
    world = World().to("screened")
    attempt = Attempt(actor=world.secretary, at=AT, request_id=uuid4())
    for cause in ("", "committee.agendaitem", "committee.resolution/1/1", "budget_review.integrationproject/1/1"):
        attempt = Attempt(actor=world.secretary, at=AT, request_id=uuid4(), cause=cause)
        with refused(NotPermitted), one_act(attempt):
            engine.follow(world.project, "queue", attempt)


def test_follow_moves_from_the_right_state_alone_and_gives_the_subject_as_it_is_then() -> None:
    world = World().to("recommended")
    cause = "committee.agendaitem/1/1"
    early = Attempt(actor=world.secretary, at=AT, request_id=uuid4(), cause=cause)
    with refused(WrongState), one_act(early):
        engine.follow(world.project, "queue", early)
    project = world.to("screened").project
    attempt = Attempt(actor=world.secretary, at=AT, request_id=uuid4(), cause=cause)
    with one_act(attempt):
        moved = engine.follow(project, "queue", attempt)
    assert (moved.pk, moved.state, moved.version) == (project.pk, "queued", project.version + 1)
    assert (world.project.state, world.project.version) == (moved.state, moved.version)


def test_direct_call_of_a_transition_is_refused() -> None:
    world = World()
    project, before = world.project, everything()
    with pytest.raises(TransitionNotAllowed):
        project.propose()
    with pytest.raises(AttributeError):
        project.state = "decided"
    assert (project.state, everything()) == ("draft", before)


def test_effect_that_fails_rolls_everything_back(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    freeze = EFFECTS[ProjectLifecycle.propose]

    def fail_at_the_end(project: IntegrationProject, attempt: Attempt) -> dict[str, str]:
        freeze(project, attempt)
        raise RuntimeError("disk full")

    monkeypatch.setitem(EFFECTS, ProjectLifecycle.propose, fail_at_the_end)
    before = everything()
    with pytest.raises(RuntimeError, match="disk full"):
        world.act("propose", "officer")
    assert everything() == before
    assert (ProjectVersion.objects.count(), AmountEntry.objects.count()) == (0, 0)


def test_effect_that_refuses_leaves_nothing_behind() -> None:
    world = World().to("budgeting")
    amounts = dict.fromkeys(world.amounts(), "0.00")
    with refused(GuardsUnmet) as raised:
        world.act("decide", "budget", facts={"source": "พ.ร.บ.", "amounts": amounts})
    assert str(raised.value) == "A decision of zero baht is “do not fund”."
    assert set(AmountEntry.objects.values_list("stage", flat=True)) == {"proposed", "screened", "endorsed"}


def test_part_is_refused_when_its_whole_moved_on() -> None:
    world = World().to("confirming")
    world.act("withdraw", "head", note="ถอน")
    with refused(GuardsUnmet) as raised:
        world.act("consent", "nora", world.part("north"))
    assert str(raised.value) == "The project must be waiting for its partners."
    with refused(NotPermitted) as raised:
        world.act("consent", "somsak", world.part("north"))
    assert str(raised.value) == "An officer of the partner agency."


# ── what cannot be kept ──


@pytest.mark.parametrize(
    "note",
    [pytest.param("ถอน\x00", id="NUL"), pytest.param("\ud800", id="lone surrogate")],
)
def test_note_that_no_database_keeps_is_refused(note: str) -> None:
    world = World()
    with refused(GuardsUnmet):
        world.act("withdraw", "head", note=note)


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 1e16, 0.1, "\x00", ["\udfff"], {"\x00": 1}, {7: "a", 10: "b"}, Decimal(1), {1, 2}],
    ids=repr,
)
def test_fact_that_is_not_plain_data_is_refused(value: object) -> None:
    world = World()
    with refused(GuardsUnmet):
        world.act("withdraw", "head", note="ถอน", facts={"extra": value})


def test_facts_of_every_plain_kind_are_kept_as_given() -> None:
    world = World()
    facts = {"text": "ก็ “ดี” \\u0000\n😀", "count": 2**62, "none": None, "yes": True, "list": [1, {"ข": ""}], "": {}}
    record = world.act("withdraw", "head", note="ถอน", facts=facts)
    assert TransitionRecord.objects.get(pk=record.pk).facts == facts
    assert list(faults()) == []


def test_integrity_error_that_is_no_replay_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()

    def collide(project: IntegrationProject, attempt: Attempt) -> dict[str, str]:
        raise IntegrityError("something else")

    monkeypatch.setitem(EFFECTS, ProjectLifecycle.propose, collide)
    with pytest.raises(IntegrityError, match="something else"):
        world.act("propose", "officer")


def test_perform_facts_that_name_a_cause_are_refused() -> None:
    world = World()
    before = everything()
    with pytest.raises(ValueError, match="cause"):
        world.act("propose", "officer", facts={"cause": "committee.resolution/1/1"})
    assert everything() == before


@pytest.mark.parametrize("change", [{"note": "อื่น"}, {"facts": {"letter_number": "ทส 2"}}])
def test_request_replayed_with_other_words_is_refused(change: dict[str, Any]) -> None:
    world, request_id = World().to("agency_approval"), uuid4()
    said: dict[str, Any] = {"note": "", "facts": {"letter_number": "ทส 1"}}
    record = world.act("hand_in", "head", request_id=request_id, **said)
    assert world.act("hand_in", "head", request_id=request_id, **said) == record
    with refused(RequestReused):
        world.act("hand_in", "head", request_id=request_id, **(said | change))

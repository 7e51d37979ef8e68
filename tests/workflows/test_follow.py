# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one act does to other subjects: a chain of causes in one transaction, all or nothing."""

import pytest

from budget_review.lifecycle import ProjectLifecycle
from tests.refusing import refused
from tests.world import World, desks, everything
from workflows.lifecycle import EFFECTS, rules_of, steps_of
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted
from workflows.verification import faults

pytestmark = pytest.mark.django_db


def test_certified_resolution_moves_item_and_project_in_one_transaction() -> None:
    world = World().to("in_committee")
    world.resolve("defer")
    certify, item, project = TransitionRecord.objects.order_by("-pk")[:3][::-1]
    resolution = world.resolution
    cause = f"committee.resolution/{resolution.pk}/2"
    # the chain is written from the inside out: what follows stands before the record that it follows from
    assert {(r.subject_type, r.transition, r.facts.get("cause")) for r in (certify, item, project)} == {
        ("committee.resolution", "certify", None),
        ("committee.agendaitem", "put_off", cause),
        ("budget_review.integrationproject", "defer", cause),
    }
    assert {r.actor_id for r in (certify, item, project)} == {world.chair.pk}
    assert desks(world.project) == ["listing"]
    assert list(faults()) == []


def test_consequence_keeps_its_evidence() -> None:
    world = World().to("endorsed")
    record = TransitionRecord.objects.get(transition="endorse")
    assert record.facts["resolution"] == world.resolution.pk
    assert record.facts["text"] == "มติทดสอบ"
    assert record.facts["amounts"] == world.amounts()
    assert record.facts["endorsed_baht"] == "4500000.00"


def test_consequence_that_is_refused_takes_the_whole_act_back(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World().to("in_committee")
    world.act("draft", "secretary", world.item, facts={"verb": "not_endorse", "text": "ไม่เห็นชอบ"})

    def refuse(project: object, attempt: object) -> dict[str, str]:
        raise GuardsUnmet("not today")

    monkeypatch.setitem(EFFECTS, ProjectLifecycle.not_endorse, refuse)
    with refused(GuardsUnmet) as raised:
        world.act("certify", "chair", world.resolution)
    assert str(raised.value) == "not today"


def test_every_step_caused_by_another_is_refused_to_everyone_by_hand() -> None:
    """Generated: on the world's project, parts and meeting, wherever such a step could start or not."""
    world = World().to("in_committee")
    subjects = [world.project, world.part("north"), world.meeting, world.item, world.entry("chair")]
    before = everything()
    tried = 0
    for subject in subjects:
        for name, step in steps_of(type(subject)).items():
            if rules_of(step).who is None and subject.state in step._django_fsm.transitions:  # type: ignore[attr-defined]
                for who in world.people:
                    with pytest.raises(NotPermitted):
                        world.act(name, who, subject)
                    tried += 1
    assert tried == 10 * len(world.people)  # what resolutions do to the project, what befalls parts and items
    assert everything() == before


def test_withdrawn_while_queued_falls_off_the_agenda_when_the_meeting_opens() -> None:
    world = World().to("queued")
    world.act("withdraw", "head", note="ถอน")
    other = world.draft()
    world.project_id = other.pk
    for state in ("confirming", "agency_approval", "submitted", "screening", "recommended", "screened"):
        world.to(state)
    world.put_on_agenda()
    world.open_meeting()
    moved = TransitionRecord.objects.filter(subject_type="committee.agendaitem", seq=3).order_by("pk")
    assert sorted(moved.values_list("transition", flat=True)) == ["consider", "lapse"]
    assert list(faults()) == []

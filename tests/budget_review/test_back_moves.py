# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Return, withdraw, reopen, supersede, correct: what each does to consents, opinions, conditions, amounts, tasks."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from budget_review.models import AmountEntry, Condition, IntegrationProject, Stage
from budget_review.operations.editing import LineText, edit_part
from budget_review.operations.ledger import lines_of
from budget_review.queries import latest_amounts
from budget_review.states import OpinionState
from tests.refusing import refused
from tests.world import AT, World, desks, everything
from workflows.lifecycle import rules_of, steps_of
from workflows.queries import history_of
from workflows.refusals import GuardsUnmet, NotPermitted
from workflows.verification import faults

pytestmark = pytest.mark.django_db
LARGE = Decimal("60000000.00")  # three agencies: 180 million baht, so experts are asked


def words(world: World) -> list[str]:
    """What the agencies say, lead first."""
    return [part.state for part in world.project.participations.order_by("pk")]


def opinions(world: World) -> list[tuple[str, int]]:
    return [(opinion.state, opinion.content_version) for opinion in world.project.opinions.order_by("pk")]


def test_return_lets_consents_stand_and_unanswered_opinions_lapse_until_the_screening_goes_on() -> None:
    world = World(amount=LARGE).to("screening")
    world.act("give", "expert", world.opinion(0), facts={"advice": "support", "text": "เห็นด้วย"})
    world.act("return_for_revision", "screener", note="แก้", facts={"sections": ["essentials"]})
    assert words(world) == ["listed", "consented", "consented"]
    assert opinions(world) == [("given", 1), ("lapsed", 1)]
    assert desks(world.project) == ["writing"]
    world.act("resubmit", "officer")
    assert opinions(world) == [("asked", 2), ("asked", 2)]  # what was said of the content before does not stand
    assert desks(world.project) == ["advising", "advising", "screening"]
    assert list(faults()) == []


def lead_asks_for(world: World, amount: str) -> None:
    """The lead agency writes another amount into its own line, which needs nobody's consent."""
    part = world.part("lead")
    [line] = part.active_lines()
    edit_part(
        participation_id=part.pk, actor=world.officer, at=AT, expected_revision=world.project.revision,
        contribution=part.contribution, unit=None,
        lines=[
            LineText(id=line.pk, item=line.item, category=line.category, subcategory="", fiscal_year=line.fiscal_year,
                     amount_baht=Decimal(amount)),
        ],
    )  # fmt: skip


def sent_back(world: World) -> None:
    world.act("return_for_revision", "screener", note="แก้", facts={"sections": ["money"]})


def test_project_that_is_large_no_longer_lets_opinions_lapse_and_is_recommended_without_them() -> None:
    world = World(amount=Decimal("40000000.00")).to("screening")  # three agencies: 120 million baht
    world.act("give", "expert", world.opinion(0), facts={"advice": "support", "text": "เห็นด้วย"})
    sent_back(world)
    lead_asks_for(world, "10000000.00")
    world.act("resubmit", "officer")
    assert opinions(world) == [("lapsed", 1), ("lapsed", 1)]  # what was said of the content before no longer counts
    assert desks(world.project) == ["screening"]
    steps = [record.transition for record in history_of(world.opinion(0))]
    assert steps == ["begin", "give", "go_stale", "lapse"]
    world.write_screening()
    world.act("recommend", "screener")
    assert list(faults()) == []


def test_project_that_is_large_again_has_its_opinions_asked_for_again() -> None:
    world = World(amount=Decimal("40000000.00")).to("screening")
    sent_back(world)
    lead_asks_for(world, "10000000.00")
    world.act("resubmit", "officer")
    sent_back(world)
    lead_asks_for(world, "50000000.00")
    world.act("resubmit", "officer")
    assert opinions(world) == [("asked", 3), ("asked", 3)]
    assert desks(world.project) == ["advising", "advising", "screening"]
    world.write_screening()
    with refused(GuardsUnmet):
        world.act("recommend", "screener")
    assert list(faults()) == []


def test_withdraw_ends_the_project_and_what_was_asked_of_experts() -> None:
    world = World(amount=LARGE).to("screening")
    world.act("withdraw", "head", note="ถอน")
    assert words(world) == ["listed", "consented", "consented"]
    assert {state for state, _version in opinions(world)} == {"lapsed"}
    assert desks(world.project) == []
    assert list(faults()) == []


def test_what_was_withdrawn_begins_again_as_a_draft_and_everybody_is_asked_anew() -> None:
    world = World().to("agency_approval")
    world.act("withdraw", "head", note="ถอน")
    world.act("begin_again", "head", note="เสนอใหม่")
    assert words(world) == ["listed", "stale", "stale"]
    assert desks(world.project) == ["writing"]
    world.act("propose", "officer")
    assert words(world) == ["listed", "asked", "asked"]
    assert list(faults()) == []


def test_withdrawn_project_does_not_begin_again_after_the_round_nor_by_another() -> None:
    world = World().to("withdrawn")
    before = everything()
    with refused(NotPermitted):
        world.act("begin_again", "officer", note="เสนอใหม่")
    with refused(GuardsUnmet):
        world.act("begin_again", "head", note="เสนอใหม่", at=AT.replace(year=2022))
    assert everything() == before


def test_reopened_screening_forgets_the_outcome_and_needs_two_persons_again() -> None:
    world = World().to("not_eligible")
    assert world.project.outcome == "not_eligible"
    world.act("reopen_screening", "screening_head", note="มีหนังสือโต้แย้ง", facts={"letter_number": "ทส 0101/9"})
    assert (world.project.outcome, desks(world.project)) == ("", ["screening"])
    world.write_screening(recommendation="pass")
    world.act("recommend", "screener")
    world.act("pass_on", "screening_head")
    assert world.project.state == "screened"
    assert list(faults()) == []


def test_resolution_set_aside_takes_its_conditions_with_it_and_the_next_one_stands() -> None:
    world = World().to("conditional")
    first = world.resolution
    world.act("reconsider", "secretary", world.item, note="เสียงข้างมากขอทบทวน")
    assert (world.project.state, world.item.state) == ("in_committee", "under_consideration")
    assert type(first).objects.get(pk=first.pk).state == "superseded"
    assert [condition.state for condition in Condition.objects.all()] == ["void"]
    assert desks(world.meeting) == ["closing", "considering"]
    world.resolve()
    assert world.project.state == "endorsed"
    assert world.resolution.called != first.called
    world.act("forward", "screener", facts={"letter_number": "สพร 1/2564"})  # the void condition holds nothing up
    assert list(faults()) == []


def test_resolution_stands_once_the_project_went_on_or_the_meeting_is_over() -> None:
    world = World().to("forwarded")
    before = everything()
    with refused(GuardsUnmet):
        world.act("reconsider", "secretary", world.item, note="ทบทวน")
    assert everything() == before
    ended = World("-b").to("endorsed")
    ended.act("end", "chair", ended.meeting)
    with refused(GuardsUnmet):
        ended.act("reconsider", "secretary", ended.item, note="ทบทวน")
    assert ended.project.state == "endorsed"


def test_corrected_amounts_stand_beside_the_earlier_ones_and_letters_replace_letters() -> None:
    world = World().to("reported_back")
    amounts = world.amounts()
    first = min(amounts)
    amounts[first] = "1000000.00"
    facts = {"source": "ใบแก้คำผิด", "amounts": amounts}
    world.act("correct_decision", "budget", note="พิมพ์ผิด", facts=facts)
    assert (world.project.state, world.project.outcome) == ("decided", "part")
    assert AmountEntry.objects.filter(stage=Stage.ACT).count() == 2 * len(amounts)
    assert latest_amounts(world.project, Stage.ACT)[int(first)] == Decimal("1000000.00")
    assert desks(world.project) == ["reporting"]
    world.act("report_back", "screener", facts={"letter_number": "สพร 3/2564"})
    part = lines_of(world.project)[int(first)].participation
    said = [(notice.letter_number, notice.snapshot["replaces"]) for notice in part.notices.order_by("pk")]
    assert said == [("สพร 2/2564", ""), ("สพร 3/2564", "สพร 2/2564")]
    assert list(faults()) == []


def test_correction_that_changes_nothing_is_refused() -> None:
    world = World().to("decided")
    before = everything()
    with refused(GuardsUnmet):
        world.act("correct_decision", "budget", note="แก้", facts={"source": "ก", "amounts": world.amounts()})
    assert everything() == before


def test_what_was_not_funded_has_no_decided_amounts_to_correct() -> None:
    world = World().to("not_funded")
    world.act("report_back", "screener", facts={"letter_number": "สพร 2/2564"})
    before = everything()
    with refused(GuardsUnmet):
        world.act("correct_decision", "budget", note="แก้", facts={"source": "ก", "amounts": world.amounts()})
    assert everything() == before


def test_each_act_tells_beforehand_what_becomes_of_what_was_said() -> None:
    def told(name: str) -> list[str]:
        back = rules_of(steps_of(IntegrationProject)[name]).back
        assert back is not None
        return back.told()

    with override("th"):
        assert told("withdraw")[1] == (
            f"ความเห็นผู้เชี่ยวชาญ: “รอความเห็น · ความเห็นไม่เป็นปัจจุบัน · {OpinionState.DECLINED.label}” "
            "เปลี่ยนเป็น “ไม่ต้องให้ความเห็นแล้ว”"
        )
    with override("en"):
        assert told("set_aside") == [
            "participations: stay as they are.",
            "expert opinions: stay as they are.",
            "questions to agencies: stay as they are.",
            "conditions: “Not yet met · Met” becomes “No longer applies”.",
            "findings on pairs: stay as they are.",
        ]

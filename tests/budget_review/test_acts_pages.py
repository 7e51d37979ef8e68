# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One page for every act: each refusal says why, changes nothing and keeps what was typed."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from budget_review.models import AmountEntry, ResultNotice
from budget_review.queries import may_see_letter
from tests.budget_review.pages import Visitor, amounts, text_of
from tests.world import PEOPLE, World, desks, everything
from workflows.models import OutboxMessage, TransitionRecord

Visit = Callable[[str], Visitor]
LETTER = {"letter_number": "ทส 0101/9"}
REASON = {"note": "เพราะต้องแก้ไข"}

# act: (state, who, what is filled in, state after)
ACTS: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "propose": ("draft", "officer", {}, "confirming"),
    "take_back": ("confirming", "officer", REASON, "draft"),
    "hand_in": ("agency_approval", "head", LETTER, "submitted"),
    "send_back": ("agency_approval", "head", REASON, "draft"),
    "take_up": ("submitted", "screener", {}, "screening"),
    "return_for_revision": ("screening", "screener", REASON | {"sections": ["money", "kpis"]}, "returned"),
    "resubmit": ("returned", "officer", {}, "screening"),
    "reconsider": ("recommended", "screening_head", REASON, "screening"),
    "pass_on": ("recommended", "screening_head", {}, "screened"),
    "forward": ("endorsed", "screener", LETTER, "forwarded"),
    "take_into_budget": ("forwarded", "budget", {}, "budgeting"),
    "not_fund": ("budgeting", "budget", REASON | {"source": "พ.ร.บ. งบประมาณ"}, "not_funded"),
    "report_back": ("decided", "screener", LETTER, "reported_back"),
    "withdraw": ("draft", "head", REASON, "withdrawn"),
}
WRONG = {"officer": "head", "head": "officer", "screener": "auditor", "screening_head": "screener", "budget": "auditor"}


@pytest.mark.parametrize("name", ACTS)
def test_act_is_shown_and_made(world: World, visit: Visit, name: str) -> None:
    before, who, data, after = ACTS[name]
    world.to(before)
    visitor = visit(who)
    shown = visitor.get("project_act", world.project.code, name)
    assert shown.status_code == 200
    assert "What will happen" in text_of(shown)
    assert visitor.act(name, **data).status_code == 302
    assert world.project.state == after
    record = TransitionRecord.objects.filter(subject_type=world.project.kind, transition=name).latest("pk")
    assert (record.actor, record.note) == (world.people[who], data.get("note", ""))
    assert {key: record.facts[key] for key in data if key != "note"} == {k: v for k, v in data.items() if k != "note"}
    assert OutboxMessage.objects.filter(record=record).count() == 1


@pytest.mark.parametrize("name", ACTS)
def test_act_by_the_wrong_person_says_who_can_and_changes_nothing(world: World, visit: Visit, name: str) -> None:
    before, who, data, _after = ACTS[name]
    world.to(before)
    visitor = visit(WRONG[who])
    seen, stands = visitor.get("project", world.project.code).status_code == 200, everything()
    response = visitor.act(name, **data)
    assert response.status_code == (403 if seen else 404)
    assert everything() == stands
    if seen:
        assert "Who can:" in text_of(response)
        assert visitor.get("project_act", world.project.code, name).status_code == 403


@pytest.mark.parametrize("name", [name for name, (_s, _w, data, _a) in ACTS.items() if data])
def test_act_with_a_missing_field_names_it_and_keeps_the_rest(world: World, visit: Visit, name: str) -> None:
    before, who, data, _after = ACTS[name]
    world.to(before)
    for left_out in data:
        stands = everything()
        given = {key: value for key, value in data.items() if key != left_out}
        response = visit(who).act(name, **given)
        assert response.status_code == 422
        page = text_of(response)
        assert "Please mend the following" in page
        assert all(value in page for value in given.values() if isinstance(value, str))
        assert everything() == stands


@pytest.mark.parametrize("name", ACTS)
def test_act_in_the_wrong_state_says_who_did_what_meanwhile(world: World, visit: Visit, name: str) -> None:
    _before, who, data, _after = ACTS[name]
    wrong = "reported_back" if name != "report_back" else "forwarded"
    world.to(wrong)
    stands = everything()
    response = visit(who).act(name, **data)
    assert response.status_code == 409
    assert "meanwhile" in text_of(response)
    assert everything() == stands


def test_act_on_a_foreign_or_unknown_project_is_not_found(world: World, visit: Visit) -> None:
    stands = everything()
    assert visit("stranger").act("propose").status_code == 404
    assert visit("officer").get("project_act", "DG99-999", "propose").status_code == 404
    assert visit("officer").get("project_act", world.project.code, "nonsense").status_code == 404
    assert visit("officer").get("project_act", world.project.code, "all_consented").status_code == 404
    assert visit("officer").get("project_act", world.project.code, "endorse").status_code == 404
    assert everything() == stands


def test_act_from_a_stale_page_is_told_and_the_next_press_goes_through(world: World, visit: Visit) -> None:
    world.to("budgeting")
    old = world.project.version
    world.act("record_stage", "budget", facts={"stage": "bureau", "source": "สงป.", "amounts": world.amounts()})
    stands = everything()
    data = REASON | {"source": "พ.ร.บ."}
    response = visit("budget").act("not_fund", version=old, **data)
    assert response.status_code == 409
    page = text_of(response)
    assert "Somebody acted meanwhile." in page
    assert "ผู้ทดสอบ budget" in page
    assert REASON["note"] in page
    assert f'name="expected_version" value="{world.project.version}"' in page
    assert everything() == stands


def test_the_same_press_twice_is_one_act(world: World, visit: Visit) -> None:
    world.to("agency_approval")
    request_id, version = uuid4(), world.project.version
    for _ in range(2):
        response = visit("head").act("hand_in", request_id=request_id, version=version, **LETTER)
        assert response.status_code == 302
    assert TransitionRecord.objects.filter(transition="hand_in").count() == 1
    assert desks(world.project) == ["intake"]


def test_a_broken_hidden_field_is_refused(world: World, visit: Visit) -> None:
    stands = everything()
    response = visit("officer").act("propose", request_id="x")
    assert response.status_code == 422
    assert everything() == stands


def test_decision_is_checked_first_with_its_total_in_words_then_made(world: World, visit: Visit) -> None:
    world.to("budgeting")
    visitor, lines = visit("budget"), amounts(world)
    first = next(iter(lines))
    given = lines | {first: "๑,๐๐๐,๐๐๐.๕๐", "source": "พ.ร.บ.", "note": "ลดตามกรอบ"}
    stands = everything()
    checked = visitor.act("decide", **given)
    assert checked.status_code == 200
    assert "สี่ล้านบาทห้าสิบสตางค์" in text_of(checked)
    assert "1,000,000.50" in text_of(checked)
    assert everything() == stands
    changed = visitor.act("decide", change="1", **given)
    assert "๑,๐๐๐,๐๐๐.๕๐" in text_of(changed)
    assert everything() == stands
    assert visitor.act("decide", confirmed="1", **given).status_code == 302
    project = world.project
    assert (project.state, project.outcome) == ("decided", "part")
    entry = AmountEntry.objects.get(line=int(first.removeprefix("amount_")), stage="act")
    assert (str(entry.amount_baht), entry.reason, entry.source) == ("1000000.50", "ลดตามกรอบ", "พ.ร.บ.")


@pytest.mark.parametrize("typed", ["", "abc", "-1", "1,00", "1.234", "1e9"])
def test_decision_with_a_wrong_amount_says_so_at_its_line(world: World, visit: Visit, typed: str) -> None:
    world.to("budgeting")
    lines, stands = amounts(world), everything()
    given = lines | {next(iter(lines)): typed, "source": "พ.ร.บ.", "confirmed": "1"}
    response = visit("budget").act("decide", **given)
    assert response.status_code == 422
    assert everything() == stands
    assert "พ.ร.บ." in text_of(response)


def test_zero_for_every_line_is_no_decision(world: World, visit: Visit) -> None:
    world.to("budgeting")
    stands = everything()
    given: dict[str, Any] = dict.fromkeys(amounts(world), "0") | {"source": "พ.ร.บ.", "confirmed": "1"}
    response = visit("budget").act("decide", **given)
    assert response.status_code == 422
    assert "do not fund" in text_of(response)
    assert everything() == stands


def test_recommending_stays_refused_until_everything_is_found(world: World, visit: Visit) -> None:
    world.to("screening")
    stands = everything()
    response = visit("screener").act("recommend")
    assert response.status_code == 422
    assert "Every criterion must have a finding." in text_of(response)
    assert everything() == stands


def test_the_person_who_recommended_does_not_decide(world: World, visit: Visit) -> None:
    from agencies.models import Membership

    world.to("recommended")
    own = Membership.objects.get(user=world.screener)
    Membership.objects.create(
        user=world.screener, agency=own.agency, unit=own.unit, role="screening_head", from_date=own.from_date
    )
    stands = everything()
    response = visit("screener").act("pass_on")
    assert response.status_code == 422
    assert "Who wrote the findings or recommended must not decide" in text_of(response)
    assert everything() == stands


# ── parts ──


def test_partner_consents_declines_or_asks_for_changes(world: World, visit: Visit) -> None:
    world.to("confirming")
    nora = visit("nora")
    shown = nora.get("part_act", world.project.code, "participation", world.part("north").pk, "consent")
    assert "ร่วมทดสอบ" in text_of(shown)
    assert "1,500,000" in text_of(shown)
    assert nora.act_on("participation", world.part("north"), "consent").status_code == 302
    assert world.part("north").state == "consented"
    response = visit("somsak").act_on("participation", world.part("south"), "ask_changes", note="ขอแก้วงเงิน")
    assert response.status_code == 302
    assert (world.part("south").state, world.project.state) == ("changes_asked", "draft")


def test_consent_for_another_agency_is_refused_and_changes_nothing(world: World, visit: Visit) -> None:
    world.to("confirming")
    stands = everything()
    for who in ("somsak", "officer", "north_head"):
        response = visit(who).act_on("participation", world.part("north"), "consent")
        assert response.status_code == 403
        assert "An officer of the partner agency." in text_of(response)
    assert visit("stranger").act_on("participation", world.part("north"), "consent").status_code == 404
    assert visit("nora").act_on("participation", world.part("north"), "decline").status_code == 422
    assert visit("nora").act_on("nonsense", world.part("north"), "consent").status_code == 404
    assert everything() == stands


def test_a_part_of_another_project_is_not_found(world: World, visit: Visit) -> None:
    other = world.draft()
    part = other.participations.order_by("pk")[1]
    response = visit("officer").get("part_act", world.project.code, "participation", part.pk, "leave")
    assert response.status_code == 404


def test_expert_gives_an_opinion_once(visit: Visit, db: None) -> None:
    from decimal import Decimal

    from tests.budget_review.conftest import open_round

    world = open_round(World("-large", amount=Decimal(60_000_000))).to("screening")
    expert = Visitor(world, "expert")
    given = {"advice": "remarks", "text": "ควรใช้ GDX"}
    stands = everything()
    assert Visitor(world, "screener").act_on("opinion", world.opinion(), "give", **given).status_code == 403
    assert expert.act_on("opinion", world.opinion(), "give", text="ควรใช้ GDX").status_code == 422
    assert expert.act_on("opinion", world.opinion(), "give", advice="x", text="y").status_code == 422
    assert everything() == stands
    assert expert.act_on("opinion", world.opinion(), "give", **given).status_code == 302
    assert (world.opinion().state, world.opinion().advice) == ("given", "remarks")
    assert expert.act_on("opinion", world.opinion(), "give", **given).status_code == 409


def test_condition_is_confirmed_with_its_evidence(world: World, visit: Visit) -> None:
    world.to("conditional")
    condition = world.project.conditions.get()
    stands = everything()
    assert visit("officer").act_on("condition", condition, "meet", evidence="หนังสือ").status_code == 403
    assert visit("screener").act_on("condition", condition, "meet").status_code == 422
    assert everything() == stands
    assert visit("screener").act_on("condition", condition, "meet", evidence="หนังสือ").status_code == 302
    assert world.project.conditions.get().state == "met"


def test_letter_opens_for_the_agency_dga_and_auditors_alone(world: World, visit: Visit) -> None:
    world.to("reported_back")
    notice = ResultNotice.objects.get(participation=world.part("north"))
    opens = [who for who in PEOPLE if may_see_letter(notice.participation, world.people[who], world.at)]
    assert opens == ["nora", "north_head", "screener", "other_screener", "screening_head", "auditor"]
    for who in ("officer", "somsak", "budget", "stranger", "admin"):
        assert (who, visit(who).get("letter", world.project.code, notice.pk).status_code) == (who, 404)
    response = visit("nora").get("letter", world.project.code, notice.pk)
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert visit("auditor").get("letter", world.draft().code, notice.pk).status_code == 404
    assert "Result letters" in text_of(visit("nora").get("project", world.project.code, query="?tab=letters"))

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A rule against a conflict of interest holds for who acts and for whom they act; a seat is never lent."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import Delegation, Membership
from agencies.powers import acts_of, lendable_roles
from agencies.roles import Role
from tests.orders import order_in_force
from tests.refusing import refused
from tests.world import AT, World
from workflows.acting import act
from workflows.refusals import GuardsUnmet, NotPermitted

pytestmark = pytest.mark.django_db


def appoint(world: World, name: str, role: Role, agency: str = "dga", unit: str | None = "two") -> None:
    """Give somebody one more role."""
    Membership.objects.create(
        user=world.people[name], agency=world.agencies[agency], unit=world.units.get(unit or ""), role=role,
        from_date=date(2020, 1, 1),
    )  # fmt: skip


# who wrote the findings and recommended (and for whom); who decides under an order of whom; whether it passes
FOUR_EYES = [
    ("screener", None, "other_screener", "screening_head", True),
    ("screener", None, "screener", "screening_head", False),  # who acts has recommended
    ("other_screener", "screener", "screener", "screening_head", False),  # it was done for who now acts
    ("other_screener", "screening_head", "screener", "screening_head", False),  # it was done for the giver
]


@pytest.mark.parametrize(("wrote", "written_for", "decides", "decides_for", "passes"), FOUR_EYES)
def test_four_eyes_hold_for_both_persons(
    wrote: str, written_for: str | None, decides: str, decides_for: str, passes: bool
) -> None:
    world = World().to("screening")
    if written_for == "screening_head":
        appoint(world, "screening_head", Role.SCREENING_OFFICER, unit="one")
    by: dict[str, Any] = {}
    if written_for is not None:
        agency = {"agency": world.agencies["dga"], "role": Role.SCREENING_OFFICER}
        by = {"delegation": order_in_force(world, written_for, wrote, order_number="1/1", **agency).pk}
    for opinion in world.project.opinions.filter(state="asked"):
        world.act("give", "expert", opinion, facts={"advice": "support", "text": "เห็นด้วย"})
    world.write_screening(wrote, **by)
    world.act("recommend", wrote, **by)
    order = order_in_force(world, decides_for, decides)
    if passes:
        assert world.act("pass_on", decides, delegation=order.pk).on_behalf_of == world.people[decides_for]
        return
    with refused(GuardsUnmet) as raised:
        world.act("pass_on", decides, delegation=order.pk)
    assert raised.value.reasons == ("Who wrote the findings or recommended must not decide on the recommendation.",)


@pytest.mark.parametrize("who_is_bound", ["screener", "screening_head"])
def test_nobody_screens_for_another_what_either_takes_part_in(who_is_bound: str) -> None:
    world = World().to("recommended")
    order = order_in_force(world, "screening_head", "other_screener")
    bound = "other_screener" if who_is_bound == "screener" else "screening_head"
    appoint(world, bound, Role.AGENCY_OFFICER, agency="north", unit=None)  # north takes part in the project
    with refused(NotPermitted) as raised:
        world.act("reconsider", "other_screener", delegation=order.pk, note="ทบทวน")
    assert raised.value.reasons == ("A DGA head of screening of a unit that takes no part in the project.",)


def test_vacant_post_of_a_unit_that_takes_part_does_not_screen() -> None:
    world = World().to("recommended")
    Membership.objects.filter(user=world.screening_head).update(to_date=date(2020, 10, 31))
    order = order_in_force(
        world, None, "other_screener", agency=world.agencies["dga"], role=Role.SCREENING_HEAD, unit=world.units["two"]
    )
    assert world.act("reconsider", "other_screener", delegation=order.pk, note="ทบทวน").on_behalf_of is None
    # the same order, had its agency a part in the project
    Delegation.objects.filter(pk=order.pk)  # an order never changes; the part does
    world.write_screening("screener")
    world.act("recommend", "screener")
    part = world.part("north")
    type(part).objects.filter(pk=part.pk).update(agency=world.agencies["dga"], unit=world.units["two"])
    with refused(NotPermitted):
        world.act("reconsider", "other_screener", delegation=order.pk, note="ทบทวน")


def test_secretary_acts_for_the_secretary_with_the_givers_seat() -> None:
    world = World().to("screened")
    appoint(world, "admin", Role.EXPERT)
    order = order_in_force(world, "secretary", "other_screener")
    meeting = world.plan_meeting()
    record = act(meeting, "convene", actor=world.other_screener, at=AT, request_id=uuid4(), delegation=order.pk)
    assert (record.actor, record.on_behalf_of) == (world.other_screener, world.secretary)


def test_secretary_without_a_seat_lends_none() -> None:
    world = World().to("screened")
    meeting = world.plan_meeting()
    world.committee.tenures.filter(user=world.secretary).update(to_date=date(2020, 10, 31))
    order = order_in_force(world, "secretary", "other_screener")
    with refused(NotPermitted):
        act(meeting, "convene", actor=world.other_screener, at=AT, request_id=uuid4(), delegation=order.pk)


def test_chair_certifies_in_person_only() -> None:
    world = World().to("in_committee")
    appoint(world, "chair", Role.SECRETARY, agency="dga", unit="office")
    order = order_in_force(world, "secretary", "chair")
    world.act("draft", "secretary", world.item, facts={"verb": "defer", "text": "เลื่อน"})
    with refused(NotPermitted) as raised:  # an order lends the secretary's office, and no seat
        world.act("certify", "chair", world.resolution, delegation=order.pk)
    assert raised.value.reasons == ("The committee's chair or vice-chair, or its secretary where its rules say so.",)
    assert world.act("certify", "chair", world.resolution).delegation is None


def test_powers_that_an_order_may_lend() -> None:
    """By hand: a role without acts is lent by nobody; an expert, a chair and a member act in person."""
    found = {str(role): sorted(key.partition(".")[2] for key in acts_of(role)) for role in lendable_roles()}
    assert found == {
        "agency_officer": [
            "actionitem.report",
            "actionplan.begin",
            "actionplan.end_plan",
            "actionplan.revise_plan",
            "actionplan.send_plan",
            "agencyobligation.claim_exemption",
            "agencyobligation.report_done",
            "agencyobligation.withdraw_report",
            "alignmentresponse.clarify",
            "alignmentresponse.hand_over",
            "alignmentresponse.open_result",
            "clinicbooking.begin",
            "clinicbooking.cancel",
            "clinicbooking.decline",
            "clinicbooking.move",
            "clinicbooking.take",
            "decisionletter.acknowledge",
            "inquiry.answer",
            "integrationproject.begin",
            "integrationproject.propose",
            "integrationproject.record_spending",
            "integrationproject.resubmit",
            "integrationproject.take_back",
            "participation.ask_changes",
            "participation.begin",
            "participation.consent",
            "participation.consent_by_letter",
            "participation.decline",
            "participation.leave",
            "participation.rejoin",
            "revisionproposal.begin",
            "revisionproposal.withdraw_change",
            "statusreturn.answer_back",
            "statusreturn.correct_status",
            "statusreturn.tell_status",
        ],
        "agency_head": [
            "integrationproject.begin_again",
            "integrationproject.hand_in",
            "integrationproject.send_back",
            "integrationproject.withdraw",
        ],
        "screening_officer": [
            "actionplan.acknowledge_receipt",
            "actionplan.return_plan",
            "agencyobligation.confirm_done",
            "agencyobligation.confirm_exemption",
            "agencyobligation.return_duty",
            "alignmentcampaign.begin",
            "alignmentcampaign.close_campaign",
            "alignmentcampaign.drop_campaign",
            "alignmentresponse.ask_to_clarify",
            "alignmentresponse.go_on_without",
            "alignmentresponse.record_finding",
            "alignmentresponse.take_up_check",
            "clinicbooking.lapse",
            "clinicbooking.miss",
            "clinicbooking.note_consultation",
            "clinicbooking.put_back",
            "condition.meet",
            "expertopinion.ask_another",
            "inquiry.ask_further",
            "inquiry.begin",
            "inquiry.close",
            "inquiry.withdraw_question",
            "integrationproject.forward",
            "integrationproject.recommend",
            "integrationproject.report_back",
            "integrationproject.return_for_revision",
            "integrationproject.take_up",
            "obligation.begin",
            "obligation.drop_obligation",
            "obligation.rewrite_obligation",
            "pairfinding.begin",
            "statusreturn.ask_back",
            "statusreturn.enter_for_caller",
            "statusreturn.let_stand",
            "statusround.begin",
            "statusround.close_round",
            "statusround.drop_round",
        ],
        "screening_head": [
            "agencyobligation.correct_confirmation",
            "agencyobligation.reopen_duty",
            "alignmentcampaign.declare_reported",
            "alignmentcampaign.move_last_day",
            "alignmentcampaign.open_campaign",
            "alignmentresponse.check_again",
            "alignmentresponse.send_result",
            "expertopinion.do_without",
            "integrationproject.find_not_eligible",
            "integrationproject.pass_on",
            "integrationproject.reconsider",
            "integrationproject.reopen_screening",
            "obligation.amend_obligation",
            "obligation.ask_further",
            "obligation.put_in_force",
            "obligation.retire_obligation",
            "revisionproposal.leave_change",
            "revisionproposal.take_change",
            "statusround.move_last_day",
            "statusround.open_round",
            "statusround.report_round",
        ],
        "secretary": [
            "actionitem.close",
            "actionitem.extend",
            "actionitem.send_back",
            "actionitem.verify",
            "agendaitem.adopt_minutes",
            "agendaitem.begin",
            "agendaitem.correct",
            "agendaitem.draft",
            "agendaitem.drop",
            "agendaitem.lay_report",
            "agendaitem.list_it",
            "agendaitem.reconsider",
            "agendaitem.take_note",
            "agendaitem.take_off",
            "agendaitem.take_out",
            "agendaitem.turn_away",
            "meeting.begin",
            "meeting.cancel",
            "meeting.close",
            "meeting.close_call",
            "meeting.convene",
            "meeting.end",
            "meeting.freeze",
            "meeting.issue_addendum",
            "meeting.miss_quorum",
            "meeting.open",
            "meeting.resume",
            "meeting.suspend",
            "meeting.thaw",
            "minutes.adopt_by_circulation",
            "minutes.adopt_here",
            "minutes.begin",
            "minutes.circulate",
            "minutes.publish",
            "minutes.take_back",
            "recusal.begin",
            "recusal.come_back",
            "recusal.leave_room",
            "recusal.withdraw",
            "resolution.assign_more",
            "resolution.certify",
            "resolution.communicate",
            "resolution.drop",
            "resolution.record",
            "rollentry.arrive",
            "rollentry.begin",
            "rollentry.correct_to_absent",
            "rollentry.correct_to_away",
            "rollentry.correct_to_present",
            "rollentry.depart",
            "rollentry.note_absent",
            "voteround.annul",
            "voteround.begin",
            "voteround.count",
        ],
        "budget_officer": [
            "integrationproject.correct_decision",
            "integrationproject.decide",
            "integrationproject.not_fund",
            "integrationproject.record_allocation",
            "integrationproject.record_stage",
            "integrationproject.take_into_budget",
        ],
    }  # fmt: skip

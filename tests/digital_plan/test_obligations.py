# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Obligations: who does what in which state, what reporting needs, late and reminded, and what agencies see."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from accounts.notifications.models import Notice
from agencies.models import Agency, Membership
from agencies.roles import Role
from digital_plan.models import AgencyObligation, DutyEvidence, Obligation
from digital_plan.operations.obligations import add_evidence, begin_obligation, remove_evidence
from digital_plan.queries.obligations import (
    counts_by_ministry,
    counts_by_obligation,
    counts_of,
    duties_for,
    duty_for,
    is_late,
    obligation_for,
    own_duties,
    standing_of,
)
from digital_plan.reference.obligations_2564 import OBLIGATIONS
from tests.obligations import DONE, DUE, LINK, carried, duty_of, given, in_force, written
from tests.refusing import refused
from tests.standing import grounded
from tests.world import World, desks
from workflows.bulk import perform_many, preview_many
from workflows.clocks.ladder import sweep
from workflows.explaining import explain
from workflows.lifecycle import Attempt
from workflows.models import Task, TransitionRecord
from workflows.queries import open_tasks
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState
from workflows.verification import faults

pytestmark = pytest.mark.django_db
ground, world = grounded(World)
EVERYONE = ("officer", "head", "nora", "screener", "screening_head", "secretary", "auditor", "admin", "stranger")
STATES = {  # what starts where, of an agency's own
    "outstanding": {"report_done", "claim_exemption"},
    "returned": {"report_done", "claim_exemption"},
    "reported_done": {"withdraw_report", "confirm_done", "return_duty"},
    "exemption_claimed": {"withdraw_report", "confirm_exemption", "return_duty"},
    "confirmed": {"correct_confirmation", "reopen_duty"},
    "not_applicable": {"reopen_duty"},
    "lapsed": set(),
}
WHO = {
    "report_done": {"officer"},
    "claim_exemption": {"officer"},
    "withdraw_report": {"officer"},
    "confirm_done": {"screener"},
    "confirm_exemption": {"screener"},
    "return_duty": {"screener"},
    "correct_confirmation": {"screening_head"},
    "reopen_duty": {"screening_head"},
}
TARGETS = {
    "report_done": "reported_done", "claim_exemption": "exemption_claimed", "withdraw_report": "outstanding",
    "confirm_done": "confirmed", "confirm_exemption": "not_applicable", "return_duty": "returned",
    "correct_confirmation": "reported_done", "reopen_duty": "returned",
}  # fmt: skip
OF_OBLIGATIONS = {
    "draft": {"put_in_force", "rewrite_obligation", "drop_obligation"},
    "in_force": {"ask_further", "amend_obligation", "retire_obligation"},
    "retired": set(),
    "dropped": set(),
}
WHO_OF_OBLIGATIONS = {
    "put_in_force": {"screening_head"},
    "rewrite_obligation": {"screener", "admin"},
    "drop_obligation": {"screener", "admin"},
    "ask_further": {"screening_head"},
    "amend_obligation": {"screening_head"},
    "retire_obligation": {"screening_head"},
}


def facts_of(step: str) -> dict[str, Any]:
    if step == "report_done":
        return DONE
    if step in ("rewrite_obligation", "amend_obligation"):
        return {"said": {"asked": "ถ้อยคำใหม่"}}
    return {"text": "คำถาม"} if step in ("return_duty", "reopen_duty") else {}


@pytest.mark.parametrize("state", STATES)
def test_each_step_of_a_duty_starts_only_where_it_may_and_by_whom_it_may(world: World, state: str) -> None:
    in_force(world)
    duty = carried(world, state)
    assert duty.state == state
    for step, who in WHO.items():
        for name in EVERYONE:
            kind = WrongState if step not in STATES[state] else NotPermitted if name not in who else None
            if kind is not None:
                with refused(kind):
                    world.act(step, name, duty, note="เหตุผล", facts=facts_of(step))
    if state in ("outstanding", "returned"):
        given(world)
    for step in sorted(STATES[state])[:1]:
        [actor] = WHO[step]
        world.act(step, actor, duty, note="เหตุผล", facts=facts_of(step))
        assert duty_of(world).state == TARGETS[step]


@pytest.mark.parametrize("state", OF_OBLIGATIONS)
def test_each_step_of_an_obligation_starts_only_where_it_may_and_by_whom_it_may(world: World, state: str) -> None:
    obligation = written(world, agencies=("lead",))
    ways = {"draft": [], "in_force": ["put_in_force"], "retired": ["put_in_force", "retire_obligation"],
            "dropped": ["drop_obligation"]}  # fmt: skip
    for step in ways[state]:
        actor = "screener" if step == "drop_obligation" else "screening_head"
        world.act(step, actor, obligation, note="เหตุผล")
    for step, who in WHO_OF_OBLIGATIONS.items():
        for name in EVERYONE:
            kind = WrongState if step not in OF_OBLIGATIONS[state] else NotPermitted if name not in who else None
            if kind is not None:
                with refused(kind):
                    world.act(step, name, obligation, note="เหตุผล", facts=facts_of(step))
    assert Obligation.objects.get().state == state


def test_nobody_lets_a_duty_lapse_by_hand(world: World) -> None:
    in_force(world)
    with refused(NotPermitted):
        world.act("lapse", "screening_head", duty_of(world))


def test_whole_way_of_a_duty_and_whose_turn_it_is(world: World) -> None:
    in_force(world)
    duty = duty_of(world)
    assert desks(duty) == ["doing_duty"]
    with refused(GuardsUnmet) as raised:
        world.act("report_done", "officer", duty, facts=DONE)
    assert raised.value.reasons == ("Evidence must be given: a file, or an address.",)
    given(world)
    with refused(GuardsUnmet) as raised:
        world.act("report_done", "officer", duty)
    assert raised.value.reasons == ("The day on which it was done must be given.",)
    with refused(GuardsUnmet) as raised:
        world.act("report_done", "officer", duty, facts={"done_on": "2020-11-03"})
    assert raised.value.reasons == ("The day on which it was done must be a day that has come.",)
    record = world.act("report_done", "officer", duty, facts=DONE | {"text": "เชื่อมแล้ว 2 บริการ"})
    assert record.facts["evidence"] == [LINK]
    duty = duty_of(world)
    assert (duty.report, duty.is_late, str(duty.done_on)) == ("เชื่อมแล้ว 2 บริการ", False, "2020-11-02")
    assert desks(duty) == ["confirming_duty"]
    with refused(GuardsUnmet):
        world.act("return_duty", "screener", duty)
    world.act("return_duty", "screener", duty, facts={"text": "บริการใด"})
    assert desks(duty_of(world)) == ["doing_duty"]
    world.act("report_done", "officer", duty, facts=DONE)
    world.act("confirm_done", "screener", duty)
    duty = duty_of(world)
    assert (duty.settled_by, desks(duty)) == (world.screener, [])
    assert list(faults()) == []


def test_taking_a_report_back_leaves_nothing_reported_but_the_record(world: World) -> None:
    in_force(world)
    duty = carried(world, "reported_done")
    world.act("withdraw_report", "officer", duty, note="แนบผิด")
    duty = duty_of(world)
    assert (duty.state, duty.reported_at, duty.report, duty.done_on) == ("outstanding", None, "", None)
    told = TransitionRecord.objects.filter(subject_type=duty.kind, subject_id=duty.pk, transition="report_done").get()
    assert told.facts["done_on"] == "2020-11-02"


def test_correcting_and_reopening_undo_the_confirmation(world: World) -> None:
    in_force(world)
    duty = carried(world, "confirmed")
    world.act("correct_confirmation", "screening_head", duty, note="ยืนยันผิดหน่วยงาน")
    assert (duty_of(world).state, duty_of(world).settled_by) == ("reported_done", None)
    world.act("confirm_done", "screener", duty)
    world.act("reopen_duty", "screening_head", duty, facts={"text": "ยังเชื่อมอยู่หรือไม่"})
    assert (duty_of(world).state, duty_of(world).settled_at) == ("returned", None)


def test_who_reported_does_not_confirm_though_they_are_of_dga(world: World) -> None:
    Membership.objects.create(
        user=world.screener, agency=world.agencies["dga"], role=Role.AGENCY_OFFICER, from_date="2020-01-01"
    )
    in_force(world)
    duty = carried(world, "reported_done", "dga", "screener")
    with refused(GuardsUnmet) as raised:
        world.act("confirm_done", "screener", duty)
    assert raised.value.reasons == ("Who reported for the agency does not decide on the report (four eyes).",)
    world.act("confirm_done", "other_screener", duty)
    assert duty_of(world, "dga").state == "confirmed"


def test_who_wrote_an_obligation_does_not_put_it_in_force(world: World) -> None:
    Membership.objects.create(
        user=world.screener, agency=world.agencies["dga"], role=Role.SCREENING_HEAD, from_date="2020-01-01"
    )
    obligation = written(world)
    with refused(GuardsUnmet):
        world.act("put_in_force", "screener", obligation)


@pytest.mark.parametrize(
    ("scope", "of", "asked"),
    [("all", [], 7), ("chosen", ["lead", "north"], 2), ("ministries", ["กระทรวงหนึ่ง"], 1)],
)
def test_whom_an_obligation_concerns(world: World, scope: str, of: list[str], asked: int) -> None:
    Agency.objects.filter(pk=world.agencies["south"].pk).update(ministry_th="กระทรวงหนึ่ง")
    names = [world.agencies[one].code if one in world.agencies else one for one in of]
    obligation = written(world, scope=scope, scope_of=names)
    record = world.act("put_in_force", "screening_head", obligation)
    assert record.facts == {"agencies_asked": asked}
    assert AgencyObligation.objects.count() == asked
    assert open_tasks().filter(subject_type="digital_plan.agencyobligation").count() == asked


@pytest.mark.parametrize(
    "said",
    [{"name_th": ""}, {"asked": " "}, {"source": ""}, {"basis": "x"}, {"scope": "chosen", "scope_of": ["nobody"]},
     {"scope": "ministries", "scope_of": ["ไม่มี"]}, {"due_date": "29/7/2564"}, {"name_en": "x" * 401}],
)  # fmt: skip
def test_obligation_that_cannot_be_meant_is_refused(world: World, said: dict[str, Any]) -> None:
    with refused(GuardsUnmet):
        begin_obligation(said=OBLIGATIONS["gdx"] | said, actor=world.screener, at=world.at, request_id=uuid4())
    obligation = written(world)
    with refused(GuardsUnmet):
        world.act("rewrite_obligation", "screener", obligation, facts={"said": said})


def test_changes_are_recorded_with_how_it_read_before(world: World) -> None:
    obligation = in_force(world)
    with refused(GuardsUnmet) as raised:
        world.act("amend_obligation", "screening_head", obligation, facts={"said": {"number": "1"}})
    assert raised.value.reasons == ("The reason must be given.",)
    with refused(GuardsUnmet) as raised:
        world.act("amend_obligation", "screening_head", obligation, note="ไม่มี", facts={"said": {"number": ""}})
    assert raised.value.reasons == ("Nothing would read otherwise than before.",)
    said = {"number": "นร 1200/ว 1", "lacks": ""}
    record = world.act("amend_obligation", "screening_head", obligation, note="พบหนังสือ", facts={"said": said})
    assert record.facts["said"] == said
    assert record.facts["said_before"] == {"number": "", "lacks": "เลขที่และวันที่ของหนังสือเวียน"}
    assert record.note == "พบหนังสือ"


def test_new_last_day_counts_for_all_that_is_open(world: World) -> None:
    obligation = in_force(world)
    carried(world, "reported_done", "north", "nora")
    world.at += timedelta(days=20)
    late = carried(world, "reported_done")
    assert late.is_late

    def due() -> list[str]:
        tasks = open_tasks().filter(flow_task__endswith="doing_duty").order_by("pk")
        return [f"{task.due_at:%Y-%m-%d}" if task.due_at else "" for task in tasks]

    assert due() == [DUE]
    world.act("amend_obligation", "screening_head", obligation, note="ขยาย", facts={"said": {"due_date": "2021-01-15"}})
    assert due() == ["2021-01-15"]
    assert not duty_of(world).is_late
    world.act("amend_obligation", "screening_head", obligation, note="ไม่กำหนดวัน", facts={"said": {"due_date": ""}})
    assert due() == [""]
    assert list(faults()) == []


def test_agencies_registered_since_are_asked_once(world: World) -> None:
    obligation = in_force(world, agencies=())
    with refused(GuardsUnmet) as raised:
        world.act("ask_further", "screening_head", obligation)
    assert raised.value.reasons == ("Every agency that the obligation concerns is asked already.",)
    Agency.objects.create(code="new", name_th="หน่วยงานใหม่")
    assert world.act("ask_further", "screening_head", obligation).facts == {"agencies_asked": 1}
    assert AgencyObligation.objects.filter(agency__code="new").count() == 1


def test_retired_obligation_lapses_where_it_is_open_and_stays_where_it_was_confirmed(world: World) -> None:
    obligation = in_force(world)
    carried(world, "confirmed")
    carried(world, "reported_done", "north", "nora")
    record = world.act("retire_obligation", "screening_head", obligation, note="ยกเลิก")
    assert record.facts == {"lapsed": 2}
    states = {one: duty_of(world, one).state for one in ("lead", "north", "dga")}
    assert states == {"lead": "confirmed", "north": "lapsed", "dga": "lapsed"}
    assert not open_tasks().filter(subject_type="digital_plan.agencyobligation").exists()


def test_late_is_what_is_open_after_the_last_day_or_was_reported_after_it(world: World) -> None:
    in_force(world)
    carried(world, "reported_done", "north", "nora")
    world.act("return_duty", "screener", duty_of(world, "north"), facts={"text": "?"})
    late = {"lead": False, "north": False, "dga": False}
    assert {name: is_late(duty_of(world, name), world.at) for name in late} == late
    assert counts_of(AgencyObligation.objects.all(), world.at)["late"] == 0
    world.at += timedelta(days=15)  # the 17th
    assert counts_of(AgencyObligation.objects.all(), world.at) == {
        "asked": 3, "confirmed": 0, "waiting": 0, "outstanding": 3, "exempt": 0, "late": 3,
    }  # fmt: skip
    world.act("report_done", "nora", duty_of(world, "north"), facts=DONE)
    assert not is_late(duty_of(world, "north"), world.at)  # the first report was in time
    carried(world, "reported_done")
    assert is_late(duty_of(world), world.at)
    assert counts_of(AgencyObligation.objects.all(), world.at)["late"] == 2


def test_standing_obligation_is_due_no_day_and_never_late(world: World) -> None:
    in_force(world, due_date="")
    assert open_tasks().get(subject_id=duty_of(world).pk, subject_type="digital_plan.agencyobligation").due_at is None
    world.at += timedelta(days=900)
    assert not is_late(duty_of(world), world.at)
    assert list(faults()) == []


def test_agency_is_reminded_before_the_last_day_and_told_after_it(world: World) -> None:
    in_force(world)
    kept = Notice.objects.filter(person=world.officer, topic__startswith="workflows.clock")
    world.at += timedelta(days=13, hours=-2)
    sweep(world.at)
    assert kept.filter(topic="workflows.clock.reminder").exists()
    world.at += timedelta(days=4)
    sweep(world.at)
    assert kept.filter(topic="workflows.clock.overdue").exists()


def test_evidence_is_the_agencys_and_only_while_it_has_it_in_hand(world: World) -> None:
    in_force(world)
    for who in ("head", "nora", "screener", "admin"):
        with refused(NotPermitted):
            given(world, who=who)
    for more in ({"link": ""}, {"link": "ftp://x"}, {"title": " "}, {"link": "javascript:alert(1)"}):
        with refused(GuardsUnmet):
            given(world, **more)
    kept = given(world)
    again = given(world, request_id=kept.request_id)
    assert again == kept
    with refused(RequestReused):
        given(world, request_id=kept.request_id, link="https://other.go.th/")
    by: dict[str, Any] = {"actor": world.officer, "at": world.at}
    remove_evidence(duty_id=kept.duty_id, evidence_id=kept.pk, **by)
    assert not duty_of(world).evidence_that_stands().exists()
    assert DutyEvidence.objects.get().removed_by == world.officer
    carried(world, "reported_done")
    with refused(WrongState):
        given(world)
    with refused(WrongState):
        remove_evidence(duty_id=kept.duty_id, evidence_id=DutyEvidence.objects.latest("pk").pk, **by)


def test_twenty_pieces_of_evidence_are_enough(world: World) -> None:
    in_force(world)
    for _piece in range(20):
        given(world)
    with refused(GuardsUnmet):
        add_evidence(
            duty_id=duty_of(world).pk, title="อีกชิ้น", link=LINK, actor=world.officer, at=world.at, request_id=uuid4()
        )


def test_agency_sees_its_own_and_the_offices_all(world: World) -> None:
    draft = written(world)
    obligation = in_force(world)
    lead = duty_of(world)
    seen = {
        who: duties_for(world.people[who], world.at).count()
        for who in ("officer", "head", "nora", "somsak", "screener", "auditor", "secretary", "admin", "stranger")
    }
    assert seen == {
        "officer": 1, "head": 1, "nora": 1, "somsak": 0, "screener": 3, "auditor": 3, "secretary": 3, "admin": 3,
        "stranger": 0,
    }  # fmt: skip
    with pytest.raises(Http404):
        duty_for(world.nora, lead.pk, world.at)
    assert obligation_for(world.stranger, obligation.pk, world.at) == obligation  # what is in force is no secret
    with pytest.raises(Http404):
        obligation_for(world.officer, draft.pk, world.at)
    assert [one.pk for one in own_duties(world.officer, world.at)] == [lead.pk]


def test_many_reports_are_looked_at_and_confirmed_together(world: World) -> None:
    in_force(world)
    carried(world, "reported_done")
    carried(world, "reported_done", "north", "nora")
    pks = [duty_of(world, name).pk for name in ("lead", "north", "dga")]
    by: dict[str, Any] = {"actor": world.screener, "at": world.at}
    looked = [one.refused is None for one in preview_many(AgencyObligation, pks, "confirm_done", **by)]
    assert looked == [True, True, False]
    made = perform_many(AgencyObligation, pks, "confirm_done", request_id=uuid4(), **by)
    assert [one.refused is None for one in made] == [True, True, False]
    assert counts_of(AgencyObligation.objects.all(), world.at)["confirmed"] == 2


def queries_of(do: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        do()
    return len(asked)


def test_putting_in_force_and_counting_ask_as_little_for_a_hundred_agencies_as_for_three(world: World) -> None:
    obligation = in_force(world)

    def counted() -> int:
        every = AgencyObligation.objects.all()
        return queries_of(
            lambda: (
                counts_of(every, world.at), counts_by_obligation(every, world.at), counts_by_ministry(every, world.at),
                standing_of(Agency.objects.values("pk"), world.at),
            )
        )  # fmt: skip

    before = counted()
    assert before == 5
    Agency.objects.bulk_create(
        Agency(code=f"many-{no}", name_th=f"หน่วยงานที่ {no}", ministry_th=f"กระทรวง {no % 9}") for no in range(100)
    )
    scope = {"said": {"scope": "all"}}
    world.act("amend_obligation", "screening_head", obligation, note="ใช้กับทุกหน่วยงาน", facts=scope)
    asked = queries_of(lambda: world.act("ask_further", "screening_head", obligation))
    assert AgencyObligation.objects.count() > 100
    assert asked < 60
    assert counted() == before
    assert Task.objects.filter(subject_type="digital_plan.agencyobligation", finished=None).count() > 100


def test_standing_of_agencies_is_plain_data_laws_first(world: World) -> None:
    in_force(world)
    in_force(world, **OBLIGATIONS["s12"] | {"scope": "chosen", "scope_of": [world.agencies["lead"].code]})
    carried(world, "confirmed")
    found = standing_of(Agency.objects.filter(pk=world.agencies["lead"].pk).values("pk"), world.at)
    assert [(one["section"], one["due_date"], one["asked"], one["confirmed"]) for one in found] == [
        ("12", "", 1, 1), ("", DUE, 1, 0),
    ]  # fmt: skip


def test_explain_says_what_is_missing(world: World) -> None:
    in_force(world)
    answers = {one.name: one for one in explain(duty_of(world), Attempt(actor=world.officer, at=world.at,
                                                                        request_id=uuid4()))}  # fmt: skip
    assert set(answers) == {"report_done", "claim_exemption"}
    assert [str(one) for one in answers["report_done"].missing] != []
    assert answers["claim_exemption"].may

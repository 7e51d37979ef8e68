# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rounds on the status of plans: state by step, person by step, numbering, each rule at its boundary, differences."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from agencies.models import Agency
from committee.models import ItemPaper
from committee.operations.overviews import put_on_agenda
from digital_plan.guards import status_rounds as g
from digital_plan.models import StatusResult, StatusReturn, StatusRound
from digital_plan.operations.status_rounds import edit_status_round, paper_of_result
from digital_plan.queries.status_results import result_of
from digital_plan.queries.status_rounds import known_of
from digital_plan.showing import of_result
from tests.action_plans import begun, sent
from tests.project.conftest import visitor
from tests.refusing import english, refused
from tests.standing import check_deferred, grounded
from tests.status_rounds import (
    DONE,
    LAST_DAY,
    MAKING,
    NONE,
    closed,
    drafted,
    for_caller,
    opened_round,
    reported,
    return_of,
    tell,
    text,
)
from tests.world import PEOPLE, World, desks
from workflows.clocks.days import end_of
from workflows.explaining import explain
from workflows.lifecycle import Attempt, steps_of
from workflows.models import TransitionRecord
from workflows.records import canonical_json, digest
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict, WrongState
from workflows.verification import faults

pytestmark = pytest.mark.django_db

ROUND = {
    "round_drafted": {"open_round", "drop_round"},
    "round_open": {"close_round", "move_last_day"},
    "round_closed": {"report_round"},
    "round_reported": set(),
    "round_dropped": set(),
}
RETURN = {
    "return_awaited": {"tell_status", "enter_for_caller", "lapse"},
    "status_told": {"correct_status", "ask_back", "count_in"},
    "status_questioned": {"answer_back", "let_stand", "enter_for_caller"},
    "status_counted": set(),
    "return_missing": set(),
}
OFFICERS, HEADS = {"screener", "other_screener"}, {"screening_head"}
WHO = {
    "open_round": HEADS,
    "drop_round": OFFICERS,
    "close_round": OFFICERS,
    "move_last_day": HEADS,
    "report_round": HEADS,
    "tell_status": {"officer"},
    "correct_status": {"officer"},
    "enter_for_caller": OFFICERS,
    "ask_back": OFFICERS,
    "answer_back": {"officer"},
    "let_stand": OFFICERS,
}
NEXT_YEAR = timedelta(days=92)  # from 2 November 2563 to 2 February 2564

ground, world = grounded(World)


@pytest.mark.parametrize(("model", "states"), [(StatusRound, ROUND), (StatusReturn, RETURN)])
def test_steps_start_where_the_table_says(model: Any, states: dict[str, set[str]]) -> None:
    starts: dict[str, set[str]] = {state: set() for state in states}
    for name, step in steps_of(model).items():
        for source in step._django_fsm.transitions:  # type: ignore[attr-defined]
            starts[source].add(name)
    assert starts == states


def test_steps_are_made_by_those_whom_the_table_names(world: World) -> None:
    allowed: dict[str, set[str]] = {name: set() for name in WHO}

    def look(subject: Any) -> None:
        for name in PEOPLE:
            for answer in explain(subject, Attempt(actor=world.people[name], at=world.at, request_id=uuid4())):
                if answer.permitted:
                    allowed[answer.name].add(name)

    look(drafted(world))
    round_ = opened_round(world)
    look(round_)
    look(return_of(world, "lead"))
    look(tell(world, "lead"))
    world.act("ask_back", "screener", return_of(world, "lead"), facts={"text": "ปีใด"})
    look(return_of(world, "lead"))
    world.act("answer_back", "officer", return_of(world, "lead"), facts=DONE | {"text": "ปี 2563"})
    look(closed(world, round_))
    assert allowed == WHO


def test_opening_asks_every_registered_agency_until_the_last_day(world: World) -> None:
    round_ = opened_round(world)
    assert (round_.called, round_.previous) == ("1/2563", None)
    assert round_.returns.count() == Agency.objects.count()
    assert {tuple(desks(one)) for one in round_.returns.all()} == {("telling_status",)}
    record = TransitionRecord.objects.get(subject_type=round_.kind, subject_id=round_.pk, transition="open_round")
    assert record.facts == {"number": "1/2563", "agencies_asked": Agency.objects.count()}
    check_deferred()
    assert list(faults()) == []


def test_opening_writes_all_returns_together(world: World) -> None:
    """Only a process and its start cost each agency statements of its own, as with every act on many."""

    def asked(count: int) -> int:
        Agency.objects.bulk_create(
            Agency(code=f"many-{count}-{no}", name_th=f"หน่วยงาน {count} {no}") for no in range(count)
        )
        draft = drafted(world)
        with CaptureQueriesContext(connection) as queries:
            world.act("open_round", "screening_head", draft)
        reported(world, StatusRound.objects.get(pk=draft.pk))
        own = ("workflows_process", "workflows_task", "SAVEPOINT")
        return sum(1 for one in queries.captured_queries if not any(name in one["sql"] for name in own))

    asked(1)
    assert asked(3) == asked(40)


def test_numbers_begin_anew_with_each_calendar_year(world: World) -> None:
    """2563, twice; then 2564: by the day of the opening, not by the fiscal year, which is 2564 all along."""
    first = reported(world, opened_round(world))
    second = reported(world, opened_round(world))
    world.at += NEXT_YEAR
    third = opened_round(world, opens_on=date(2021, 2, 1), due_date=date(2021, 2, 15))
    assert [one.called for one in (first, second, third)] == ["1/2563", "2/2563", "1/2564"]
    assert [one.previous for one in (first, second, third)] == [None, first, second]


def test_dropped_round_takes_no_number(world: World) -> None:
    world.act("drop_round", "screener", drafted(world), note="เลื่อน")
    assert opened_round(world).called == "1/2563"


def test_database_refuses_a_number_that_is_given(world: World) -> None:
    opened_round(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        StatusRound.objects.filter(pk=drafted(world).pk).update(number=1, be_year=2563)


def test_round_is_not_opened_while_another_is_open(world: World) -> None:
    opened_round(world)
    draft = drafted(world)
    with refused(GuardsUnmet) as raised:
        world.act("open_round", "screening_head", draft)
    assert raised.value.reasons == (english(g.no_other_is_open.sentence),)


def test_who_wrote_a_round_does_not_open_it(world: World) -> None:
    draft = drafted(world)
    StatusRound.objects.filter(pk=draft.pk).update(written_by=world.screening_head)
    with refused(GuardsUnmet) as raised:
        world.act("open_round", "screening_head", draft)
    assert raised.value.reasons == (english(g.another_wrote_the_round.sentence),)


@pytest.mark.parametrize("due", [date(2020, 11, 14), date(2020, 11, 1)], ids=["a Saturday", "before it opens"])
def test_last_day_is_a_working_day_after_the_first(world: World, due: date) -> None:
    with refused(GuardsUnmet):
        drafted(world, due_date=due)


def test_round_is_written_anew_only_as_a_draft_and_not_over_a_colleague(world: World) -> None:
    draft = drafted(world)
    by: dict[str, Any] = {"round_id": draft.pk, "at": world.at, "text": text(guidance="ดูแผนปี 2564")}
    with refused(NotPermitted):
        edit_status_round(actor=world.officer, expected_revision=0, **by)
    edit_status_round(actor=world.other_screener, expected_revision=0, **by)
    with refused(VersionConflict):
        edit_status_round(actor=world.screener, expected_revision=0, **by)
    opened_round(world, draft)
    with refused(WrongState):
        edit_status_round(actor=world.screener, expected_revision=1, **by)


# ── telling ──


@pytest.mark.parametrize(
    ("facts", "is_sound"),
    [
        (NONE, True),
        (MAKING, True),
        (DONE, True),
        (DONE | {"plan_status": "revising"}, True),
        (DONE | {"plan_kind": "work_plan"}, True),
        (DONE | {"plan_kind": ""}, False),
        (DONE | {"plan_kind": "x"}, False),
        (DONE | {"plan_status": "x"}, False),
        (DONE | {"first_year": None, "last_year": None}, False),
        (DONE | {"last_year": None}, False),
        (DONE | {"last_year": 2562}, False),
        (DONE | {"last_year": 2572}, True),
        (DONE | {"last_year": 2573}, False),
        (MAKING | {"first_year": 2563}, False),
    ],
)
def test_status_is_one_that_can_be_meant(world: World, facts: dict[str, Any], is_sound: bool) -> None:
    opened_round(world)
    given = {name: value for name, value in facts.items() if value not in ("", None)}
    if is_sound:
        assert tell(world, "lead", given).plan_status == facts["plan_status"]
        return
    with refused(GuardsUnmet) as raised:
        tell(world, "lead", given)
    assert raised.value.reasons == (english(g.status_is_sound.sentence),)


def test_agency_that_has_no_plan_tells_no_kind_of_it(world: World) -> None:
    opened_round(world)
    told = tell(world, "lead", NONE | {"plan_kind": "action_plan"})
    assert (told.plan_kind, told.first_year, told.years) == ("", None, "")


@pytest.mark.parametrize(("late_by", "is_late"), [(timedelta(), False), (timedelta(seconds=1), True)])
def test_what_comes_after_the_last_moment_is_taken_and_marked_late(
    world: World, late_by: timedelta, is_late: bool
) -> None:
    opened_round(world)
    world.at = end_of(LAST_DAY) + late_by
    assert tell(world, "lead").is_late is is_late
    world.at += timedelta(days=3)
    world.act("correct_status", "officer", return_of(world, "lead"), facts=MAKING)
    assert return_of(world, "lead").is_late is is_late  # by what was told first


def test_dga_enters_for_a_caller_and_it_says_so(world: World) -> None:
    opened_round(world)
    with refused(GuardsUnmet):
        world.act("enter_for_caller", "screener", return_of(world, "lead"), facts=DONE | {"caller": "ผู้อำนวยการ"})
    with refused(GuardsUnmet):
        facts = DONE | {"caller": "ผู้อำนวยการ", "came_by": "web"}
        world.act("enter_for_caller", "screener", return_of(world, "lead"), facts=facts)
    told = for_caller(world, "lead")
    assert (told.is_for_caller, told.caller, told.came_by) == (True, "ผู้อำนวยการกองแผนงาน", "phone")
    assert desks(told) == []
    world.act("correct_status", "officer", told, facts=MAKING)
    assert (return_of(world, "lead").is_for_caller, return_of(world, "lead").caller) == (False, "")


def test_nobody_tells_after_the_round_is_closed_but_who_was_asked_back(world: World) -> None:
    round_ = opened_round(world)
    tell(world, "lead")
    world.act("ask_back", "screener", return_of(world, "lead"), facts={"text": "ปีใด"})
    round_ = closed(world, round_)
    assert return_of(world, "north").state == "return_missing"
    with refused(GuardsUnmet) as raised:
        world.act("report_round", "screening_head", round_)
    assert raised.value.reasons == (english(g.no_question_is_open.sentence), world.agencies["lead"].name)
    for_caller(world, "lead", MAKING)
    with refused(GuardsUnmet) as raised:
        world.act("correct_status", "officer", return_of(world, "lead"), facts=DONE)
    assert raised.value.reasons == (english(g.round_is_open.sentence),)
    with refused(WrongState):
        tell(world, "north")


def test_round_is_closed_after_its_last_day_or_when_all_have_told(world: World) -> None:
    round_ = opened_round(world)
    with refused(GuardsUnmet):
        world.act("close_round", "screener", round_)
    for agency in Agency.objects.all():
        found = StatusReturn.objects.get(agency=agency)
        facts = MAKING | {"caller": "ผู้อำนวยการ", "came_by": "mail"}
        world.act("enter_for_caller", "screener", found, facts=facts)
    world.act("close_round", "screener", round_)


def test_last_day_is_moved_on_for_who_is_awaited(world: World) -> None:
    round_ = opened_round(world)
    world.act("move_last_day", "screening_head", round_, note="ขอขยาย", facts={"due_date": "2020-11-30"})
    assert StatusRound.objects.get().due_date == date(2020, 11, 30)
    with refused(GuardsUnmet):
        world.act("move_last_day", "screening_head", round_, note="หด", facts={"due_date": "2020-11-17"})


# ── what the form begins with ──


def test_form_begins_with_the_plan_in_mati_and_else_with_what_was_told_last(world: World) -> None:
    reported(world, told_first(world))
    second = opened_round(world)
    assert (known_of(return_of(world, "north")).plan_status, known_of(return_of(world, "north")).source) == (
        "making", "round 1/2563",
    )  # fmt: skip
    assert known_of(return_of(world, "south")).source == ""
    begun(world)
    assert known_of(return_of(world, "lead")).plan_status == "making"
    tell(world, "lead")
    assert known_of(return_of(world, "lead", second)).plan_status == "done"


def test_plan_that_was_sent_is_made_and_written_again_is_revised(world: World) -> None:
    opened_round(world)
    plan = sent(world)
    known = known_of(return_of(world, "lead"))
    assert (known.plan_status, known.plan_kind, known.first_year, known.last_year) == (
        "done",
        "action_plan",
        2566,
        2570,
    )
    world.act("acknowledge_receipt", "screener", plan, facts={"receipt_number": "1"})
    world.act("revise_plan", "officer", plan, note="ปรับปรุง")
    assert known_of(return_of(world, "lead")).plan_status == "revising"


# ── the result, by hand ──


def told_first(world: World) -> StatusRound:
    """Round 1: lead has none, north is making one, DGA has one; south and the rest tell nothing."""
    round_ = opened_round(world)
    tell(world, "lead", NONE)
    tell(world, "north", MAKING)
    for_caller(world, "dga")
    return round_


def told_next(world: World) -> StatusRound:
    """Round 2: lead makes one, DGA stays, south is new, north tells nothing."""
    round_ = opened_round(world)
    tell(world, "lead", MAKING)
    tell(world, "south", DONE | {"plan_status": "revising"})
    for_caller(world, "dga")
    return round_


def names(world: World, *keys: str) -> list[str]:
    return sorted(world.agencies[key].code for key in keys)


def test_differences_from_the_round_before(world: World) -> None:
    first = reported(world, told_first(world))
    content = first.result.content
    assert content["round"]["previous"] == ""
    assert content["since"] == {"same": 0, "changed": 0, "new": 0, "silent": 0}
    totals = {name: content["totals"][name] for name in ("told", "none", "making", "done", "revising", "for_callers")}
    assert totals == {"told": 3, "none": 1, "making": 1, "done": 1, "revising": 0, "for_callers": 1}
    second = result_of(told_next(world), world.at)
    assert second["round"]["previous"] == "1/2563"
    assert second["since"] == {"same": 1, "changed": 1, "new": 1, "silent": 1}
    [changed], [new], [silent] = second["changed"], second["new"], second["silent"]
    assert (changed["code"], changed["before"], changed["after"]) == (world.agencies["lead"].code, "none", "making")
    assert (new["code"], new["after"], new["was_asked"]) == (world.agencies["south"].code, "revising", True)
    assert (silent["code"], silent["before"], silent["is_asked"]) == (world.agencies["north"].code, "making", True)
    moved = {(row["before"], row["after"]): row["agencies"] for row in second["moves"] if row["agencies"]}
    assert moved == {("none", "making"): 1, ("done", "done"): 1}
    totals = second["totals"]
    assert totals["told"] == second["since"]["same"] + second["since"]["changed"] + second["since"]["new"]


def test_agency_that_was_not_asked_before_is_new_and_says_so(world: World) -> None:
    reported(world, told_first(world))
    Agency.objects.create(code="late-comer", name_th="หน่วยงานใหม่")
    round_ = told_next(world)
    facts = MAKING | {"caller": "ผู้อำนวยการ", "came_by": "mail"}
    world.act("enter_for_caller", "screener", StatusReturn.objects.get(agency__code="late-comer"), facts=facts)
    new = {row["code"]: row["was_asked"] for row in result_of(round_, world.at)["new"]}
    assert new == {"late-comer": False, world.agencies["south"].code: True}


def test_reporting_freezes_the_result_and_counts_what_was_told(world: World) -> None:
    round_ = reported(world, told_first(world))
    result = StatusResult.objects.get(round=round_)
    assert result.sha256 == digest(canonical_json(result.content))
    assert result.content["round"]["state"] == "round_reported"
    states = {key: return_of(world, key).state for key in ("lead", "north", "dga", "south")}
    assert states == {
        "lead": "status_counted", "north": "status_counted", "dga": "status_counted", "south": "return_missing",
    }  # fmt: skip
    record = TransitionRecord.objects.get(subject_type=round_.kind, subject_id=round_.pk, transition="report_round")
    assert record.facts == {"result_sha256": result.sha256, "counted": 3}
    with refused(WrongState):
        world.act("ask_back", "screener", return_of(world, "lead"), facts={"text": "ปีใด"})
    check_deferred()
    assert list(faults()) == []


def test_result_asks_as_much_for_few_agencies_as_for_a_hundred(world: World) -> None:
    reported(world, told_first(world))

    def asked(round_: StatusRound) -> int:
        round_ = StatusRound.objects.select_related("plan", "previous").get(pk=round_.pk)
        with CaptureQueriesContext(connection) as queries:
            result_of(round_, world.at)
        return len(queries)

    second = told_next(world)
    before = asked(second)
    reported(world, second)
    Agency.objects.bulk_create(
        Agency(code=f"many-{no}", name_th=f"หน่วยงานที่ {no}", ministry_th=f"กระทรวง {no % 9}") for no in range(100)
    )
    third = told_next(world)
    assert StatusReturn.objects.filter(round=third).count() > 100
    assert asked(third) == before == 2


# ── pages and programs ──


def test_agency_tells_what_is_known_with_one_press(world: World) -> None:
    reported(world, told_first(world))
    opened_round(world)
    path = f"/plan-status/returns/{return_of(world, 'north').pk}/acts/tell_status/"
    client = visitor(world.nora)
    page = client.get(path).content.decode()
    assert "Filled in beforehand from: round 1/2563" in page
    assert 'value="making"' in page.partition("checked")[0].rpartition("<input")[2]
    given = {"request_id": uuid4(), "expected_version": return_of(world, "north").version, "plan_status": "making"}
    assert client.post(path, given).status_code == 302
    assert (return_of(world, "north").state, return_of(world, "north").plan_status) == ("status_told", "making")


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("screener", (200, 200, 200, 200)),
        ("auditor", (200, 200, 200, 200)),
        ("officer", (200, 200, 404, 404)),
        ("stranger", (200, 404, 404, 404)),  # of an agency that is asked too
    ],
)
def test_pages_are_for_the_offices_and_an_agency_has_its_own(world: World, who: str, statuses: tuple[int, ...]) -> None:
    round_ = reported(world, told_first(world))
    own, other = return_of(world, "lead"), return_of(world, "north")
    paths = (
        f"/plan-status/{round_.pk}/", f"/plan-status/returns/{own.pk}/", f"/plan-status/returns/{other.pk}/",
        f"/plan-status/{round_.pk}/result/",
    )  # fmt: skip
    client = visitor(world.people[who])
    assert tuple(client.get(path).status_code for path in paths) == statuses
    api = (f"status-rounds/{round_.pk}", f"status-returns/{own.pk}", f"status-returns/{other.pk}",
           f"status-rounds/{round_.pk}/result")  # fmt: skip
    assert tuple(client.get(f"/api/v1/{path}").status_code for path in api) == statuses


def test_draft_is_hidden_from_agencies(world: World) -> None:
    draft = drafted(world)
    assert visitor(world.officer).get(f"/plan-status/{draft.pk}/").status_code == 404
    assert visitor(world.screener).get(f"/plan-status/{draft.pk}/result/").status_code == 404


def test_spreadsheet_says_who_moved_where(world: World) -> None:
    reported(world, told_first(world))
    round_ = reported(world, told_next(world))
    answer = visitor(world.screener).get(f"/plan-status/{round_.pk}/result/xlsx/")
    sheet: Any = load_workbook(BytesIO(answer.content)).active
    rows = {(row[0], row[1]): row[-2:] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["Moved to another status", world.agencies["lead"].code] == ("No plan yet", "Being made")
    assert rows["Told before, not now", world.agencies["north"].code] == ("Being made", None)


def test_result_goes_onto_an_agenda_with_its_paper(world: World) -> None:
    reported(world, told_first(world))
    result = reported(world, told_next(world)).result
    meeting = world.plan_meeting()
    page = visitor(world.secretary).get(f"/plan-status/{result.round_id}/result/").content.decode()
    assert f'href="/frozen/plan-status/{result.round_id}/agenda/"' in page
    item = put_on_agenda(
        frozen=of_result(result), meeting=meeting, actor=world.secretary, at=world.at, request_id=uuid4()
    )
    [paper] = ItemPaper.standing().filter(item=item)
    assert paper.document_id == paper_of_result(result, at=world.at).pk
    assert visitor(world.secretary).get("/frozen/plan-status/999/agenda/").status_code == 404
    assert visitor(world.secretary).get("/frozen/x/1/agenda/").status_code == 404


def test_programs_write_open_tell_and_read_the_result(world: World) -> None:
    def client(who: str) -> Any:
        return visitor(world.people[who])

    def key() -> dict[str, str]:
        return {"Idempotency-Key": str(uuid4())}

    day = datetime.now(tz=UTC).date()
    due = next(day + timedelta(days=ahead) for ahead in range(20, 27) if (day + timedelta(days=ahead)).weekday() == 1)
    body = {"plan": "63-65", "opens_on": day.isoformat(), "due_date": due.isoformat()}
    made = client("screener").post("/api/v1/status-rounds", body, content_type="application/json", headers=key())
    assert made.status_code == 200, made.content
    pk = StatusRound.objects.get().pk
    path = f"/api/v1/status-rounds/{pk}"
    assert client("screening_head").post(
        f"{path}/transitions/open_round", {}, content_type="application/json", headers=key()
    ).status_code == 200  # fmt: skip
    number = client("screener").get(path).json()["number"]
    assert number == f"1/{day.year + 543}"
    [own] = client("nora").get(f"{path}/returns").json()["returns"]
    answer = client("nora").post(
        f"/api/v1/status-returns/{own['id']}/transitions/tell_status", {"facts": DONE},
        content_type="application/json", headers=key(),
    )  # fmt: skip
    assert answer.status_code == 200, answer.content
    assert client("nora").get(f"/api/v1/status-returns/{own['id']}").json()["known"]["plan_status"] == "done"
    assert client("screener").get(f"{path}/result").json()["content"]["totals"]["done"] == 1

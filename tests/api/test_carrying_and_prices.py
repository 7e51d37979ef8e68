# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Programs carry a project over, compare it with the year before, and say where prices come from."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from budget_review.models import BudgetLine, IntegrationProject, Round, Workplan
from budget_review.operations.editing import invite_to_write
from tests.api.asking import ROOT, Program, at, told
from tests.world import World, everything

pytestmark = pytest.mark.django_db


def next_round(world: World, year: int = 2566, *, opens_in_days: int = 0) -> Round:
    plan = Workplan.objects.create(name_th="แผนงานปีถัดไป", fiscal_year=year, host=world.round.workplan.host)
    opens = world.at + timedelta(days=opens_in_days)
    return Round.objects.create(workplan=plan, name_th="รอบใหม่", opens_at=opens, closes_at=opens + timedelta(days=30))


def carry(world: World, who: str, held: Round, key: UUID | None = None, **body: Any) -> Any:
    program = Program(world, who)
    headers = program.headers | {"Idempotency-Key": str(key or uuid4())}
    with at():
        return program.client.post(
            f"{ROOT}/projects/{world.project.code}/carry-over", {"round": held.pk} | body,
            content_type="application/json", headers=headers,
        )  # fmt: skip


def test_a_project_is_carried_over_once_however_often_it_is_sent() -> None:
    world = World().to("submitted")
    held, key = next_round(world), uuid4()
    source, program = world.project.code, Program(world, "officer")
    assert program.get(f"/projects/{source}/carry-over").json() == {
        "carries_on": None, "carried_into": [],
        "rounds": [{"id": held.pk, "name": "รอบใหม่", "fiscal_year": 2566}],
        "chain": [{"code": source, "fiscal_year": 2565, "state": "submitted"}],
    }  # fmt: skip
    first, again = (carry(world, "officer", held, key) for _time in range(2))
    assert (first.status_code, first.json()["state"], again.json()["code"]) == (200, "draft", first.json()["code"])
    begun = IntegrationProject.objects.get(code=first.json()["code"])
    assert (begun.rolled_from, begun.participations.count(), len(begun.active_lines())) == (world.project, 3, 3)
    assert program.get(f"/projects/{source}/carry-over").json()["carried_into"] == [begun.code]
    assert program.get(f"/projects/{begun.code}/carry-over").json()["carries_on"] == source
    for code in (source, begun.code):
        chain = program.get(f"/projects/{code}/carry-over").json()["chain"]
        assert [(one["code"], one["fiscal_year"]) for one in chain] == [(source, 2565), (begun.code, 2566)]
    assert told(carry(world, "officer", held)) == (422, "guards_unmet")


def test_only_what_is_named_is_taken_along_and_last_year_says_what_differs() -> None:
    world = World().to("submitted")
    begun = carry(world, "officer", next_round(world), take=["sections"]).json()["code"]
    project = IntegrationProject.objects.get(code=begun)
    assert (project.objective, project.participations.count(), project.kpis.count()) == ("เพื่อทดสอบ", 1, 0)
    program = Program(world, "officer")
    read = program.get(f"/projects/{begun}/last-year").json()
    assert [one["kind"] for one in read["agencies"]] == ["changed", "removed", "removed"]
    assert told(program.get(f"/projects/{world.project.code}/last-year")) == (404, "not_found")


@pytest.mark.parametrize(
    ("who", "days", "year", "refusal"),
    [
        ("head", 0, 2566, (403, "not_permitted")),
        ("screener", 0, 2566, (403, "not_permitted")),
        ("stranger", 0, 2566, (404, "not_found")),
        ("officer", 5, 2566, (422, "guards_unmet")),  # not open yet
        ("officer", 0, 2565, (422, "guards_unmet")),  # the same year
    ],
)
def test_carrying_over_is_refused_as_on_the_page(who: str, days: int, year: int, refusal: tuple[int, str]) -> None:
    world = World().to("submitted")
    held = next_round(world, year, opens_in_days=days)
    stands = everything()
    assert told(carry(world, who, held)) == refusal
    assert everything() == stands


def test_what_was_never_submitted_is_not_carried_over() -> None:
    world = World()
    assert told(carry(world, "officer", next_round(world))) == (422, "guards_unmet")


# ── prices ──

PRICE = {"basis": "standard", "edition": "พ.ค. 2564", "item_no": "12", "page": "9", "unit_price_baht": "25000"}


def line_of(world: World, agency: str) -> BudgetLine:
    return BudgetLine.objects.get(participation=world.part(agency))


def put(world: World, who: str, line: BudgetLine, **body: Any) -> Any:
    given = {"expected_revision": world.project.revision} | body
    return Program(world, who).put(f"/projects/{world.project.code}/lines/{line.pk}/price", given)


def test_a_price_basis_is_written_and_read_with_what_lacks() -> None:
    world = World()
    line = line_of(world, "lead")
    lacking = put(world, "officer", line, basis="standard", edition="พ.ค. 2564")
    assert (lacking.status_code, len(lacking.json()["lacks"])) == (200, 1)
    whole = put(world, "officer", line, **PRICE).json()
    assert (whole["is_ict"], whole["lacks"], whole["unit_price_baht"]) == (True, [], "25000.00")
    read = Program(world, "officer").get(f"/projects/{world.project.code}/prices").json()
    assert read["revision"] == world.project.revision
    assert [one["is_ict"] for one in read["lines"]] == [True, False, False]


def test_quotations_are_confidential_to_other_agencies() -> None:
    world = World()
    quote = {"vendor": "บริษัท ก", "day": "2020-10-30", "price_baht": "99.50"}
    put(world, "officer", line_of(world, "lead"), basis="unlisted", reason="ไม่มีในเกณฑ์", quotes=[quote])
    invite_to_write(participation_id=world.part("north").pk, actor=world.officer, at=world.at, is_invited=True)

    def quotes(who: str) -> Any:
        return Program(world, who).get(f"/projects/{world.project.code}/prices").json()["lines"][0]["quotes"]

    assert quotes("officer") == [quote | {"attachment": None}]
    assert quotes("nora") is None


def test_who_read_an_earlier_revision_or_may_not_write_is_refused() -> None:
    world = World()
    line = line_of(world, "lead")
    read = world.project.revision
    put(world, "officer", line, **PRICE)
    stands = BudgetLine.objects.values().get(pk=line.pk)
    other = PRICE | {"page": "10"}
    assert told(put(world, "officer", line, **other, expected_revision=read)) == (409, "version_conflict")
    assert told(put(world, "head", line, **other)) == (403, "not_permitted")
    assert told(put(world, "stranger", line, **other)) == (404, "not_found")
    assert put(world, "officer", line, **PRICE, expected_revision=read).status_code == 200  # the same press twice
    world.to("confirming")
    assert told(put(world, "nora", line, **other)) == (404, "not_found")
    assert told(put(world, "officer", line, **other)) == (409, "wrong_state")
    assert BudgetLine.objects.values().get(pk=line.pk) == stands


@pytest.mark.parametrize(
    "wrong",
    [
        {"basis": "cheap"}, {"unit_price_baht": "0"}, {"unit_price_baht": "1000000000000"}, {"unit_price_baht": "-1"},
        {"quotes": [{"vendor": ""}]}, {"quotes": [{"vendor": "ก"}] * 7}, {"edition": "x" * 81}, {"more": 1},
    ],
)  # fmt: skip
def test_what_is_no_price_is_refused(wrong: dict[str, Any]) -> None:
    world = World()
    assert told(put(world, "officer", line_of(world, "lead"), **wrong)) == (422, "invalid")


def test_a_quotation_names_only_a_file_of_its_part() -> None:
    world = World()
    quote = {"vendor": "บริษัท ก", "attachment": 999}
    answer = put(world, "officer", line_of(world, "lead"), basis="unlisted", quotes=[quote])
    assert told(answer) == (422, "guards_unmet")

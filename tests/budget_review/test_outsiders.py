# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Those who take part without budget: companies, universities, associations. No lines, and a letter for their word."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import Agency
from agencies.roles import Role, group
from budget_review import guards as g
from budget_review.models import BudgetLine, Participation
from budget_review.operations import name_outsider
from budget_review.operations.editing import LineText, edit_part
from tests.budget_review.pages import Visitor, content, text_of
from tests.budget_review.test_guards import attempt
from tests.refusing import refused
from tests.world import AT, World
from workflows.models import Task
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused

Visit = Callable[[str], Visitor]


def company(
    world: World, who: str = "officer", name: str = "บริษัท ทดสอบ จำกัด", sector: str = "private"
) -> Participation:
    return name_outsider(
        project=world.project, name=name, sector=sector, actor=world.people[who], at=AT, request_id=uuid4()
    )


@pytest.mark.parametrize("sector", ["private", "academic", "civil"])
def test_an_organisation_that_is_in_no_list_is_named(world: World, visit: Visit, sector: str) -> None:
    sent = {"request_id": uuid4(), "organisation": "สมาคม ก\u0e4dา\u200bลัง", "sector": sector}
    for _twice in range(2):
        assert visit("officer").post("edit_parts", world.project.code, **sent).status_code == 302
    part = world.project.participations.get(sector=sector)
    assert (part.agency.name_th, part.brings_budget) == ("สมาคม กำลัง", False)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "Choose an agency, or write the name of an organisation."),
        ({"organisation": "บริษัท ก", "sector": "agency"}, "Only those of other sectors are named freely"),
    ],
)
def test_what_cannot_be_named_is_refused_and_nothing_is_kept(
    world: World, visit: Visit, more: dict[str, str], told: str
) -> None:
    before, agencies = content(world), Agency.objects.count()
    answer = visit("officer").post(
        "edit_parts", world.project.code, **({"request_id": uuid4(), "sector": "private"} | more)
    )
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert (content(world), Agency.objects.count()) == (before, agencies)


@pytest.mark.parametrize("who", ["nora", "screener", "stranger"])
def test_nobody_else_names_and_no_organisation_is_left_behind(world: World, who: str) -> None:
    agencies = Agency.objects.count()
    with refused(NotPermitted):
        company(world, who)
    assert Agency.objects.count() == agencies


def test_no_budget_line_is_taken_on_any_way(world: World, visit: Visit) -> None:
    part, officer = company(world), visit("officer")
    line: dict[str, Any] = {"item": "ระบบ", "category": "investment", "subcategory": "", "fiscal_year": 2565}
    with refused(GuardsUnmet):
        edit_part(
            participation_id=part.pk, actor=world.officer, at=AT, expected_revision=world.project.revision,
            contribution="ร่วมคิด", unit=None, lines=[LineText(id=None, **line, amount_baht=Decimal(5))],
        )  # fmt: skip
    table = officer.post(
        "lines_table", world.project.code, part.pk, expected_revision=world.project.revision, mode="add",
        pasted="รายการ\tหมวด\tจำนวนเงิน\nระบบ\t3\t5",
    )  # fmt: skip
    assert table.status_code == 422
    page = text_of(officer.get("edit_part", world.project.code, part.pk))
    assert "takes part without budget lines" in page
    assert "Line 1" not in page
    assert not BudgetLine.objects.filter(participation=part).exists()
    assert g.lines_add_up(world.project, attempt(world))


def test_its_letter_is_its_consent_and_without_it_the_proposal_waits(world: World, visit: Visit) -> None:
    part = company(world)
    world.act("propose", "officer")
    world.act("consent", "nora", world.part("north"))
    world.act("consent", "somsak", world.part("south"))
    part = Participation.objects.get(pk=part.pk)
    assert (part.state, world.project.state) == ("asked", "confirming")
    waiting = Task.objects.filter(unit=group(Role.AGENCY_OFFICER, world.project.lead_id), finished=None)
    assert waiting.exists()
    page = text_of(visit("officer").get("project", world.project.code))
    assert "Record its consent by letter" in page
    with refused(GuardsUnmet):
        world.act("consent_by_letter", "officer", part)
    answer = visit("officer").act_on("participation", part, "consent_by_letter", letter_number="บท 12/2564")
    assert answer.status_code == 302
    part = Participation.objects.get(pk=part.pk)
    assert (part.state, part.consented_version) == ("consented", 1)
    assert part.consent_stands()
    assert world.project.state == "agency_approval"
    assert "by a letter, which the lead agency recorded" in text_of(
        visit("officer").get("project", world.project.code, query="?tab=history")
    )


@pytest.mark.parametrize("who", ["nora", "head", "screener"])
def test_nobody_but_the_leads_officer_records_a_letter(world: World, who: str) -> None:
    part = company(world)
    world.act("propose", "officer")
    with refused(NotPermitted):
        world.act("consent_by_letter", who, Participation.objects.get(pk=part.pk), facts={"letter_number": "1"})


def test_the_lead_records_no_letter_for_an_agency_that_has_its_own_word(world: World) -> None:
    world.act("propose", "officer")
    with refused(NotPermitted):
        world.act("consent_by_letter", "officer", world.part("north"), facts={"letter_number": "1"})


def test_a_request_id_brings_no_other_organisation(world: World) -> None:
    request_id = uuid4()
    given: dict[str, Any] = {
        "project": world.project, "sector": "private", "actor": world.officer, "at": AT, "request_id": request_id
    }  # fmt: skip
    name_outsider(name="บริษัท ก", **given)
    agencies = Agency.objects.count()
    with refused(RequestReused):
        name_outsider(name="บริษัท ข", **given)
    assert Agency.objects.count() == agencies

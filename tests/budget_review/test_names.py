# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A listed agency that is written as a company without budget is asked about, and never blocked."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import Agency
from budget_review.models import Participation
from budget_review.queries.names import agencies_like
from tests.budget_review.pages import Visitor, text_of
from tests.world import World, everything

Visit = Callable[[str], Visitor]
TRADE = "กรมการค้าต่างประเทศ"


@pytest.fixture
def world(world: World) -> World:
    """With a department of trade and a university in the list, and a company that somebody named."""
    for code, name, english, short in (
        ("dft", TRADE, "Department of Foreign Trade", "คต."),
        ("cmu", "มหาวิทยาลัยเชียงใหม่", "Chiang Mai University", ""),
        ("org-1", "บริษัท ทดสอบระบบ จำกัด", "", ""),
    ):
        Agency.objects.create(code=code, name_th=name, name_en=english, abbreviation=short)
    return world


@pytest.mark.parametrize(
    ("written", "like"),
    [
        (TRADE, [TRADE]), ("กรม การค้า ต่างประเทศ", [TRADE]), ("บริษัท กรมการค้าต่างประเทศ จำกัด", [TRADE]),
        ("กรมการค้าต่างประเทศ กระทรวงพาณิชย์", [TRADE]), ("department of foreign trade", [TRADE]), ("คต.", [TRADE]),
        ("กรมการค้าภายใน", []), ("มหาวิทยาลัยพะเยา", []), ("มหาวิทยาลัยเชียงใหม่", ["มหาวิทยาลัยเชียงใหม่"]),
        ("บริษัท ทดสอบระบบ จำกัด", []), ("สมาคมธนาคารไทย", []), ("คต", []), ("ก", []),
    ],
)  # fmt: skip
def test_names_that_mean_a_listed_agency_are_found(world: World, written: str, like: list[str]) -> None:
    assert [agency.name_th for agency in agencies_like(written)] == like


def name(visit: Visit, world: World, written: str, **more: Any) -> Any:
    sent = {"request_id": uuid4(), "organisation": written, "sector": "private", **more}
    return visit("officer").post("edit_parts", world.project.code, **sent)


def test_a_company_with_the_name_of_an_agency_is_asked_about_once(world: World, visit: Visit) -> None:
    stands = everything(), Agency.objects.count()
    answer = name(visit, world, f"บริษัท {TRADE}")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Do you mean Department of Foreign Trade? Then choose it above" in page
    assert 'type="checkbox" name="is_another"' in page
    assert (everything(), Agency.objects.count()) == stands
    assert name(visit, world, f"บริษัท {TRADE}", is_another="on").status_code == 302
    part = Participation.objects.latest("pk")
    assert (part.agency.name_th, part.sector) == (f"บริษัท {TRADE}", "private")


def test_another_name_is_not_asked_about(world: World, visit: Visit) -> None:
    page = text_of(visit("officer").get("edit_parts", world.project.code))
    assert 'type="checkbox" name="is_another"' not in page
    assert name(visit, world, "สมาคมธนาคารไทย").status_code == 302


def test_a_company_never_brings_budget_by_being_chosen_from_the_list(world: World, visit: Visit) -> None:
    company = Agency.objects.get(code="org-1")
    stands = everything()
    answer = name(visit, world, "", agency=company.pk, sector="agency")
    assert answer.status_code == 422
    assert "is no government agency: choose its sector" in text_of(answer)
    assert everything() == stands
    assert name(visit, world, "", agency=company.pk, sector="private").status_code == 302
    assert not Participation.objects.get(project=world.project, agency=company).brings_budget


def test_only_listed_agencies_host_and_may_be_late(world: World, visit: Visit) -> None:
    head, company = visit("screening_head"), "บริษัท ทดสอบระบบ จำกัด"
    for page in (head.get("workplan_new"), head.get("round_late", world.project.round_id)):
        assert TRADE in (shown := page.content.decode()) or "Department of Foreign Trade" in shown
        assert company not in shown

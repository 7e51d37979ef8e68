# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A letter names who signs for the head, in the form that Thai papers have for it, and by which order it was made."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from agencies.lifecycle import Extent
from agencies.roles import Role
from budget_review.letters import SIGNER
from budget_review.models import ResultNotice
from tests.orders import order_in_force, order_text
from tests.world import World

pytestmark = pytest.mark.django_db
LETTER = {"letter_number": "สพร 2/2564"}


@pytest.fixture
def world(db: None) -> World:
    return World().to("decided")


def letter(world: World) -> dict[str, Any]:
    snapshot: dict[str, Any] = ResultNotice.objects.latest("pk").snapshot
    return snapshot


def acting_head(world: World, **changed: Any) -> None:
    """The post of the head of DGA is vacant; the head of screening acts in it."""
    dga = {"agency": world.agencies["dga"], "role": Role.AGENCY_HEAD}
    order_in_force(world, None, "screening_head", **dga | {"order_number": "7/2563"} | changed)


def test_letter_is_signed_by_the_head_where_nobody_acts(world: World) -> None:
    world.act("report_back", "screener", facts=LETTER)
    said = letter(world)
    assert (said["signer"], said["signer_name"], said["signer_form"], said["made_under"]) == (SIGNER, "", "", "")


def test_letter_names_who_acts_in_the_post_of_the_head(world: World) -> None:
    acting_head(world)
    world.act("report_back", "screener", facts=LETTER)
    said = letter(world)
    assert (said["signer_name"], said["signer_form"], said["signer_order"]) == (
        "ผู้ทดสอบ screening_head", f"รักษาราชการแทน{SIGNER}", "7/2563",
    )  # fmt: skip
    html = render_to_string("pack/result_letter.html", {"letter": said})
    assert "รักษาราชการแทนผู้อำนวยการ" in html.replace("\u200b", "")
    assert "ผู้ทดสอบ" in html


@pytest.mark.parametrize("changed", [{"subjects": ["budget_review.integrationproject/999999"]}])
def test_order_that_does_not_cover_the_project_signs_nothing(world: World, changed: dict[str, Any]) -> None:
    acting_head(world, **changed)
    world.act("report_back", "screener", facts=LETTER)
    assert letter(world)["signer_name"] == ""


def test_letter_says_by_which_order_the_officer_made_it(world: World) -> None:
    order = order_in_force(world, "screener", "other_screener", order_number="8/2563")
    world.act("report_back", "other_screener", facts=LETTER, delegation=order.pk)
    said = letter(world)["made_under"]
    assert said.startswith("ผู้ทดสอบ other_screener รักษาราชการแทน ")
    assert said.endswith(" ตามคำสั่งที่ 8/2563")


@pytest.mark.parametrize(("extent", "form"), [(Extent.ACTING, "รักษาราชการแทน"), (Extent.DELEGATED, "ปฏิบัติราชการแทน")])
def test_each_kind_of_order_has_its_own_form_of_signing(world: World, extent: str, form: str) -> None:
    order = order_text(world, "head", "officer", extent=extent)
    with override("en"):  # a paper is Thai whoever reads the page
        assert order.words_of_signing == f"{form} หัวหน้าหน่วยงาน หน่วยงาน lead"

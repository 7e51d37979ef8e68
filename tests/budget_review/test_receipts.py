# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Receipts: given at the hand-in, one series a year without gaps, shown where people look for them."""

from collections.abc import Callable
from uuid import uuid4

from budget_review.models import Receipt, ReceiptSeries, Workplan
from tests.budget_review.pages import Visitor, text_of
from tests.refusing import refused
from tests.world import World
from workflows.refusals import GuardsUnmet

Visit = Callable[[str], Visitor]


def numbers() -> list[str]:
    return [str(receipt) for receipt in Receipt.objects.order_by("pk")]


def test_the_hand_in_gives_the_next_number_of_the_year(world: World) -> None:
    record = world.to("submitted").project
    held = Receipt.objects.get()
    assert (str(held), held.project_id, held.content_version, held.letter_number, held.project_seq) == (
        "0001/2565", record.pk, 1, "ทส 0101/1", record.version,
    )  # fmt: skip


def test_a_refused_hand_in_takes_no_number(world: World) -> None:
    world.to("agency_approval")
    with refused(GuardsUnmet):
        world.act("hand_in", "head")  # without a letter
    assert (numbers(), ReceiptSeries.objects.count()) == ([], 0)


def test_the_same_request_twice_takes_one_number(world: World) -> None:
    world.to("agency_approval")
    request_id = uuid4()
    for _time in range(2):
        world.act("hand_in", "head", facts={"letter_number": "ทส 1"}, request_id=request_id)
    assert numbers() == ["0001/2565"]


def test_a_project_handed_in_anew_gets_another_number_and_keeps_the_first(world: World) -> None:
    world.to("submitted")
    world.act("withdraw", "head", note="ถอน")
    world.act("begin_again", "head", note="ใหม่")
    world.to("confirming") if world.project.state != "draft" else world.act("propose", "officer")
    for who, agency in (("nora", "north"), ("somsak", "south")):
        if world.part(agency).state == "asked":
            world.act("consent", who, world.part(agency))
    world.act("hand_in", "head", facts={"letter_number": "ทส 2"})
    assert numbers() == ["0001/2565", "0002/2565"]


def test_each_year_has_its_own_series(world: World) -> None:
    world.to("submitted")
    other = World("-b")
    Workplan.objects.filter(pk=other.round.workplan_id).update(fiscal_year=2566)
    other.to("submitted")
    assert numbers() == ["0001/2565", "0001/2566"]


def test_the_receipt_stands_on_the_page_and_in_the_letter(world: World, visit: Visit) -> None:
    world.to("reported_back")
    page = text_of(visit("officer").get("project", world.project.code))
    assert "0001/2565" in page
    notice = world.part("north").notices.get()
    assert notice.snapshot["receipt_number"] == "0001/2565"

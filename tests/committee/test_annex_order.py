# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annexes of a matter are put into another order by the secretary until the agenda is fixed, and bound so."""

from uuid import UUID, uuid4

import pytest

from committee.models import ItemPaper, ItemPaperOrder, Pack
from committee.operations import fix_agenda
from committee.operations.papers import order_papers, take_paper_out
from committee.pack_agenda import agenda_sha256
from committee.pack_changes import changes_between
from tests.api.asking import Program, told
from tests.committee.annexed import annex_of
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.standing import grounded
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState

pytestmark = pytest.mark.django_db


def with_annexes() -> World:
    """An agenda that is put together, with three annexes to its matter."""
    world = World().to("queued")
    world.act("convene", "secretary", world.meeting)
    for name in ("ก", "ข", "ค"):
        annex_of(world, world.item, title=name)
    return world


ground, world = grounded(with_annexes)


def ids(*titles: str) -> list[int]:
    return [ItemPaper.objects.get(title=title).pk for title in titles]


def order(world: World, *titles: str, who: str = "secretary", request: UUID | None = None) -> None:
    order_papers(
        item_id=world.item.pk, papers=ids(*titles), actor=world.people[who], at=world.at,
        request_id=request or uuid4(),
    )  # fmt: skip


def bound(world: World) -> list[str]:
    return [paper.title for paper in ItemPaper.by_item([world.item])[world.item.pk]]


def test_annexes_are_bound_in_the_order_of_the_secretary_and_later_ones_behind(world: World) -> None:
    before = agenda_sha256(world.meeting)
    order(world, "ค", "ก", "ข")
    assert bound(world) == ["ค", "ก", "ข"]
    assert agenda_sha256(world.meeting) != before
    order(world, "ข", "ค", "ก")
    annex_of(world, world.item, title="ง")
    assert bound(world) == ["ข", "ค", "ก", "ง"]
    last = ItemPaperOrder.objects.latest("pk")
    assert (last.moved_by, last.moved_at, ItemPaperOrder.objects.count()) == (world.secretary, world.at, 2)
    order(world, "ข", "ค", "ก", "ง")  # which it is already
    assert ItemPaperOrder.objects.count() == 2


def test_pack_numbers_them_so_and_the_next_one_says_that_they_moved(world: World) -> None:
    world.freeze_agenda()
    issued = Pack.objects.get().snapshot
    with refused(WrongState):
        order(world, "ค", "ก", "ข")
    world.act("thaw", "secretary", world.meeting, note="แก้ไข")
    order(world, "ค", "ก", "ข")
    fix_agenda(meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4())
    later = Pack.objects.get(number=2).snapshot
    [annexes] = later["annexes"]
    assert [(one["number"], one["title"]) for one in annexes["papers"]] == [(1, "ค"), (2, "ก"), (3, "ข")]
    [told_of] = later["after"]["changes"]["annexes"]
    assert (told_of["new"], told_of["gone"], told_of["moved"]) == ([], [], True)
    assert "annexes" not in changes_between(issued, issued)


def test_order_names_every_annex_that_stands_once(world: World) -> None:
    for given in (("ก", "ข"), ("ก", "ข", "ข"), ("ก", "ข", "ค", "ค")):
        with refused(GuardsUnmet):
            order(world, *given)
    take_paper_out(paper_id=ids("ข")[0], reason="ซ้ำ", actor=world.secretary, at=world.at)
    with refused(GuardsUnmet):
        order(world, "ค", "ก", "ข")
    order(world, "ค", "ก")
    assert bound(world) == ["ค", "ก"]


def test_same_request_is_the_same_order_and_no_other(world: World) -> None:
    request = uuid4()
    order(world, "ค", "ก", "ข", request=request)
    order(world, "ค", "ก", "ข", request=request)
    assert ItemPaperOrder.objects.count() == 1
    with refused(RequestReused):
        order(world, "ก", "ค", "ข", request=request)


@pytest.mark.parametrize("who", ["chair", "member", "auditor", "admin", "officer", "stranger"])
def test_only_the_secretary_puts_them_in_order(world: World, who: str) -> None:
    with refused(NotPermitted):
        order(world, "ค", "ก", "ข", who=who)


def test_secretary_moves_them_on_the_page_and_others_see_no_buttons(world: World) -> None:
    me, path = visitor(world.secretary, "en"), f"/meetings/{world.meeting.pk}/items/{world.item.pk}/annexes/"
    page = me.get(path).content.decode()
    assert (page.count(f"{path}order/"), "put them into this order" in page) == (3, False)
    [first] = ids("ก")
    for up in ("", "1", ""):
        assert me.post(f"{path}order/", {"request_id": uuid4(), "paper": first, "up": up}).status_code == 302
    assert bound(world) == ["ข", "ก", "ค"]
    page = me.get(path).content.decode()
    assert page.index("1. ข") < page.index("2. ก") < page.index("3. ค")
    assert "put them into this order" in page
    assert me.post(f"{path}order/", {"paper": "x"}).status_code == 302
    assert f"{path}order/" not in visitor(world.chair, "en").get(path).content.decode()
    assert visitor(world.chair).post(f"{path}order/", {"request_id": uuid4(), "paper": first}).status_code == 403
    assert bound(world) == ["ข", "ก", "ค"]


def test_program_puts_them_in_order(world: World) -> None:
    program, path = Program(world, "secretary"), f"/agenda-items/{world.item.pk}/annexes"
    answer = program.send(f"{path}/order", {"annexes": ids("ค", "ก", "ข")})
    assert [one["title"] for one in answer.json()["annexes"]] == ["ค", "ก", "ข"]
    assert [one["title"] for one in program.get(path).json()["annexes"]] == ["ค", "ก", "ข"]
    assert told(program.send(f"{path}/order", {"annexes": ids("ค")})) == (422, "guards_unmet")
    assert told(Program(world, "chair").send(f"{path}/order", {"annexes": ids("ก", "ค", "ข")})) == (
        403, "not_permitted",
    )  # fmt: skip
    assert bound(world) == ["ค", "ก", "ข"]

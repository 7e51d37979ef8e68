# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions to agencies on pages, in the API and in notices: who reads which thread, and what never leaks."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Notice
from budget_review.models import Inquiry
from tests.api.asking import Program, at
from tests.notices.conftest import hand_on
from tests.standing import grounded
from tests.world import World, everything

pytestmark = pytest.mark.django_db
SECRET = "เหตุใดกรมเหนือจึงไม่ใช้ระบบกลาง"
READERS = {"screener", "other_screener", "screening_head", "expert", "secretary", "auditor", "admin", "officer",
           "head", "nora", "north_head"}  # fmt: skip


def made() -> World:
    world = World().to("screening")
    world.ask(agency="north", text=SECRET, section="money")
    return world


ground, world = grounded(made)


def visit(world: World, who: str, path: str, data: Any = None) -> tuple[int, str]:
    client = Client(headers={"Accept-Language": "th"})
    client.force_login(world.people[who])
    with at():
        answer = client.get(path) if data is None else client.post(path, data)
    return answer.status_code, answer.content.decode()


def pages(world: World, who: str) -> str:
    """All that a person is shown of the project, by page and by program."""
    code = world.project.code
    tabs = ("essentials", "questions", "history", "screening", "agencies")
    read = [visit(world, who, f"/projects/{code}/?tab={tab}")[1] for tab in tabs]
    read += [visit(world, who, f"/projects/{code}/as-of/?day=2/11/2563&time=23:59")[1], visit(world, who, "/")[1]]
    program = Program(world, who)
    for path in ("inquiries", "history", "explain", "as-of?at=2020-11-03T00:00:00Z"):
        read.append(program.get(f"/projects/{code}/{path}").content.decode())
    return "".join(read)


@pytest.mark.parametrize(
    "who", ["screener", "screening_head", "expert", "auditor", "officer", "nora", "somsak", "budget"]
)
def test_thread_is_read_by_the_offices_the_agency_asked_and_the_lead_alone(world: World, who: str) -> None:
    assert (SECRET in pages(world, who)) == (who in READERS)


def test_another_partner_finds_neither_the_acts_nor_the_page_of_a_question(world: World) -> None:
    inquiry = Inquiry.objects.get()
    before = everything()
    for path in ("answer", "withdraw_question"):
        page = f"/projects/{world.project.code}/parts/inquiry/{inquiry.pk}/acts/{path}/"
        assert visit(world, "somsak", page)[0] == 404
        told = Program(world, "somsak").act(f"/inquiries/{inquiry.pk}/transitions/{path}", facts={"text": "x"})
        assert told.status_code == 404
    assert everything() == before


def test_question_is_asked_on_its_page_and_stands_among_the_agencys_tasks(world: World) -> None:
    page = f"/projects/{world.project.code}/questions/new/"
    status, shown = visit(world, "screener", page)
    assert (status, "ตั้งข้อซักถามถึงหน่วยงาน" in shown) == (200, True)
    typed = {"participation": world.part("south").pk, "section": "risks", "text": "แผนสำรองคืออะไร", "days": "7"}
    assert visit(world, "screener", page, typed | {"request_id": str(uuid4())})[0] == 302
    inquiry = Inquiry.objects.latest("pk")
    assert (inquiry.participation, inquiry.section, inquiry.days) == (world.part("south"), "risks", 7)
    assert "ตอบข้อซักถามจากการกลั่นกรอง" in visit(world, "somsak", "/queue/")[1]


def test_unwritten_question_is_refused_and_what_was_chosen_is_kept(world: World) -> None:
    before = everything()
    typed = {"participation": world.part("south").pk, "section": "risks", "text": " ", "days": "7"}
    status, shown = visit(
        world, "screener", f"/projects/{world.project.code}/questions/new/", typed | {"request_id": str(uuid4())}
    )
    assert (status, "ต้องระบุคำถาม" in shown, '<option value="7" selected>' in shown) == (422, True, True)
    assert everything() == before


@pytest.mark.parametrize(("who", "status"), [("officer", 403), ("expert", 403), ("secretary", 403), ("stranger", 404)])
def test_page_for_asking_is_refused_to_others(world: World, who: str, status: int) -> None:
    assert visit(world, who, f"/projects/{world.project.code}/questions/new/")[0] == status


def test_answer_is_given_on_its_page_with_the_thread_before_it(world: World) -> None:
    inquiry = Inquiry.objects.get()
    page = f"/projects/{world.project.code}/parts/inquiry/{inquiry.pk}/acts/answer/"
    status, shown = visit(world, "nora", page)
    assert (status, SECRET in shown) == (200, True)
    typed = {"text": "เพราะระบบกลางยังไม่เปิด", "sections": ["money"], "request_id": str(uuid4()), "expected_version": "1"}
    assert visit(world, "nora", page, typed)[0] == 302
    assert Inquiry.objects.get().state == "answered"
    assert "เพราะระบบกลางยังไม่เปิด" in visit(world, "screener", f"/projects/{world.project.code}/?tab=questions")[1]


def test_program_asks_reads_and_answers(world: World) -> None:
    screener, nora = Program(world, "screener"), Program(world, "nora")
    path = f"/projects/{world.project.code}/inquiries"
    with at():
        asked = screener.client.post(
            f"/api/v1{path}", {"participation": world.part("north").pk, "text": "ถาม", "section": "kpis", "days": 3},
            content_type="application/json", headers=screener.headers | {"Idempotency-Key": str(uuid4())},
        )  # fmt: skip
    assert (asked.status_code, asked.json()["transition"]) == (200, "begin")
    found = nora.get(path).json()
    assert [(one["section"], one["state"], len(one["said"])) for one in found] == [
        ("kpis", "asked", 1), ("money", "asked", 1),
    ]  # fmt: skip
    told = nora.act(f"/inquiries/{found[0]['id']}/transitions/answer", facts={"text": "ตอบ", "sections": ["kpis"]})
    assert told.status_code == 200
    assert screener.get(path).json()[1]["said"][1]["sections"] == ["kpis"]


def test_words_that_are_no_sections_are_refused_whatever_way_they_come(world: World) -> None:
    screener = Program(world, "screener")
    before = everything()
    path = f"/projects/{world.project.code}/transitions/return_for_revision"
    told = screener.act(path, note="แก้", facts={"sections": ["essentials", "ทุกอย่าง"]})
    assert (told.status_code, told.json()["reasons"]) == (
        422, ["The sections named must be ones that a proposal has."],
    )  # fmt: skip
    assert everything() == before


def test_those_concerned_are_told_and_no_other_partner(world: World) -> None:
    hand_on(world.at)
    told = {notice.person.username for notice in Notice.objects.filter(topic__endswith="inquiry.begin")}
    assert told == {"nora", "officer"}
    inquiry = Inquiry.objects.get()
    world.act("answer", "nora", inquiry, facts={"text": "เพราะยังไม่เปิด"})
    hand_on(world.at)
    told = {notice.person.username for notice in Notice.objects.filter(topic__endswith="inquiry.answer")}
    assert told == {"screener"}
    assert not [notice for notice in Notice.objects.all() if SECRET in str(vars(notice))]


def test_reading_threads_costs_the_same_for_one_and_for_many(world: World, django_assert_num_queries: Any) -> None:
    from budget_review.queries.inquiries import threads_of

    project = world.project
    with django_assert_num_queries(4):
        threads_of(project, world.screener, world.at)
    for _more in range(5):
        world.ask()
    with django_assert_num_queries(4):
        assert len(threads_of(project, world.screener, world.at)) == 6

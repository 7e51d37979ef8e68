# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comments on a project: internal and visible ones kept apart, by role, append-only, and no way out for the former."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from accounts.models import Notice
from budget_review.models import Comment
from budget_review.operations.comments import say
from budget_review.queries.comments import circles_of, comments_for
from project.history import history_lines
from tests.api.asking import Program, at
from tests.notices.conftest import hand_on
from tests.refusing import refused
from tests.standing import grounded
from tests.world import AT, World, everything, rows_of
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState

pytestmark = pytest.mark.django_db
SECRET, OPEN = "วงเงินนี้สูงเกินจริง", "ขอเอกสารแนบเพิ่ม"
INSIDERS = {"screener", "other_screener", "screening_head", "auditor", "admin"}


def made() -> World:
    world = World().to("screening")
    comment(world, "screener", "internal", SECRET, section="money")
    comment(world, "screener", "visible", OPEN)
    return world


ground, world = grounded(made)


def comment(world: World, who: str, circle: str, text: str, **more: Any) -> Comment:
    request_id: UUID = more.pop("request_id", None) or uuid4()
    person = world.people[who]
    return say(
        project_id=world.project_id, circle=circle, text=text, actor=person, at=AT, request_id=request_id, **more
    )


def browse(world: World, who: str) -> Client:
    client = Client(headers={"Accept-Language": "th"})
    client.force_login(world.people[who])
    return client


def everywhere(world: World, who: str) -> str:
    """All that a person is shown of the project."""
    code, client, program = world.project.code, browse(world, who), Program(world, who)
    pages = [f"/projects/{code}/?tab={tab}" for tab in ("essentials", "comments", "history", "screening", "questions")]
    pages += [f"/projects/{code}/as-of/?day=2/11/2563", "/", "/notices/", "/find/?q=สูงเกินจริง", "/projects/?q=วงเงิน"]
    with at():
        read = [client.get(page).content.decode() for page in pages]
    paths = ("comments", "history", "explain", "as-of?at=2020-11-02T04:00:00Z", "history.jsonl")
    read += [_all(program.get(f"/projects/{code}/{path}")) for path in paths]
    return "".join(read)


def _all(answer: Any) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


@pytest.mark.parametrize(
    "who",
    ["screener", "other_screener", "screening_head", "auditor", "admin", "officer", "head", "nora", "somsak", "expert",
     "secretary"],
)  # fmt: skip
def test_internal_comment_reaches_the_screeners_and_who_checks_everything_alone(world: World, who: str) -> None:
    hand_on(AT)
    shown = everywhere(world, who)
    assert (SECRET in shown, OPEN in shown) == (who in INSIDERS, True)


def test_screener_whose_unit_takes_part_reads_no_internal_comment(world: World) -> None:
    from budget_review.models import Participation

    Participation.objects.filter(pk=world.part("north").pk).update(
        agency=world.agencies["dga"], unit=world.units["one"]
    )
    assert [said.text for said in comments_for(world.project, world.screener, AT)] == [OPEN]
    assert [said.text for said in comments_for(world.project, world.other_screener, AT)] == [OPEN, SECRET]


def test_export_of_the_chain_holds_no_comment(world: World) -> None:
    exported = "".join(history_lines(world.project, AT))
    assert (SECRET in exported, OPEN in exported) == (False, False)


def test_notice_of_a_comment_tells_that_there_is_one_to_those_who_may_read_it(world: World) -> None:
    comment(world, "other_screener", "internal", "เห็นด้วย")
    hand_on(AT)
    told = {
        circle: {notice.person.username for notice in Notice.objects.filter(topic=f"budget_review.comment.{circle}")}
        for circle in ("internal", "visible")
    }
    assert told == {"internal": {"screener"}, "visible": {"officer", "nora", "somsak"}}
    assert not [notice for notice in Notice.objects.all() if SECRET in str(vars(notice)) or OPEN in str(vars(notice))]


def test_who_may_speak_where() -> None:
    world = World().to("screening")
    may = {who: [circle.value for circle in circles_of(world.project, person, AT)]
           for who, person in world.people.items()}  # fmt: skip
    both, visible, nothing = ["internal", "visible"], ["visible"], list[str]()
    assert may == {
        "officer": visible, "head": visible, "nora": visible, "north_head": visible, "somsak": visible,
        "screener": both, "other_screener": both, "screening_head": both, "expert": nothing, "secretary": nothing,
        "budget": nothing, "auditor": nothing, "admin": nothing, "chair": nothing, "member": nothing,
        "absent": nothing, "stranger": nothing,
    }  # fmt: skip


def test_agency_that_is_only_listed_says_nothing_in_a_draft() -> None:
    world = World()
    assert [circle.value for circle in circles_of(world.project, world.officer, AT)] == ["visible"]
    assert circles_of(world.project, world.nora, AT) == []


@pytest.mark.parametrize(
    ("who", "circle"),
    [
        ("nora", "internal"),
        ("officer", "internal"),
        ("expert", "visible"),
        ("auditor", "internal"),
        ("admin", "visible"),
    ],
)
def test_comment_in_a_circle_that_is_anothers_is_refused(world: World, who: str, circle: str) -> None:
    before = rows_of(Comment)
    with refused(NotPermitted):
        comment(world, who, circle, "ข้อความ")
    assert rows_of(Comment) == before


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"text": "  "}, "There is nothing in the comment."),
        ({"text": "ก" * 4001}, "A comment has 4000 letters at most."),
        ({"section": "nowhere"}, "The sections named must be ones that a proposal has."),
        ({"circle": "public"}, "It must be said who reads the comment."),
        ({"corrects": 10**9}, "Only a comment of your own is corrected, where it was made."),
    ],
)
def test_comment_that_is_not_whole_is_refused(world: World, more: dict[str, Any], sentence: str) -> None:
    given = {"circle": "visible", "text": "ข้อความ"} | more
    before = rows_of(Comment)
    with refused(GuardsUnmet) as told:
        comment(world, "screener", given.pop("circle"), given.pop("text"), **given)
    assert (told.value.reasons, rows_of(Comment)) == ((sentence,), before)


def test_nothing_is_said_of_a_project_that_is_over() -> None:
    world = World().to("withdrawn")
    with refused(WrongState):
        comment(world, "officer", "visible", "ข้อความ")


def test_correction_stands_beside_what_it_corrects_for_the_same_readers(world: World) -> None:
    wrong = Comment.objects.get(circle="internal")
    right = comment(world, "screener", "internal", "วงเงินนี้เหมาะสม", corrects=wrong.pk, section="risks")
    assert (right.corrects, right.section, Comment.objects.get(pk=wrong.pk).text) == (wrong, "money", SECRET)
    for who, circle in (("other_screener", "internal"), ("screener", "visible")):
        with refused(GuardsUnmet):
            comment(world, who, circle, "ข้อความ", corrects=wrong.pk)


def test_same_request_is_one_comment_and_another_under_its_id_is_refused(world: World) -> None:
    request_id = uuid4()
    first = comment(world, "nora", "visible", "ข้อความ", request_id=request_id)
    before = everything()
    assert comment(world, "nora", "visible", "ข้อความ", request_id=request_id) == first
    with pytest.raises(RequestReused):
        comment(world, "nora", "visible", "อื่น", request_id=request_id)
    assert everything() == before


def test_authors_are_shown_by_role_and_agency(world: World) -> None:
    comment(world, "head", "visible", "หน่วยงานรับทราบ")
    shown = Program(world, "nora").get(f"/projects/{world.project.code}/comments").json()["comments"]
    assert [(one["role"], one["agency"]["code"]) for one in shown] == [
        ("agency_head", "lead"), ("screening_officer", "dga"),
    ]  # fmt: skip
    assert "ผู้ทดสอบ screener" not in str(shown)


def test_comment_is_made_on_its_page_and_by_program(world: World) -> None:
    client, path = browse(world, "nora"), f"/projects/{world.project.code}/comments/"
    typed = {"request_id": str(uuid4()), "circle": "visible", "section": "risks", "text": "จากหน้าเว็บ"}
    with at():
        assert client.post(path, typed).status_code == 302
        assert client.post(path, typed | {"request_id": str(uuid4()), "circle": "internal"}).status_code == 422
        assert client.post(path, typed | {"request_id": str(uuid4()), "text": ""}).status_code == 422
    nora = Program(world, "nora")
    with at():
        told = [
            nora.client.post(
                f"/api/v1/projects/{world.project.code}/comments", {"circle": circle, "text": "จากโปรแกรม"},
                content_type="application/json", headers=nora.headers | {"Idempotency-Key": str(uuid4())},
            ).status_code
            for circle in ("visible", "internal")
        ]  # fmt: skip
    assert told == [200, 403]
    said = Comment.objects.order_by("pk").values_list("text", "section")
    assert list(said)[2:] == [("จากหน้าเว็บ", "risks"), ("จากโปรแกรม", "")]


@pytest.mark.parametrize(("who", "status"), [("auditor", 403), ("expert", 403), ("stranger", 404), ("nora", 200)])
def test_page_for_commenting_is_for_those_who_may_speak(world: World, who: str, status: int) -> None:
    with at():
        assert browse(world, who).get(f"/projects/{world.project.code}/comments/").status_code == status


def test_anothers_comment_is_not_offered_for_correction(world: World) -> None:
    wrong = Comment.objects.get(circle="visible")
    with at():
        answer = browse(world, "nora").get(f"/projects/{world.project.code}/comments/?corrects={wrong.pk}")
    assert answer.status_code == 404

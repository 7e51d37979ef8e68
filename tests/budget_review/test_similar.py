# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Duplicates and connections: what is found, who sees it, and what the officer answers."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from budget_review.automatic import AUTOMATIC
from budget_review.models import (
    BudgetLine,
    Criterion,
    Finding,
    IntegrationProject,
    PairFinding,
    ProposalSection,
    Screening,
    SignatureMark,
)
from budget_review.models.similarity import Question
from budget_review.operations.editing import LineText, edit_essentials, edit_part
from budget_review.operations.similarity import answer_pair
from budget_review.similarity.answers import standing
from budget_review.similarity.searching import findings_of
from budget_review.similarity.signing import sign, sign_missing
from budget_review.states import Consent
from tests.api.asking import Program, at, told
from tests.budget_review.pages import Visitor, text_of
from tests.world import AT, World, everything
from workflows.refusals import GuardsUnmet, NotPermitted, Refused, RequestReused, WrongState

Visit = Callable[[str], Visitor]
FARMERS = "พัฒนาแพลตฟอร์มระบบทะเบียนเกษตรกรกลาง"
FARMERS_AGAIN = "จัดทำระบบทะเบียนเกษตรกรกลาง ระยะที่ ๑"
OPEN_FARM_DATA = "ค่าใช้จ่ายในการจัดทำข้อมูลทางด้านการเกษตรแบบเปิดจากทะเบียนเกษตรกร"
BRIDGE = "ก่อสร้างสะพานข้ามคลองบางหลวง"


def write(world: World, project_id: int, agency: str, item: str, title: str = "") -> IntegrationProject:
    """Give an agency's part in a project one line, and perhaps the project another name."""
    project = IntegrationProject.objects.get(pk=project_id)
    part = project.participations.get(agency=world.agencies[agency])
    line = LineText(id=None, item=item, category="investment", subcategory="", fiscal_year=2565,
                    amount_baht=Decimal(1000))  # fmt: skip
    edit_part(participation_id=part.pk, actor=world.officer, at=AT, expected_revision=project.revision,
              contribution="", unit=None, lines=[line])  # fmt: skip
    project = IntegrationProject.objects.get(pk=project_id)
    if title:
        edit_essentials(project_id=project_id, actor=world.officer, at=AT, expected_revision=project.revision,
                        title=title, objective="", rationale="เหตุผล", target_group="กลุ่ม", starts_on=None,
                        ends_on=None)  # fmt: skip
    return IntegrationProject.objects.get(pk=project_id)


@pytest.fixture
def plain(world: World) -> World:
    """The world's project, about the farmers' register, with nothing else in it."""
    for agency in ("lead", "north", "south"):
        write(world, world.project_id, agency, "ค่าใช้จ่ายดำเนินงาน")
    write(world, world.project_id, "lead", FARMERS, "โครงการทะเบียนกลางภาคเกษตร")
    return world


def another(world: World, item: str, title: str, agency: str = "lead") -> IntegrationProject:
    """Another draft that says something else but in one line."""
    project = world.draft()
    for name in ("lead", "north", "south"):
        write(world, project.pk, name, "วัสดุสำนักงาน")
    return write(world, project.pk, agency, item, title)


def complete(world: World, project: IntegrationProject) -> None:
    """Write what handing in needs."""
    now = IntegrationProject.objects.get(pk=project.pk)
    edit_essentials(
        project_id=now.pk, actor=world.officer, at=AT, expected_revision=now.revision, title=now.title,
        objective="เพื่อทดสอบ", rationale="เหตุผล", target_group="กลุ่ม", starts_on=None, ends_on=None,
    )  # fmt: skip


def hand_in(world: World, project: IntegrationProject) -> IntegrationProject:
    """Bring a draft to DGA."""
    complete(world, project)
    own, world.project_id = world.project_id, project.pk
    world.to("submitted")
    world.project_id = own
    return IntegrationProject.objects.get(pk=project.pk)


@pytest.fixture
def pair(plain: World) -> tuple[World, IntegrationProject]:
    """The world's project under screening, and another, handed in, that repeats it."""
    other = hand_in(plain, another(plain, FARMERS_AGAIN, "โครงการพัฒนาฐานข้อมูลชาวนา"))
    complete(plain, plain.project)
    plain.to("screening")
    return plain, other


# ── what is found ──


def test_line_that_says_again_is_a_duplicate_and_no_connection(plain: World) -> None:
    other = another(plain, FARMERS_AGAIN, "โครงการพัฒนาฐานข้อมูลชาวนา")
    found = findings_of(plain.project)
    assert [pair.other for pair in found.duplicates] == [other.pk]
    assert found.could_connect == ()
    (match,) = found.duplicates[0].matches
    assert match.score.matters == {"farmers", "farmer-register"}


def test_other_agency_on_the_same_register_is_a_connection_and_no_duplicate(plain: World) -> None:
    other = another(plain, OPEN_FARM_DATA, "โครงการเปิดข้อมูลเกษตร", agency="north")
    write(plain, plain.project_id, "lead", FARMERS)
    found = findings_of(plain.project)
    assert [pair.other for pair in found.could_connect] == [other.pk]
    assert found.duplicates == ()


def test_works_of_other_matters_and_plain_objects_are_neither(plain: World) -> None:
    another(plain, BRIDGE, "โครงการก่อสร้างสะพาน")
    found = findings_of(plain.project)
    assert (found.duplicates, found.could_connect) == ((), ())


def test_same_data_set_named_by_other_agencies_is_a_connection_and_no_duplicate(plain: World) -> None:
    other = another(plain, BRIDGE, "โครงการก่อสร้างสะพาน")
    for project, name in ((plain.project, "ทะเบียนเรือประมงพื้นบ้าน"), (other, "ข้อมูลทะเบียนเรือประมงพื้นบ้าน")):
        ProposalSection.objects.create(project=project, key="data_exchange", rows=[{"dataset": name}])
        sign(project)
    assert findings_of(plain.project).could_connect == ()  # the same agencies in both
    plain.act("leave", "officer", other.participations.get(agency=plain.agencies["north"]))
    found = findings_of(plain.project)
    assert [pair.other for pair in found.could_connect] == [other.pk]
    assert found.duplicates == ()


def test_each_finds_the_other(plain: World) -> None:
    other = another(plain, FARMERS_AGAIN, "โครงการพัฒนาฐานข้อมูลชาวนา")
    (there,), (back,) = findings_of(plain.project).duplicates, findings_of(other).duplicates
    assert (there.value, back.other) == (back.value, plain.project_id)


def test_withdrawn_project_repeats_nobody(plain: World) -> None:
    other = another(plain, FARMERS_AGAIN, "โครงการพัฒนาฐานข้อมูลชาวนา")
    plain.act("withdraw", "head", other, note="ถอน")
    assert findings_of(plain.project).duplicates == ()


def test_edit_changes_the_marks_that_differ_and_no_others(plain: World) -> None:
    marks = SignatureMark.objects.filter(signature=plain.project_id)
    before = dict(marks.values_list("mark", "pk"))
    write(plain, plain.project_id, "lead", FARMERS + " และข้อมูลประมง")
    after = dict(marks.values_list("mark", "pk"))
    assert set(after) - set(before)
    assert {mark: pk for mark, pk in after.items() if mark in before} == {
        mark: pk for mark, pk in before.items() if mark in after
    }
    assert len(set(before) & set(after)) > len(before) // 2


def test_project_written_past_the_pages_is_signed_by_the_job_once(plain: World) -> None:
    SignatureMark.objects.filter(signature=plain.project_id).delete()
    plain.project.signature.delete()
    assert (sign_missing(10), sign_missing(10)) == (1, 0)
    assert plain.project.signature.marks.count() > 0


def test_finding_costs_the_same_queries_however_many_are_found(plain: World, django_assert_num_queries: Any) -> None:
    another(plain, FARMERS_AGAIN, "โครงการพัฒนาฐานข้อมูลชาวนา")
    with django_assert_num_queries(8):
        findings_of(plain.project)
    for place in range(3):
        another(plain, FARMERS_AGAIN, f"โครงการอื่น {place}")
    with django_assert_num_queries(8):
        assert len(findings_of(plain.project).duplicates) == 4


# ── who sees it ──


def test_agencies_read_connections_and_not_who_repeats_whom(pair: Any, visit: Visit) -> None:
    world, other = pair
    page = text_of(visit("screener").get("project", world.project.code, query="?tab=similar"))
    assert "Says again what another says" in page
    assert other.code in page
    assert "<mark>ระบบทะเบียนเกษตรกรกลาง</mark>" in page
    page = text_of(visit("nora").get("project", world.project.code, query="?tab=similar"))
    assert "Says again what another says" not in page


def test_project_that_a_person_may_not_open_is_not_named(plain: World, visit: Visit) -> None:
    other = another(plain, OPEN_FARM_DATA, "โครงการเปิดข้อมูลเกษตร", agency="north")
    assert other.code in text_of(visit("officer").get("project", plain.project.code, query="?tab=similar"))
    page = visit("stranger").get("similar", other.code, plain.project.code)
    assert page.status_code == 404
    complete(plain, plain.project)
    plain.to("submitted")
    page = text_of(visit("screener").get("project", plain.project.code, query="?tab=similar"))
    assert other.code not in page  # a draft is nobody's but its agencies'
    assert visit("screener").get("similar", plain.project.code, other.code).status_code == 404


def test_side_by_side_page_shows_both_and_marks_what_both_say(pair: Any, visit: Visit) -> None:
    world, other = pair
    page = text_of(visit("screener").get("similar", world.project.code, other.code))
    assert "<mark>ระบบทะเบียนเกษตรกรกลาง</mark>" in page
    assert "Both are about: the farmers' register, farmers." in page
    assert page.count('<form method="post" novalidate') == 2
    assert visit("screener").get("similar", world.project.code, world.project.code).status_code == 404


# ── the officer's answer ──


def answer(world: World, other: IntegrationProject, who: str = "screener", **more: Any) -> PairFinding:
    given: dict[str, Any] = {
        "question": "duplicate", "answer": "no", "note": "คนละพื้นที่", "request_id": uuid4(), "at": AT,
    }  # fmt: skip
    given |= {"project_id": world.project_id, "other_id": other.pk, "actor": world.people[who]} | more
    return answer_pair(**given)


def kept() -> Any:
    rows = (PairFinding.objects, Finding.objects, Screening.objects)
    return everything(), [list(row.order_by("pk").values()) for row in rows]


@pytest.mark.parametrize(
    ("who", "more", "refused"),
    [
        ("other_screener", {"note": " "}, GuardsUnmet),
        ("screener", {"answer": "perhaps"}, GuardsUnmet),
        ("screener", {"question": "connect", "answer": "continues"}, GuardsUnmet),
        ("screener", {"question": "beauty"}, GuardsUnmet),
        ("officer", {}, NotPermitted),
        ("screening_head", {}, NotPermitted),
        ("stranger", {}, NotPermitted),
    ],
)
def test_answer_that_may_not_be_given_changes_nothing(
    pair: Any, who: str, more: dict[str, Any], refused: type[Refused]
) -> None:
    world, other = pair
    before = kept()
    with pytest.raises(refused):
        answer(world, other, who, **more)
    assert kept() == before


def test_answer_about_itself_or_a_draft_of_others_is_refused(pair: Any) -> None:
    world, _other = pair
    draft = another(world, FARMERS_AGAIN, "โครงการร่าง")
    before = kept()
    for unseen in (world.project, draft):
        with pytest.raises(GuardsUnmet):
            answer(world, unseen)
    assert kept() == before


def test_answer_after_the_screening_is_refused(pair: Any) -> None:
    world, other = pair
    world.to("recommended")
    before = kept()
    with pytest.raises(WrongState):
        answer(world, other)
    assert kept() == before


def test_same_request_again_gives_the_same_row_and_another_act_is_refused(pair: Any) -> None:
    world, other = pair
    request = uuid4()
    first = answer(world, other, request_id=request)
    assert answer(world, other, request_id=request) == first
    with pytest.raises(RequestReused):
        answer(world, other, request_id=request, answer="yes")
    assert PairFinding.objects.count() == 1


def test_answer_is_kept_as_it_was_given_and_a_later_one_stands_before_it(pair: Any) -> None:
    world, other = pair
    first = answer(world, other)
    assert (first.content_version, first.other_version, first.score_percent >= 50) == (1, 1, True)
    answer(world, other, answer="yes", note="ซ้ำจริง")
    given = standing(world.project).answers[other.pk, "duplicate"]
    assert (given.answer, PairFinding.objects.count()) == ("yes", 2)
    for change in (lambda: first.delete(), lambda: PairFinding.objects.update(answer="yes")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_who_answers_has_a_hand_in_the_screening(pair: Any) -> None:
    world, other = pair
    answer(world, other, "other_screener")
    assert world.other_screener in world.project.screening.writers.all()


def test_automatic_criteria_follow_the_answers(pair: Any) -> None:
    world, other = pair
    criterion = Criterion.objects.get(criteria_set__number=1, code="duplication")
    assert AUTOMATIC["duplication"].find(world.project).verdict == "not_met"
    finding = Finding.objects.create(screening=world.project.screening, criterion=criterion, verdict="not_met")
    for given, verdict in (("no", "met"), ("yes", "not_met"), ("continues", "met")):
        answer(world, other, answer=given)
        finding.refresh_from_db()
        assert finding.verdict == verdict


def test_form_keeps_the_answer_and_shows_it_on_both_sides(pair: Any, visit: Visit) -> None:
    world, other = pair
    page = visit("screener")
    sent = {"duplicate-request_id": uuid4(), "duplicate-question": "duplicate", "duplicate-answer": "no"}
    refused = page.post("similar", world.project.code, other.code, **sent)
    assert (refused.status_code, PairFinding.objects.count()) == (422, 0)
    kept = page.post("similar", world.project.code, other.code, **sent, **{"duplicate-note": "คนละงาน"})
    assert (kept.status_code, kept.url) == (302, reverse("similar", args=[world.project.code, other.code]))
    assert PairFinding.objects.get().by == world.screener
    for one, beside in ((world.project, other), (other, world.project)):
        assert "It is not a duplicate" in text_of(page.get("similar", one.code, beside.code))


def test_person_of_the_project_is_shown_no_form_and_refused(pair: Any, visit: Visit) -> None:
    world, other = pair
    assert 'name="duplicate-answer"' not in text_of(visit("auditor").get("similar", world.project.code, other.code))
    sent = {"duplicate-request_id": uuid4(), "duplicate-question": "duplicate", "duplicate-answer": "no",
            "duplicate-note": "ไม่"}  # fmt: skip
    before = kept()
    assert visit("auditor").post("similar", world.project.code, other.code, **sent).status_code == 403
    assert kept() == before


def test_part_that_left_counts_no_more(plain: World) -> None:
    other = another(plain, FARMERS_AGAIN, "โครงการพัฒนาฐานข้อมูลชาวนา", agency="north")
    assert len(findings_of(plain.project).duplicates) == 1
    plain.act("leave", "officer", other.participations.get(agency=plain.agencies["north"]))
    assert other.participations.get(agency=plain.agencies["north"]).state == Consent.LEFT
    assert findings_of(plain.project).duplicates == ()


def test_lines_dropped_count_no_more(plain: World) -> None:
    other = another(plain, FARMERS_AGAIN, "โครงการพัฒนาฐานข้อมูลชาวนา")
    write(plain, other.pk, "lead", BRIDGE)
    assert BudgetLine.objects.filter(item=FARMERS_AGAIN).count() == 0
    assert findings_of(plain.project).of(Question.DUPLICATE) == ()


# ── programs ──


def test_program_reads_both_findings_where_an_agency_reads_one(pair: Any) -> None:
    world, other = pair
    code = world.project.code
    read = Program(world, "screener").get(f"/projects/{code}/similar").json()
    (found,) = read["duplicates"]
    assert (found["code"], found["found"], found["answer"]) == (other.code, True, None)
    assert found["matches"][0]["shared"] == ["ระบบทะเบียนเกษตรกรกลาง"]
    assert Program(world, "nora").get(f"/projects/{code}/similar").json()["duplicates"] is None
    assert Program(world, "stranger").get(f"/projects/{code}/similar").status_code == 404
    whole = Program(world, "screener").get(f"/projects/{code}/similar/{other.code}").json()
    assert [one["question"] for one in whole] == ["duplicate", "connect"]
    assert Program(world, "screener").get(f"/projects/{code}/similar/{code}").status_code == 404


def test_program_answers_once_and_is_refused_as_a_page_is(pair: Any) -> None:
    world, other = pair
    path, given = f"/projects/{world.project.code}/similar/{other.code}/findings", {"question": "duplicate"}

    def send(who: str, **more: Any) -> Any:
        program = Program(world, who)
        headers = program.headers | {"Idempotency-Key": "5f0c6b1e-6a57-4c0e-9f3a-0b8f3a1c2d4e"}
        body = given | {"answer": "no", "note": "คนละงาน"} | more
        with at():
            return program.client.post(f"/api/v1{path}", body, content_type="application/json", headers=headers)

    before = kept()
    assert told(send("screener", note=" ")) == (422, "guards_unmet")
    assert told(send("auditor")) == (403, "not_permitted")
    assert kept() == before
    first, again = send("screener"), send("screener")
    assert (first.status_code, first.json()) == (200, again.json())
    assert told(send("screener", answer="yes")) == (409, "request_reused")
    assert PairFinding.objects.count() == 1

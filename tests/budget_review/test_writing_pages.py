# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a proposal: what is typed is brought to one spelling, kept when refused, and never lost to another writer."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from budget_review.models import IntegrationProject
from tests.budget_review.pages import Visitor, as_shown, content, text_of
from tests.world import World

Visit = Callable[[str], Visitor]


def essentials(world: World, **more: Any) -> dict[str, Any]:
    given = {
        "expected_revision": world.project.revision, "title": "โครงการใหม่",
        "starts_on": "๑/๑๐/๒๕๖๔", "ends_on": "30/9/2565",
    }  # fmt: skip
    return given | more


def lines(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The form of a part with these lines."""
    data: dict[str, Any] = {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": 0, "contribution": "ร่วมพัฒนา"}
    for place, row in enumerate(rows):
        data |= {f"lines-{place}-{name}": value for name, value in row.items()}
    return data | more


LINE = {"item": "ระบบกลาง", "category": "investment", "fiscal_year": "๒๕๖๕", "amount_baht": "๑,๒๕๐,๐๐๐.๕๐ บาท"}


def kpis(world: World, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kpis-TOTAL_FORMS": len(rows),
        "kpis-INITIAL_FORMS": 0,
        "expected_revision": world.project.revision,
    }
    for place, row in enumerate(rows):
        data |= {f"kpis-{place}-{name}": value for name, value in row.items()}
    return data | more


def shared(world: World, *weights: str) -> dict[str, Any]:
    own = {
        f"weight_{world.part(name).pk}": weight
        for name, weight in zip(("lead", "north", "south"), weights, strict=False)
    }
    return {"name": "ร้อยละความพึงพอใจ", "unit": "ร้อยละ", "target": "๘๕"} | own


# ── beginning ──


def test_officer_begins_a_draft_and_the_same_press_twice_begins_one(world: World, visit: Visit) -> None:
    data = {"request_id": uuid4(), "round": world.round.pk, "lead": world.agencies["lead"].pk, "title": "โครงการนํ้า"}
    first, second = (visit("officer").post("project_new", **data) for _ in range(2))
    assert (first.status_code, first.url) == (302, second.url)
    begun = IntegrationProject.objects.exclude(pk=world.project_id).get()
    assert (begun.title, begun.lead, begun.state) == ("โครงการน้ำ", world.agencies["lead"], "draft")


def test_beginning_is_refused_without_name_for_foreign_agencies_and_for_others(world: World, visit: Visit) -> None:
    stands = content(world)
    data = {"request_id": uuid4(), "round": world.round.pk, "lead": world.agencies["lead"].pk, "title": " "}
    response = visit("officer").post("project_new", **data)
    assert response.status_code == 422
    assert "Please mend the following" in text_of(response)
    foreign = data | {"title": "โครงการ", "lead": world.agencies["north"].pk}
    response = visit("officer").post("project_new", **foreign)
    assert response.status_code == 422
    assert "โครงการ" in text_of(response)
    for who in ("head", "screener", "auditor"):
        response = visit(who).post("project_new", **data)
        assert response.status_code == 403
        assert "An officer of the lead agency." in text_of(response)
    assert content(world) == stands


def test_without_an_open_round_the_page_says_when_one_can_begin(world: World, visit: Visit) -> None:
    from budget_review.models import Round

    Round.objects.filter(pk=world.round.pk).update(closes_at=world.round.opens_at.replace(year=2021))
    assert "No round is open for proposals" in text_of(visit("officer").get("project_new"))


# ── essentials ──


def test_essentials_are_saved_in_one_spelling(world: World, visit: Visit) -> None:
    response = visit("officer").post("edit_essentials", world.project.code, **essentials(world, title="เเผนนํ้า"))
    assert response.status_code == 302
    project = world.project
    assert (project.title, project.starts_on, project.ends_on) == ("แผนน้ำ", date(2021, 10, 1), date(2022, 9, 30))
    shown = text_of(visit("officer").get("edit_essentials", project.code))
    assert 'value="1/10/2564"' in shown


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": ""}, "Project name"),
        ({"starts_on": "1/10/2021"}, "Buddhist era"),
        ({"starts_on": "31/2/2565"}, "There is no such day."),
        ({"starts_on": "soon"}, "1/10/2564"),
        ({"ends_on": "1/1/2560"}, "A project ends after it begins."),
    ],
)
def test_essentials_refused_name_the_field_and_keep_the_rest(
    world: World, visit: Visit, wrong: dict[str, str], says: str
) -> None:
    stands = content(world)
    response = visit("officer").post("edit_essentials", world.project.code, **essentials(world, **wrong))
    assert response.status_code == 422
    page = text_of(response)
    assert says in page
    assert wrong.get("ends_on", "30/9/2565") in page
    assert content(world) == stands


def test_a_second_writer_sees_both_texts_and_loses_nothing(world: World, visit: Visit) -> None:
    old = world.project.revision
    visit("officer").post("edit_essentials", world.project.code, **essentials(world, title="ของคนแรก"))
    stands = content(world)
    second = essentials(world, title="ของคนที่สอง", expected_revision=old)
    response = visit("officer").post("edit_essentials", world.project.code, **second)
    assert response.status_code == 409
    page = text_of(response)
    assert "ของคนแรก" in page
    assert "ของคนที่สอง" in page
    assert content(world) == stands
    again = second | {"expected_revision": world.project.revision}
    assert visit("officer").post("edit_essentials", world.project.code, **again).status_code == 302
    assert world.project.title == "ของคนที่สอง"


def test_saving_twice_is_saving_once(world: World, visit: Visit) -> None:
    officer, code, part = visit("officer"), world.project.code, world.part("north")
    of_kpis = kpis(world, shared(world, "60", "40")) | {"expected_revision": world.project.revision + 2}
    for page, data in (
        (("edit_essentials", code), essentials(world)),
        (("edit_part", code, part.pk), lines(LINE, expected_revision=world.project.revision + 1)),
        (("edit_kpis", code), of_kpis),
    ):
        assert officer.post(*page, **data).status_code == 302
        stands = content(world)
        assert officer.post(*page, **data).status_code == 302
        assert content(world) == stands


@pytest.mark.parametrize("page", ["project_edit", "edit_essentials", "edit_parts", "edit_kpis"])
def test_writing_is_closed_to_others_and_after_submitting(world: World, visit: Visit, page: str) -> None:
    code = world.project.code
    assert visit("officer").get(page, code).status_code == 200
    assert visit("head").get(page, code).status_code == 403
    assert visit("auditor").get(page, code).status_code == 403
    assert visit("stranger").get(page, code).status_code == 404
    world.to("confirming")
    response = visit("officer").get(page, code)
    assert response.status_code == 409
    assert "only in draft or when returned" in text_of(response)


def test_a_save_that_comes_too_late_keeps_the_text(world: World, visit: Visit) -> None:
    data = essentials(world, title="พิมพ์ไว้ก่อน")
    world.to("confirming")
    stands = content(world)
    response = visit("officer").post("edit_essentials", world.project.code, **data)
    assert response.status_code == 409
    assert "พิมพ์ไว้ก่อน" in text_of(response)
    assert content(world) == stands
    assert visit("head").post("edit_essentials", world.project.code, **data).status_code == 409


def test_the_overview_says_what_is_missing_and_where(world: World, visit: Visit) -> None:
    alone = world.draft(partners=())
    page = text_of(visit("officer").get("project_edit", alone.code))
    assert "At least two agencies must take part." in page
    assert "At least one KPI must be shared by two agencies." in page
    whole = text_of(visit("officer").get("project_edit", world.project.code))
    assert "Still missing" not in whole
    assert f"/projects/{world.project.code}/acts/propose/" in whole


# ── agencies ──


def test_an_agency_is_named_once_removed_and_named_again(world: World, visit: Visit) -> None:
    officer, code = visit("officer"), world.project.code
    data = {"request_id": uuid4(), "agency": world.agencies["elsewhere"].pk, "sector": "agency"}
    for _ in range(2):
        assert officer.post("edit_parts", code, **data).status_code == 302
    part = world.part("elsewhere")
    stands = content(world)
    response = officer.post("edit_parts", code, **data | {"request_id": uuid4()})
    assert response.status_code == 422
    assert "This agency is named already." in text_of(response)
    assert content(world) == stands
    assert officer.act_on("participation", part, "leave").status_code == 302
    assert officer.get("edit_part", code, part.pk).status_code == 404
    assert officer.act_on("participation", world.part("elsewhere"), "rejoin").status_code == 302
    assert world.part("elsewhere").state == "listed"


def test_the_lead_cannot_be_removed_and_others_name_nobody(world: World, visit: Visit) -> None:
    stands = content(world)
    response = visit("officer").act_on("participation", world.part("lead"), "leave")
    assert response.status_code == 422
    assert "The lead agency cannot leave its own project." in text_of(response)
    data = {"request_id": uuid4(), "agency": world.agencies["elsewhere"].pk, "sector": "agency"}
    assert visit("head").post("edit_parts", world.project.code, **data).status_code == 403
    assert visit("officer").post("edit_parts", world.project.code, **data | {"agency": "x"}).status_code == 422
    assert content(world) == stands


# ── an agency's part ──


def test_lines_take_thai_digits_and_commas_and_come_back_with_commas(world: World, visit: Visit) -> None:
    part = world.part("north")
    data = lines(LINE, {}, expected_revision=world.project.revision)
    assert visit("officer").post("edit_part", world.project.code, part.pk, **data).status_code == 302
    line = world.part("north").active_lines()[0]
    assert (line.amount_baht, line.fiscal_year, line.item) == (Decimal("1250000.50"), 2565, "ระบบกลาง")
    assert 'value="1,250,000.50"' in text_of(visit("officer").get("edit_part", world.project.code, part.pk))


@pytest.mark.parametrize(
    "wrong", [{"amount_baht": "ล้านบาท"}, {"amount_baht": "0"}, {"category": "x"}, {"fiscal_year": "2021"}, {"item": ""}]
)
def test_a_wrong_line_is_named_and_everything_is_kept(world: World, visit: Visit, wrong: dict[str, str]) -> None:
    stands = content(world)
    data = lines(LINE, LINE | {"source": "ใบเสนอราคา"} | wrong, expected_revision=world.project.revision)
    response = visit("officer").post("edit_part", world.project.code, world.part("north").pk, **data)
    assert response.status_code == 422
    page = text_of(response)
    assert "Please mend the following" in page
    assert "ใบเสนอราคา" in page
    assert content(world) == stands


def test_more_lines_are_given_without_saving_anything(world: World, visit: Visit) -> None:
    stands = content(world)
    data = lines(LINE, expected_revision=world.project.revision, more="1")
    page = text_of(visit("officer").post("edit_part", world.project.code, world.part("north").pk, **data))
    assert "ระบบกลาง" in page
    assert 'name="lines-2-item"' in page
    assert content(world) == stands


def test_two_writers_of_one_part_see_both_lists(world: World, visit: Visit) -> None:
    part, old = world.part("north"), world.project.revision
    visit("officer").post("edit_part", world.project.code, part.pk, **lines(LINE, expected_revision=old))
    stands = content(world)
    other = lines(LINE | {"item": "ระบบอื่น"}, expected_revision=old)
    response = visit("officer").post("edit_part", world.project.code, part.pk, **other)
    assert response.status_code == 409
    page = text_of(response)
    assert "ระบบกลาง · " in page
    assert "ระบบอื่น · " in page
    assert content(world) == stands


def test_a_partner_writes_its_own_part_only_when_it_was_asked(world: World, visit: Visit) -> None:
    world.to("confirming")
    world.act("ask_changes", "nora", world.part("north"), note="ขอแก้")
    own, other = world.part("north"), world.part("south")
    nora = visit("nora")
    assert nora.get("project_edit", world.project.code).status_code == 200
    assert nora.get("edit_part", world.project.code, own.pk).status_code == 200
    assert nora.get("edit_part", world.project.code, other.pk).status_code == 403
    stands = content(world)
    data = lines(LINE, expected_revision=world.project.revision)
    assert nora.post("edit_part", world.project.code, other.pk, **data).status_code == 403
    assert content(world) == stands
    assert nora.post("edit_part", world.project.code, own.pk, **data).status_code == 302
    assert nora.get("edit_essentials", world.project.code).status_code == 403


# ── KPIs ──


def test_kpis_are_saved_with_their_owners_weights(world: World, visit: Visit) -> None:
    data = kpis(world, shared(world, "๖๐", "40%"), {})
    assert visit("officer").post("edit_kpis", world.project.code, **data).status_code == 302
    kpi = world.project.kpis.get()
    assert kpi.name == "ร้อยละความพึงพอใจ"
    assert [share.weight_percent for share in kpi.shares.all()] == [Decimal(60), Decimal(40)]


@pytest.mark.parametrize("wrong", [{"name": ""}, {"target": ""}, {"unit": " "}])
def test_a_wrong_kpi_is_named_and_everything_is_kept(world: World, visit: Visit, wrong: dict[str, str]) -> None:
    stands = content(world)
    response = visit("officer").post("edit_kpis", world.project.code, **kpis(world, shared(world, "60", "40") | wrong))
    assert response.status_code == 422
    assert "Please mend the following" in text_of(response)
    assert content(world) == stands


def test_the_page_says_which_kpi_does_not_come_to_a_hundred(world: World, visit: Visit) -> None:
    officer = visit("officer")
    whole, less = shared(world, "60", "40"), shared(world, "60", "20.5") | {"name": "ตัวชี้วัดที่ขาด"}
    officer.post("edit_kpis", world.project.code, **kpis(world, whole, less, {}))
    page = text_of(officer.get("edit_kpis", world.project.code))
    told = "The weights of this KPI come to 80.5 percent, not to 100."
    assert page.count("The weights of this KPI come to") == 1
    assert page.index("ตัวชี้วัดที่ขาด") < page.index(told)


def test_a_weight_beyond_a_hundred_is_refused(world: World, visit: Visit) -> None:
    stands = content(world)
    assert (
        visit("officer").post("edit_kpis", world.project.code, **kpis(world, shared(world, "101"))).status_code == 422
    )
    assert content(world) == stands


def test_two_writers_of_kpis_see_both(world: World, visit: Visit) -> None:
    data = kpis(world, shared(world, "60", "40"))
    visit("officer").post("edit_kpis", world.project.code, **kpis(world, shared(world, "50", "50")))
    stands = content(world)
    response = visit("officer").post("edit_kpis", world.project.code, **data)
    assert response.status_code == 409
    assert "60%" in text_of(response)
    assert "50%" in text_of(response)
    assert content(world) == stands


def test_saving_kpis_as_they_are_shown_keeps_every_owner(world: World, visit: Visit) -> None:
    officer = visit("officer")
    before = [(kpi.pk, [share.weight_percent for share in kpi.shares.all()]) for kpi in world.project.kpis.all()]
    shown = officer.get("edit_kpis", world.project.code).context
    data = as_shown(shown["form"], shown["kpis"])
    assert officer.post("edit_kpis", world.project.code, **data).status_code == 302
    assert [(kpi.pk, [s.weight_percent for s in kpi.shares.all()]) for kpi in world.project.kpis.all()] == before

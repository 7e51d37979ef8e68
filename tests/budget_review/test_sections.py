# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sections of a proposal: who writes them, two at once, one spelling, what is frozen, what is still missing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from budget_review import guards
from budget_review.content import content_of, content_sha256
from budget_review.lifecycle import ProjectLifecycle
from budget_review.models import EarlierText, ProposalSection
from budget_review.operations.editing import edit_essentials, edit_part, invite_to_write
from budget_review.operations.sections import write_section
from budget_review.queries.consents import consents_broken
from budget_review.queries.mending import mending_of
from budget_review.queries.sections import sections_of, share_of
from budget_review.queries.versions import compare
from budget_review.sections import LETTERS_MAX, MENDABLE, ON_PROJECT, ROWS_MAX, SECTIONS
from tests.api.asking import Program
from tests.budget_review.pages import Visitor, as_shown, text_of
from tests.refusing import refused
from tests.world import AT, World
from workflows.lifecycle import rules_of
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict, WrongState

Visit = Callable[[str], Visitor]
RISK = {"risk": "จัดซื้อล่าช้า", "likelihood": "high", "impact": "medium", "measure": "เริ่มร่าง TOR ก่อน"}


def write(world: World, key: str, text: str = "", who: str = "officer", **more: Any) -> Any:
    given: dict[str, Any] = {"expected_revision": world.project.revision, "rows": []} | more
    return write_section(project_id=world.project_id, key=key, actor=world.people[who], at=AT, text=text, **given)


def said(world: World) -> dict[str, str]:
    return {one.section.key: one.words for one in sections_of(world.project) if one.is_written}


def all_that_is_written(world: World) -> Any:
    return (
        list(ProposalSection.objects.order_by("pk").values()),
        list(EarlierText.objects.order_by("pk").values()),
        world.project.revision,
        content_of(world.project),
    )


@pytest.fixture
def world(world: World) -> World:
    """Both partners are invited to write along."""
    for name in ("north", "south"):
        invite_to_write(participation_id=world.part(name).pk, actor=world.officer, at=AT, is_invited=True)
    return world


# ── who, and when ──


def test_an_agency_that_is_only_listed_sees_no_draft_until_it_is_invited(world: World, visit: Visit) -> None:
    code, part = world.project.code, world.part("north")
    assert visit("officer").post("invite_part", code, part.pk, invited="0").status_code == 302
    assert visit("nora").get("edit_section", code, "risks").status_code == 404
    with refused(NotPermitted):
        write(world, "risks", "x", "nora")
    page = text_of(visit("officer").get("edit_parts", code))
    assert "Invite to write along" in page
    assert visit("officer").post("invite_part", code, part.pk, invited="1").status_code == 302
    assert visit("nora").get("edit_section", code, "risks").status_code == 200


@pytest.mark.parametrize("who", ["nora", "head", "auditor"])
def test_only_the_leads_officer_invites(world: World, visit: Visit, who: str) -> None:
    part = world.part("south")
    assert visit(who).post("invite_part", world.project.code, part.pk, invited="0").status_code == 403
    assert world.part("south").is_invited


@pytest.mark.parametrize("who", ["officer", "nora", "somsak"])
def test_officers_of_everyone_who_takes_part_write_sections(world: World, who: str) -> None:
    write(world, "staffing", "บุคลากรภายใน", who)
    held = ProposalSection.objects.get(project=world.project_id, key="staffing")
    assert (held.text, held.written_by, held.written_at) == ("บุคลากรภายใน", world.people[who], AT)


@pytest.mark.parametrize("who", ["head", "stranger", "screener", "auditor", "admin"])
def test_nobody_else_writes_sections(world: World, who: str) -> None:
    stands = all_that_is_written(world)
    with refused(NotPermitted):
        write(world, "staffing", "x", who)
    assert all_that_is_written(world) == stands


@pytest.mark.parametrize("state", ["confirming", "agency_approval", "submitted", "screening", "withdrawn"])
def test_sections_are_fixed_elsewhere_than_in_draft_or_returned(world: World, state: str) -> None:
    world.to(state)
    stands = all_that_is_written(world)
    with refused(WrongState):
        write(world, "staffing", "x")
    assert all_that_is_written(world) == stands


def test_an_agency_that_left_writes_no_more(world: World) -> None:
    world.act("leave", "officer", world.part("south"))
    with refused(NotPermitted):
        write(world, "staffing", "x", "somsak")


# ── at once ──


def test_people_who_write_different_things_never_meet(world: World) -> None:
    read = world.project.revision
    write(world, "staffing", "ของผู้ประสาน", expected_revision=read)
    write(world, "data_governance", "ของทิศเหนือ", "nora", expected_revision=read)
    write(world, "rationale", "ของทิศใต้", "somsak", expected_revision=read)
    part = world.part("north")
    edit_part(
        participation_id=part.pk, actor=world.nora, at=AT, expected_revision=read, contribution="ใหม่", unit=None,
        lines=[],
    )  # fmt: skip
    edit_essentials(
        project_id=world.project_id, actor=world.officer, at=AT, expected_revision=read, title="ชื่อใหม่",
        starts_on=None, ends_on=None,
    )  # fmt: skip
    found = said(world)
    assert (found["staffing"], found["data_governance"], found["rationale"]) == (
        "ของผู้ประสาน",
        "ของทิศเหนือ",
        "ของทิศใต้",
    )
    assert (world.part("north").contribution, world.project.title) == ("ใหม่", "ชื่อใหม่")


@pytest.mark.parametrize("key", ["staffing", "rationale"])
def test_a_second_writer_of_one_section_is_told_and_nothing_changes(world: World, key: str) -> None:
    read = world.project.revision
    write(world, key, "ของคนแรก", "nora")
    stands = all_that_is_written(world)
    with refused(VersionConflict):
        write(world, key, "ของคนที่สอง", expected_revision=read)
    assert all_that_is_written(world) == stands


def test_a_text_that_another_replaces_is_kept_and_ones_own_is_not(world: World) -> None:
    write(world, "staffing", "ของนรา", "nora")
    write(world, "staffing", "ของนรา แก้แล้ว", "nora")
    write(world, "staffing", "รวมสองฝ่าย")
    earlier = EarlierText.objects.get()
    assert (earlier.text, earlier.written_by) == ("ของนรา แก้แล้ว", world.nora)


def test_saving_the_same_text_again_changes_nothing(world: World) -> None:
    read = world.project.revision
    write(world, "risks", "หมายเหตุ", rows=[RISK])
    stands = all_that_is_written(world)
    write(world, "risks", "หมายเหตุ", rows=[RISK], expected_revision=read)
    assert all_that_is_written(world) == stands


def test_a_revision_that_never_was_is_a_conflict(world: World) -> None:
    with refused(VersionConflict):
        write(world, "staffing", "x", expected_revision=world.project.revision + 1)


# ── what is typed ──


def test_text_and_cells_are_kept_in_one_spelling(world: World) -> None:
    write(world, "staffing", " นํ้า\u200bใจ\r\nเเผน ")
    write(world, "risks", rows=[{"risk": "กํ\u0e32ลัง\ufeff"}, {"risk": " \u200b "}])
    assert (said(world)["staffing"], said(world)["risks"]) == ("น้ำใจ\nแผน", "กำลัง")


@pytest.mark.parametrize(
    ("key", "text", "rows", "says"),
    [
        ("staffing", "ก" * (LETTERS_MAX + 1), [], "20,001 characters; 20,000 fit"),
        ("rationale", "ก" * (LETTERS_MAX + 1), [], "20,001 characters; 20,000 fit"),
        ("risks", "", [{"risk": "ก" * 1001}], "at most 1,000 characters"),
        ("risks", "", [{"risk": str(n)} for n in range(ROWS_MAX + 1)], "at most 60 rows"),
        ("risks", "", [RISK | {"impact": "catastrophic"}], "“Impact” must be one of those listed."),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(
    world: World, key: str, text: str, rows: list[dict[str, str]], says: str
) -> None:
    stands = all_that_is_written(world)
    with refused(GuardsUnmet) as caught:
        write(world, key, text, rows=rows)
    assert says in str(caught.value.reasons[0])
    assert all_that_is_written(world) == stands


def test_text_of_exactly_the_most_fits(world: World) -> None:
    write(world, "staffing", "ก" * LETTERS_MAX)
    assert len(said(world)["staffing"]) == LETTERS_MAX


# ── frozen, compared, missing ──


def test_sections_are_frozen_and_compared_and_old_hashes_stand(world: World) -> None:
    before = content_of(world.project)
    assert "sections" not in before
    world.to("confirming")
    first = world.project.present_version
    assert first.sha256 == content_sha256(before)
    world.act("take_back", "officer", note="แก้")
    write(world, "risks", rows=[RISK])
    write(world, "objective", "เพื่อประชาชน")
    world.act("propose", "officer")
    second = world.project.present_version
    assert second.content["sections"] == {"risks": {"text": "", "rows": [RISK]}}
    assert second.sha256 == content_sha256(content_of(world.project)) != first.sha256
    found = compare(first, second)
    assert [(one.name, one.before, one.after) for one in found.sections] == [
        ("risks", "", "จัดซื้อล่าช้า · High · Medium · เริ่มร่าง TOR ก่อน")
    ]
    assert [one.name for one in found.texts] == ["objective"]


def test_a_section_that_is_declared_no_longer_is_still_compared(world: World) -> None:
    world.to("confirming")
    first = world.project.present_version
    second = world.project.present_version
    second.content["sections"] = {"of_old": {"text": "ก", "rows": [{"a": "ข", "b": "ค"}]}}
    assert [(one.label, one.after) for one in compare(first, second).sections] == [("of_old", "ข · ค\nก")]


def test_a_section_asks_nobody_anew_for_consent(world: World) -> None:
    world.to("agency_approval")
    world.act("send_back", "head", note="แก้")
    write(world, "staffing", "x")
    assert all(part.consent_stands() for part in world.project.partners())


def test_the_sections_needed_before_a_step_are_those_its_guards_ask_for(world: World) -> None:
    for section in SECTIONS:
        if section.before:
            world = World(tag=section.key)
            rules = rules_of(getattr(ProjectLifecycle, section.before))
            assert guards.essentials_written in rules.guards
            write(world, section.key, "")
            with refused(GuardsUnmet):
                world.act(section.before, "officer")
    assert ON_PROJECT == ("rationale", "objective", "target_group")


def test_the_meter_counts_sections_that_say_something(world: World) -> None:
    assert share_of(sections_of(world.project)) == {"written": 3, "of": 12}
    write(world, "open_data", "ไม่มีข้อมูลที่เปิดเผยได้ เพราะเป็นข้อมูลส่วนบุคคล")
    write(world, "risks", rows=[RISK])
    assert share_of(sections_of(world.project)) == {"written": 5, "of": 12}


# ── pages ──


def form(world: World, text: str = "", *rows: dict[str, str], **more: Any) -> dict[str, Any]:
    data = {"expected_revision": world.project.revision, "text": text} | more
    data |= {"rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": 0}
    return data | {f"rows-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}


def in_background(visitor: Visitor, world: World, key: str, data: dict[str, Any]) -> Any:
    address = reverse("edit_section", args=[world.project.code, key])
    return visitor.client.post(address, data, headers={"HX-Request": "true"})


def test_every_section_has_its_page_and_keeps_what_was_typed(world: World, visit: Visit) -> None:
    nora, code = visit("nora"), world.project.code
    for section in SECTIONS:
        response = nora.post("edit_section", code, section.key, **form(world, f"ข้อความ {section.key}"))
        assert (response.status_code, said(world)[section.key]) == (302, f"ข้อความ {section.key}")
        assert f"ข้อความ {section.key}" in text_of(nora.get("edit_section", code, section.key))


def test_a_table_is_written_row_by_row_and_an_empty_row_falls_out(world: World, visit: Visit) -> None:
    data = form(world, "", RISK, {"risk": ""}, {"risk": "คนไม่พอ"})
    assert visit("officer").post("edit_section", world.project.code, "risks", **data).status_code == 302
    assert said(world)["risks"].splitlines() == ["จัดซื้อล่าช้า · High · Medium · เริ่มร่าง TOR ก่อน", "คนไม่พอ"]
    stands = all_that_is_written(world)
    more = text_of(visit("officer").post("edit_section", world.project.code, "risks", **data | {"more": "1"}))
    assert 'name="rows-4-risk"' in more
    assert all_that_is_written(world) == stands


def test_saving_as_one_goes_answers_with_one_line_and_the_next_revision(world: World, visit: Visit) -> None:
    response = in_background(visit("officer"), world, "staffing", form(world, "กำลังพิมพ์"))
    page = text_of(response)
    assert (response.status_code, said(world)["staffing"]) == (200, "กำลังพิมพ์")
    assert "data-saved" in page
    assert f'name="expected_revision" id="id_expected_revision" value="{world.project.revision}"' in page
    assert "<html" not in page


def test_saving_as_one_goes_stops_at_anothers_text(world: World, visit: Visit) -> None:
    data = form(world, "ของฉัน")
    write(world, "staffing", "ของนรา", "nora")
    stands = all_that_is_written(world)
    response = in_background(visit("officer"), world, "staffing", data)
    page = text_of(response)
    assert response.status_code == 409
    assert "ผู้ทดสอบ nora saved this section at" in page
    assert "data-saved" not in page
    assert all_that_is_written(world) == stands


def test_saving_as_one_goes_says_kindly_what_is_too_long(world: World, visit: Visit) -> None:
    stands = all_that_is_written(world)
    response = in_background(visit("officer"), world, "staffing", form(world, "ก" * 20_001))
    assert response.status_code == 422
    assert "The text has 20,001 characters; 20,000 fit here." in text_of(response)
    assert all_that_is_written(world) == stands


def test_a_second_writer_sees_both_texts_and_merges_them(world: World, visit: Visit) -> None:
    data = form(world, "ของฉัน ครบ")
    write(world, "staffing", "ของนรา ครบ", "nora")
    stands = all_that_is_written(world)
    response = visit("officer").post("edit_section", world.project.code, "staffing", **data)
    page = text_of(response)
    assert response.status_code == 409
    assert "What is saved now, and what you typed" in page
    assert "<mark>นรา</mark>" in page
    assert "<mark>ฉัน</mark>" in page
    assert ">\nของฉัน ครบ</textarea>" in page
    assert "hx-post" not in page  # while two texts are merged, only Save saves
    assert all_that_is_written(world) == stands
    merged = form(world, "ของนราและของฉัน ครบ")
    assert visit("officer").post("edit_section", world.project.code, "staffing", **merged).status_code == 302
    assert said(world)["staffing"] == "ของนราและของฉัน ครบ"
    assert "ของนรา ครบ" in text_of(visit("officer").get("edit_section", world.project.code, "staffing"))


def risk(name: str, **more: str) -> dict[str, str]:
    return RISK | {"risk": name} | more


def table_form(world: World, rows: list[dict[str, str]], **more: Any) -> dict[str, Any]:
    sent = {f"rows-{number}-{key}": cell for number, row in enumerate(rows) for key, cell in row.items()}
    total = {"rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": 0}
    return form(world, "") | total | sent | more


def two_writers_of_risks(world: World, visit: Visit) -> Any:
    """Nora saves two risks while the lead's officer, who knew of one of them, writes two of their own."""
    write(world, "risks", rows=[risk("ร่วม")])
    typed = table_form(world, [risk("ร่วม"), risk("ของฉัน"), risk("ของนรา", impact="high")])
    write(world, "risks", "", "nora", rows=[risk("ร่วม"), risk("ของนรา")])
    return visit("officer").post("edit_section", world.project.code, "risks", **typed)


def shown_rows(answer: Any) -> list[tuple[str, bool, str, str]]:
    rows = answer.context["rows"]
    return [
        (row["whose"].value(), bool(row["stays"].value()), row["risk"].value(), row["impact"].value()) for row in rows
    ]


def send_again(visit: Visit, world: World, answer: Any, **more: Any) -> Any:
    sent = as_shown(answer.context["form"], answer.context["rows"])
    return visit("officer").post("edit_section", world.project.code, "risks", **sent | more)


def kept_risks(world: World) -> list[tuple[str, str]]:
    rows = ProposalSection.objects.get(project=world.project_id, key="risks").rows
    return [(row["risk"], row["impact"]) for row in rows]


def test_the_rows_of_both_writers_stand_in_the_form(world: World, visit: Visit) -> None:
    answer = two_writers_of_risks(world, visit)
    assert answer.status_code == 409
    assert shown_rows(answer) == [
        ("both", True, "ร่วม", "medium"),
        ("theirs", True, "ของนรา", "medium"),
        ("mine", True, "ของฉัน", "medium"),
        ("mine", True, "ของนรา", "high"),
    ]
    page = text_of(answer)
    assert "Saved by your colleague" in page
    assert "hx-post" not in page
    assert kept_risks(world) == [("ร่วม", "medium"), ("ของนรา", "medium")]


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        ("theirs", [("ร่วม", "medium"), ("ของนรา", "medium")]),
        ("mine", [("ร่วม", "medium"), ("ของฉัน", "medium"), ("ของนรา", "high")]),
        ("both", [("ร่วม", "medium"), ("ของนรา", "medium"), ("ของฉัน", "medium"), ("ของนรา", "high")]),
    ],
)
def test_all_rows_of_one_writer_are_taken_at_once(
    world: World, visit: Visit, chosen: str, kept: list[tuple[str, str]]
) -> None:
    answer = two_writers_of_risks(world, visit)
    stands = all_that_is_written(world)
    answer = send_again(visit, world, answer, choose=chosen)
    assert all_that_is_written(world) == stands  # choosing saves nothing,
    assert len(shown_rows(answer)) == 4  # and what is not chosen is still there to be ticked
    assert "hx-post" not in text_of(answer)
    assert send_again(visit, world, answer).status_code == 302
    assert kept_risks(world) == kept


def test_rows_are_taken_one_by_one_and_changed_and_new_ones_written_beside(world: World, visit: Visit) -> None:
    answer = two_writers_of_risks(world, visit)
    sent = as_shown(answer.context["form"], answer.context["rows"])
    del sent["rows-2-stays"]
    sent["rows-1-measure"] = "แก้แล้ว"
    more = visit("officer").post("edit_section", world.project.code, "risks", **sent | {"more": "1"})
    sent = as_shown(more.context["form"], more.context["rows"]) | {"rows-4-risk": "ใหม่", "rows-4-impact": "low"}
    assert visit("officer").post("edit_section", world.project.code, "risks", **sent).status_code == 302
    assert kept_risks(world) == [("ร่วม", "medium"), ("ของนรา", "medium"), ("ของนรา", "high"), ("ใหม่", "low")]
    rows = ProposalSection.objects.get(project=world.project_id, key="risks").rows
    assert rows[1]["measure"] == "แก้แล้ว"


def test_a_third_writing_meanwhile_is_shown_beside_what_was_chosen(world: World, visit: Visit) -> None:
    answer = two_writers_of_risks(world, visit)
    answer = send_again(visit, world, answer, choose="mine")
    write(world, "risks", "", "somsak", rows=[risk("ของสมศักดิ์")])
    again = send_again(visit, world, answer)
    assert again.status_code == 409
    assert [row[0] for row in shown_rows(again)] == ["theirs", "mine", "mine", "mine"]
    assert kept_risks(world) == [("ของสมศักดิ์", "medium")]


def test_section_pages_are_closed_to_others_and_unknown_ones_are_not_there(world: World, visit: Visit) -> None:
    code = world.project.code
    assert visit("head").get("edit_section", code, "risks").status_code == 403
    assert visit("auditor").post("edit_section", code, "risks", **form(world, "x")).status_code == 403
    assert visit("stranger").get("edit_section", code, "risks").status_code == 404
    assert visit("officer").get("edit_section", code, "no-such").status_code == 404
    world.to("confirming")
    assert visit("officer").get("edit_section", code, "risks").status_code == 409


def test_the_overview_shows_the_meter_and_every_gate(world: World, visit: Visit) -> None:
    write(world, "target_group", "")
    page = text_of(visit("nora").get("project_edit", world.project.code))
    assert "2 of 12 sections written" in page
    assert "Before: Submit to partners" in page
    assert "The rationale, the objective and the target group must be written." in page
    assert "Before: Approve and hand in to DGA" in page
    assert "Every partner must have consented to the present version." in page


def test_the_overview_costs_the_same_whatever_is_written(world: World, visit: Visit) -> None:
    from tests.project.conftest import queries_of

    address = reverse("project_edit", args=[world.project.code])
    bare = queries_of(world.officer, address)
    for section in SECTIONS:
        write(world, section.key, "เขียนแล้ว")
    assert queries_of(world.officer, address) == bare


def test_what_a_return_may_ask_to_mend_are_the_sections(world: World, visit: Visit) -> None:
    world.to("screening")
    page = text_of(visit("screener").get("project_act", world.project.code, "return_for_revision"))
    assert all(f'value="{key}"' in page for key in MENDABLE)
    response = visit("screener").act("return_for_revision", note="แก้", sections=["risks", "kpis"])
    assert response.status_code == 302
    assert "Risks" in text_of(visit("officer").get("project_edit", world.project.code))


def test_a_resubmission_shows_what_was_mended_and_what_was_not(world: World, visit: Visit) -> None:
    world.to("screening")
    world.act("return_for_revision", "screener", note="แก้", facts={"sections": ["risks", "staffing"]})
    assert mending_of(world.project) is None
    write(world, "risks", rows=[RISK])
    write(world, "rationale", "เหตุผลใหม่")
    world.act("resubmit", "officer")
    found = mending_of(world.project)
    assert found is not None
    assert (found.before, found.after, found.asked) == (1, 2, ["risks", "staffing"])
    assert found.changed == ["rationale", "risks"]
    assert [(row.key, row.is_asked, row.is_changed, [field.name for field in row.fields]) for row in found.rows] == [
        ("rationale", False, True, ["rationale"]), ("risks", True, True, ["risks"]), ("staffing", True, False, []),
    ]  # fmt: skip
    page = text_of(visit("screener").get("screening", world.project.code))
    assert "Mended since the return" in page
    assert "Changed since the return" in page
    assert "What changed in “Risks”" in page
    assert "<ins>" in page
    assert "Not changed" in page
    assert "จัดซื้อล่าช้า" in text_of(visit("screener").get("project", world.project.code))


def test_a_past_shows_its_sections_as_they_were_frozen_then(world: World, visit: Visit) -> None:
    write(world, "risks", rows=[RISK])
    world.to("confirming")
    world.act("take_back", "officer", note="แก้")
    write(world, "risks", rows=[RISK | {"risk": "งบไม่พอ"}])
    past = text_of(visit("officer").get("as_of", world.project.code, query="?day=2/11/2563"))
    assert "จัดซื้อล่าช้า" in past
    assert "งบไม่พอ" not in past


def test_an_edit_that_breaks_a_consent_is_told_before_and_after(world: World, visit: Visit) -> None:
    world.to("agency_approval")
    world.act("send_back", "head", note="แก้")
    officer, code, part = visit("officer"), world.project.code, world.part("north")
    assert "This agency has consented to its part." in text_of(officer.get("edit_part", code, part.pk))
    assert "These agencies have consented." in text_of(officer.get("edit_kpis", code))
    assert "Consents that the changes break" not in text_of(officer.get("project_edit", code))
    edit_part(
        participation_id=part.pk, actor=world.officer, at=AT, expected_revision=world.project.revision,
        contribution="อย่างอื่น", unit=None, lines=[],
    )  # fmt: skip
    page = text_of(officer.get("project_edit", code))
    assert "Consents that the changes break" in page
    assert [part.pk for part in consents_broken(world.project)] == [part.pk]


def test_targets_by_year_are_kept_frozen_and_compared(world: World, visit: Visit) -> None:
    kpi = world.project.kpis.get()
    data: dict[str, Any] = {"kpis-TOTAL_FORMS": 1, "kpis-INITIAL_FORMS": 0}
    row: dict[str, Any] = {
        "id": kpi.pk,
        "name": kpi.name,
        "unit": kpi.unit,
        "target": kpi.target,
        "target_2565": "๔๐",
        "target_2567": "80",
    }
    row |= {f"weight_{share.participation_id}": share.weight_percent for share in kpi.shares.all()}
    world.to("confirming")
    world.act("take_back", "officer", note="แก้")
    data |= {"expected_revision": world.project.revision} | {f"kpis-0-{name}": value for name, value in row.items()}
    assert visit("officer").post("edit_kpis", world.project.code, **data).status_code == 302
    assert world.project.kpis.get().targets == {"2565": "๔๐", "2567": "80"}
    world.act("propose", "officer")
    found = compare(*world.project.versions.order_by("number"))
    assert [(one.label, one.before, one.after) for one in found.kpis[0].fields if one.name.startswith("targets")] == [
        ("Target of 2565", "", "๔๐"),
        ("Target of 2567", "", "80"),
    ]
    assert "2567: 80" in text_of(visit("officer").get("project", world.project.code, query="?tab=kpis"))


# ── programs ──


def test_programs_read_sections_and_gates_and_write_one(world: World) -> None:
    program, address = Program(world, "nora"), f"/projects/{world.project.code}/sections"
    found = program.get(address).json()
    assert (found["written"], found["of"], found["revision"]) == (3, 12, world.project.revision)
    assert [(gate["step"], gate["missing"]) for gate in found["gates"]] == [
        ("propose", []),
        ("hand_in", ["Every partner must have consented to the present version."]),
    ]
    body = {"expected_revision": found["revision"], "rows": [RISK]}
    after = program.put(f"{address}/risks", body)
    assert (after.status_code, after.json()["written"]) == (200, 4)
    stands = all_that_is_written(world)
    late = Program(world, "officer").put(f"{address}/risks", body | {"rows": [{"risk": "อื่น"}]})
    assert (late.status_code, late.json()["code"]) == (409, "version_conflict")
    assert Program(world, "head").put(f"{address}/risks", body | {"text": "x"}).status_code == 403
    assert Program(world, "stranger").get(address).status_code == 404
    assert program.put(f"{address}/no-such", body).status_code == 404
    assert all_that_is_written(world) == stands

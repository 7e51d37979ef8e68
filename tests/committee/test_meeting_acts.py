# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people do on a meeting's pages, one test for each act, with every refusal leaving all as it was."""

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse

from committee.models import AgendaItem, Meeting, Pack, Resolution
from tests.api.asking import at
from tests.committee.conftest import Visit, pressed
from tests.committee.test_meeting_lifecycle import close_call, convene, draft, freeze
from tests.world import World, everything
from workflows.models import TransitionRecord


def send(visit: Visit, who: str, path: str, data: dict[str, Any]) -> HttpResponse:
    """Post as a person by name."""
    answer: Any = visit(who).post(path, data)
    return answer


def refused(visit: Visit, who: str, path: str, data: dict[str, Any], status: int, *words: str) -> None:
    before = everything()
    answer = send(visit, who, path, data)
    assert answer.status_code == status
    page = answer.content.decode()
    assert [word for word in words if word not in page] == []
    assert everything() == before


def page(world: World) -> str:
    return f"/meetings/{world.meeting_id}/"


def item_page(world: World) -> str:
    return f"{page(world)}items/{world.item.pk}/"


# ── planning ──

PLAN = {
    "request_id": "00000000-0000-4000-8000-000000000001",
    "title": "การประชุมครั้งแรก",
    "starts_at": "2564-01-25T09:30",
    "ends_at": "2021-01-25T12:30",
    "place": "ห้องประชุมใหญ่",
}


def test_secretary_plans_a_meeting_in_buddhist_years(world: World, visit: Visit) -> None:
    answer = send(visit, "secretary", "/meetings/new/", PLAN | {"committee": world.committee.pk})
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == f"/meetings/{meeting.pk}/"
    assert meeting.starts_at.isoformat() == "2021-01-25T02:30:00+00:00"
    assert meeting.state == "planned"


def test_planning_twice_with_one_press_plans_one_meeting(world: World, visit: Visit) -> None:
    for _press in (1, 2):
        assert send(visit, "secretary", "/meetings/new/", PLAN | {"committee": world.committee.pk}).status_code == 302
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends_at": "2021-01-25T09:30"}, "A meeting ends after it begins."),
        ({"title": ""}, "This field is required."),
        ({"starts_at": "25 มกราคม"}, "Enter a valid date/time."),
        ({"committee": "999"}, "Select a valid choice"),
    ],
)
def test_plan_that_does_not_pass_keeps_what_was_typed(
    world: World, visit: Visit, wrong: dict[str, str], words: str
) -> None:
    given = PLAN | {"committee": str(world.committee.pk)} | wrong
    refused(visit, "secretary", "/meetings/new/", given, 422, words, "ห้องประชุมใหญ่")


@pytest.mark.parametrize("name", ["chair", "member", "admin", "officer", "screening_head"])
def test_only_a_secretary_with_a_committee_plans(world: World, visit: Visit, name: str) -> None:
    closed = visit(name).get("/meetings/new/")
    assert (closed.status_code, "Only the committee&#x27;s secretary plans" in closed.content.decode()) == (403, True)
    refused(visit, name, "/meetings/new/", PLAN | {"committee": world.committee.pk}, 403)


def test_second_editor_is_told_and_keeps_what_was_typed(world: World, visit: Visit) -> None:
    world.plan_meeting()
    first = PLAN | {"revision": 0}
    assert send(visit, "secretary", f"{page(world)}edit/", first).status_code == 302
    assert world.meeting.place == "ห้องประชุมใหญ่"
    second = first | {"place": "ห้องของคนที่สอง"}
    refused(visit, "secretary", f"{page(world)}edit/", second, 409, "Somebody else changed", "ห้องของคนที่สอง")


def test_fixed_meeting_is_not_edited(world: World, visit: Visit) -> None:
    freeze(world)
    refused(visit, "secretary", f"{page(world)}edit/", PLAN | {"revision": 0}, 409, "reopen the agenda first")
    assert visit("chair").get(f"{page(world)}edit/").status_code == 403


def test_agenda_is_not_fixed_without_the_typeface_of_papers(
    world: World, visit: Visit, settings: Any, tmp_path: Path
) -> None:
    close_call(world)
    settings.PACK_FONT_DIR = tmp_path
    client = visit("secretary")
    client.raise_request_exception = False
    before = everything()
    answer = client.post(f"{page(world)}acts/freeze/", pressed(world.meeting))
    assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert "The administrator runs “make setup”." in answer.content.decode()
    assert everything() == before


# ── the agenda ──


def test_waiting_projects_are_put_on_the_agenda_each_by_itself(world: World, visit: Visit) -> None:
    world.to("screened")
    world.plan_meeting()
    chosen = {"request_id": PLAN["request_id"], "projects": [world.project_id]}
    for _press in (1, 2):
        send(visit, "secretary", f"{page(world)}agenda/projects/", chosen)
    assert world.project.state == "queued"
    assert AgendaItem.objects.count() == 1


def test_no_project_chosen_is_said(world: World, visit: Visit) -> None:
    world.to("screened")
    world.plan_meeting()
    nothing = {"request_id": PLAN["request_id"]}
    refused(visit, "secretary", f"{page(world)}agenda/projects/", nothing, 422, "Choose at least one project.")


@pytest.mark.parametrize("forged", ["9" * 19, "9" * 5000, "-1", "\0", "๑", "x"])
def test_project_that_cannot_be_is_no_choice(world: World, visit: Visit, forged: str) -> None:
    world.plan_meeting()
    chosen = {"request_id": PLAN["request_id"], "projects": [forged]}
    refused(visit, "secretary", f"{page(world)}agenda/projects/", chosen, 422)


def test_member_puts_nothing_on_the_agenda(world: World, visit: Visit) -> None:
    world.to("screened")
    world.plan_meeting()
    before = everything()
    chosen = {"request_id": PLAN["request_id"], "projects": [world.project_id]}
    send(visit, "member", f"{page(world)}agenda/projects/", chosen)
    assert everything() == before
    words = {"request_id": PLAN["request_id"], "section": "4", "title": "เรื่องของฉัน"}
    refused(visit, "member", f"{page(world)}agenda/matters/", words, 403, "secretary")


def test_matter_is_added_moved_and_taken_off_with_a_reason(world: World, visit: Visit) -> None:
    world.plan_meeting()
    for nth in (1, 2):
        words = {"request_id": f"00000000-0000-4000-8000-00000000000{nth}", "section": "4", "title": f"เรื่อง {nth}"}
        assert send(visit, "secretary", f"{page(world)}agenda/matters/", words).status_code == 302
    first, second = AgendaItem.objects.order_by("pk")
    send(visit, "secretary", f"{page(world)}items/{second.pk}/move/", {"direction": "up"})
    assert [item.title for item in world.meeting.standing_items()] == ["เรื่อง 2", "เรื่อง 1"]
    off = f"{page(world)}items/{first.pk}/acts/take_off/"
    refused(visit, "secretary", off, pressed(first), 422, "The reason must be given.")
    refused(visit, "chair", off, pressed(first, note="ไม่เอา"), 403, "secretary")
    assert send(visit, "secretary", off, pressed(first, note="ถอนโดยผู้เสนอ")).status_code == 302
    assert AgendaItem.objects.get(pk=first.pk).state == "taken_off"
    assert TransitionRecord.objects.latest("pk").note == "ถอนโดยผู้เสนอ"


def test_matter_without_words_keeps_its_details(world: World, visit: Visit) -> None:
    world.plan_meeting()
    words = {"request_id": PLAN["request_id"], "section": "4", "title": "", "note": "พิมพ์ไว้แล้ว"}
    refused(visit, "secretary", f"{page(world)}agenda/matters/", words, 422, "พิมพ์ไว้แล้ว", "This field is required.")


# ── the meeting's acts ──


def test_convening_twice_with_one_press_gives_one_number(world: World, visit: Visit) -> None:
    meeting = world.plan_meeting()
    press = pressed(meeting)
    for _press in (1, 2):
        with at():  # the clock stands before the meeting, as many days as its rules ask for
            assert send(visit, "secretary", f"{page(world)}acts/convene/", press).status_code == 302
    assert world.meeting.called == "1/2564"


def test_act_on_a_page_that_is_out_of_date_names_who_did_what(world: World, visit: Visit) -> None:
    meeting = world.plan_meeting()
    press = pressed(meeting, note="ไม่พร้อมประชุม")
    world.act("convene", "secretary", meeting)
    words = ("ผู้ทดสอบ secretary", "Convene", "ไม่พร้อมประชุม")
    refused(visit, "secretary", f"{page(world)}acts/cancel/", press, 409, *words)


@pytest.mark.parametrize("name", ["member", "chair", "auditor"])
def test_act_of_the_secretary_is_not_offered_to_others(world: World, visit: Visit, name: str) -> None:
    meeting = world.plan_meeting()
    assert "acts/convene/" not in visit(name).get(page(world)).content.decode()
    assert visit(name).get(f"{page(world)}acts/convene/").status_code == 403
    refused(visit, name, f"{page(world)}acts/convene/", pressed(meeting), 403, "The committee&#x27;s secretary.")


@pytest.mark.parametrize("name", ["begin", "nonsense", "save", "delete"])
def test_act_that_is_no_act_is_not_there(world: World, visit: Visit, name: str) -> None:
    meeting = world.plan_meeting()
    refused(visit, "secretary", f"{page(world)}acts/{name}/", pressed(meeting), 404)


def test_empty_agenda_is_not_fixed_and_no_pack_is_made(world: World, visit: Visit) -> None:
    meeting = world.plan_meeting()
    world.act("convene", "secretary", meeting)
    world.act("close_call", "secretary", world.meeting)
    refused(visit, "secretary", f"{page(world)}acts/freeze/", pressed(world.meeting), 422, "at least one item")
    assert Pack.objects.count() == 0


def test_agenda_is_fixed_reopened_and_fixed_again_with_a_second_pack(world: World, visit: Visit) -> None:
    close_call(world)
    assert send(visit, "secretary", f"{page(world)}acts/freeze/", pressed(world.meeting)).status_code == 302
    refused(visit, "secretary", f"{page(world)}acts/thaw/", pressed(world.meeting, note=""), 422, "reason")
    assert (
        send(visit, "secretary", f"{page(world)}acts/thaw/", pressed(world.meeting, note="เพิ่มเรื่อง")).status_code == 302
    )
    words = {"request_id": PLAN["request_id"], "section": "6", "title": "เรื่องเพิ่ม"}
    refused(visit, "secretary", f"{page(world)}agenda/matters/", words, 422, "say why the item comes late")
    send(visit, "secretary", f"{page(world)}agenda/matters/", words | {"late_reason": "เพิ่งได้รับหนังสือ"})
    late = AgendaItem.objects.get(state="proposed")
    assert "เพิ่งได้รับหนังสือ" in visit("chair").get(page(world)).content.decode()
    admit = f"{page(world)}items/{late.pk}/acts/admit_late/"
    refused(visit, "secretary", admit, pressed(late), 403, "approves late items")
    assert send(visit, "chair", admit, pressed(late)).status_code == 302
    assert visit("member").get(f"{page(world)}packs/1.pdf").status_code == 200
    assert send(visit, "secretary", f"{page(world)}acts/freeze/", pressed(world.meeting)).status_code == 302
    assert [pack.number for pack in world.meeting.packs.all()] == [1, 2]


def test_matter_that_cannot_be_printed_is_named_and_no_pack_is_kept(world: World, visit: Visit) -> None:
    convene(world)
    words = {"request_id": PLAN["request_id"], "section": "6", "title": "เรื่อง 🚀"}
    send(visit, "secretary", f"{page(world)}agenda/matters/", words)
    world.act("close_call", "secretary", world.meeting)
    for path, press in (("packs/", {}), ("acts/freeze/", pressed(world.meeting))):
        refused(visit, "secretary", page(world) + path, press, 422, "not in the official font: 🚀")
    assert Pack.objects.count() == 0


def test_meeting_below_its_quorum_does_not_open(world: World, visit: Visit) -> None:
    freeze(world)
    shown = visit("secretary").get(page(world)).content.decode()
    assert "A quorum must be present, by the rules of the meeting." in shown
    pressing = pressed(world.meeting, note="เลื่อนวัน")
    refused(visit, "secretary", f"{page(world)}acts/open/", pressing, 422, "A quorum must be present")


# ── members ──


def test_member_answers_for_oneself_only(world: World, visit: Visit) -> None:
    freeze(world)
    mine, other = world.entry("member"), world.entry("chair")
    answer = f"{page(world)}roll/{{}}/accept/"
    refused(visit, "member", answer.format(other.pk), pressed(other), 403, "The member who is invited.")
    assert send(visit, "member", answer.format(mine.pk), pressed(mine)).status_code == 302
    assert world.entry("member").state == "coming"
    regrets = f"{page(world)}roll/{mine.pk}/send_regrets/"
    refused(visit, "member", regrets, pressed(world.entry("member"), note=""), 422, "The reason must be given.")
    assert send(visit, "member", regrets, pressed(world.entry("member"), note="ติดราชการ")).status_code == 302
    assert world.entry("member").state == "not_coming"


def test_secretary_notes_arrivals_and_departures(world: World, visit: Visit) -> None:
    freeze(world)
    entry = world.entry("member")
    refused(visit, "member", f"{page(world)}roll/{entry.pk}/arrive/", pressed(entry), 403)
    for name, state in (("arrive", "present"), ("depart", "away"), ("arrive", "present")):
        path = f"{page(world)}roll/{entry.pk}/{name}/"
        assert send(visit, "secretary", path, pressed(world.entry("member"))).status_code == 302
        assert world.entry("member").state == state


def test_entry_of_another_meeting_is_not_there(world: World, visit: Visit) -> None:
    freeze(world)
    entry = world.entry("member")
    world.plan_meeting()
    refused(visit, "secretary", f"{page(world)}roll/{entry.pk}/arrive/", pressed(entry), 404)


# ── resolving ──


def typed(world: World, verb: str = "endorse", **more: str) -> dict[str, Any]:
    """What the secretary's form sends, each line with commas and Thai digits."""
    amounts = {f"amount_{line}": "๑,๒๕๐,๐๐๐" for line in world.amounts()}
    rows = {"conditions-TOTAL_FORMS": "1", "conditions-INITIAL_FORMS": "0"}
    return pressed(world.item, verb=verb, text="ข้อความมติ", **amounts, **rows, **more)


def test_draft_takes_commas_and_thai_digits(world: World, visit: Visit) -> None:
    world.to("in_committee")
    assert send(visit, "secretary", f"{item_page(world)}resolution/", typed(world)).status_code == 302
    assert set(world.resolution.amounts.values()) == {"1250000.00"}
    assert world.item.state == "drafted"


def test_draft_with_conditions_keeps_each_with_its_day(world: World, visit: Visit) -> None:
    world.to("in_committee")
    row = {"conditions-0-text": "ปรับสถาปัตยกรรม", "conditions-0-due_date": "2564-03-01",
           "conditions-0-before_forwarding": "on"}  # fmt: skip
    given = typed(world, "endorse_with_conditions", **row)
    assert send(visit, "secretary", f"{item_page(world)}resolution/", given).status_code == 302
    assert world.resolution.conditions == [
        {"text": "ปรับสถาปัตยกรรม", "due_date": "2021-03-01", "before_forwarding": True}
    ]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": ""}, "must be written"),
        ({"verb": "endorse_with_conditions"}, "names at least one"),
        ({"verb": "abolish"}, "Select a valid choice"),
        ({"amount": "-5"}, "An amount must not be below zero."),
        ({"amount": ""}, "Enter an amount in baht."),
        ({"conditions-0-due_date": "2021-03-01", "verb": "endorse_with_conditions"}, "A condition needs words."),
    ],
)
def test_draft_that_does_not_pass_keeps_what_was_typed(
    world: World, visit: Visit, wrong: dict[str, str], words: str
) -> None:
    world.to("in_committee")
    given = typed(world)
    if "amount" in wrong:
        wrong = {f"amount_{next(iter(world.amounts()))}": wrong["amount"]}
    refused(visit, "secretary", f"{item_page(world)}resolution/", given | wrong, 422, words, "๑,๒๕๐,๐๐๐")


def test_another_row_for_a_condition_changes_nothing(world: World, visit: Visit) -> None:
    world.to("in_committee")
    given = typed(world, "endorse_with_conditions", more="conditions", **{"conditions-0-text": "ข้อแรก"})
    refused(visit, "secretary", f"{item_page(world)}resolution/", given, 200, "ข้อแรก", "conditions-1-text")


@pytest.mark.parametrize("name", ["chair", "member"])
def test_only_the_secretary_drafts(world: World, visit: Visit, name: str) -> None:
    world.to("in_committee")
    assert "data-draft" not in visit(name).get(item_page(world)).content.decode()
    refused(visit, name, f"{item_page(world)}resolution/", typed(world), 403, "secretary")


def seal(world: World) -> dict[str, Any]:
    from committee.operations import wording_sha256

    return pressed(world.resolution, wording=wording_sha256(world.resolution))


def test_chair_certifies_what_was_read_once(world: World, visit: Visit) -> None:
    draft(world)
    press = seal(world)
    for name in ("secretary", "member"):
        refused(visit, name, f"{item_page(world)}certify/", press, 403, "chair")
    for _press in (1, 2):
        assert send(visit, "chair", f"{item_page(world)}certify/", press).status_code == 302
    assert (world.resolution.called, world.project.state) == ("1/2564", "not_endorsed")


def test_draft_mended_meanwhile_is_not_certified(world: World, visit: Visit) -> None:
    draft(world)
    press = seal(world)
    mended = typed(world, "defer")
    assert send(visit, "secretary", f"{item_page(world)}resolution/", mended).status_code == 302
    assert Resolution.objects.get().verb == "defer"
    refused(visit, "chair", f"{item_page(world)}certify/", press, 409, "changed meanwhile")


def test_session_does_not_end_over_an_uncertified_draft(world: World, visit: Visit) -> None:
    draft(world)
    refused(visit, "chair", f"{page(world)}acts/end/", pressed(world.meeting), 422, "must be certified first")


def test_register_shows_the_certified_resolution(world: World, visit: Visit) -> None:
    world.to("endorsed")
    register = visit("member").get(f"/committees/{world.committee.code}/").content.decode()
    assert "1/2564" in register
    assert world.project.title in register
    assert visit("stranger").get(f"/committees/{world.committee.code}/").status_code == 404

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A resolution once the meeting has ended: whose turn it is, what the file waits for, what is assigned."""

from typing import Any

import pytest
from django.urls import reverse

from committee.models import ActionItem, DecisionLetter, LetterPattern
from committee.operations import wording_sha256
from tests.committee.test_meeting_lifecycle import draft
from tests.minutes import adopted
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.world import World, desks, everything
from workflows.forms import hidden
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet
from workflows.verification import faults


def recorded(world: World) -> None:
    """A resolution that was read out, and the meeting ended before it was certified."""
    draft(world)
    world.act("record", "secretary", world.resolution)
    world.act("end", "secretary", world.meeting)


def series(world: World) -> str:
    made = LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="ส", signer="ล")
    return str(made.pk)


def test_recorded_resolution_waits_for_the_chair_after_the_meeting_and_then_for_its_letters(world: World) -> None:
    recorded(world)
    assert desks(world.meeting) == ["filing", "sealing"]
    assert "after the meeting" in visitor(world.chair).get("/").content.decode()
    world.act("certify", "chair", world.resolution)
    assert desks(world.meeting) == ["communicating", "filing"]
    assert "Make the resolution known" in visitor(world.secretary).get("/tasks/").content.decode()
    world.act("communicate", "secretary", world.resolution, facts={"pattern": series(world)})
    assert desks(world.meeting) == ["filing"]
    assert list(faults()) == []


def test_what_was_certified_in_session_waits_for_its_letters_once_the_meeting_ended(world: World) -> None:
    world.to("in_committee")
    world.resolve("defer")
    assert desks(world.meeting) == ["closing"]
    world.act("end", "secretary", world.meeting)
    assert desks(world.meeting) == ["communicating", "filing"]
    assert list(faults()) == []


def test_correction_waits_for_the_chair_beside_the_letters_until_it_is_dropped(world: World) -> None:
    draft(world)
    world.act("certify", "chair", world.resolution)
    world.act("end", "secretary", world.meeting)
    world.act("correct", "secretary", world.item, facts={"text": "ถ้อยคำใหม่"}, note="พิมพ์ผิด")
    assert desks(world.meeting) == ["communicating", "filing", "sealing"]
    world.act("drop", "secretary", world.resolution, note="ไม่ต้องแก้")
    assert desks(world.meeting) == ["communicating", "filing"]
    assert list(faults()) == []


def test_file_waits_for_every_resolution_and_says_which_lacks_what(world: World) -> None:
    recorded(world)
    adopted(world)
    said = "Every resolution must be certified and made known, by its letters or with the reason why there is none."
    for act, lacks in (
        (None, "Item 5.1: its resolution is not certified."),
        (("certify", "chair", {}), "Item 5.1: resolution 1/2564 is not made known."),
        (("communicate", "secretary", {"pattern": series(world)}), None),
    ):
        if act is not None:
            world.act(act[0], act[1], world.resolution, facts=act[2])
        if lacks is not None:
            with refused(GuardsUnmet) as no:
                world.act("close", "secretary", world.meeting)
            assert no.value.reasons == (said, lacks)
            assert lacks in visitor(world.secretary).get(f"/meetings/{world.meeting_id}/").content.decode()
    world.act("close", "secretary", world.meeting)
    assert (world.meeting.state, desks(world.meeting)) == ("closed", [])


def test_reason_stands_for_letters_that_are_not_sent(world: World) -> None:
    draft(world)
    world.act("certify", "chair", world.resolution)
    page = visitor(world.secretary)
    href = reverse("resolution_send", args=[world.resolution.pk])
    assert page.post(href, hidden(world.resolution)).status_code == 422  # neither a series nor a reason
    assert world.resolution.state == "certified"
    sent = page.post(href, hidden(world.resolution) | {"no_letter": "แจ้งในที่ประชุมแล้ว", "urgency": "normal"})
    assert (sent.status_code, world.resolution.state) == (302, "communicated")
    assert not DecisionLetter.objects.exists()
    record = TransitionRecord.objects.get(subject_type="committee.resolution", transition="communicate")
    assert record.facts["no_letter"] == "แจ้งในที่ประชุมแล้ว"


# ── recording and dropping from the pages ──


def test_secretary_records_from_the_items_page(world: World) -> None:
    draft(world)
    page, where = visitor(world.secretary), [world.meeting_id, world.item.pk]
    href, shown = reverse("item_record", args=where), reverse("meeting_item", args=where)
    assert f'action="{href}"' in page.get(shown).content.decode()
    assert (
        f'action="{reverse("console_act", args=[world.meeting_id, "record"])}"'
        in page.get(reverse("console_item", args=where)).content.decode()
    )
    read = {"wording": wording_sha256(world.resolution)}
    assert page.post(href, hidden(world.resolution) | read).status_code == 302
    assert (world.resolution.state, world.item.state) == ("recorded", "resolved")
    assert f'action="{href}"' not in page.get(shown).content.decode()


def test_what_was_mended_meanwhile_is_not_recorded(world: World) -> None:
    draft(world)
    page, href = visitor(world.secretary), reverse("item_record", args=[world.meeting_id, world.item.pk])
    assert page.post(href, hidden(world.resolution) | {"wording": "0" * 64}).status_code == 409
    assert world.resolution.state == "draft"


def test_console_records_the_words_that_were_on_the_screen_alone(world: World) -> None:
    draft(world)
    page, href = visitor(world.secretary), reverse("console_act", args=[world.meeting_id, "record"])
    sent = hidden(world.resolution) | {"item": str(world.item.pk)}
    for wrong in ({}, {"wording": "0" * 64}):
        before = everything()
        assert page.post(href, sent | wrong).status_code == (409 if wrong else 422)
        assert everything() == before
    assert page.post(href, sent | {"wording": wording_sha256(world.resolution)}).status_code == 302
    assert world.resolution.state == "recorded"


def test_correction_is_dropped_from_the_items_page_with_a_reason(world: World) -> None:
    draft(world)
    world.act("certify", "chair", world.resolution)
    world.act("correct", "secretary", world.item, facts={"text": "ถ้อยคำใหม่"}, note="พิมพ์ผิด")
    page, href = visitor(world.secretary), reverse("item_drop", args=[world.meeting_id, world.item.pk])
    shown = page.get(reverse("meeting_item", args=[world.meeting_id, world.item.pk])).content.decode()
    assert f'href="{href}"' in shown
    assert reverse("item_record", args=[world.meeting_id, world.item.pk]) not in shown
    assert page.post(href, hidden(world.resolution)).status_code == 422
    assert page.post(href, hidden(world.resolution) | {"note": "ไม่ต้องแก้"}).status_code == 302
    assert world.resolution.state == "superseded"


# ── assigning ──


def typed(world: World, **actions: Any) -> dict[str, Any]:
    """The draft as the secretary's form sends it, with one row that assigns."""
    rows = {f"actions-0-{name}": value for name, value in actions.items()}
    return hidden(world.item) | rows | {
        "verb": "not_endorse", "text": "ไม่เห็นชอบ", "actions-TOTAL_FORMS": "1", "actions-INITIAL_FORMS": "0",
        "conditions-TOTAL_FORMS": "0", "conditions-INITIAL_FORMS": "0",
    }  # fmt: skip


def test_draft_assigns_with_an_owner_and_a_day_and_keeps_them_when_it_is_mended(world: World) -> None:
    world.to("in_committee")
    page, href = visitor(world.secretary), reverse("item_resolution", args=[world.meeting_id, world.item.pk])
    owner = f"agency:{world.agencies['north'].code}"
    page.post(href, typed(world, text="จัดทำข้อมูล", owner=owner, due_date="31/3/2564"))
    drafted = world.resolution
    assert drafted.also == ["assign"]
    assert drafted.actions == [
        {"text": "จัดทำข้อมูล", "agency": world.agencies["north"].code, "person": None, "due_date": "2021-03-31"}
    ]
    shown = page.get(reverse("console_item", args=[world.meeting_id, world.item.pk])).content.decode()
    assert "จัดทำข้อมูล" in shown
    world.act("certify", "chair", world.resolution)
    action = ActionItem.objects.get()
    assert (action.owner, action.due_date.isoformat()) == (world.agencies["north"].name, "2021-03-31")
    assert "Do what was assigned" in visitor(world.nora).get("/").content.decode()


@pytest.mark.parametrize(
    "row",
    [
        {"text": "จัดทำ", "owner": "", "due_date": "31/3/2564"},
        {"text": "จัดทำ", "owner": "agency:nobody", "due_date": "31/3/2564"},
        {"text": "จัดทำ", "owner": "north", "due_date": ""},
        {"text": "จัดทำ", "owner": "north", "due_date": "31/3/2564", "working_days": "5"},
        {"text": "", "owner": "north", "due_date": ""},
    ],
)
def test_half_an_assignment_is_shown_again_and_drafts_nothing(world: World, row: dict[str, str]) -> None:
    world.to("in_committee")
    if row["owner"] == "north":
        row = row | {"owner": f"agency:{world.agencies['north'].code}"}
    href = reverse("item_resolution", args=[world.meeting_id, world.item.pk])
    assert visitor(world.secretary).post(href, typed(world, **row)).status_code == 422
    assert world.item.state == "under_consideration"


def test_words_that_assign_are_given_an_owner_before_the_letters_tell_of_it(world: World) -> None:
    world.to("in_committee")
    world.resolve("not_endorse", text="ไม่เห็นชอบ และมอบหมายหน่วยงานเสนอใหม่")
    page, stranger = visitor(world.secretary), world.agencies["elsewhere"]
    href = reverse("resolution_assign", args=[world.resolution.pk])
    assert href in page.get(reverse("resolution", args=[world.resolution.pk])).content.decode()
    given = {"text": "เสนอใหม่", "owner": f"agency:{stranger.code}", "due_date": "30/6/2599"}
    assert page.post(href, hidden(world.resolution) | given | {"due_date": "1/1/2563"}).status_code == 422
    assert page.post(href, hidden(world.resolution) | given).status_code == 302
    assert (ActionItem.objects.get().agency, world.resolution.state) == (stranger, "certified")
    world.act("communicate", "secretary", world.resolution, facts={"pattern": series(world)})
    letter = DecisionLetter.objects.get(agency=stranger)
    assert [one["due_date"] for one in letter.snapshot["actions"]] == ["2056-06-30"]
    assert list(faults()) == []


def test_nothing_is_assigned_that_the_committee_did_not_say(world: World) -> None:
    draft(world)
    world.act("certify", "chair", world.resolution)
    facts = {"text": "ทำ", "agency": world.agencies["north"].code, "working_days": 5}
    with refused(GuardsUnmet):
        world.act("assign_more", "secretary", world.resolution, facts=facts)

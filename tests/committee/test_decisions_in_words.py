# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A matter in words that is for decision: taken up, drafted, decided, certified, told to whom it concerns."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency
from committee.minutes.drafting import drafted
from committee.models import AgendaItem, DecisionLetter, LetterPattern, Resolution
from committee.operations import add_item
from committee.states import Verb
from committee.verbs import ON_MATTERS
from committee.wording import draft_text_on
from tests.committee.reports import write
from tests.refusing import refused
from tests.standing import grounded
from tests.world import World
from workflows.models import Task
from workflows.refusals import GuardsUnmet
from workflows.verification import faults

KINDS = {"decision": "under_consideration", "consent": "under_consideration", "information": "listed",
         "matters_arising": "listed", "report": "listed"}  # fmt: skip


def made() -> World:
    return World().to("queued")


ground, world = grounded(made)


def put(world: World, kind: str = "decision", *, title: str = "เรื่องแผนปฏิบัติการ", agency: Agency | None = None) -> int:
    """A matter in words on the agenda of the planned meeting; its id."""
    item = add_item(
        meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4(), section=5, title=title,
        kind=kind, agency=agency,
    )  # fmt: skip
    return int(item.pk)


def item(pk: int) -> AgendaItem:
    return AgendaItem.objects.get(pk=pk)


def decide(world: World, pk: int, verb: str, **more: Any) -> Resolution:
    world.act("draft", "secretary", item(pk), facts={"verb": verb, "text": "มติในเรื่องนี้", **more})
    resolution = Resolution.objects.get(item=pk)
    world.act("certify", "chair", resolution)
    return Resolution.objects.get(pk=resolution.pk)


@pytest.mark.parametrize(("kind", "state"), KINDS.items())
def test_what_is_for_decision_is_taken_up_when_the_meeting_opens(world: World, kind: str, state: str) -> None:
    pk = put(world, kind)
    if kind == "report":
        write(world)  # it lies before the meeting as it is written
    world.open_meeting()
    assert item(pk).state == state
    drafting = Task.objects.filter(finished=None, flow_task__endswith="considering", subject_id=pk)
    assert drafting.exists() is (state == "under_consideration")
    if state == "listed":
        world.act("take_note", "secretary", item(pk))
    else:
        with refused(GuardsUnmet):  # nobody notes what is to be decided
            world.act("draft", "secretary", item(pk), facts={"verb": "endorse", "text": " "})


@pytest.mark.parametrize("verb", ON_MATTERS)
def test_each_outcome_is_drafted_and_certified(world: World, verb: Verb) -> None:
    pk = put(world)
    world.open_meeting()
    more = {"conditions": [{"text": "รายงานภายในสามเดือน"}]} if "principle" in verb or "conditions" in verb else {}
    resolution = decide(world, pk, verb, **more)
    assert (resolution.state, resolution.called) == ("certified", "1/2564")
    assert item(pk).state == ("deferred" if verb == "defer" else "resolved")
    assert resolution.amounts == {}
    assert world.project.state == "in_committee"  # the other matter is untouched
    assert list(faults()) == []


@pytest.mark.parametrize("verb", ["adopt", "adopt_with_changes"])
def test_minutes_alone_are_adopted(world: World, verb: str) -> None:
    pk = put(world)
    world.open_meeting()
    with refused(GuardsUnmet):
        world.act("draft", "secretary", item(pk), facts={"verb": verb, "text": "รับรอง"})


def test_conditions_are_named_where_the_verb_says_so(world: World) -> None:
    pk = put(world)
    world.open_meeting()
    with refused(GuardsUnmet):
        world.act("draft", "secretary", item(pk), facts={"verb": "endorse_with_conditions", "text": "เห็นชอบ"})


def test_what_was_not_reached_or_put_off_comes_on_the_next_agenda(world: World) -> None:
    left, put_off = put(world, title="เรื่องที่พิจารณาไม่ถึง"), put(world, title="เรื่องที่เลื่อน")
    world.open_meeting()
    decide(world, put_off, "defer")
    record = world.act("end", "secretary", world.meeting)
    assert record.facts["not_reached"] == [world.project.code, item(left).label]
    assert (item(left).state, item(put_off).state) == ("not_reached", "deferred")
    world.plan_meeting()
    world.act("convene", "secretary", world.meeting)
    back = world.meeting.items.filter(project=None).order_by("pk")
    assert [(one.title, one.item_kind, one.state) for one in back] == [
        ("เรื่องที่พิจารณาไม่ถึง", "decision", "listed"), ("เรื่องที่เลื่อน", "decision", "listed"),
    ]  # fmt: skip
    assert list(faults()) == []


def test_reconsidered_it_is_before_the_committee_again(world: World) -> None:
    pk = put(world)
    world.open_meeting()
    first = decide(world, pk, "approve")
    world.act("reconsider", "secretary", item(pk), note="มีข้อมูลใหม่")
    assert item(pk).state == "under_consideration"
    assert Resolution.objects.get(pk=first.pk).state == "superseded"
    assert list(faults()) == []


def test_letters_go_to_who_handed_it_in_and_to_whom_it_assigns(world: World) -> None:
    pk = put(world, agency=world.agencies["north"])
    world.open_meeting()
    action = {"text": "จัดทำแผน", "agency": world.agencies["south"].code, "working_days": 10}
    resolution = decide(world, pk, "approve", also=["assign"], actions=[action])
    series = LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="ส", signer="ล")
    world.act("communicate", "secretary", resolution, facts={"pattern": str(series.pk)})
    letters = DecisionLetter.objects.order_by("agency")
    assert [letter.agency for letter in letters] == [world.agencies["north"], world.agencies["south"]]
    assert letters[0].snapshot["resolution"]["verbs"] == ["อนุมัติ", "มอบหมาย"]
    assert letters[0].snapshot["project"] is None
    assert [one["text"] for one in letters[1].snapshot["actions"]] == ["จัดทำแผน"]


def test_one_that_concerns_no_agency_sends_no_letter_but_says_why(world: World) -> None:
    pk = put(world)
    world.open_meeting()
    resolution = decide(world, pk, "take_note")
    with refused(GuardsUnmet):
        world.act("communicate", "secretary", resolution)
    record = world.act("communicate", "secretary", resolution, facts={"no_letter": "แจ้งในที่ประชุมแล้ว"})
    assert record.facts["no_letter"] == "แจ้งในที่ประชุมแล้ว"


def test_minutes_say_what_was_resolved(world: World) -> None:
    pk = put(world)
    world.open_meeting()
    decide(world, pk, "not_approve")
    told = next(section for section in drafted(world.meeting) if section.item == pk)
    assert "มติในเรื่องนี้" in told.text
    assert "รับทราบ" not in told.text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("เรื่องแผนปฏิบัติการ", "อนุมัติเรื่อง แผนปฏิบัติการ ตามที่ฝ่ายเลขานุการเสนอ"),
        ("ขอความเห็นชอบแผนปฏิบัติการ", "อนุมัติเรื่อง แผนปฏิบัติการ ตามที่ฝ่ายเลขานุการเสนอ"),
        ("เรื่องขออนุมัติงบกลาง", "อนุมัติเรื่อง งบกลาง ตามที่ฝ่ายเลขานุการเสนอ"),
        ("แผนปฏิบัติการ", "อนุมัติเรื่อง แผนปฏิบัติการ ตามที่ฝ่ายเลขานุการเสนอ"),
    ],
)
def test_draft_grants_what_the_title_asks(title: str, text: str) -> None:
    assert draft_text_on(AgendaItem(title=title), Verb.APPROVE, Decimal(0)) == text


# ── in the browser and for programs ──


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def test_drafted_on_its_page_and_certified_by_the_chair(world: World) -> None:
    pk = put(world)
    world.open_meeting()
    meeting, secretary = world.meeting.pk, signed_in(world.secretary)
    page = secretary.get(reverse("meeting_item", args=[meeting, pk]))
    form = page.context["form"]
    assert [value for value, _label in form.fields["verb"].choices] == [verb.value for verb in ON_MATTERS]
    assert form.initial["text"] == "เห็นชอบเรื่อง แผนปฏิบัติการ ตามที่ฝ่ายเลขานุการเสนอ"
    data = {
        "request_id": uuid4(), "expected_version": item(pk).version, "verb": "approve", "text": "อนุมัติตามเสนอ",
        "conditions-TOTAL_FORMS": "1", "conditions-INITIAL_FORMS": "0", "actions-TOTAL_FORMS": "1",
        "actions-INITIAL_FORMS": "0",
    }  # fmt: skip
    done = secretary.post(reverse("item_resolution", args=[meeting, pk]), data, follow=True)
    assert "is drafted" in done.content.decode()
    chair = signed_in(world.chair)
    page = chair.get(reverse("meeting_item", args=[meeting, pk]))
    press = page.context["certify_hidden"] | {"wording": page.context["wording"]}
    done = chair.post(reverse("item_certify", args=[meeting, pk]), press, follow=True)
    assert "Resolution 1/2564 is certified: Approve." in done.content.decode()
    assert signed_in(world.member).get(reverse("resolution", args=[Resolution.objects.get().pk])).status_code == 200


def test_console_shows_the_form_of_its_outcome(world: World) -> None:
    pk = put(world)
    world.open_meeting()
    page = signed_in(world.secretary).get(reverse("console_item", args=[world.meeting.pk, pk])).content.decode()
    assert "Put the draft before the chair" in page
    assert "Endorsed amount of each line" not in page
    assert "Decision sheet" not in page


def test_matter_for_information_has_no_page_of_a_decision(world: World) -> None:
    pk = put(world, "information")
    world.open_meeting()
    assert signed_in(world.secretary).get(reverse("meeting_item", args=[world.meeting.pk, pk])).status_code == 404

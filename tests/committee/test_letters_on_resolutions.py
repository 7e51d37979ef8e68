# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letters on resolutions: their numbers, who acknowledges them, whether they hold; what was assigned; the register."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from committee.models import ActionItem, DecisionLetter, LetterPattern, Resolution
from committee.operations import report_action
from committee.queries.following import matters_arising
from committee.queries.register import Asked, found_by, resolutions_for
from committee.queries.statistics import year_of
from papers.asked_often import ASKED_AT_MOST
from papers.packs import build_decision_letter_pdf
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted
from workflows.verification import faults


def series(world: World, **changed: Any) -> LetterPattern:
    given: dict[str, Any] = {"prefix": "สพร ๐๑", "sender": "สำนักงาน", "signer": "เลขานุการ"} | changed
    return LetterPattern.objects.create(committee=world.committee, **given)


def certified(world: World, verb: str = "endorse_with_conditions", **facts: Any) -> Resolution:
    world.to("in_committee")
    task = {"text": "จัดทำข้อมูล", "agency": world.part("north").agency.code, "working_days": 10}
    world.resolve(verb, also=["assign"], actions=[task], **facts)
    return world.resolution


def send(world: World, pattern: LetterPattern, **facts: str) -> None:
    world.act("communicate", "secretary", world.resolution, facts={"pattern": str(pattern.pk), **facts})


def numbers() -> list[str]:
    return list(DecisionLetter.objects.order_by("pk").values_list("letter_number", flat=True))


def test_letters_run_on_in_their_series_in_thai_digits(world: World) -> None:
    certified(world)
    send(world, series(world))
    assert numbers() == ["สพร ๐๑/๑", "สพร ๐๑/๒", "สพร ๐๑/๓"]
    assert world.resolution.state == "communicated"
    assert list(faults()) == []


def test_letter_that_could_not_be_printed_is_not_sent(world: World) -> None:
    certified(world, text="เห็นชอบ 🎯")
    own = series(world)
    with refused(GuardsUnmet):
        send(world, own)
    world.act("correct", "secretary", world.item, facts={"text": "เห็นชอบ"}, note="พิมพ์ผิด")
    world.act("certify", "chair", world.resolution)
    send(world, own)
    assert numbers() == ["สพร ๐๑/๑", "สพร ๐๑/๒", "สพร ๐๑/๓"]


def test_circular_has_one_number_for_all(world: World) -> None:
    certified(world)
    send(world, series(world, prefix="นร ๐๕๐๕", is_circular=True))
    assert set(numbers()) == {"นร ๐๕๐๕/ว ๑"}


def test_number_typed_by_hand_is_passed_over_and_never_used_twice(world: World) -> None:
    certified(world)
    own = series(world)
    send(world, own, letter_number="สพร ๐๑/๒")
    world.act("correct", "secretary", world.item, facts={"text": "ถ้อยคำใหม่"}, note="พิมพ์ผิด")
    world.act("certify", "chair", world.resolution)
    with refused(GuardsUnmet):
        send(world, own, letter_number="สพร ๐๑/๒")
    send(world, own)
    assert numbers()[3:] == ["สพร ๐๑/๑", "สพร ๐๑/๓", "สพร ๐๑/๔"]


@pytest.mark.parametrize("facts", [{}, {"pattern": "x"}, {"pattern": "999999"}, {"pattern": "1", "urgency": "soon"}])
def test_sending_without_a_series_is_refused_and_sends_nothing(world: World, facts: dict[str, str]) -> None:
    certified(world)
    with refused(GuardsUnmet):
        world.act("communicate", "secretary", world.resolution, facts=facts)


def test_each_agency_reads_its_own_part_and_prints_it(world: World) -> None:
    certified(world)
    send(world, series(world), urgency="urgent")
    letter = DecisionLetter.objects.get(agency=world.agencies["north"])
    assert [action["text"] for action in letter.snapshot["actions"]] == ["จัดทำข้อมูล"]
    assert DecisionLetter.objects.get(agency=world.agencies["south"]).snapshot["actions"] == []
    assert letter.token in letter.snapshot["verify_url"]
    assert build_decision_letter_pdf(letter.snapshot | {"sha256": letter.sha256}).startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["officer", "somsak", "secretary", "chair", "stranger"])
def test_only_its_own_agency_acknowledges_a_letter(world: World, name: str) -> None:
    certified(world)
    send(world, series(world))
    letter = DecisionLetter.objects.get(agency=world.agencies["north"])
    with refused(NotPermitted):
        world.act("acknowledge", name, letter)
    world.act("acknowledge", "nora", letter)
    assert DecisionLetter.objects.get(pk=letter.pk).state == "acknowledged"


# ── whether a letter holds ──


def asked(letter: DecisionLetter) -> tuple[Any, str]:
    """What anybody is told who asks by the token, in English."""
    browser = Client()
    browser.cookies["django_language"] = "en"
    answer = browser.get(reverse("verify_letter", args=[letter.token]))
    return answer, answer.content.decode()


def test_strangers_learn_that_a_letter_holds_and_nothing_it_says(world: World) -> None:
    certified(world)
    send(world, series(world))
    cache.clear()
    letter = DecisionLetter.objects.get(agency=world.agencies["north"])
    answer, page = asked(letter)
    assert "it holds" in page
    assert answer.status_code == 200
    assert letter.sha256 in page
    assert letter.letter_number in page
    for secret in (letter.agency.name_th, letter.resolution.text, "จัดทำข้อมูล", world.project.title):
        assert secret not in page
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


def test_letter_says_that_it_was_corrected_or_superseded(world: World) -> None:
    certified(world)
    own = series(world)
    send(world, own)
    first = DecisionLetter.objects.get(agency=world.agencies["north"])
    world.act("correct", "secretary", world.item, facts={"text": "ถ้อยคำใหม่"}, note="พิมพ์ผิด")
    world.act("certify", "chair", world.resolution)
    send(world, own)
    second = DecisionLetter.objects.filter(agency=world.agencies["north"]).latest("pk")
    assert second.snapshot["replaces"] == first.letter_number
    world.act("reconsider", "secretary", world.item, note="มีข้อมูลใหม่")
    cache.clear()
    for letter, words in ((first, "were corrected since"), (second, "has resolved anew since")):
        assert words in asked(letter)[1]
        assert "it holds" not in asked(letter)[1]
    assert ActionItem.objects.get().state == "void"


def test_unknown_token_is_not_found_and_asking_too_often_is_refused(db: None) -> None:
    cache.clear()
    address = reverse("verify_letter", args=["nobody-guesses-this"])
    answers = [Client().get(address).status_code for _time in range(ASKED_AT_MOST + 1)]
    assert answers == [404] * ASKED_AT_MOST + [429]
    cache.clear()


# ── what was assigned ──


def report(world: World, who: str = "nora", **given: Any) -> None:
    evidence = {"link": "https://data.go.th/", "note": "เสร็จแล้ว"} | given
    report_action(action=ActionItem.objects.get(), actor=world.people[who], at=world.at, request_id=uuid4(), **evidence)


def test_action_is_a_matter_arising_until_it_is_closed(world: World) -> None:
    certified(world)
    action = ActionItem.objects.get()
    arising = matters_arising(world.committee, world.secretary, world.at)
    assert {one.text for one in arising} == {"จัดทำข้อมูล", "ต้องทดสอบก่อน"}  # the action, and the condition
    report(world)
    world.act("send_back", "secretary", action, note="ยังไม่ครบ")
    report(world)
    world.act("verify", "secretary", action)
    assert len(matters_arising(world.committee, world.secretary, world.at)) == 2
    world.act("close", "secretary", action)
    assert [one.text for one in matters_arising(world.committee, world.secretary, world.at)] == ["ต้องทดสอบก่อน"]
    assert list(faults()) == []


def test_late_action_says_so(world: World) -> None:
    certified(world)
    arising = matters_arising(world.committee, world.secretary, world.at + timedelta(days=60))
    late = {one.text: one.is_late for one in arising}
    assert late["จัดทำข้อมูล"]


@pytest.mark.parametrize("given", [{"link": ""}, {"link": "ftp://x"}, {"link": "javascript:alert(1)"}, {"note": " "}])
def test_report_without_what_shows_it_is_refused(world: World, given: dict[str, str]) -> None:
    certified(world)
    with refused(GuardsUnmet):
        report(world, **given)


@pytest.mark.parametrize("name", ["somsak", "officer", "secretary", "stranger"])
def test_only_its_owner_reports_an_action(world: World, name: str) -> None:
    certified(world)
    with refused(NotPermitted):
        report(world, name)


@pytest.mark.parametrize("due", ["2020-01-01", "ไม่ใช่วัน", "2999-01-01"])
def test_term_is_extended_to_a_later_day_alone(world: World, due: str) -> None:
    certified(world)
    with refused(GuardsUnmet):
        world.act("extend", "secretary", ActionItem.objects.get(), note="รอข้อมูล", facts={"due_date": due})


# ── the register and the year ──


def test_register_finds_by_words_number_verb_and_project(world: World) -> None:
    found = certified(world, text="เห็นชอบโครงการเชื่อมข้อมูล")
    seen = resolutions_for(world.secretary, world.at)
    for asked in (
        Asked(text="เชื่อมข้อมูล"), Asked(text="1/2564"), Asked(text="๑/๒๕๖๔"), Asked(verb="assign"), Asked(year=2564),
        Asked(verb="endorse_with_conditions"), Asked(project=world.project.code), Asked(state="certified"),
        Asked(committee=world.committee.code),
    ):  # fmt: skip
        assert [one.pk for one in found_by(seen, asked)] == [found.pk], asked
    for asked in (Asked(text="ไม่มีคำนี้"), Asked(verb="defer"), Asked(year=2565), Asked(state="corrected")):
        assert list(found_by(seen, asked)) == [], asked
    assert list(resolutions_for(world.stranger, world.at)) == []


def test_year_counts_what_was_done(world: World) -> None:
    certified(world)
    send(world, series(world))
    year = year_of(world.committee, 2564)
    assert [(verb.value, count) for verb, count in year.outcomes] == [("endorse_with_conditions", 1)]
    assert (year.items, len(year.meetings), year.days_to_letter) == (1, 1, [0])


@pytest.mark.parametrize(
    ("name", "args", "seen"),
    [("resolutions", [], 200), ("decision_letters", [], 200), ("actions", [], 200), ("resolution", ["resolution"], 404),
     ("decision_letter", ["letter"], 404), ("action", ["action"], 404), ("committee_year", ["code"], 404),
     ("letter_series", ["code"], 404), ("decision_letter_pdf", ["letter"], 404)],
)  # fmt: skip
def test_pages_are_for_those_concerned(world: World, name: str, args: list[str], seen: int) -> None:
    certified(world)
    send(world, series(world))
    of = {
        "resolution": world.resolution.pk, "letter": DecisionLetter.objects.earliest("pk").pk,
        "action": ActionItem.objects.get().pk, "code": world.committee.code,
    }  # fmt: skip
    address = reverse(name, args=[of[one] for one in args])
    assert visitor(world.secretary).get(address).status_code == 200
    assert visitor(world.stranger).get(address).status_code == seen
    assert Client().get(address).status_code == 302


def test_secretary_sends_from_the_page_and_the_agency_acknowledges(world: World) -> None:
    found, own = certified(world), series(world)
    address = reverse("resolution_send", args=[found.pk])
    given = {"request_id": str(uuid4()), "expected_version": found.version, "pattern": own.pk, "urgency": "normal"}
    assert visitor(world.secretary).post(address, given).status_code == 302
    letter = DecisionLetter.objects.get(agency=world.agencies["north"])
    pressed = {"request_id": str(uuid4()), "expected_version": 1}
    answer = visitor(world.nora).post(reverse("decision_letter_act", args=[letter.pk, "acknowledge"]), pressed)
    assert answer.status_code == 302
    assert DecisionLetter.objects.get(pk=letter.pk).state == "acknowledged"


def test_programs_find_resolutions_acknowledge_letters_and_report(world: World) -> None:
    certified(world)
    send(world, series(world))
    letter, action = DecisionLetter.objects.get(agency=world.agencies["north"]), ActionItem.objects.get()
    secretary, nora = visitor(world.secretary), visitor(world.nora)
    assert [row["number"] for row in secretary.get("/api/v1/resolutions?verb=assign").json()["resolutions"]] == [
        "1/2564"
    ]
    assert nora.get("/api/v1/resolutions").json()["resolutions"] == []
    assert [row["id"] for row in nora.get("/api/v1/letters").json()["letters"]] == [letter.pk]
    arising = secretary.get(f"/api/v1/committees/{world.committee.code}/matters-arising").json()
    assert {row["kind"] for row in arising} == {"committee.actionitem", "budget_review.condition"}
    for address, body in (
        (f"/api/v1/letters/{letter.pk}/transitions/acknowledge", {}),
        (f"/api/v1/actions/{action.pk}/transitions/report", {"note": "เสร็จ", "facts": {"link": "https://data.go.th/"}}),
    ):
        asked: dict[str, Any] = {"content_type": "application/json", "headers": {"Idempotency-Key": str(uuid4())}}
        answer = nora.post(address, body, **asked)
        assert answer.status_code == 200, answer.content
    assert nora.get(f"/api/v1/letters/{letter.pk}").json()["state"] == "acknowledged"
    assert [row["state"] for row in nora.get("/api/v1/actions").json()["actions"]] == ["reported"]

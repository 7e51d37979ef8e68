# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The auditor's place: every record told, found, proved; nobody else knows that it is there."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client

from tests.project.conftest import more_drafts, page_of, queries_of, visitor
from tests.world import PEOPLE, World, everything
from workflows import triggers
from workflows.models import TransitionRecord
from workflows.proofs import prove
from workflows.records import digest

READERS = ("auditor", "admin")
ROW = re.compile(r'<a class="table__main" href="/records/(\d+)/" data-row>([^<]*)</a>')
PROJECT = "budget_review.integrationproject"

LAST_CONSENT = [
    "All partners had consented; the proposal went to the head of the lead agency.",
    "หน่วยงาน south consented to version 1.",
]


def rows(world: World, query: str = "", language: str = "en") -> list[tuple[int, str]]:
    """The records that the auditor's list shows: id and sentence."""
    found = ROW.findall(page_of(world.auditor, f"/records/{query}", language))
    return [(int(pk), unescape(sentence)) for pk, sentence in found]


def sentences(world: World, query: str = "") -> list[str]:
    return [sentence for _pk, sentence in rows(world, query)]


def last() -> TransitionRecord:
    return TransitionRecord.objects.latest("pk")


# ── who ──


@pytest.mark.parametrize("who", PEOPLE)
def test_only_auditor_and_administrator_read_records(world: World, who: str) -> None:
    client = visitor(world.people[who])
    status = 200 if who in READERS else 404
    assert client.get("/records/").status_code == status
    assert client.get(f"/records/{last().pk}/").status_code == status
    assert client.post("/records/verify/").status_code == status
    assert ('href="/records/"' in client.get("/").content.decode()) is (who in READERS)


@pytest.mark.parametrize("path", ["/records/", "/records/1/", "/records/verify/"])
def test_anonymous_is_asked_to_log_in(world: World, path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={path}")


# ── the list ──


def test_what_happened_stands_in_sentences_newest_first(world: World) -> None:
    world.to("submitted")
    told = rows(world)
    assert [pk for pk, _sentence in told] == list(TransitionRecord.objects.order_by("-pk").values_list("pk", flat=True))
    assert told[0][1] == "The head of the lead agency approved the proposal and handed it in to DGA."
    assert told[-1][1] == "A draft was begun."
    assert "หน่วยงาน north consented to version 1." in sentences(world)


def test_every_record_of_a_whole_life_has_its_sentence(world: World) -> None:
    world.to("reported_back")
    for language in ("en", "th"):
        page = page_of(world.auditor, "/records/", language)
        assert "cannot be told" not in page
        assert "ไม่สามารถเล่า" not in page
    assert "Invite: ผู้ทดสอบ absent" in sentences(world, "?kind=committee.rollentry")
    assert sentences(world, "?step=committee.agendaitem.resolve") == ["Resolve: 5.1 โครงการเชื่อมโยงข้อมูลทดสอบ"]


def test_list_is_turned_page_by_page_and_misses_nothing(world: World) -> None:
    more_drafts(world, 60)
    seen, query = [], ""
    while True:
        page = page_of(world.auditor, f"/records/{query}")
        seen += [int(pk) for pk, _sentence in ROW.findall(page)]
        link = re.search(r'href="([^"]*)" rel="next"', page)
        if link is None:
            break
        query = unescape(link[1])
    assert seen == list(TransitionRecord.objects.order_by("-pk").values_list("pk", flat=True))


def test_filters_stay_when_the_page_is_turned(world: World) -> None:
    more_drafts(world, 60)
    page = page_of(world.auditor, f"/records/?kind={PROJECT}")
    assert re.search(rf'href="\?kind={PROJECT}&amp;before=\d+" rel="next"', page)
    later = page_of(world.auditor, f"/records/?kind={PROJECT}&before=40")
    assert f'href="?kind={PROJECT}" rel="first"' in later


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?kind=budget_review.expertopinion", []),
        (f"?step={PROJECT}.propose", ["The proposal was frozen as version 1 and submitted to its partners."]),
        (f"?step={PROJECT}.begin", ["A draft was begun."]),
        ("?person=somsak", LAST_CONSENT),
        ("?person=ผู้ทดสอบ somsak", LAST_CONSENT),
        (f"?step={PROJECT}.begin&since=2020-11-02&until=2020-11-02", ["A draft was begun."]),
        (f"?step={PROJECT}.begin&since=2020-11-03", []),
        (f"?step={PROJECT}.begin&until=2020-11-01", []),
        (f"?step={PROJECT}.begin&since=2/11/2563", ["A draft was begun."]),
        ("?project=DG65-999", []),
        ("?person=nobody", []),
    ],
)
def test_list_shows_what_was_asked_for(world: World, query: str, told: list[str]) -> None:
    world.to("agency_approval")
    assert sentences(world, query) == told


def test_project_code_finds_the_project_with_all_its_parts(world: World) -> None:
    world.to("in_committee")
    code = world.project.code
    own = len(rows(world, f"?project={code}"))
    more_drafts(world, 1)
    found = rows(world, f"?project={code.lower()}")
    assert len(found) == own
    kinds = set(TransitionRecord.objects.filter(pk__in=[pk for pk, _ in found]).values_list("subject_type", flat=True))
    assert kinds == {PROJECT, "budget_review.participation", "committee.agendaitem"}


@pytest.mark.parametrize("query", ["?before=x", "?before=-1", f"?before={'9' * 30}", "?kind=no.such", "?step=x"])
def test_question_that_makes_no_sense_is_left_out(world: World, query: str) -> None:
    assert rows(world, query) == rows(world)


def test_day_that_is_none_is_said(world: World) -> None:
    page = page_of(world.auditor, "/records/?since=31/31/2563")
    assert 'id="id_since_error"' in page
    assert ROW.findall(page)


def test_nothing_found_says_so(world: World) -> None:
    assert "No record answers to this" in page_of(world.auditor, "/records/?project=DG65-999")
    assert "ไม่พบบันทึกตามที่ค้นหา" in page_of(world.auditor, "/records/?project=DG65-999", "th")


def test_list_costs_the_same_for_one_ten_and_a_hundred(world: World) -> None:
    costs = []
    for more in (0, 9, 90):
        more_drafts(world, more)
        costs.append(queries_of(world.auditor, f"/records/?step={PROJECT}.begin"))
    assert costs == [14] * 3


# ── one record ──


def test_record_shows_what_was_written_and_that_it_stands(world: World) -> None:
    world.to("returned")
    record = TransitionRecord.objects.get(subject_type=PROJECT, transition="return_for_revision")
    page = unescape(page_of(world.auditor, f"/records/{record.pk}/"))
    before = TransitionRecord.objects.get(subject_type=PROJECT, subject_id=record.subject_id, seq=record.seq - 1)
    for shown in (record.canonical, record.hash, record.prev_hash, "DGA returned the project for revision.", "แก้"):
        assert shown in page
    assert f'href="/records/{before.pk}/"' in page
    assert "It stands as it was written" in page
    assert "It does not stand" not in page


def test_every_record_of_a_whole_life_is_proved(world: World) -> None:
    world.to("reported_back")
    assert all(prove(record).holds for record in TransitionRecord.objects.all())


@pytest.mark.parametrize(
    ("column", "value", "broken"),
    [
        ("note", "another reason", {"text_stands"}),
        ("canonical", "{}", {"text_stands", "hash_stands"}),
        ("hash", "f" * 64, {"hash_stands", "is_followed"}),
        ("prev_hash", "f" * 64, {"text_stands", "follows"}),
    ],
)
def test_record_that_was_changed_does_not_stand(world: World, column: str, value: str, broken: set[str]) -> None:
    world.to("submitted")
    record = TransitionRecord.objects.get(subject_type=PROJECT, transition="propose")
    tamper(record, column, value)
    record.refresh_from_db()
    proof = prove(record)
    facts = {"text_stands", "hash_stands", "follows", "is_followed"}
    assert {fact for fact in facts if not getattr(proof, fact)} == broken
    assert "It does not stand" in page_of(world.auditor, f"/records/{record.pk}/")


def test_record_of_a_step_that_is_none_is_shown_still(world: World) -> None:
    tamper(record := last(), "transition", "vanish")
    assert "The step “vanish”, which cannot be told as it stands." in sentences(world)
    assert "vanish" in page_of(world.auditor, f"/records/{record.pk}/")


def test_record_that_is_none_is_not_there(world: World) -> None:
    assert visitor(world.auditor).get("/records/999999/").status_code == 404


def tamper(record: TransitionRecord, column: str, value: str) -> None:
    """Change a record behind the triggers' back, as somebody with the database in hand would."""
    table = TransitionRecord._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            triggers.take_down(using="default")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    TransitionRecord.objects.filter(pk=record.pk).update(**{column: value})
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            triggers.put_up(using="default")
        else:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


# ── all of it ──


def test_verification_finds_no_fault(world: World) -> None:
    world.to("submitted")
    before = everything()
    page = visitor(world.auditor).post("/records/verify/").content.decode()
    assert f"{TransitionRecord.objects.count()} records, 1 open task: no fault" in page
    assert everything() == before


def test_verification_names_each_fault(world: World) -> None:
    world.to("submitted")
    record = TransitionRecord.objects.get(subject_type=PROJECT, transition="propose")
    tamper(record, "note", "another reason")
    page = visitor(world.admin).post("/records/verify/").content.decode()
    assert f"<li>{PROJECT}/{record.subject_id}: record {record.seq} was changed.</li>" in page
    assert "faults were found" in page


def test_verification_asks_for_a_press(world: World) -> None:
    assert visitor(world.auditor).get("/records/verify/").status_code == 405


def test_hash_is_of_the_text_that_is_shown(world: World) -> None:
    page = unescape(page_of(world.auditor, f"/records/{last().pk}/"))
    text = re.search(r"<code>(\{.*\})</code>", page)
    assert text is not None
    assert digest(text[1]) == last().hash

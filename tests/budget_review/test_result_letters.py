# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Result letters: printed once and kept, signed, known to whoever checks one, told in English beside the Thai."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from budget_review.models import ResultNotice, ResultPaper
from papers.codes import read_code
from papers.issued import Kind, Status, paper_by_code, paper_by_hash
from papers.models import PDF, Document, SignedForm
from papers.packs import build_letter_pdf
from papers.queries import document_content
from papers.thai import arabic_digits
from tests.notices.conftest import hand_on
from tests.papers.conftest import catalog_of, pypdf_text
from tests.papers.signing.conftest import authority, certificate, configured
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.world import World, everything
from workflows.refusals import GuardsUnmet

__all__ = ["authority", "certificate", "configured"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def reported() -> World:
    world = World().to("reported_back")
    hand_on(timezone.now())
    return world


def letter_to(world: World, who: str) -> ResultNotice:
    return world.part(who).notices.latest("pk")


def address(letter: ResultNotice) -> str:
    return reverse("letter", args=[letter.participation.project.code, letter.pk])


def fetched(person: User, letter: ResultNotice, query: str = "") -> Any:
    return visitor(person, "th").get(address(letter) + query)


def words(pdf: bytes) -> str:
    return "".join(pypdf_text(pdf).split())


def test_every_letter_is_printed_once_and_handed_out_as_it_was(reported: World) -> None:
    assert ResultPaper.objects.count() == ResultNotice.objects.count() == 3
    letter = letter_to(reported, "north")
    before = everything()
    assert fetched(reported.nora, letter).content == document_content(letter.paper.document)
    assert everything() == before
    assert fetched(reported.nora, letter, "?signed=1").status_code == 404  # no certificate, no signed form


def test_letter_that_was_asked_for_before_its_job_ran_is_the_one_that_is_kept() -> None:
    world = World().to("reported_back")
    letter = letter_to(world, "north")
    handed = fetched(world.nora, letter).content
    hand_on(timezone.now())
    assert ResultPaper.objects.count() == 3
    assert document_content(ResultPaper.objects.get(letter=letter).document) == handed


def test_anybody_checks_it_by_code_file_or_printed_hash_and_learns_no_more(reported: World) -> None:
    letter = letter_to(reported, "north")
    document = letter.paper.document
    code = letter.snapshot["verify"]["code"]
    assert code in words(document_content(document))
    found = paper_by_code(code)
    assert found is not None
    assert (found.kind, found.status, found.number) == (Kind.RESULT, Status.VALID, letter.letter_number)
    assert found.issuer == reported.project.round.workplan.host
    assert found == paper_by_hash(document.sha256) == paper_by_hash(letter.sha256)
    stranger = Client()
    stranger.cookies["django_language"] = "en"
    file = SimpleUploadedFile("letter.pdf", document_content(document), content_type=PDF)
    pages = [
        stranger.get(reverse("verify_letter", args=[read_code(code)])),
        stranger.post(reverse("verify"), {"file": file}),
    ]
    for page in (answer.content.decode() for answer in pages):
        assert "it holds" in page
        assert "Result letter" in page
        for secret in (reported.project.title, reported.project.code, letter.participation.agency.name_th):
            assert secret not in page


def test_letter_gives_way_to_the_next(reported: World) -> None:
    first = letter_to(reported, "north")
    amounts = reported.amounts()
    facts = {"source": "ใบแก้คำผิด", "amounts": amounts | {min(amounts): "1000000.00"}}
    reported.act("correct_decision", "budget", note="พิมพ์ผิด", facts=facts)
    reported.act("report_back", "screener", facts={"letter_number": "สพร 3/2564"})
    hand_on(timezone.now())
    second = letter_to(reported, "north")
    old, new = paper_by_hash(first.sha256), paper_by_hash(second.sha256)
    assert old is not None
    assert new is not None
    assert (old.status, old.by, new.status) == (Status.SUPERSEDED, "สพร 3/2564", Status.VALID)
    assert first.snapshot["verify"]["code"] != second.snapshot["verify"]["code"]


@pytest.mark.usefixtures("configured")
def test_letters_are_signed(reported: World) -> None:
    letter = letter_to(reported, "north")
    form = SignedForm.objects.get(document=letter.paper.document)
    assert fetched(reported.nora, letter, "?signed=1").content == document_content(form.signed)
    tab = visitor(reported.nora, "en").get(reverse("project", args=[reported.project.code]) + "?tab=letters")
    assert f"{address(letter)}?signed=1" in tab.content.decode()
    papers = ResultPaper.objects.values("document")
    assert SignedForm.objects.filter(document__in=papers).count() == 3


def test_letter_in_english_says_the_same_and_is_kept_nowhere(reported: World) -> None:
    letter = letter_to(reported, "north")
    documents = Document.objects.count()
    answer = fetched(reported.nora, letter, "?language=en")
    said = words(answer.content)
    assert "TheThaitextisthepaperofrecord." in said
    assert catalog_of(answer.content)["/Lang"] == "en"
    assert f"No.{arabic_digits(letter.letter_number).replace(' ', '')}" in said
    assert "isfundedinfull" in said
    for line in letter.snapshot["lines"]:
        assert f"{int(float(line['decided_baht'])):,}" in said
    assert Document.objects.count() == documents
    for who in ("officer", "somsak", "budget", "stranger", "admin"):
        assert fetched(reported.people[who], letter, "?language=en").status_code == 404


def test_letter_is_thai_whatever_language_who_reports_it_reads() -> None:
    world = World().to("decided")
    with translation.override("en"):
        world.act("report_back", "screener", facts={"letter_number": "สพร 3/2564"})
    categories = {line["category"] for line in letter_to(world, "north").snapshot["lines"]}
    assert categories == {"งบลงทุน"}


@pytest.mark.parametrize(
    ("state", "step", "who", "more"),
    [
        ("budgeting", "not_fund", "budget", {"note": "ไม่พอ 🎯", "facts": {"source": "พ.ร.บ."}}),
        ("decided", "report_back", "screener", {"facts": {"letter_number": "สพร 🎯"}}),
    ],
)
def test_what_letters_could_not_print_is_refused_when_it_is_written(
    state: str, step: str, who: str, more: dict[str, Any]
) -> None:
    world = World().to(state)
    with refused(GuardsUnmet) as no:
        world.act(step, who, **more)
    assert no.value.reasons == ("These characters are not in the official font: 🎯. Change the text that holds them.",)


def test_letter_from_before_codes_is_still_printed(reported: World) -> None:
    snapshot = {name: said for name, said in letter_to(reported, "north").snapshot.items() if name != "verify"}
    assert "ตรวจสอบ" not in words(build_letter_pdf(snapshot))

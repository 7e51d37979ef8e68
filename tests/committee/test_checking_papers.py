# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Anybody checks a paper by its code, its file or its hash: told which it is and whether it stands, and no more."""

import hashlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from committee.models import DecisionLetter, LetterPaper, MinutesPaper, Pack
from committee.operations import build_pack
from papers import hashing
from papers.asked_often import ASKED_AT_MOST
from papers.codes import in_groups, read_code
from papers.issued import Kind, Status, paper_by_code, paper_by_hash
from papers.models import PDF, Document, PaperCode, SignedForm
from papers.operations import keep_document
from papers.queries import document_content
from tests.committee.reports import over, told
from tests.committee.test_signed_papers import everything_issued
from tests.papers.conftest import pypdf_text
from tests.papers.signing.conftest import authority, certificate, configured
from tests.world import World, everything

__all__ = ["authority", "certificate", "configured", "over", "told"]
pytestmark = pytest.mark.django_db
KEPT = "kept secret"


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def stranger(**more: Any) -> Client:
    browser = Client(**more)
    browser.cookies["django_language"] = "en"
    return browser


def sent(content: bytes) -> Any:
    """What a stranger is told who sends a file."""
    file = SimpleUploadedFile("paper.pdf", content, content_type=PDF)
    return stranger().post(reverse("verify"), {"file": file})


def letter_file(letter: DecisionLetter) -> bytes:
    return document_content(LetterPaper.objects.get(letter=letter).document)


@pytest.mark.usefixtures("configured")
def test_file_is_known_as_issued_and_as_signed(told: World) -> None:
    letter = everything_issued(told)
    content = letter_file(letter)
    form = SignedForm.objects.get(document__sha256=hashlib.sha256(content).hexdigest())
    before = everything()
    plain, signed = (sent(one).content.decode() for one in (content, document_content(form.signed)))
    assert everything() == before  # nothing of the file is kept
    assert "This is exactly a paper that this service issued, and it holds." in plain
    assert "This file is the unsigned form; a signed one exists." in plain
    assert "exactly the electronically signed form" in signed
    for page in (plain, signed):
        assert letter.letter_number in page
        assert form.signer in page
        for secret in (letter.agency.name_th, letter.resolution.text, told.project.title, told.project.code):
            assert secret not in page


def test_every_kind_of_issued_paper_is_known(told: World) -> None:
    letter = everything_issued(told)
    papers = [paper_by_hash(document.sha256) for document in Document.objects.filter(media_type=PDF).order_by("pk")]
    found = {(one.kind, one.status) for one in papers if one is not None}
    assert None not in papers
    assert found == {
        (Kind.LETTER, Status.VALID), (Kind.PACK, Status.VALID), (Kind.MINUTES, Status.VALID),
        (Kind.MINUTES, Status.DRAFT), (Kind.REPORT, Status.VALID),
    }  # fmt: skip
    assert paper_by_hash(letter.sha256) == paper_by_code(letter.token)  # as it stands printed on the letter


def test_changed_file_and_what_others_sent_in_are_unknown(told: World) -> None:
    content = letter_file(everything_issued(told))
    other = keep_document(content=b"an annex", media_type="text/plain", filename="a.txt", title=KEPT, at=told.at)
    for unknown in (content[:-1] + b" ", b"%PDF-1.7 nothing", document_content(other)):
        answer = sent(unknown)
        assert answer.status_code == 404
        assert "Not found" in answer.content.decode()
        assert KEPT not in answer.content.decode()


def test_pack_gives_way_to_the_next_and_one_that_was_never_issued_is_a_draft(told: World) -> None:
    told.act("convene", "secretary", told.meeting)
    told.freeze_agenda()
    first = told.meeting.packs.get()
    assert (issued := paper_by_hash(first.document.sha256)) is not None
    assert (issued.kind, issued.status, issued.number, issued.by) == (Kind.PACK, Status.VALID, "1", "")
    told.act("thaw", "secretary", told.meeting, note="แก้ไข")
    item = told.meeting.standing_items()[0]
    type(item).objects.filter(pk=item.pk).update(note="ข้อความใหม่")
    second = build_pack(meeting_id=told.meeting.pk, actor=told.secretary, at=told.at)
    assert (draft := paper_by_hash(second.document.sha256)) is not None
    assert draft.status == Status.DRAFT
    told.act("freeze", "secretary", told.meeting)
    assert (old := paper_by_hash(first.document.sha256)) is not None
    assert (old.status, old.by) == (Status.SUPERSEDED, "2")


def test_code_on_pack_and_minutes_leads_to_them(told: World) -> None:
    everything_issued(told)
    for document, kind in (
        (Pack.objects.get(meeting=told.meeting).document, Kind.PACK),
        (MinutesPaper.objects.get(is_draft=False).document, Kind.MINUTES),
    ):
        code = PaperCode.objects.get(document=document).code
        text = "".join(pypdf_text(document_content(document)).split())
        assert in_groups(code) in text
        assert reverse("verify_letter", args=[code]) in text
        assert (found := paper_by_code(in_groups(code).lower())) is not None
        assert found.kind == kind
        assert "it holds" in stranger().get(reverse("verify_letter", args=[code])).content.decode()
    draft = MinutesPaper.objects.filter(is_draft=True)[0].document
    assert not PaperCode.objects.filter(document=draft).exists()


def test_typed_code_leads_to_its_page(told: World) -> None:
    letter = everything_issued(told)
    assert read_code(letter.token) == letter.token
    answer = stranger().get(reverse("verify"), {"code": in_groups(letter.token).lower()})
    assert answer.headers["Location"] == reverse("verify_letter", args=[letter.token])
    assert "That is no code" in stranger().get(reverse("verify"), {"code": "short"}).content.decode()


# ── what a stranger may send ──


def test_file_that_is_too_large_is_refused_and_nothing_is_kept(
    db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setattr(hashing, "MOST_BYTES", 1000)
    assert sent(b"x" * 1001).status_code == 413
    assert sent(b"x" * 1000).status_code == 404
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("names", [("file", "file"), ("file", "another")])
def test_many_files_together_are_too_large_as_one_is(
    db: None, monkeypatch: pytest.MonkeyPatch, names: tuple[str, str]
) -> None:
    monkeypatch.setattr(hashing, "MOST_BYTES", 1000)
    given: dict[str, list[SimpleUploadedFile]] = {name: [] for name in names}
    for name in names:
        given[name].append(SimpleUploadedFile("a.pdf", b"x" * 600))
    assert stranger().post(reverse("verify"), given).status_code == 413


@pytest.mark.parametrize("typed", ["\0", "7KQM\0", "ก" * 5000, "﷽" * 300, "\ud800", "../../etc/passwd", "' OR 1=1 --"])
def test_what_is_no_code_is_found_nowhere(db: None, typed: str) -> None:
    asked_for = f"/verify/{quote(typed, safe='', errors='surrogatepass')}/"
    assert stranger().get(asked_for).status_code == 404
    assert stranger().get(f"/verify/?code={quote(typed, errors='surrogatepass')}").status_code == 200


@pytest.mark.parametrize("given", [{}, {"file": "words"}])
def test_no_file_is_asked_for_again(db: None, given: dict[str, Any]) -> None:
    answer = stranger().post(reverse("verify"), given)
    assert (answer.status_code, "Choose the file" in answer.content.decode()) == (422, True)


def test_post_from_another_site_is_refused(db: None) -> None:
    answer = stranger(enforce_csrf_checks=True).post(reverse("verify"), {"file": SimpleUploadedFile("a", b"x")})
    assert answer.status_code == 403


def test_asking_too_often_is_refused(db: None) -> None:
    assert [sent(b"x").status_code for _time in range(ASKED_AT_MOST + 1)] == [404] * ASKED_AT_MOST + [429]


def asks_from(address: str, forwarded: str = "") -> int:
    """The answer to a stranger whose request came from there."""
    more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return int(stranger(REMOTE_ADDR=address, **more).get("/verify/7KQM2XHF9DTR4WBN/").status_code)


def test_one_asker_behind_the_proxy_does_not_use_up_what_others_may_ask(db: None, settings: Any) -> None:
    settings.BEHIND_PROXY = True
    made_up = [asks_from("127.0.0.1", f"192.0.2.{n}, 203.0.113.9") for n in range(ASKED_AT_MOST + 1)]
    assert made_up == [404] * ASKED_AT_MOST + [429]
    assert asks_from("127.0.0.1", "203.0.113.10") == 404


def test_address_that_is_made_up_is_no_way_round(db: None) -> None:
    assert [asks_from("203.0.113.9", f"192.0.2.{n}") for n in range(ASKED_AT_MOST + 1)][-1] == 429


def test_all_addresses_of_one_network_are_one_asker(db: None) -> None:
    assert [asks_from(f"2001:db8::{n:x}") for n in range(ASKED_AT_MOST + 1)][-1] == 429
    assert (asks_from("2001:db8:0:1::1"), asks_from("::ffff:192.0.2.1"), asks_from("")) == (404, 404, 404)


def test_answer_is_kept_by_nobody(db: None) -> None:
    answer = sent(b"x")
    assert (answer["Cache-Control"], answer["X-Robots-Tag"], answer["Referrer-Policy"]) == (
        "no-store", "noindex, nofollow", "no-referrer",
    )  # fmt: skip


# ── for programs ──


def asked(sha256: str) -> Any:
    return Client().get(f"/api/v1/papers/{sha256}")


def test_program_asks_by_hash_without_logging_in(told: World) -> None:
    letter = everything_issued(told)
    answer = asked(hashlib.sha256(letter_file(letter)).hexdigest())
    assert answer.json() == {
        "kind": "letter", "number": letter.letter_number, "meeting": "", "copy_for": "",
        "issued_by": told.committee.name_th, "dated": letter.snapshot["date"],
        "status": "valid", "since": None, "replaced_by": "", "is_signed_form": False,
        "signature": None,
    }  # fmt: skip


def test_program_is_refused_as_people_are(db: None) -> None:
    assert [asked(one).status_code for one in ("0" * 64, "0" * 63, "Z" * 64)] == [404, 422, 422]
    answers = [asked("0" * 64) for _time in range(ASKED_AT_MOST)]
    assert (answers[-1].status_code, answers[-1].json()["code"], answers[-1]["Retry-After"]) == (429, "too_often", "60")

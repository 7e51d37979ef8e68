# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that people send: taken by what they are, refused by the reason, named by what can be seen."""

import io
import struct
import zipfile
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from papers.uploads import NotAccepted, accept, clean_name
from papers.uploads import accepting as limits
from tests.budget_review.papers_sent import JPEG, PNG, office, pdf

PROTECTED = "The file is protected by a password. Save it without one and send it again."
DAMAGED = "The file is damaged and cannot be opened."
MACROS = "The file holds macros or programs. Save it without them, or as PDF, and send it again."
PROGRAM = "The PDF carries a program or other files. Print it to PDF anew and send that."
FETCHES = "The file fetches something from elsewhere when it is opened. Save it as PDF instead."
OTHER = "Only PDF, Word, Excel, PowerPoint, PNG and JPEG files are kept, whatever the name says."
ARCHIVE = "The file is an archive. Send the documents themselves, each by itself, as PDF or Office files."


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def rels(kind: str, mode: str = "External") -> str:
    return f'<R><Relationship Type="http://x/{kind}" Target="http://evil/" TargetMode="{mode}"/></R>'


def encrypted_zip() -> bytes:
    whole = bytearray(office())
    for at, flags in ((whole.find(b"PK\x01\x02"), 8), (0, 6)):
        struct.pack_into("<H", whole, at + flags, 1)
    return bytes(whole)


def bomb() -> bytes:
    return office(word__media__x="0" * 30_000_000)


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../etc/passwd", "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (pdf(), "a.pdf", "application/pdf"),
        (pdf(), "ร่าง.PDF", "application/pdf"),
        (office(), "a.docx", limits.MEDIA_TYPES["docx"]),
        (office("xl/workbook.xml"), "a.xlsx", limits.MEDIA_TYPES["xlsx"]),
        (office("ppt/presentation.xml"), "a.pptx", limits.MEDIA_TYPES["pptx"]),
        (office(word___rels__document_xml_rels=rels("hyperlink")), "a.docx", limits.MEDIA_TYPES["docx"]),
        (PNG, "a.png", "image/png"),
        (JPEG, "a.jpeg", "image/jpeg"),
    ],
)
def test_what_can_be_read_is_taken(content: bytes, name: str, media_type: str) -> None:
    found = accept(content, name)
    assert (found.content, found.media_type) == (content, media_type)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.pdf", "The file is empty."),
        (pdf(password="x"), "a.pdf", PROTECTED),
        (pdf()[:200], "a.pdf", DAMAGED),
        (b"%PDF-1.7\nnothing", "a.pdf", DAMAGED),
        (pdf(pages=0), "a.pdf", "The PDF has no page."),
        (pdf(script=True), "a.pdf", PROGRAM),
        (pdf(attached=True), "a.pdf", PROGRAM),
        (pdf() + b"/S /Launch", "a.pdf", PROGRAM),
        (office(word__vbaProject_bin="x").replace(b"vbaProject_bin", b"vbaProject.bin"), "a.docx", MACROS),
        (office(types='<Types ContentType="x.macroEnabled.main+xml"/>'), "a.docx", MACROS),
        (office(word__activeX__activeX1="x"), "a.docx", MACROS),
        (encrypted_zip(), "a.docx", PROTECTED),
        (bomb(), "a.docx", "The file unpacks to more than the service opens."),
        (office()[:-30], "a.docx", DAMAGED),
        (plain_zip(), "a.zip", ARCHIVE),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "a.doc",
         "The file is of an old Office kind. Save it as .docx, .xlsx, .pptx or PDF and send it again."),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx", PROTECTED),
        (b"MZ\x90", "invoice.pdf", OTHER),
        (b"<html><script>", "a.pdf", OTHER),
        (b"<svg onload=alert(1)>", "a.png", OTHER),
        (PNG[:30], "a.png", DAMAGED),
        (b"\xff\xd8\xff\xe0\0", "a.jpg", DAMAGED),
        (PNG.replace((10).to_bytes(4), (60_000).to_bytes(4)).replace((20).to_bytes(4), (60_000).to_bytes(4)), "a.png",
         "The picture has more points than the service opens."),
        (PNG, "a.pdf", "The file “a.pdf” is in truth a PNG file. Give it the ending that fits and send it again."),
        (pdf(), "a.pdf.exe",
         "The file “a.pdf.exe” is in truth a PDF file. Give it the ending that fits and send it again."),
        (pdf(), "a", "The file “a” is in truth a PDF file. Give it the ending that fits and send it again."),
    ],
)  # fmt: skip
def test_what_had_better_stay_out_is_refused_with_its_reason(content: bytes, name: str, told: str) -> None:
    with pytest.raises(NotAccepted) as refused:
        accept(content, name)
    assert str(refused.value) == told


def test_a_template_fetched_from_elsewhere_is_refused_whatever_the_order_of_its_words() -> None:
    turned = '<R><Relationship TargetMode="External" Target="http://evil/" Type="http://x/attachedTemplate"/></R>'
    spelt = turned.replace('"', "'").replace("External", "&#69;xternal")
    for listed in (rels("attachedTemplate"), rels("oleObject"), turned, spelt):
        out = io.BytesIO(office())
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("word/_rels/settings.xml.rels", listed)
        with pytest.raises(NotAccepted) as refused:
            accept(out.getvalue(), "a.docx")
        assert str(refused.value) == FETCHES


@pytest.mark.parametrize(
    "listed",
    [
        '<R attachedTemplate" ' + 'attachedTemplate" ' * 50_000,
        '<!DOCTYPE a [<!ENTITY x "y">]><R>&x;</R>',
        "",
        "<R>" * 9,
    ],
    ids=["without an end", "with entities", "empty", "torn"],
)
def test_a_list_of_relations_that_is_none_is_damage(listed: str) -> None:
    out = io.BytesIO(office())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/_rels/settings.xml.RELS", listed)
    with pytest.raises(NotAccepted) as refused:
        accept(out.getvalue(), "a.docx")
    assert str(refused.value) == DAMAGED


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", len(pdf()))
    assert accept(pdf(), "a.pdf").filename == "a.pdf"
    with pytest.raises(NotAccepted) as refused:
        accept(pdf() + b"\n", "a.pdf")
    assert str(refused.value) == "The file is larger than 20 MB."


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ร่าง TOR ระยะที่ ๒.pdf", "ร่าง TOR ระยะที่ ๒.pdf"),
        ("จ\u0e4dากัด\u200b.pdf", "จำกัด.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\งาน\\ใบเสนอราคา.pdf", "ใบเสนอราคา.pdf"),
        ("ใบ\u202efdp.exe", "ใบfdp.exe"),
        ('a<b>"c|d?.pdf', "a_b__c_d_.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("..pdf", "pdf"),
        ("\0", "file"),
        ("", "file"),
        ("ก" * 300 + ".pdf", "ก" * 146 + ".pdf"),
    ],
)
def test_a_name_keeps_what_can_be_seen(given: str, kept: str) -> None:
    assert clean_name(given) == kept

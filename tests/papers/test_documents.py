# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Kept documents: the same bytes are one document, a row can't be changed, a damaged file is noticed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from papers.models import Document
from papers.operations import keep_document
from papers.queries import DocumentDamaged, damaged_documents, document_content
from papers.rendering import render_pdf

pytestmark = pytest.mark.django_db
AT = datetime(2021, 6, 9, 7, 0, tzinfo=UTC)
LATER = datetime(2021, 6, 10, 7, 0, tzinfo=UTC)


def keep(content: bytes = b"one", *, filename: str = "letter.txt", at: datetime = AT) -> Document:
    return keep_document(content=content, media_type="text/plain", filename=filename, title="หนังสือ", at=at)


def file_of(document: Document, media_root: Path) -> Path:
    return media_root / document.stored_path


@pytest.fixture
def media_root(settings: pytest.FixtureRequest, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def test_kept_document_reads_back(media_root: Path) -> None:
    document = keep(b"one")
    assert document_content(document) == b"one"
    assert (document.size, document.page_count, document.created_at) == (3, None, AT)
    assert document.sha256 == "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
    assert document.stored_path == f"documents/76/{document.sha256}"
    assert [path.name for path in media_root.rglob("*") if path.is_file()] == [document.sha256]


def test_pages_of_a_pdf_are_counted(media_root: Path) -> None:
    pdf = render_pdf('<html lang="th"><title>-</title><p>1</p><p style="break-before: page">2</p></html>')
    document = keep_document(content=pdf, media_type="application/pdf", filename="a.pdf", title="เอกสาร", at=AT)
    assert document.page_count == 2


def test_same_bytes_are_the_same_document(media_root: Path) -> None:
    first = keep(b"one")
    assert keep(b"one", filename="other.txt", at=LATER) == first
    assert (Document.objects.get().filename, Document.objects.get().created_at) == ("letter.txt", AT)


def test_lost_file_is_put_back_when_kept_again(media_root: Path) -> None:
    document = keep(b"one")
    file_of(document, media_root).unlink()
    keep(b"one")
    assert document_content(document) == b"one"


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_damaged_file_is_never_handed_out(media_root: Path, damage: str) -> None:
    sound, document = keep(b"sound"), keep(b"one")
    path = file_of(document, media_root)
    path.unlink()
    if damage == "changed":
        path.write_bytes(b"two")
    with pytest.raises(DocumentDamaged):
        document_content(document)
    assert damaged_documents() == [document]
    assert document_content(sound) == b"sound"


@pytest.mark.parametrize("change", ["update", "delete"])
def test_row_refuses_change(media_root: Path, change: str) -> None:
    document = keep()
    rows = Document.objects.filter(pk=document.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(title="อื่น") if change == "update" else rows.delete()
    assert Document.objects.get().title == "หนังสือ"


def test_name_that_is_no_hash_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(
            sha256="../etc/passwd", media_type="x/y", size=1, filename="a", title="a", created_at=AT
        )

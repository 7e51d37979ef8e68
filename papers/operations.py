# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping a document: its bytes on disk under their hash, its row in the database."""

import hashlib
import io
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from pypdf import PdfReader

from papers.models import PDF, Document


def keep_document(
    *, content: bytes, media_type: str, filename: str, title: str, at: datetime, page_count: int | None = None
) -> Document:
    """Keep the bytes and return their document; bytes that are kept already give the document they have.

    The pages of a PDF are counted here, but for one that had better not be opened: then ``page_count`` says them.

    The file is written before the row: a row never names a file that isn't there. When the transaction is rolled back
    the file stays behind, harmless, and is found by its hash the next time.
    """
    digest = hashlib.sha256(content).hexdigest()
    _write_once(Path(settings.MEDIA_ROOT) / Document(sha256=digest).stored_path, content)
    document, _created = Document.objects.get_or_create(
        sha256=digest,
        defaults={
            "media_type": media_type,
            "size": len(content),
            "page_count": _page_count(content) if media_type == PDF and page_count is None else page_count,
            "filename": filename,
            "title": title,
            "created_at": at,
        },
    )
    return document


def _write_once(path: Path, content: bytes) -> None:
    """Put the file in place whole or not at all: written beside, flushed to disk, then renamed."""
    if path.is_file() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o440)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _page_count(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)

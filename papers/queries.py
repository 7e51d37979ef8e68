# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading documents back; the bytes are checked against the name they were kept under."""

import hashlib
from pathlib import Path

from django.conf import settings

from papers.models import Document


class DocumentDamaged(Exception):
    """The file of a document is gone or is no longer what was kept."""


def document_content(document: Document) -> bytes:
    """Return the document's bytes; raises DocumentDamaged rather than hand out anything else."""
    try:
        content = (Path(settings.MEDIA_ROOT) / document.stored_path).read_bytes()
    except OSError as error:
        raise DocumentDamaged(f"The file of {document} cannot be read.") from error
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise DocumentDamaged(f"The file of {document} has been changed.")
    return content


def damaged_documents() -> list[Document]:
    """Return the documents whose file is missing or changed."""
    damaged = []
    for document in Document.objects.order_by("id").iterator():
        try:
            document_content(document)
        except DocumentDamaged:
            damaged.append(document)
    return damaged

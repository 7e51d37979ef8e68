# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Handing out a document that somebody sent: to be saved, never to be shown inside the service's own pages."""

from io import BytesIO

from django.http import FileResponse

from papers.models import Document
from papers.queries import document_content


def handed_out(document: Document, filename: str) -> FileResponse:
    """The bytes of a document under a name. Raises DocumentDamaged."""
    content = BytesIO(document_content(document))
    response = FileResponse(content, as_attachment=True, filename=filename, content_type=document.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

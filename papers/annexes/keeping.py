# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping an annex: the file as it was sent, and beside it what was found; and making its pages again."""

from datetime import datetime

from papers.annexes.judging import judge, tools
from papers.annexes.receiving import Received
from papers.keeping import Keep
from papers.models import AnnexVerdict, Document
from papers.operations import keep_document
from papers.queries import document_content

NAMELESS = "annex"  # a document's own row names no agency and nobody's file


def keep_annex(received: Received, *, at: datetime) -> AnnexVerdict:
    """Keep a file that was received, and return the verdict on it with its document; the same file gives the same."""
    file, judged = received.file, received.judged
    document = keep_document(
        content=file.content,
        media_type=file.media_type,
        filename=NAMELESS,
        title=NAMELESS,
        at=at,
        page_count=judged.verdict.pages,
    )
    found, _made = AnnexVerdict.objects.get_or_create(
        document=document,
        tools=tools(),
        defaults={"verdict": judged.verdict.as_data(), "pages_sha256": judged.sha256, "judged_at": at},
    )
    return found


def bound_pages(document: Document, keep: Keep | None = None) -> bytes:
    """The pages of a document as they are bound, made again where they are no longer kept; nothing of what has none.

    Raises papers.queries.DocumentDamaged, or NotAccepted where newer tools take no longer in what older ones did.
    """
    return judge(document_content(document), document.media_type, keep=keep).pdf

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a pack that come from elsewhere: an annex as it was judged, by the document that was handed in."""

from papers.annexes.keeping import bound_pages
from papers.keeping import Keep
from papers.models import Document
from papers.queries import DocumentDamaged
from papers.rendering import RenderingRefused
from papers.uploads import NotAccepted


class AnnexRefused(RenderingRefused):
    """An annex can't be bound; the message names it and says why."""


def annex_pages(sha256: str, called: str, keep: Keep) -> bytes:
    """The pages of the document with this sha256. Raises AnnexRefused."""
    try:
        pages = bound_pages(Document.objects.get(sha256=sha256), keep)
    except (Document.DoesNotExist, DocumentDamaged, NotAccepted) as error:
        raise AnnexRefused(f"{called}: {error}") from error
    return pages

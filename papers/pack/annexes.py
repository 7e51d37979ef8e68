# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a pack that come from elsewhere: an annex as it was judged, by the document that was handed in."""

from collections.abc import Callable

from papers.annexes.judging import judge
from papers.keeping import Keep
from papers.models import Document
from papers.queries import DocumentDamaged, document_content
from papers.rendering import RenderingRefused
from papers.uploads import NotAccepted

Files = Callable[[str], tuple[bytes, str]]  # by its sha256: a file as it was handed in, and its media type


class AnnexRefused(RenderingRefused):
    """An annex can't be bound; the message names it and says why."""


def kept_file(sha256: str) -> tuple[bytes, str]:
    """The document that was handed in. Raises Document.DoesNotExist or DocumentDamaged."""
    document = Document.objects.get(sha256=sha256)
    return document_content(document), document.media_type


def annex_pages(sha256: str, called: str, keep: Keep, files: Files = kept_file) -> bytes:
    """The pages of the file with this sha256. Raises AnnexRefused."""
    try:
        return judge(*files(sha256), keep=keep).pdf
    except (Document.DoesNotExist, DocumentDamaged, NotAccepted, OSError) as error:
        raise AnnexRefused(f"{called}: {error}") from error

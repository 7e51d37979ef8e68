# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a PDF can be opened by everyone who must read it, and does nothing by itself when it is."""

import re
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader

from papers.uploads.refusing import NotAccepted

ACTS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition")
WRITTEN_OUT = re.compile(rb"/S\s*/(?:JavaScript|Launch|SubmitForm|ImportData)\b|/RichMedia\b")


def refuse_pdf(content: bytes) -> None:
    """Raise NotAccepted when a PDF is protected, damaged, empty, or carries a program or other files."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise NotAccepted(_("The file is protected by a password. Save it without one and send it again."))
        has_pages = len(reader.pages) > 0
        does = _does_something(reader)
    except NotAccepted:
        raise
    except Exception as error:  # a hostile file brings pypdf to raise nearly anything; it cannot be opened
        raise NotAccepted(_("The file is damaged and cannot be opened.")) from error
    if not has_pages:
        raise NotAccepted(_("The PDF has no page."))
    if does or WRITTEN_OUT.search(content):
        raise NotAccepted(_("The PDF carries a program or other files. Print it to PDF anew and send that."))


def _does_something(reader: PdfReader) -> bool:
    root: Any = reader.root_object
    names = _opened(root.get("/Names"))
    if "/JavaScript" in names or "/EmbeddedFiles" in names or "/AA" in root:
        return True
    return _opened(root.get("/OpenAction")).get("/S") in ACTS


def _opened(value: Any) -> Any:
    """A dictionary that may be named from elsewhere in the file; a page to begin at is a list, and does nothing."""
    value = value.get_object() if hasattr(value, "get_object") else value
    return value if isinstance(value, dict) else {}

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sample snapshots of invented agencies, and the readers a PDF is tried with."""

import copy
import io
import json
from pathlib import Path
from typing import Any, cast

import pypdf
import pypdfium2
import pytest

HERE = Path(__file__).parent
_SAMPLES = {name: json.loads((HERE / f"sample_{name}.json").read_text(encoding="utf-8")) for name in ("pack", "letter")}


@pytest.fixture
def pack_snapshot() -> dict[str, Any]:
    """A meeting with two projects on its agenda."""
    return copy.deepcopy(_SAMPLES["pack"])


@pytest.fixture
def letter_snapshot() -> dict[str, Any]:
    """A project that got part of what it asked for."""
    return copy.deepcopy(_SAMPLES["letter"])


def catalog_of(pdf: bytes) -> dict[str, Any]:
    """The PDF's root object, which says its language and whether it is tagged."""
    return cast(dict[str, Any], pypdf.PdfReader(io.BytesIO(pdf)).root_object)


def pypdf_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def pdfium_text(pdf: bytes) -> str:
    """The text as Chrome's reader gets it."""
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text

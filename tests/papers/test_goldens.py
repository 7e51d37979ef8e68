# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How each kind of page looks, beside a picture of it that a person has looked at: ``goldens/``.

``RENEW_GOLDENS=1 pytest tests/papers/test_goldens.py`` takes the pictures anew, and ``docs/images/pack_pages.png`` from
them; look at every one before it is kept.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from papers.pack.building import build_pack
from tests.papers.conftest import HERE
from tests.papers.test_pack_pieces import places, whole

__all__ = ["whole"]  # the fixture

GOLDENS = HERE / "goldens"
PICTURE = HERE.parent.parent / "docs" / "images" / "pack_pages.png"
DPI, PICTURE_DPI = 36, 44
FAR = 72  # of 255: what a shade of grey must differ by to count
MOST = 0.01  # of the page; the hash at the foot is another with every version of anything
KINDS = (
    "cover", "contents", "invitation", "agenda", "seats", "money", "arising", "decision-DG65-902", "project-DG65-902",
    "attendance",
)  # fmt: skip


def seen(pdf: bytes, manifest: Mapping[str, Any], dpi: int) -> dict[str, Image.Image]:
    """The first page of each kind, in grey."""
    document, at = pypdfium2.PdfDocument(pdf), places(dict(manifest))
    try:
        return {kind: document[at[kind].start].render(scale=dpi / 72).to_pil().convert("L") for kind in KINDS}
    finally:
        document.close()


def far(one: Image.Image, other: Image.Image) -> float:
    """The share of the page that looks otherwise."""
    if one.size != other.size:
        return 1.0
    differs = ImageChops.difference(one, other).histogram()
    return sum(differs[FAR:]) / (one.width * one.height)


def golden(kind: str) -> Path:
    return GOLDENS / f"{kind.partition('-')[0]}.png"


def renew(built: Any) -> None:
    GOLDENS.mkdir(exist_ok=True)
    for kind, image in seen(built.pdf, built.manifest, DPI).items():
        image.quantize(16).save(golden(kind), optimize=True)
    pages = list(seen(built.pdf, built.manifest, PICTURE_DPI).values())
    width, height = pages[0].size
    sheet = Image.new("L", ((width + 12) * 5 + 12, (height + 12) * 2 + 12), 214)
    for number, page in enumerate(pages):
        sheet.paste(page, (12 + number % 5 * (width + 12), 12 + number // 5 * (height + 12)))
    sheet.quantize(16).save(PICTURE, optimize=True)


@pytest.fixture
def pages(whole: dict[str, Any]) -> dict[str, Image.Image]:
    built = build_pack(whole)
    if os.environ.get("RENEW_GOLDENS"):
        renew(built)
    return seen(built.pdf, built.manifest, DPI)


def test_each_kind_of_page_looks_as_it_was_approved(pages: dict[str, Image.Image]) -> None:
    kept = {kind: Image.open(golden(kind)).convert("L") for kind in KINDS}
    assert {kind: share for kind in KINDS if (share := far(pages[kind], kept[kind])) > MOST} == {}
    assert min(far(pages["seats"], kept[kind]) for kind in KINDS if kind != "seats") > MOST  # it tells pages apart

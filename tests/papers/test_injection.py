# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Markup, addresses and styles in every text that a pack and a letter print: printed as typed, nothing asked for."""

import io
import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from papers.keeping import NOWHERE
from papers.pack.building import build_pack
from papers.packs import build_letter_pdf
from papers.text_gate import read_pages, squeezed
from papers.thai import arabic_digits
from tests.papers.test_rendering import Listener
from tests.papers.test_rendering import listener as listener

TYPED = (
    '<img src="{web}/a.png">',
    '<img src="{file}">',
    '<link rel=attachment href="{file}">',
    "<link rel=stylesheet href={web}/a.css>",
    "<style>@import url({web}/b.css);</style>",
    "</td></table><iframe src={web}/c></iframe>",
    '<p style="background:url({web}/d)">',
    "<svg><image href='{web}/e'/><script>alert(1)</script></svg>",
    '<object data="data:text/html,x"></object>',
    '" onerror="x" style="content:url({file})',
    "{{% include '{file}' %}}{{{{ settings.SECRET_KEY }}}}",
    "&lt;b&gt; &amp; url({web}/f)",
    '<a href="{web}/g" rel=attachment>x</a>',
    "pack:item-agenda?at={web}",
)
SECRET, CONTENT = "file:///etc/passwd", "root:x:0"
THAI = range(0x0E00, 0x0E80)


class Typed:
    """Puts an attack behind every text of a snapshot that holds Thai, one after the other, and remembers which."""

    def __init__(self, port: int) -> None:
        self._next = cycle(one.format(web=f"http://127.0.0.1:{port}", file=SECRET) for one in TYPED)
        self.attacks: set[str] = set()

    def into(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self.into(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.into(one) for one in value]
        if isinstance(value, str) and any(ord(letter) in THAI for letter in value):
            attack = next(self._next)
            self.attacks.add(attack)
            return f"{value} {attack}"
        return value


@pytest.fixture
def typed(listener: Listener) -> Iterator[Typed]:
    yield Typed(listener.port)
    assert listener.asked == []


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return found


def reads(pdf: bytes) -> str:
    _document, pages = read_pages(pdf)
    return arabic_digits("".join(pages["pypdf"]))


def carries(pdf: bytes) -> tuple[set[str], int]:
    """The files inside, and how many pictures and addresses that lead out there are."""
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as book:
        leading = [one for one in book.objects if isinstance(one, pikepdf.Dictionary) and "/URI" in one]
        pictures = [one for one in book.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        return set(book.attachments), len(leading) + len(pictures)


def unread(typed: Typed, pdf: bytes) -> list[str]:
    """What was typed and stands nowhere whole."""
    said = reads(pdf)
    return [attack for attack in sorted(typed.attacks) if arabic_digits(squeezed(attack)) not in said]


def test_pack_prints_what_was_typed_and_asks_for_nothing(typed: Typed) -> None:
    pdf = build_pack(typed.into(sample("sample_pack.json")), NOWHERE).pdf  # which compares every page with its source
    assert len(typed.attacks) == len(TYPED)
    assert unread(typed, pdf) == []
    assert carries(pdf) == ({"data.json", "manifest.json"}, 0)
    assert CONTENT not in reads(pdf)


def test_letter_prints_what_was_typed_and_asks_for_nothing(typed: Typed) -> None:
    pdf = build_letter_pdf(typed.into(sample("sample_letter.json")))
    assert len(unread(typed, pdf)) <= 2  # behind texts of the sample that this letter doesn't print
    assert carries(pdf)[1] == 0
    assert CONTENT not in reads(pdf)

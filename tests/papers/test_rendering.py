# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rendering: the same bytes twice, tagged; a hostile page reaches nothing and a huge one ends with a clear error."""

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pypdf
import pytest
from django.utils import translation

from papers import fonts, rendering
from papers.rendering import AddressRefused, Asset, Limits, RenderingFailed, TooLarge, render_each, render_pdf
from tests.papers.conftest import catalog_of


@pytest.fixture(autouse=True)
def read_in_english() -> Iterator[None]:
    """What is refused says why in the language of who reads it."""
    with translation.override("en"):
        yield


PLAIN = '<html lang="th"><head><title>น้ำท่วม</title></head><body><h1>ญี่ปุ่น</h1><p>น้ำ</p></body></html>'
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\x1b\xb6\xeeV\x00\x00\x00\x00IEND\xaeB`\x82"
)


def test_same_page_gives_the_same_bytes() -> None:
    assert render_pdf(PLAIN) == render_pdf(PLAIN)


def test_pdf_is_tagged_thai_with_title_and_outline() -> None:
    pdf = render_pdf(PLAIN)
    catalog, reader = catalog_of(pdf), pypdf.PdfReader(io.BytesIO(pdf))
    assert catalog["/Lang"] == "th"
    assert catalog["/MarkInfo"] == {"/Marked": True}
    assert "/StructTreeRoot" in catalog
    assert reader.metadata is not None
    assert reader.metadata.title == "น้ำท่วม"
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == ["ญี่ปุ่น"]


def test_given_asset_is_used() -> None:
    page = '<html lang="th"><title>-</title><p>x<img alt="dot" src="pack-asset:dot"></p></html>'
    pdf = render_pdf(page, assets={"dot": Asset("image/png", PIXEL)})
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].images) == 1


@dataclass
class Listener:
    """A server on this machine that writes down who asks."""

    port: int
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def listener() -> Iterator[Listener]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    heard = Listener(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield heard
    server.shutdown()
    server.server_close()


OTHER_LOOK = """<style>
@font-face { font-family: "Sarabun Pack"; src: url(pack-asset:sarabun-pack-bold.ttf) }
@page { size: A5 }
p { font-size: 30pt; color: red; counter-increment: page 7 }
</style>"""
STYLED = [
    '@font-face { font-family: "Sarabun Pack"; src: url(pack-asset:sarabun-pack-regular.ttf) }',
    "p { color: blue }",
]


def test_papers_laid_out_together_are_those_laid_out_alone_whatever_one_brings_along() -> None:
    own = PLAIN.replace("</head>", OTHER_LOOK + "</head>")
    linked = PLAIN.replace("</head>", '<LINK rel="stylesheet" href="pack-asset:look"></head>')
    look = {"look": Asset("text/css", b"p { color: green }")}
    documents = [PLAIN, own, PLAIN.replace("<p>", '<p style="color: red">'), linked, "<table colspan=x>", PLAIN]
    together = render_each(documents, stylesheets=STYLED, assets=look)
    alone = [render_pdf(document, stylesheets=STYLED, assets=look) for document in documents]
    assert together == alone
    assert len(set(alone)) == len(documents) - 1


def test_stylesheet_that_asks_for_a_font_that_was_not_given_is_refused_each_time() -> None:
    asks = ["@font-face { font-family: X; src: url(pack-asset:secret.ttf) } p { font-family: X }"]
    for outcome in render_each([PLAIN, PLAIN], stylesheets=asks):
        assert isinstance(outcome, AddressRefused)


ATTACKS = {
    "image from the web": '<img src="{web}/a.png">',
    "image from the disk": '<img src="{file}">',
    "image beside the page": '<img src="secret.png">',
    "embedded data": '<img src="data:image/png;base64,AAAA">',
    "unknown asset": '<img src="pack-asset:secret">',
    "asset with a path": '<img src="pack-asset:../secret">',
    "stylesheet": '<link rel="stylesheet" href="{web}/a.css">',
    "import": "<style>@import url({web}/redirect)</style>",
    "web font": "<style>@font-face {{ font-family: X; src: url({web}/font) }} p {{ font-family: X }}</style>",
    "background": '<p style="background: url({web}/bg)">x</p>',
    "generated content": "<style>p::before {{ content: url({file}) }}</style>",
    "attachment of the page": '<link rel="attachment" href="{file}">',
    "attachment in a link": '<a rel="attachment" href="{file}">x</a>',
    "object": '<object data="{web}/object"></object>',
    "embed": '<embed src="{web}/embed" type="image/png">',
    "image in a drawing": '<svg width="9" height="9"><image href="{web}/s" width="9" height="9"/></svg>',
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_page_is_refused_and_reaches_nothing(attack: str, listener: Listener, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET")
    hostile = ATTACKS[attack].format(web=f"http://127.0.0.1:{listener.port}", file=secret.as_uri())
    with pytest.raises(AddressRefused, match="was not given to it"):
        render_pdf(f'<html lang="th"><head><title>-</title></head><body><p>x</p>{hostile}</body></html>')
    assert listener.asked == []


def test_drawing_that_uses_another_is_not_followed(listener: Listener) -> None:
    use = f'<use href="http://127.0.0.1:{listener.port}/use#a"/>'
    render_pdf(PLAIN.replace("<p>", f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{use}</svg><p>'))
    assert listener.asked == []


def test_hostile_stylesheet_is_refused_and_reaches_nothing(listener: Listener) -> None:
    with pytest.raises(AddressRefused):
        render_pdf(PLAIN, stylesheets=[f"@import url(http://127.0.0.1:{listener.port}/a.css);"])
    assert listener.asked == []


@pytest.mark.parametrize(
    "page",
    ["<table><tr><td colspan=1000000>x</td></tr></table>", "<div>" * 3000 + "x"],
    ids=["a million columns", "three thousand levels"],
)
def test_page_that_takes_too_much_ends_with_a_clear_error(page: str) -> None:
    limits = Limits(cpu_seconds=4, wall_seconds=60, memory_bytes=700 * 1024**2)
    with pytest.raises(TooLarge, match="more than it may"):
        render_pdf(f'<html lang="th"><title>-</title>{page}</html>', limits=limits)


def test_page_that_is_late_ends_with_a_clear_error() -> None:
    with pytest.raises(TooLarge, match="not ready after"):
        render_pdf(PLAIN, limits=Limits(wall_seconds=0))


def test_typesetter_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "TYPESETTER", "papers.no_such_module")
    with pytest.raises(RenderingFailed, match="no_such_module"):
        render_pdf(PLAIN)


def test_without_the_pack_font_nothing_is_rendered(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.PACK_FONT_DIR = tmp_path  # type: ignore[attr-defined]
    with pytest.raises(fonts.FontsMissing):
        render_pdf(PLAIN)

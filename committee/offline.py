# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack to take away: pages with their look beside them, the PDF and the manifest, in one zip without any script.

The same pack in the same language gives the same bytes.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from committee.queries.pack_reading import PackBeingRead
from papers.pack import on_screen
from papers.pack.reading import Part
from workflows.records import canonical_json

EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier moment; the pack's own stands in it
STYLES = ("tokens.css", "type.css", "reader.css", "offline.css")
FONTS = [
    f"sarabun/sarabun-{script}-{weight}-normal.woff2" for script in ("thai", "latin") for weight in (400, 600, 700)
]


def offline_pack(of: PackBeingRead, pdf: bytes) -> bytes:
    """The zip: ``index.html``, ``parts/…html``, ``css/…``, ``pack.pdf``, ``manifest.json``."""
    written = io.BytesIO()
    with ZipFile(written, "w") as file:
        for name, content in _files(of):
            _write(file, name, content, ZIP_DEFLATED)
        _write(file, "pack.pdf", pdf, ZIP_STORED)
    return written.getvalue()


def _write(file: ZipFile, name: str, content: bytes, how: int) -> None:
    info = ZipInfo(name, EARLIEST)
    info.compress_type, info.external_attr = how, 0o644 << 16
    file.writestr(info, content)


def _files(of: PackBeingRead) -> Iterator[tuple[str, bytes]]:
    common = {"meeting": of.meeting, "of": of, "pack": of.pack, "after_pack": of.pack.snapshot.get("after")}
    parts = of.screen.parts
    names = {part.name: f"{place:03d}-{_plain(part)}.html" for place, part in enumerate(parts, start=1)}
    rows = [(heading, [(part, names[part.name]) for part in heading.parts]) for heading in of.screen.headings]
    yield "index.html", render_to_string("committee/reading/offline_index.html", {**common, "rows": rows}).encode()
    ways = of.screen.ways(lambda name: names[name])
    for place, part in enumerate(parts):
        around = [(parts[at], names[parts[at].name]) if 0 <= at < len(parts) else None for at in (place - 1, place + 1)]
        context = {**common, "part": part, "before": around[0], "after": around[1], "paper": _paper(of, part, ways)}
        yield f"parts/{names[part.name]}", render_to_string("committee/reading/offline_part.html", context).encode()
    for style in STYLES:
        yield f"css/{style}", (Path(settings.BASE_DIR) / "static" / "css" / style).read_bytes()
    for font in FONTS:
        if found := finders.find(font):
            yield font, Path(found).read_bytes()
    yield "manifest.json", canonical_json(of.pack.manifest).encode()


def _paper(of: PackBeingRead, part: Part, ways: on_screen.Ways) -> SafeString:
    return on_screen.shown(of.screen.tree(part), ways, before=of.screen.blocks_before(part))


def _plain(part: Part) -> str:
    """A name that every file system takes."""
    return "".join(one if one.isascii() and (one.isalnum() or one in "-.") else "_" for one in part.name)

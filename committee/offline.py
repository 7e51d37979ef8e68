# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack to take away: pages with their look beside them, the PDF and the manifest, in one zip without any script.

The same pack in the same language gives the same bytes. The pages are kept, since all of them take every template.
"""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from committee.models import Pack
from papers.bags import EARLIEST
from papers.keeping import Folder
from papers.pack import on_screen
from papers.pack.reading import PackOnScreen, Part
from papers.pack.versions import wording
from workflows.records import canonical_json

KIND, FORMAT = "offline", 1
STYLES = ("tokens.css", "type.css", "reader.css", "offline.css")
PAGES = ("offline_head.html", "offline_index.html", "offline_part.html")
FONTS = [
    f"sarabun/sarabun-{script}-{weight}-normal.woff2" for script in ("thai", "latin") for weight in (400, 600, 700)
]


def offline_pack(pack: Pack, screen: PackOnScreen, pdf: bytes) -> bytes:
    """The zip: ``index.html``, ``parts/…html``, ``css/…``, ``sarabun/…``, ``manifest.json``, ``pack.pdf``."""
    written = io.BytesIO(kept_pages(pack, screen))
    with ZipFile(written, "a") as file:
        _write(file, "pack.pdf", pdf, ZIP_STORED)
    return written.getvalue()


def kept_pages(pack: Pack, screen: PackOnScreen) -> bytes:
    """The zip without the PDF, in the present language."""
    keep = Folder(Path(settings.PAPERS_KEPT_IN))
    made_from = [FORMAT, pack.snapshot_sha256, pack.document.sha256, get_language(), wording(), _look()]
    key = hashlib.sha256(canonical_json(made_from).encode()).hexdigest()
    kept = keep.get(KIND, key)
    if kept is None:
        written = io.BytesIO()
        with ZipFile(written, "w") as file:
            for name, content in _files(pack, screen):
                _write(file, name, content, ZIP_DEFLATED)
        kept = written.getvalue()
        keep.put(KIND, key, kept)
    return kept


def _write(file: ZipFile, name: str, content: bytes, how: int) -> None:
    info = ZipInfo(name, EARLIEST)
    info.compress_type, info.external_attr = how, 0o644 << 16
    file.writestr(info, content)


def _look() -> str:
    """The digest of the pages around the papers, and of their styles."""
    folder = Path(settings.BASE_DIR)
    files = [folder / "templates" / "committee" / "reading" / name for name in PAGES]
    files += [folder / "static" / "css" / name for name in STYLES]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _files(pack: Pack, screen: PackOnScreen) -> Iterator[tuple[str, bytes]]:
    said = screen.snapshot
    common = {"meeting": pack.meeting, "pack": pack, "held": said, "after_pack": said.get("after")}
    parts = screen.parts
    names = {part.name: f"{place:03d}-{_plain(part)}.html" for place, part in enumerate(parts, start=1)}
    rows = [(heading, [(part, names[part.name]) for part in heading.parts]) for heading in screen.headings]
    yield "index.html", render_to_string("committee/reading/offline_index.html", {**common, "rows": rows}).encode()
    ways = screen.ways(lambda name: names[name])
    for place, part in enumerate(parts):
        around = [(parts[at], names[parts[at].name]) if 0 <= at < len(parts) else None for at in (place - 1, place + 1)]
        context = {**common, "part": part, "before": around[0], "after": around[1], "paper": _paper(screen, part, ways)}
        yield f"parts/{names[part.name]}", render_to_string("committee/reading/offline_part.html", context).encode()
    for style in STYLES:
        yield f"css/{style}", (Path(settings.BASE_DIR) / "static" / "css" / style).read_bytes()
    for font in FONTS:
        if found := finders.find(font):
            yield font, Path(found).read_bytes()
    yield "manifest.json", canonical_json(pack.manifest).encode()


def _paper(screen: PackOnScreen, part: Part, ways: on_screen.Ways) -> SafeString:
    return on_screen.shown(screen.tree(part), ways, before=screen.blocks_before(part))


def _plain(part: Part) -> str:
    """A name that every file system takes."""
    return "".join(one if one.isascii() and (one.isalnum() or one in "-.") else "_" for one in part.name)

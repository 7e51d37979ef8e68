# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a bound pack when most of its pages were read in another one: each page is read once, by every reader.

That a stretch of pages reads as its HTML follows from its relocatable form, the font and the words in its slots, which
the linker puts into every pack alike. So what was read and found right is kept under the hash of all that, with the
versions of the readers and of our own code; what a pack writes over such pages (heads, feet, numbers) is new in each,
and is read from the pack itself through its own font's meanings.
"""

import hashlib
import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pikepdf import Array, Dictionary, Object, Pdf

from papers import assembly, text_gate
from papers.assembly.binding import Part
from papers.assembly.compiling import MEANING
from papers.assembly.typeface import FONT_NAMES
from papers.pack import layout
from papers.text_gate import TextDiffers, squeezed
from workflows.records import canonical_json

READ = b"read"
SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf [^<]*<([0-9a-f]*)> Tj")  # papers.assembly.overlay
STAMPS = "the pack's own font"


def reading_key(part: Part, page: str, said: Sequence[str]) -> str:
    """The hash of everything that a stretch's reading follows from.

    ``page`` is the hash of all that its HTML comes from, ``said`` what stands in its slots.
    """
    body = part.body
    told = [readers(), body.sha256, body.segment_key, page, list(said)]
    return hashlib.sha256(canonical_json(told).encode()).hexdigest()


@cache
def readers() -> dict[str, str]:
    """The readers' versions, and the digest of our code that links and reads."""
    command = shutil.which("pdftotext")
    poppler = subprocess.run([command, "-v"], capture_output=True, check=False).stderr if command else b""
    own = [Path(str(one)) for one in (text_gate.__file__, layout.__file__, __file__)]
    files = [*sorted(Path(str(assembly.__file__)).parent.glob("*.py")), *own]
    code = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()
    named = {name: version(name) for name in ("pypdf", "pikepdf", "django")}  # the last writes what is expected
    return {**named, "pdftotext": poppler.decode(errors="replace").partition("\n")[0], "code": code}


def opened(pdf: bytes) -> Pdf:
    return Pdf.open(io.BytesIO(pdf))


def places_of(pack: Pdf) -> dict[str, int]:
    """The page number, from 1, of every place in the pack that has a name."""
    number_of = {page.obj.objgen: number for number, page in enumerate(pack.pages, start=1)}
    names = pack.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    return {str(names[at]): number_of[names[at + 1][0].objgen] for at in range(0, len(names), 2)}


def extracted(pack: Pdf, numbers: Sequence[int]) -> bytes:
    """These pages of the pack, counted from 0, and nothing else: with the very content, font and stamps they have."""
    some = Pdf.new()
    pages = pack.pages
    for number in numbers:
        some.pages.append(pages[number])
    written = io.BytesIO()
    some.save(written, compress_streams=False)
    return written.getvalue()


def check_stamps(pack: Pdf, written: Sequence[tuple[int, str]]) -> None:
    """Raise TextDiffers unless each of these pages, counted from 0, ends with what the pack was to write over it."""
    meanings: dict[bytes, dict[bytes, str]] = {}
    known: dict[tuple[bytes, bytes], str] = {}
    pages = pack.pages
    for number, words in written:
        page = pages[number].obj
        found = ""
        for font, glyphs in SHOWN.findall(_last(page).read_bytes()):
            if (font, glyphs) not in known:
                if font not in meanings:
                    meanings[font] = _meanings(page, font.decode())
                letters = (meanings[font].get(glyphs[at : at + 4], "\ufffd") for at in range(0, len(glyphs), 4))
                known[font, glyphs] = "".join(letters)
            found += known[font, glyphs]
        if squeezed(found) != squeezed(words):
            raise TextDiffers(STAMPS, number + 1, words, found)


def _last(page: Object) -> Object:
    contents = page.Contents
    return contents[-1] if isinstance(contents, Array) else contents


def _meanings(page: Object, font: str) -> dict[bytes, str]:
    """What the glyphs of a font of the page stand for, as the pack itself says it."""
    assert font in FONT_NAMES.values()
    told = page.Resources.Font[f"/{font}"].ToUnicode.read_bytes().decode()
    return {glyph.encode(): bytes.fromhex(text).decode("utf-16-be") for glyph, text in MEANING.findall(told)}

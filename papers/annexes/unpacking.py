# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Unpacking a PDF's streams no further than they may go, and seeing whether they end as they should."""

import re
import zlib
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream, StreamDecodeLevel

from papers.annexes.sizes import own_points
from papers.annexes.verdicts import MOST_INSIDE, MOST_PIXELS, Refusal

STEP = 1024 * 1024
CRYPT = "/Crypt"  # undone when the file was opened
FAX = ("/CCITTFaxDecode", "/CCF")
PICTURES = (*FAX, "/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode")
FLATE = ("/FlateDecode", "/Fl")
UNPACKED_BY_QPDF = (
    "/LZWDecode",
    "/LZW",
    "/ASCIIHexDecode",
    "/AHx",
    "/ASCII85Decode",
    "/A85",
    "/RunLengthDecode",
    "/RL",
)
PAINTS = re.compile(rb"(?:^|[\s\])>])(?:S|s|f|F|f\*|B|B\*|b|b\*|Tj|TJ|'|\"|Do|sh|BI)(?=$|[\s\[(</])")


class Refused(Exception):
    """Nothing of the file is taken in; the argument is the ``Refusal``."""


class Torn(Exception):
    """A stream doesn't end as it should."""


def refuse_bomb(stream: Object) -> None:
    """Raise Refused for a stream that unpacks to more than it may, and Torn for one that can't be unpacked whole.

    Pictures are known by the points that the PDF, and their own bytes, say they have, and may unpack to as many.
    """
    most = MOST_INSIDE
    if stream.get("/Subtype") == Name.Image:
        points = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
        if not 0 <= points <= MOST_PIXELS:
            raise Refused(Refusal.LARGE_PICTURE)
        most = max(most, points * 8 + STEP)
    packed, names = stream.read_raw_bytes(), _filters(stream)
    for at, name in enumerate(names):
        if name in FLATE:
            packed = _inflated(packed, most)
        elif name in UNPACKED_BY_QPDF:
            packed = _unpacked(stream, names[: at + 1], most)
        elif name != CRYPT:
            if name not in PICTURES or at + 1 < len(names):
                raise Torn
            points = _points_of_fax(stream) if name in FAX else own_points(name, packed)
            if points > MOST_PIXELS:
                raise Refused(Refusal.LARGE_PICTURE)


def _unpacked(stream: Object, names: list[str], most: int) -> bytes:
    """What the first filters of a stream give, within the memory that the child has. Raises Refused or Torn."""
    said = _parameters(stream)[: len(names)]
    new = Pdf.new()
    begun = Stream(new, b"")
    parameters = Array(said) if any(one is not None for one in said) else None
    begun.write(stream.read_raw_bytes(), filter=Array([Name(name) for name in names]), decode_parms=parameters)
    try:
        found = begun.read_bytes(StreamDecodeLevel.specialized)
    except (PdfError, ValueError) as error:
        raise Torn from error
    if len(found) > most:
        raise Refused(Refusal.LARGE_INSIDE)
    return found


def _parameters(stream: Object) -> list[Any]:
    """The numbers that are said of each filter, or nothing."""
    said = stream.get("/DecodeParms", stream.get("/DP"))
    listed = list(said) if isinstance(said, Array) else [said]
    plain = [Dictionary({key: int(one) for key, one in part.items() if isinstance(one, int)})
             if isinstance(part, Dictionary) else None for part in listed]  # fmt: skip
    return plain + [None] * len(_filters(stream))


def _points_of_fax(stream: Object) -> int:
    """The points of a picture packed as a fax, by what is said of it."""
    said = [part for part in _parameters(stream) if part is not None and "/Columns" in part]
    return max((int(part["/Columns"]) * int(part.get("/Rows", stream.get("/Height", 0))) for part in said), default=0)


def _filters(stream: Object) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(one) for one in named] if isinstance(named, Array) else [str(named)]


def _inflated(packed: bytes, most: int) -> bytes:
    if not packed:
        return packed
    inflating, pieces, size = zlib.decompressobj(), [], 0
    try:
        while packed and not inflating.eof:
            piece = inflating.decompress(packed, STEP)
            packed = inflating.unconsumed_tail
            size += len(piece)
            if size > most:
                raise Refused(Refusal.LARGE_INSIDE)
            pieces.append(piece)
    except zlib.error as error:
        raise Torn from error
    if not inflating.eof:
        raise Torn
    return b"".join(pieces)


def contents(page: Object) -> Iterator[Stream]:
    """The streams of a page's content; one that is named and isn't there is Torn."""
    named = page.get("/Contents")
    for one in list(named) if isinstance(named, Array) else [] if named is None else [named]:
        if not isinstance(one, Stream):
            raise Torn
        yield one


def paints(page: Object) -> bool:
    """Whether a page's content draws anything at all."""
    try:
        return any(PAINTS.search(stream.read_bytes()) for stream in contents(page))
    except PdfError as error:
        raise Torn from error


def within(one: Object) -> Iterator[Object]:
    """An object, and every dictionary that is written out inside it; what it only names is found by itself."""
    waiting = [one]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Dictionary | Stream):
            yield found
            held = [value for _name, value in found.items()]
        elif isinstance(found, Array):
            held = list(found)
        else:
            continue
        waiting += [value for value in held if isinstance(value, Dictionary | Array) and not value.is_indirect]

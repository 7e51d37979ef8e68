# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Unpacking a PDF's streams no further than they may go, and seeing whether they end as they should."""

import re
import zlib
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, PdfError, Stream

from papers.annexes.verdicts import MOST_INSIDE, MOST_PIXELS, Refusal

STEP = 1024 * 1024
PAINTS = re.compile(rb"(?:^|[\s\])>])(?:S|s|f|F|f\*|B|B\*|b|b\*|Tj|TJ|'|\"|Do|sh|BI)(?=$|[\s\[(</])")


class Refused(Exception):
    """Nothing of the file is taken in; the argument is the ``Refusal``."""


class Torn(Exception):
    """A stream doesn't end as it should."""


def refuse_bomb(stream: Object) -> None:
    """Raise Refused for a stream that unpacks to more than it may, and Torn for one that can't be unpacked whole.

    Pictures are known by the points they say they have, and may unpack to as many.
    """
    most = MOST_INSIDE
    if stream.get("/Subtype") == Name.Image:
        points = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
        if not 0 <= points <= MOST_PIXELS:
            raise Refused(Refusal.LARGE_PICTURE)
        most = max(most, points * 8 + STEP)
    packed = stream.read_raw_bytes()
    for name in _filters(stream):
        if name not in ("/FlateDecode", "/Fl"):  # the others unpack little, or are pictures' own
            return
        packed = _inflated(packed, most)


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

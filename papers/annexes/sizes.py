# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How many points a packed picture has by its own words, whatever the PDF around it says; runs in the child only."""

from collections.abc import Callable

START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SIZ = b"\xff\x51"  # JPEG 2000: how large the picture is (ISO 15444-1, A.5.1)
PAGE_INFORMATION = 48  # JBIG2: how large the page is (ISO 14492, 7.4.8)


def own_points(codec: str, packed: bytes) -> int:
    """The points of a picture packed by DCTDecode, JPXDecode or JBIG2Decode; 0 where it doesn't say."""
    size_of = SIZES.get(codec)
    width, height = size_of(packed) if size_of else (0, 0)
    return width * height


def _of_jpeg(packed: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(packed) and packed[at] == 0xFF:
        marker = packed[at + 1]
        if marker == 0xFF:  # may be repeated before a marker
            at += 1
        elif marker in START_OF_FRAME:
            return int.from_bytes(packed[at + 7 : at + 9]), int.from_bytes(packed[at + 5 : at + 7])
        else:
            at += 2 + int.from_bytes(packed[at + 2 : at + 4])
    return 0, 0


def _of_jpeg_2000(packed: bytes) -> tuple[int, int]:
    at = packed.find(SIZ)
    if at < 0:
        return 0, 0
    right, bottom, left, top = (int.from_bytes(packed[at + 6 + 4 * n :][:4]) for n in range(4))
    return max(right - left, 0), max(bottom - top, 0)


def _of_jbig2(packed: bytes) -> tuple[int, int]:
    """Of a picture inside a PDF, which begins with its first segment."""
    at = 0
    while at + 11 <= len(packed):
        flags, referred = packed[at + 4], packed[at + 5] >> 5
        if referred > 4:  # many, counted in another way: only such as come behind the page
            return 0, 0
        number = int.from_bytes(packed[at : at + 4])
        each = 1 if number <= 256 else 2 if number <= 65536 else 4
        at += 6 + referred * each + (4 if flags & 0x40 else 1)
        length = int.from_bytes(packed[at : at + 4])
        if flags & 0x3F == PAGE_INFORMATION:
            return int.from_bytes(packed[at + 4 : at + 8]), int.from_bytes(packed[at + 8 : at + 12])
        at += 4 + length
    return 0, 0


SIZES: dict[str, Callable[[bytes], tuple[int, int]]] = {
    "/DCTDecode": _of_jpeg,
    "/DCT": _of_jpeg,
    "/JPXDecode": _of_jpeg_2000,
    "/JBIG2Decode": _of_jbig2,
}

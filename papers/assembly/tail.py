# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The objects that a pack has once: numbered as they are asked for, written in the order of their numbers."""


class Tail:
    """Objects numbered from ``first`` on; a number may be reserved and its object put later."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._objects: list[bytes | None] = []

    def reserve(self) -> int:
        self._objects.append(None)
        return self._first + len(self._objects) - 1

    def add(self, body: bytes) -> int:
        self._objects.append(body)
        return self._first + len(self._objects) - 1

    def put(self, number: int, body: bytes) -> None:
        self._objects[number - self._first] = body

    def stream(self, content: bytes, head: bytes = b"") -> int:
        return self.add(streamed(content, head))

    def written(self, at: int) -> tuple[bytes, list[int]]:
        """All of them, and where each begins in a file in which the first begins at ``at``."""
        pieces, places = [], []
        for number, body in enumerate(self._objects, start=self._first):
            assert body is not None, f"object {number} was reserved and never put"
            piece = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            places.append(at)
            at += len(piece)
            pieces.append(piece)
        return b"".join(pieces), places


def streamed(content: bytes, head: bytes = b"") -> bytes:
    """A stream with what its dictionary says besides its length."""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (head, len(content), content)


def reference(number: int) -> bytes:
    return b"%d 0 R" % number


def text(words: str) -> bytes:
    """A text string: plain where it is plain, otherwise UTF-16."""
    if words.isascii() and words.isprintable():
        return b"(" + words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode() + b")"
    return b"<feff" + words.encode("utf-16-be").hex().encode() + b">"


def name(word: str) -> bytes:
    """A name, with everything but letters, digits and ``+-_.`` written as numbers."""
    plain = b"+-_."
    return b"/" + b"".join(
        bytes([one]) if (chr(one).isalnum() and one < 128) or one in plain else b"#%02x" % one for one in word.encode()
    )

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A Merkle tree over the heads of chains, that of RFC 6962 (section 2.1): odd nodes rise as they are.

A leaf is SHA-256(00 ‖ text), a node SHA-256(01 ‖ left ‖ right). Leaves may be replaced and added; only what stands
above them is computed again.
"""

from collections.abc import Iterable
from hashlib import sha256

EMPTY = sha256(b"").hexdigest()  # RFC 6962: the hash of an empty list


def leaf_hash(text: str) -> bytes:
    """The hash of a leaf's text."""
    return sha256(b"\x00" + text.encode()).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two nodes."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """The leaves and every level above them."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        self._touched: set[int] = set()
        for leaf in leaves:
            self.add(leaf)

    def __len__(self) -> int:
        return len(self._levels[0])

    def add(self, leaf: bytes) -> int:
        """Put a leaf behind the others and return its place."""
        self._levels[0].append(leaf)
        self._touched.add(len(self) - 1)
        return len(self) - 1

    def replace(self, place: int, leaf: bytes) -> None:
        """Put another leaf in a place."""
        self._levels[0][place] = leaf
        self._touched.add(place)

    def root(self) -> str:
        """The hash that stands for all leaves, in hexadecimal."""
        self._rise()
        return self._levels[-1][0].hex() if len(self) else EMPTY

    def proof(self, place: int) -> list[str]:
        """The nodes beside the way from a leaf to the root, from below; where nothing stands beside, none."""
        self._rise()
        beside = []
        for level in self._levels[:-1]:
            if place ^ 1 < len(level):
                beside.append(level[place ^ 1].hex())
            place //= 2
        return beside

    def _rise(self) -> None:
        """Compute anew what stands above the leaves that were touched."""
        touched, level = self._touched, 0
        while len(below := self._levels[level]) > 1:
            if level + 1 == len(self._levels):
                self._levels.append([])
            above = self._levels[level + 1]
            above += [b""] * ((len(below) + 1) // 2 - len(above))
            touched = {place // 2 for place in touched}
            for place in touched:
                pair = below[2 * place : 2 * place + 2]
                above[place] = node_hash(*pair) if len(pair) == 2 else pair[0]
            level += 1
        self._touched = set()


def root_from(leaf: bytes, place: int, count: int, proof: Iterable[str]) -> str:
    """The root to which a leaf's proof leads. Raises ValueError when the proof has not the length it must have."""
    node, beside = leaf, [bytes.fromhex(one) for one in proof]
    while count > 1:
        if place ^ 1 < count:
            if not beside:
                raise ValueError("the proof is too short")
            other = beside.pop(0)
            node = node_hash(other, node) if place % 2 else node_hash(node, other)
        place, count = place // 2, (count + 1) // 2
    if beside:
        raise ValueError("the proof is too long")
    return node.hex()

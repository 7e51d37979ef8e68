# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tree of RFC 6962: its roots against the standard's own definition, its proofs, its repairs in place."""

from hashlib import sha256

import pytest

from workflows.anchors.merkle import EMPTY, Tree, leaf_hash, root_from

# The roots over the first n of these leaves are the test vectors of the Certificate Transparency implementations.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def vectors() -> list[bytes]:
    return [sha256(b"\x00" + bytes.fromhex(leaf)).digest() for leaf in LEAVES]


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word: split at the largest power of two that is less."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


@pytest.mark.parametrize("count", range(1, 9))
def test_root_is_that_of_the_published_vectors(count: int) -> None:
    assert Tree(vectors()[:count]).root() == ROOTS[count - 1]


def test_root_of_nothing_is_that_of_the_empty_list() -> None:
    assert Tree().root() == EMPTY == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 8, 31, 64, 100])
def test_every_leaf_is_proved_and_no_other_in_its_place(count: int) -> None:
    leaves = [leaf_hash(f"leaf {place}") for place in range(count)]
    tree = Tree(leaves)
    assert tree.root() == by_definition(leaves).hex()
    for place, leaf in enumerate(leaves):
        proof = tree.proof(place)
        assert root_from(leaf, place, count, proof) == tree.root()
        assert root_from(leaf_hash("another"), place, count, proof) != tree.root()
        if count > 1:
            assert root_from(leaf, place, count, [*proof[:-1], "00" * 32]) != tree.root()


@pytest.mark.parametrize("change", [lambda proof: proof[:-1], lambda proof: [*proof, "00" * 32]])
def test_proof_of_another_length_is_no_proof(change: object) -> None:
    tree = Tree([leaf_hash(str(place)) for place in range(5)])
    with pytest.raises(ValueError, match="the proof is too"):
        root_from(leaf_hash("1"), 1, 5, change(tree.proof(1)))  # type: ignore[operator]


def test_tree_that_grows_and_changes_is_the_tree_made_anew() -> None:
    """What ``verify`` does day after day: some leaves replaced, some added, the root asked."""
    leaves: list[bytes] = []
    growing = Tree()
    for day in range(1, 40):
        for place in range(0, len(leaves), 3):
            leaves[place] = leaf_hash(f"{day}/{place}")
            growing.replace(place, leaves[place])
        for new in range(day % 4):
            leaves.append(leaf_hash(f"{day} new {new}"))
            growing.add(leaves[-1])
        assert growing.root() == Tree(leaves).root()

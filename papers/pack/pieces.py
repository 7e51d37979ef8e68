# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pieces of a pack, in order: each is laid out alone, from no more of the snapshot than it prints.

A project's sheet is given neither its label nor its place among the others, so that it is laid out once for every order
of the agenda. The label is written into it when the pack is bound.
"""

from collections.abc import Collection, Iterator
from typing import Any

from papers.pack import beside
from papers.pack.matters import matters_of
from papers.pack.piece import Piece, Snapshot, digits_of, level_of, paper_of, printed, said_in

__all__ = ["Piece", "Snapshot", "digits_of", "pieces_of", "printed"]

ALIKE = ("committee", "meeting", "example", "after")  # what the pieces before the papers may all print


def pieces_of(snapshot: Snapshot) -> list[Piece]:
    """Everything of the pack, of an addendum what is new, of a part of a pack what ``only`` names."""
    only = snapshot.get("only")
    return list(_pieces(snapshot) if only is None else _chosen(snapshot, only))


def _chosen(snapshot: Snapshot, only: Collection[str]) -> Iterator[Piece]:
    if "agenda" in only:
        yield _agenda(snapshot)
    if "matters" in only:
        yield from matters_of(snapshot, None)
    if "attendance" in only:
        yield from beside.attendance(snapshot)


def _pieces(snapshot: Snapshot) -> Iterator[Piece]:
    level = level_of(snapshot)
    alike = _alike(snapshot)
    after = snapshot.get("after") or {}
    is_addendum = bool(after.get("is_addendum"))
    matters = matters_of(snapshot, after["changes"] if is_addendum else None)
    called, front, behind = ([] if is_addendum else _each(snapshot, made) for made in MADE)
    verify = {"verify": snapshot["verify"]} if "verify" in snapshot else {}  # packs built before don't have it
    yield Piece("cover", "cover", alike | verify | _cover(snapshot, level), runs=False)
    if after:
        told = {"changes": after["changes"], "projects": snapshot["projects"]}
        yield Piece("changes", "changes", alike | told, level=level)
    agenda = _agenda(snapshot)
    if not is_addendum or matters:
        lists = {
            "front": _listed([*called, agenda, *front], snapshot),
            "sheets": _listed([one for one in matters if one.annex or not one.depth], snapshot),
            "behind": _listed(behind, snapshot),
        }
        yield Piece("contents", "contents", alike | lists, level=level)
    yield from called
    yield agenda
    yield from front
    yield from matters
    yield from behind


def _alike(snapshot: Snapshot) -> dict[str, Any]:
    return {name: snapshot.get(name) for name in ALIKE} | {"paper": paper_of(snapshot)}


def _agenda(snapshot: Snapshot) -> Piece:
    return Piece("agenda", "agenda", _alike(snapshot) | {"agenda": snapshot["agenda"]}, level=level_of(snapshot))


MADE = (beside.BEFORE, beside.FRONT, beside.BEHIND)


def _each(snapshot: Snapshot, made: Any) -> list[Piece]:
    return [piece for one in made for piece in one(snapshot)]


def _listed(pieces: list[Piece], snapshot: Snapshot) -> list[dict[str, str]]:
    """Their lines in the contents."""
    say = said_in(snapshot)
    return [
        {"label": one.label, "title": one.subject or say[one.template], "place": one.name} for one in pieces
    ]  # fmt: skip


def _cover(snapshot: Snapshot, level: str) -> dict[str, Any]:
    return {"pack": {"number": snapshot["pack"]["number"]}, "level": level, "profile": snapshot.get("profile", "")}

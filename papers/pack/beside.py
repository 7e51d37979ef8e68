# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a whole pack has before and behind the papers of its matters, as far as the snapshot tells of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from papers.pack.piece import Piece, Snapshot, level_of, paper_of, printed, said_in

MONEY = ("label", "title", "code", "lead", "participants", "total_proposed_baht", "total_screened_baht")
LEADS, KEEPS = ("chair", "vice_chair"), ("secretary", "assistant_secretary")


def invitation(snapshot: Snapshot) -> Iterator[Piece]:
    """The letter that calls the members, as all of them have it."""
    if letter := snapshot.get("invitation"):
        content = {"letter": letter, "digits": letter["digits"], **_how(snapshot)}
        yield Piece("invitation", "invitation", content, subject=said_in(snapshot)["invitation"])


def seats(snapshot: Snapshot) -> Iterator[Piece]:
    """Who is called, seat by seat."""
    if snapshot["seats"]:
        yield Piece("seats", "seats", {"seats": snapshot["seats"], **_how(snapshot)})


def money(snapshot: Snapshot) -> Iterator[Piece]:
    """Every project with its money."""
    if snapshot["projects"]:
        rows = [{name: project[name] for name in MONEY} for project in snapshot["projects"]]
        content = {"projects": rows, "totals": snapshot["totals"], **_how(snapshot)}
        yield Piece("money", "money", content, level=level_of(snapshot))


def minutes(snapshot: Snapshot) -> Iterator[Piece]:
    """The minutes that are to be adopted, as they were circulated."""
    for one in snapshot.get("minutes", ()):
        meeting = one["content"]["meeting"]
        called = printed(f"{meeting['number']}/{meeting['be_year']}", snapshot)
        say = said_in(snapshot)
        place = f"minutes-{meeting['be_year']}-{meeting['number']}"
        content = {**one["content"], "sha256": one["sha256"], "place": place, **_how(snapshot)}
        subject = f"{say['minutes']} {say['number']} {called}"
        yield Piece(place, "minutes", content, subject=subject, level=one.get("level", ""), of={"text": one["sha256"]})


def arising(snapshot: Snapshot) -> Iterator[Piece]:
    """What earlier resolutions left to be done."""
    told = snapshot.get("arising") or {}
    if told.get("rows"):
        yield Piece("arising", "arising", {**told, **_how(snapshot)}, level=told.get("level", ""))


def resolved(snapshot: Snapshot) -> Iterator[Piece]:
    """What the meeting resolved, for the record."""
    if rows := snapshot.get("resolved"):
        yield Piece("resolved", "resolved", {"rows": rows, **_how(snapshot)}, level=level_of(snapshot))


def attendance(snapshot: Snapshot) -> Iterator[Piece]:
    """The sheet on which those who came sign: the chair, members in the order of their seats, the secretariat, and
    the agencies whose projects are before the meeting.
    """
    if not snapshot["seats"] or not {"invitation", "only"} & set(snapshot):
        return  # packs from before this sheet
    roles: dict[str, list[Mapping[str, Any]]] = {"members": [], "secretaries": []}
    for seat in sorted(snapshot["seats"], key=lambda seat: seat["role"] not in LEADS):
        roles["secretaries" if seat["role"] in KEEPS else "members"].append(seat)
    agencies = list(dict.fromkeys(project["lead"] for project in snapshot["projects"]))
    content = {"groups": roles, "agencies": agencies, "committee": snapshot["committee"], **_how(snapshot)}
    yield Piece("attendance", "attendance", content | {"meeting": snapshot["meeting"]})


BEFORE = (invitation,)  # the agenda; a list in the contents goes by the same order
FRONT = (seats, money, minutes, arising)
BEHIND = (resolved, attendance)


def _how(snapshot: Snapshot) -> dict[str, Any]:
    return {"paper": paper_of(snapshot)}

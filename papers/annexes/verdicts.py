# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is found of an annex, as codes: sentences are made of them when they are read. Loaded in the child, too."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """How an annex is taken in."""

    WHOLE = "whole"  # its pages as they are
    CLEANED = "cleaned"  # its pages without what acts, or is no page
    DRAWN = "drawn"  # as pictures of its pages
    NAMED = "named"  # by its name alone: it has no pages that could be bound


class Taken(StrEnum):
    """What is taken out of a PDF."""

    SCRIPTS = "scripts"
    ACTIONS = "actions"
    FILES = "files"
    MEDIA = "media"
    FIELDS = "fields"  # printed with what was filled in
    SIGNATURES = "signatures"  # likewise; they sign the file as it was sent
    COMMENTS = "comments"  # printed where they have a look of their own
    LINKS = "links"


class Note(StrEnum):
    """What its reader should know besides."""

    RESTRICTED = "restricted"  # its owner forbade what programs could do with it; it opens without a password
    REPAIRED = "repaired"
    BLANK = "blank"  # with the pages
    SMALLER = "smaller"  # pages larger than A4
    LAYERS = "layers"  # why it is drawn: some are not shown
    FOREIGN_PARTS = "foreign_parts"  # why it is drawn: programs for printers, pages of other files
    HEAVY = "heavy"  # why it is drawn: patterns or pictures that readers would draw over and over
    TORN = "torn"  # why it is drawn: a picture or a font can't be unpacked
    UNUSUAL = "unusual"  # why it is drawn: its pages can't be copied
    TURNED = "turned"  # a photograph, upright by what its camera said


class Refusal(StrEnum):
    """Why nothing of it is taken in."""

    NOT_KNOWN = "not_known"
    PASSWORD = "password"  # noqa: S105  # no secret
    DAMAGED = "damaged"
    NO_PAGES = "no_pages"
    MANY_PAGES = "many_pages"
    PAGE_SIZE = "page_size"
    LARGE_INSIDE = "large_inside"
    LARGE_PICTURE = "large_picture"
    FIELDS_UNDRAWN = "fields_undrawn"  # what was filled in has no look, and letters that are not drawn here
    WAITS_FOR_PROGRAM = "waits_for_program"  # pages that only one maker's program draws (XFA)
    TOO_MUCH_WORK = "too_much_work"


MOST_PAGES = 500
LONGEST_SIDE = 14_400  # points: five metres; no reader shows more
SHORTEST_SIDE = 10
MOST_INSIDE = 64 * 1024**2  # bytes of one stream unpacked
MOST_PIXELS = 100_000_000  # of one picture
MOST_DRAWN = 1_000_000  # pictures and drawings that all pages draw together
MOST_TILES = 1_000_000  # of one pattern on one page
MOST_PIXELS_OF_A_PAGE = 1_000_000_000  # of all pictures that one page draws, each as often as it is drawn


@dataclass(frozen=True)
class Verdict:
    """``taken_out`` says how many of each; ``notes`` the pages they are about, from 1, or none for the whole."""

    outcome: str
    pages: int = 0
    taken_out: dict[str, int] = field(default_factory=dict)
    notes: dict[str, list[int]] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """``{"outcome": "cleaned", "pages": 3, "taken_out": {"scripts": 2}, "notes": {"blank": [2]}}``."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Verdict":
        return cls(**data)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an assembler is given: bodies in order, what runs along their pages, and what is kept with the pack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from papers.assembly.bodies import Body
from papers.assembly.typeface import Typeface


@dataclass(frozen=True)
class Part:
    """One stretch of pages. With a ``title`` it is one line of the outline; without, its body's own bookmarks are.

    ``level`` 1 stands below the last part of level 0. ``runs`` says whether heads, feet and numbers are printed;
    ``running`` are those of this part, where they differ from the pack's. ``place`` is the name of its beginning, and
    ``beside`` what stands at the foot of pages from elsewhere.
    """

    body: Body
    title: str = ""
    level: int = 0
    runs: bool = True
    running: "Running | None" = None
    place: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Running:
    """What stands at every page's head and foot; ``{page}`` and ``{pages}`` in the last are the numbers."""

    head_left: str
    head_right: str
    foot_left: str
    numbering: str


@dataclass(frozen=True)
class Attachment:
    """A file kept inside the pack; ``relationship`` is what it is to the pages, as PDF names it."""

    name: str
    media_type: str
    description: str
    content: bytes
    relationship: str = "Source"


@dataclass(frozen=True)
class Binding:
    """Everything a pack is made of: the same binding gives the same bytes.

    ``labels`` are texts for the bodies' label slots by name; ``digits`` is ``thai`` or ``arabic``;
    ``typefaces`` are the pack font's weights.
    """

    parts: Sequence[Part]
    running: Running
    title: str
    author: str
    keywords: str
    typefaces: Mapping[int, Typeface]
    digits: str = "thai"
    language: str = "th"
    labels: Mapping[str, str] = field(default_factory=dict)
    attachments: Sequence[Attachment] = ()

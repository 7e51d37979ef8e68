# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding words in a pack: in all that it prints, part by part, each hit with the words around it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from papers.keeping import Folder, Keep
from papers.pack.on_screen import lit, places
from papers.pack.reading import PackOnScreen, Part
from papers.pack.versions import wording
from papers.search import folded, terms_of
from papers.thai import normalise
from workflows.records import canonical_json

KIND, FORMAT = "words", 2
EXCERPTS = 3  # of one part
AROUND = 60  # letters on each side of a hit


@dataclass(frozen=True)
class Hit:
    """A part in which all the words stand: how often, and the first places."""

    part: Part
    count: int
    excerpts: list[SafeString]


def found_in(pack: PackOnScreen, typed: str, *, sha256: str, keep: Keep | None = None) -> list[Hit]:
    """The parts that hold every word, in the order of the pack; words are kept by the snapshot's ``sha256``."""
    terms = terms_of(typed)
    if not terms:
        return []
    said, hits = kept_words(pack, sha256=sha256, keep=keep), []
    for part in pack.parts:
        text, low = said.get(part.name, ("", ""))
        if all(term in low for term in terms):
            spots = places(text, terms, low)
            hits.append(Hit(part, len(spots), _excerpts(text, spots, terms)))
    return hits


def kept_words(pack: PackOnScreen, *, sha256: str, keep: Keep | None = None) -> dict[str, tuple[str, str]]:
    """What each part says, in one spelling, and the same folded; kept, since making it anew takes every template."""
    keep = keep or Folder(Path(settings.PAPERS_KEPT_IN))
    key = hashlib.sha256(canonical_json([FORMAT, sha256, wording()]).encode()).hexdigest()
    kept = keep.get(KIND, key)
    if kept is None:
        said = {name: normalise(text) for name, text in pack.words()}
        kept = json.dumps({name: [text, folded(text)] for name, text in said.items()}, ensure_ascii=False).encode()
        keep.put(KIND, key, kept)
    return {name: (text, low) for name, (text, low) in json.loads(kept).items()}


def _excerpts(text: str, spots: list[tuple[int, int]], terms: list[str]) -> list[SafeString]:
    told, end = [], 0
    for first, last in spots:
        if first < end:  # it stands in the excerpt before
            continue
        begin = max(first - AROUND, 0, text.rfind("\n", 0, first) + 1)
        line = text.find("\n", last)
        end = min(last + AROUND, line if line >= 0 else len(text))
        cut = ("…" if begin and text[begin - 1] != "\n" else "", "…" if end < len(text) and text[end] != "\n" else "")
        told.append(mark_safe(cut[0] + lit(text[begin:end], terms) + cut[1]))  # noqa: S308 - lit() escapes
        if len(told) == EXCERPTS:
            break
    return told

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

KIND, FORMAT = "words", 1
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
    texts, hits = dict(_words(pack, sha256, keep or Folder(Path(settings.PAPERS_KEPT_IN)))), []
    for part in pack.parts:
        text = texts.get(part.name, "")
        low = folded(text)
        if all(term in low for term in terms):
            spots = places(text, terms)
            hits.append(Hit(part, len(spots), _excerpts(text, spots, terms)))
    return hits


def _words(pack: PackOnScreen, sha256: str, keep: Keep) -> list[tuple[str, str]]:
    """What each part says, in one spelling; kept beside the bodies, since making it anew takes every template."""
    key = hashlib.sha256(canonical_json([FORMAT, sha256, wording()]).encode()).hexdigest()
    kept = keep.get(KIND, key)
    if kept is None:
        kept = json.dumps([(name, normalise(text)) for name, text in pack.words()], ensure_ascii=False).encode()
        keep.put(KIND, key, kept)
    return [(name, text) for name, text in json.loads(kept)]


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

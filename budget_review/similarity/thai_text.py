# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thai text without its spaces, cut into clusters of letters: what is written the same is found the same.

Thai has no spaces between words, and those that stand there are the typist's. A cluster is a consonant with the vowels
and marks that belong to it; a run of three clusters is to Thai what a short word is to English.
"""

import re
from zlib import crc32

from papers.thai import arabic_digits, normalise

RUN = 3  # clusters in a run
BREAK = "|"  # stands where something was taken out: no run goes across it
_BETWEEN_THAI = re.compile(r"(?<=[\u0e01-\u0e4e])\s+(?=[\u0e01-\u0e4e])")
_SIGNS = re.compile(r"[^\w\u0e01-\u0e4e.|+&/]+|[๏๚๛]")
_CLUSTER = re.compile(r"[เแโใไ]?[ก-ฮ][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*[ะาำๅ]?|[a-z]+|\d+(?:\.\d+)?|[ฤฦ]ๅ?|[ะาำๅ]")


def folded(text: str) -> str:
    """One spelling: Arabic digits, small letters, no repeat signs, no spaces inside Thai."""
    text = arabic_digits(normalise(text)).lower().replace("ๆ", " ").replace("ฯ", " ")
    text = _SIGNS.sub(" ", text)
    return _BETWEEN_THAI.sub("", " ".join(text.split()))


def clusters(text: str) -> list[str]:
    """The clusters of a folded text; Latin words and numbers are one each."""
    return _CLUSTER.findall(text)


def runs(text: str) -> frozenset[int]:
    """A number for every run of three clusters; a piece that is shorter counts whole."""
    found = set()
    for piece in text.split(BREAK):
        cut = clusters(piece)
        if len(cut) <= RUN:
            found.add("".join(cut))
        found |= {"".join(cut[place : place + RUN]) for place in range(len(cut) - RUN + 1)}
    return frozenset(number_of(run) for run in found if len(run) > 1)


def number_of(text: str) -> int:
    """The number under which a text stands in the index."""
    return crc32(text.encode())

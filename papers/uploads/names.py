# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The name of a file that somebody sent: what of it is shown and handed out again."""

import unicodedata

from papers.thai import normalise

LONGEST = 150  # characters
UNSAFE = frozenset('<>:"|?*/\\')  # what some system would read as more than a letter
HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})  # among them those that turn the direction of writing


def clean_name(sent: str) -> str:
    """The last part of a path, in one spelling, without what cannot be seen; ``file`` where nothing is left.

    A name that is too long is cut before its ending.
    """
    name = normalise(sent).replace("\\", "/").rpartition("/")[2]
    name = "".join("_" if character in UNSAFE else character for character in name if _is_seen(character))
    name = " ".join(name.split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name[:LONGEST] or "file"
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ') or 'file'}.{ending}"[:LONGEST]


def ending_of(name: str) -> str:
    """What stands after the last dot, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in HIDDEN

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The font official papers are set in: where its files are, and whether they are the ones that were built.

"Sarabun Pack" is Sarabun (SIL Open Font License) with its Thai marks rearranged so that text copied out of a PDF is
the text that was put in; ``build.py`` says how. The files are built at set-up and not committed.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FAMILY = "Sarabun Pack"
MANIFEST = "manifest.json"
FONTCONFIG = "fonts.conf"


@dataclass(frozen=True)
class Weight:
    """One weight of the family: its name, its CSS number, the file it is built into."""

    name: str
    css: int
    file: str


WEIGHTS = (Weight("Regular", 400, "sarabun-pack-regular.ttf"), Weight("Bold", 700, "sarabun-pack-bold.ttf"))


class FontsMissing(Exception):
    """The pack font is not there, or is not the one the manifest names."""


def load(folder: Path) -> dict[str, bytes]:
    """Return the font files by name, each checked against the manifest; raises FontsMissing."""
    expected = _of_manifest(folder, "sha256")
    try:
        files = {weight.file: (folder / weight.file).read_bytes() for weight in WEIGHTS}
    except OSError as error:
        raise _missing(folder) from error
    for name, content in files.items():
        if sha256(content) != expected.get(name):
            raise FontsMissing(f"{folder / name} is not the file that was built: run `python -m papers.fonts build`.")
    return files


def characters(folder: Path) -> frozenset[str]:
    """Return the characters the font can print, any other would come out as an empty box; raises FontsMissing."""
    return frozenset(_of_manifest(folder, "characters"))


def _of_manifest(folder: Path, name: str) -> Any:
    try:
        return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))[name]
    except (OSError, ValueError, KeyError) as error:
        raise _missing(folder) from error


def _missing(folder: Path) -> FontsMissing:
    return FontsMissing(f"No pack font in {folder}: run `make setup` or `python -m papers.fonts build`.")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

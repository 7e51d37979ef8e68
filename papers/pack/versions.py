# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lays papers out and puts them together: another version of any of it may give other bytes."""

import ctypes
import ctypes.util
import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from papers import archival, thai, typesetter
from papers.templatetags import paper, qr
from papers.templatetags import thai as filters

PACKAGES = ("weasyprint", "pydyf", "pikepdf", "fonttools", "uharfbuzz")
LIBRARIES = {  # name, what it is called where programs are linked with it, and what it is asked
    "pango": ("pango-1.0", "libpango-1.0.so.0", "pango_version_string"),
    "harfbuzz": ("harfbuzz", "libharfbuzz.so.0", "hb_version_string"),
}

CODE = (thai, filters, paper, qr)  # what turns a snapshot's values into words


def wording() -> str:
    """The digest of everything that turns a piece's data into its HTML and look: templates, stylesheet, filters."""
    folder = Path(settings.BASE_DIR) / "templates" / "pack"
    files = [*sorted(file for file in folder.rglob("*") if file.is_file()), *(Path(str(one.__file__)) for one in CODE)]
    told = hashlib.sha256()
    for file in files:
        told.update(f"{file.name}:{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return told.hexdigest()


@cache
def made_with() -> dict[str, str]:
    """The versions of everything, by name, and the digests of our own typesetter and of what finishes its papers."""
    libraries = {name: _library(*where) for name, where in LIBRARIES.items()}
    source = hashlib.sha256(Path(typesetter.__file__).read_bytes()).hexdigest()
    finishing = hashlib.sha256()
    for file in sorted(Path(str(archival.__file__)).parent.glob("*.py")):
        finishing.update(file.read_bytes())
    digests = {"typesetter": source, "archival": finishing.hexdigest()}
    return {**{name: version(name) for name in PACKAGES}, **libraries, **digests}


def _library(name: str, file: str, ask: str) -> str:
    """What a library of the machine says its version is; empty where it can't be asked."""
    try:
        library = ctypes.CDLL(file)
    except OSError:  # it is called otherwise here; finding it takes longer
        found = ctypes.util.find_library(name)
        if found is None:
            return ""
        library = ctypes.CDLL(found)
    function = getattr(library, ask)
    function.restype = ctypes.c_char_p
    said: bytes = function()
    return said.decode()

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A body as the assemblers use it: its PDF, its anatomy and its relocatable form, made when first asked for."""

import hashlib
import io
from collections.abc import Mapping
from functools import cached_property

from pikepdf import Pdf

from papers.archival.accessible import mend
from papers.assembly.anatomy import Anatomy
from papers.assembly.compiling import compiled
from papers.assembly.segment import Segment
from papers.assembly.typeface import Typeface
from papers.keeping import NOWHERE, Keep

SEGMENT_FORMAT = b"segment 3"  # raise it when what is compiled changes


class Body:
    """One laid-out stretch of pages. ``own`` says that we rendered it; of others only the pages are taken.

    ``keep`` is where the relocatable form is kept between packs; it may vanish at any time.
    """

    def __init__(
        self, pdf: bytes, typefaces: Mapping[int, Typeface], *, own: bool = True, keep: Keep = NOWHERE
    ) -> None:
        self.pdf, self.own = pdf, own
        self._typefaces, self._keep = typefaces, keep

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()

    @cached_property
    def segment_key(self) -> str:
        """The hash of everything that the relocatable form is made from."""
        fonts = "".join(face.fingerprint for face in self._typefaces.values()).encode()
        told = [SEGMENT_FORMAT, fonts, b"own" if self.own else b"", self.sha256.encode()]
        return hashlib.sha256(b"\0".join(told)).hexdigest()

    @cached_property
    def segment(self) -> Segment:
        kept = self._keep.get("segments", self.segment_key)
        if kept is not None:
            return Segment.from_bytes(kept)
        segment = compiled(self.open(), self._typefaces, own=self.own)
        self._keep.put("segments", self.segment_key, segment.as_bytes())
        return segment

    @property
    def anatomy(self) -> Anatomy:
        return self.segment.anatomy

    def open(self) -> Pdf:
        """The body's pages as a pack takes them: those of our own with their tags mended."""
        opened = Pdf.open(io.BytesIO(self.pdf))
        if self.own:
            mend(opened)
        return opened

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a reader finds in a pack, as plain values that two packs can be compared by."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf
import pypdfium2

Tag = tuple[Any, ...]


class Read:
    """A pack as it was written, read by a library that had no part in writing it where there is one."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.reader = pypdf.PdfReader(io.BytesIO(content))
        self._number = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, start=1)}

    def faults(self) -> list[str]:
        return list(self.pdf.check_pdf_syntax())

    def texts(self) -> list[str]:
        return ["".join(page.extract_text().split()) for page in self.reader.pages]

    def pictures(self) -> Iterator[bytes]:
        document = pypdfium2.PdfDocument(self.content)
        try:
            for page in document:
                yield page.render(scale=1).to_pil().tobytes()
        finally:
            document.close()

    def places(self) -> dict[str, int]:
        """Named places and their pages' numbers."""
        found = {}
        for name, place in self.reader.named_destinations.items():
            number = self.reader.get_destination_page_number(place)
            assert number is not None, name
            found[name] = number + 1
        return found

    def links(self) -> list[tuple[int, str, str]]:
        """Every link of our own pages: its page, what it leads to, what it says to one who doesn't see it."""
        return [
            (number, str(annotation.Dest), str(annotation.Contents))
            for number, page in enumerate(self.pdf.pages, start=1)
            for annotation in page.obj.get("/Annots", ())
        ]

    def outline(self) -> list[tuple[int, str, int]]:
        """Level, title and page's number of every line."""

        def flat(entries: list[Any], level: int) -> Iterator[tuple[int, str, int]]:
            for entry in entries:
                if isinstance(entry, list):
                    yield from flat(entry, level + 1)
                else:
                    number = self.reader.get_destination_page_number(entry)
                    assert number is not None, entry
                    yield level, entry.title, number + 1

        return list(flat(self.reader.outline, 0))

    def tags(self) -> list[Tag]:
        """The tree of tags: what each is, and which content of which page it holds, or which annotation."""
        return [self._tag(one) for one in self.pdf.Root.StructTreeRoot.K]

    def _tag(self, element: Any) -> Tag:
        page = self._number.get(element.Pg.objgen) if "/Pg" in element else None
        kids = element.get("/K", [])
        held: list[Tag] = []
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                held.append(("content", page, kid))
            elif kid.get("/Type") == pikepdf.Name.OBJR:
                held.append(("annotation", str(kid.Obj.Dest)))
            else:
                held.append(self._tag(kid))
        return str(element.S), *held

    def tags_by_key(self) -> list[tuple[int, str]]:
        """What each page's and each annotation's key leads to in the parent tree, in the order of the pages."""
        leaves = self.pdf.Root.StructTreeRoot.ParentTree
        numbers = [one for leaf in leaves.get("/Kids", [leaves]) for one in leaf.Nums]
        held = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert list(held) == sorted(held)
        found = []
        for number, page in enumerate(self.pdf.pages, start=1):
            if "/StructParents" in page.obj:
                found += [(number, str(one.S)) for one in held.pop(int(page.obj.StructParents))]
            for annotation in page.obj.get("/Annots", ()):
                found.append((number, str(held.pop(int(annotation.StructParent)).S)))
        assert not held
        return found

    def attachments(self) -> dict[str, bytes]:
        return {name: contents[0] for name, contents in self.reader.attachments.items()}

    def said(self) -> dict[str, str]:
        return {name: str(text) for name, text in self.pdf.docinfo.items()}

    def metadata(self) -> bytes:
        return self.pdf.Root.Metadata.read_bytes()

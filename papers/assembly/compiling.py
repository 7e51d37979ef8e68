# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes a body relocatable: rewrites it so that it names the pack's objects, and writes out what its pages reach."""

import re
from array import array
from collections.abc import Mapping

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

from papers.assembly.anatomy import ITEM, anatomy_of, pack_links
from papers.assembly.segment import SHARED, WIDTH, Segment
from papers.assembly.typeface import FONT_NAMES, Meanings, Typeface, joined

REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|\b(\d+) (\d+) R\b", re.DOTALL)
MEANING = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]*)>")
SUBSET = re.compile(r"/[A-Z]{6}\+Sarabun-?Pack(?:-(Regular|Bold))?")
FOREIGN_KEYS = ("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group", "/UserUnit")
OWN, KEY, STAMP, SLOT, COMMON = range(5)  # the table's stretches

Symbol = tuple[int, int]


def compiled(body: Pdf, typefaces: Mapping[int, Typeface], *, own: bool) -> Segment:
    """Make an opened body relocatable; it is used up. Of a body that is not our own only what is seen is taken."""
    if not own:
        source, body = body, Pdf.new()
        for page in source.pages:  # what pages inherit comes down with them
            body.pages.append(page)
    return _Compiler(body, typefaces, own).segment()


class _Compiler:
    """Rewrites a body so that it names the pack's objects by markers, then writes out what its pages reach."""

    def __init__(self, body: Pdf, typefaces: Mapping[int, Typeface], own: bool) -> None:
        self._body, self._typefaces, self._own = body, typefaces, own
        self._anatomy = anatomy_of(body, own=own)
        self._marked: dict[tuple[int, int], tuple[Symbol, bool]] = {}  # marker → what it stands for, and whether bare
        self._marker_of: dict[tuple[Symbol, bool], Object] = {}
        self._found: list[Object] = []
        self._number: dict[tuple[int, int], int] = {}
        self._meanings: dict[int, Meanings] = {}
        self._resources_done: set[tuple[int, int]] = set()

    def segment(self) -> Segment:
        pages = [page.obj for page in self._body.pages]
        tree = self._body.make_indirect(Dictionary(Type=Name.Pages, Count=len(pages), Parent=self._shared("pages")))
        slots = 0
        for number, page in enumerate(self._body.pages):
            if self._own:
                slots = self._fill_links(page, slots)
            self._dress(page.obj, number, tree)
        tree.Kids = Array(pages)
        root_tags, leaf, tags = self._tags() if self._own else ([], None, 0)
        starts = array("I")
        own = [self._take(one) for one in (*pages, tree, *root_tags, *([leaf] if leaf is not None else []))]
        template, size, used = self._written(starts)
        counts = {OWN: len(self._found), KEY: tags, STAMP: len(pages), SLOT: slots, COMMON: len(SHARED)}
        bases, base = {}, 0
        for stretch, count in counts.items():
            bases[stretch] = base
            base += count
        return Segment(
            template=template,
            size=size,
            index=array("I", [bases[stretch] + number for stretch, number in used]),
            starts=starts,
            objects=len(self._found),
            tags=tags,
            page_tree=own[len(pages)],
            pages=tuple(own[: len(pages)]),
            root_tags=tuple(own[len(pages) + 1 :][: len(root_tags)]),
            tag_leaf=own[-1] if leaf is not None else None,
            anatomy=self._anatomy,
            meanings=self._meanings,
        )

    # ── The body names the pack's objects ────────────────────────────────────────────────────────────────────────────

    def _marker(self, symbol: Symbol, *, bare: bool = False) -> Object:
        """An object that stands for one of the pack's; written as its number alone where it is ``bare``."""
        if (symbol, bare) not in self._marker_of:
            marker = self._body.make_indirect(Dictionary())
            self._marker_of[symbol, bare] = marker
            self._marked[marker.objgen] = symbol, bare
        return self._marker_of[symbol, bare]

    def _shared(self, name: str) -> Object:
        return self._marker((COMMON, SHARED.index(name)))

    def _dress(self, page: Object, number: int, tree: Object) -> None:
        """Give the page its place in the tree, its stamp, and the fonts of the pack."""
        if not self._own:
            for key in set(page.keys()) - set(FOREIGN_KEYS):  # nothing that acts comes in from elsewhere
                del page[key]
        if "/Contents" not in page:
            contents: list[Object] = []
        else:
            contents = list(page.Contents) if isinstance(page.Contents, Array) else [page.Contents]
        page.Contents = Array([self._shared("begin"), *contents, self._marker((STAMP, number))])
        page.Parent = tree
        if "/StructParents" in page:
            page.StructParents = self._marker((KEY, int(page.StructParents)), bare=True)
        if "/Resources" not in page:
            page.Resources = Dictionary()
        self._share_fonts(page.Resources)

    def _share_fonts(self, resources: Object) -> None:
        if resources.is_indirect:
            if resources.objgen in self._resources_done:
                return
            self._resources_done.add(resources.objgen)
        if "/Font" not in resources:
            resources.Font = Dictionary()
        fonts = resources.Font
        for name, font in list(fonts.items()) if self._own else ():
            said = SUBSET.fullmatch(str(font.get("/BaseFont", "")))
            if said:
                weight = 700 if said[1] == "Bold" else 400
                self._check_widths(font, weight)
                meanings = self._meanings.setdefault(weight, {})
                joined(meanings, dict(MEANING.findall(font.ToUnicode.read_bytes().decode())))
                fonts[name] = self._shared(f"font{weight}")
        for weight, name in FONT_NAMES.items():
            fonts[f"/{name}"] = self._shared(f"font{weight}")

    def _check_widths(self, font: Object, weight: int) -> None:
        """A subset may only give way to the whole font when its glyphs are numbered as there."""
        widths, listed = self._typefaces[weight].widths, list(font.DescendantFonts[0].W)
        while listed:
            first, some = int(listed.pop(0)), [int(width) for width in listed.pop(0)]
            if any(abs(one - other) > 1 for one, other in zip(widths[first : first + len(some)], some, strict=True)):
                raise ValueError(f"{font.BaseFont} is no subset of the pack font: widths differ from glyph {first} on.")

    def _fill_links(self, page: Page, slots: int) -> int:
        """Lead the pack's links to named places, and let the pack say what their slots say."""
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" in annotation:
                key = int(annotation.StructParent)
                annotation.StructParent = self._marker((KEY, key), bare=True)
        for link in list(pack_links(page)):
            del link.annotation["/A"]
            link.annotation["/Dest"] = String(link.leads_to)
            if link.kind != ITEM:
                link.annotation["/Contents"] = self._marker((SLOT, slots))
                slots += 1
        return slots

    def _tags(self) -> tuple[list[Object], Object | None, int]:
        """The roots of the body's tags below the pack's one document, and its leaf of the parent tree."""
        root = self._body.Root.get("/StructTreeRoot")
        if root is None:
            return [], None, 0
        roots = list(root.K) if isinstance(root.K, Array) else [root.K]
        for one in roots:
            one.P = self._shared("structure")
            one.S = Name.Part
        numbers = list(root.ParentTree.Nums)
        keys = [int(key) for key in numbers[::2]]
        if not keys:
            return roots, None, 0
        entries: list[Object] = []
        for key, value in zip(keys, numbers[1::2], strict=True):
            entries += [self._marker((KEY, key), bare=True), value]
        limits = Array([self._marker((KEY, key), bare=True) for key in (keys[0], keys[-1])])
        return roots, self._body.make_indirect(Dictionary(Limits=limits, Nums=Array(entries))), keys[-1] + 1

    # ── And is written out ───────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, found: Object) -> int:
        if found.objgen not in self._number:
            self._number[found.objgen] = len(self._found)
            self._found.append(found)
        return self._number[found.objgen]

    def _written(self, starts: "array[int]") -> tuple[bytes, int, list[Symbol]]:
        """The template, how long it will be, and what each of its open numbers is; objects are found on the way."""
        pieces: list[bytes] = []
        used: list[Symbol] = []
        size = number = 0
        while number < len(self._found):
            one = self._found[number]
            used.append((OWN, number))
            stream = one.read_raw_bytes() if isinstance(one, Stream) else None
            if isinstance(one, Stream):
                one.stream_dict["/Length"] = len(stream or b"")
                text = one.stream_dict.unparse(resolved=True)
            else:
                text = one.unparse(resolved=True)
            before = len(used)
            body = self._opened(text, used)
            opened = len(used) - before
            if stream is not None:
                body += b"\nstream\n" + stream.replace(b"%", b"%%") + b"\nendstream"
            piece = b"%%0%dd 0 obj\n" % WIDTH + body + b"\nendobj\n"
            doubled = text.count(b"%") + (stream.count(b"%") if stream is not None else 0)
            starts.append(size)
            size += len(piece) - doubled + (opened + 1) * (WIDTH - len(b"%07d"))
            pieces.append(piece)
            number += 1
        return b"".join(pieces), size, used

    def _opened(self, text: bytes, used: list[Symbol]) -> bytes:
        """An object's text with every number of another object left open."""
        opened, at = bytearray(), 0
        for found in REFERENCE.finditer(text):
            if found[1] is None:
                continue  # a string, in which "1 0 R" is only text
            opened += text[at : found.start()].replace(b"%", b"%%")
            symbol, bare = self._symbol((int(found[1]), int(found[2])))
            used.append(symbol)
            opened += b"%07d" if bare else b"%07d 0 R"
            at = found.end()
        opened += text[at:].replace(b"%", b"%%")
        return bytes(opened)

    def _symbol(self, objgen: tuple[int, int]) -> tuple[Symbol, bool]:
        if objgen in self._marked:
            return self._marked[objgen]
        return (OWN, self._take(self._body.get_object(objgen))), False

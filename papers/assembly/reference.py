# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same pack put together by a library, page by page: slower, larger, and what tests judge the linker by.

It keeps each body's own fonts and objects; what is seen, read, tagged, linked and listed must be the linker's.
"""

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from papers.archival.single import attached, keep_inside, output_intents
from papers.assembly.anatomy import ITEM, pack_links
from papers.assembly.binding import Binding, Part
from papers.assembly.compiling import FOREIGN_KEYS
from papers.assembly.metadata import info, xmp
from papers.assembly.outline import Branch, branches
from papers.assembly.overlay import BEGIN
from papers.assembly.plan import Plan, planned
from papers.assembly.typeface import FONT_NAMES, Meanings, Typeface, cmap


def assemble(binding: Binding) -> bytes:
    """Return the pack; raises as ``linker.link``."""
    plan = planned(binding)
    pack = Pdf.new()
    document = pack.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, T=String(binding.title), K=Array()))
    numbers = Array()
    key = 0
    for part, said in zip(binding.parts, plan.said, strict=True):
        key = _append(pack, part, said, document, numbers, key)
    _stamp(pack, plan, binding)
    if len(document.K):
        _structure(pack, document, numbers, key)
    _outline(pack, plan)
    named = [
        (String(name), Array([pack.pages[place.page].obj, Name.XYZ, place.x, place.y, 0]))
        for name, place in sorted(plan.places.items(), key=lambda one: one[0].encode())
    ]
    pack.Root.Names = Dictionary(Dests=Dictionary(Names=Array([half for pair in named for half in pair])))
    files = sorted(binding.attachments, key=lambda one: one.name)
    if files:
        keep_inside(
            pack,
            [attached(pack, one.name, one.media_type, one.description, one.content, one.relationship) for one in files],
        )
    pack.Root.OutputIntents = output_intents(pack)
    pack.Root.Lang = String(binding.language)
    pack.Root.PageMode = Name.UseOutlines
    pack.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pack.Root.Metadata = pack.make_stream(xmp(binding), Type=Name.Metadata, Subtype=Name.XML)
    for name, text in info(binding).items():
        pack.docinfo[f"/{name}"] = text
    written = io.BytesIO()
    pack.save(written, deterministic_id=True, compress_streams=False)
    return written.getvalue()


def _append(pack: Pdf, part: Part, said: Sequence[str], document: Object, numbers: Array, key: int) -> int:
    """Add a part's pages, its tags with them; returns the next free key of the parent tree."""
    body, first = part.body.open(), len(pack.pages)
    texts = iter(said)
    for page in body.pages if part.body.own else ():
        for link in list(pack_links(page)):
            del link.annotation["/A"]
            link.annotation["/Dest"] = String(link.leads_to)
            if link.kind != ITEM:
                link.annotation["/Contents"] = String(next(texts))
    for page in body.pages:
        pack.pages.append(page)
    pages = [page.obj for page in pack.pages][first:]
    if not part.body.own:
        for copied_page in pages:
            for unwanted in set(copied_page.keys()) - {*FOREIGN_KEYS, "/Parent"}:
                del copied_page[unwanted]
        return key
    root = body.Root.get("/StructTreeRoot")
    if root is None:
        return key
    copied = pack.copy_foreign(root)
    for one in copied.K if isinstance(copied.K, Array) else [copied.K]:
        one.P, one.S = document, Name.Part
        document.K.append(one)
    for own_page in pages:
        if "/StructParents" in own_page:
            own_page.StructParents = int(own_page.StructParents) + key
        for annotation in own_page.get("/Annots", ()):
            if "/StructParent" in annotation:
                annotation.StructParent = int(annotation.StructParent) + key
    listed: list[Any] = list(copied.ParentTree.Nums)
    for own, value in zip(listed[::2], listed[1::2], strict=True):
        numbers.append(int(own) + key)
        numbers.append(value)
    return key + (int(listed[-2]) + 1 if listed else 0)


def _structure(pack: Pdf, document: Object, numbers: Array, key: int) -> None:
    tree = pack.make_indirect(Dictionary(Nums=numbers))
    root = pack.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([document]), ParentTree=tree))
    root.ParentTreeNextKey = key
    document.P = root
    pack.Root.StructTreeRoot = root
    pack.Root.MarkInfo = Dictionary(Marked=True)


def _stamp(pack: Pdf, plan: Plan, binding: Binding) -> None:
    fonts = {weight: _font(pack, face, plan.meanings[weight]) for weight, face in binding.typefaces.items()}
    begin = pack.make_stream(BEGIN)
    for page, stamp in zip(pack.pages, plan.stamps, strict=True):
        contents: Any = page.obj.get("/Contents")
        own = [] if contents is None else list(contents) if isinstance(contents, Array) else [contents]
        page.obj.Contents = Array([begin, *own, pack.make_stream(stamp)])
        if "/Resources" not in page.obj:
            page.obj.Resources = Dictionary()
        if "/Font" not in page.obj.Resources:
            page.obj.Resources.Font = Dictionary()
        for weight, name in FONT_NAMES.items():
            page.obj.Resources.Font[f"/{name}"] = fonts[weight]


def _font(pack: Pdf, typeface: Typeface, meanings: Meanings) -> Object:
    program = pack.make_stream(typeface.program, Length1=typeface.program_length, Filter=Name.FlateDecode)
    name = Name(f"/MATIPK+{typeface.name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array(typeface.box),
        ItalicAngle=0,
        Ascent=typeface.ascent,
        Descent=typeface.descent,
        CapHeight=typeface.ascent,
        StemV=80,
        FontFile2=program,
    )
    identity = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=identity,
        CIDToGIDMap=Name.Identity,
        FontDescriptor=pack.make_indirect(descriptor),
        W=Array([0, Array(typeface.widths)]),
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"))
    font.DescendantFonts = Array([pack.make_indirect(descendant)])
    font.ToUnicode = pack.make_stream(cmap(meanings))
    return pack.make_indirect(font)


def _outline(pack: Pdf, plan: Plan) -> None:
    def item(branch: Branch) -> pikepdf.OutlineItem:
        entry = plan.outline[branch.number]
        page = pack.pages[entry.place.page].obj
        line = pikepdf.OutlineItem(entry.title, Array([page, Name.XYZ, entry.place.x, entry.place.y, 0]))
        line.is_closed = True
        line.children.extend(map(item, branch.below))
        return line

    with pack.open_outline() as outline:
        outline.root.extend(map(item, branches(plan.outline)))

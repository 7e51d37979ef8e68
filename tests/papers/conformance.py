# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks of a finished paper what PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) ask and a program can see.

It is no validator: veraPDF is (docs/verifying.md). What it asks is what our own way of making papers could get wrong.
"""

import io
import re
import tempfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pdfua
import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI "
    "Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula "
    "Form".split()
)
FORBIDDEN = ("/AA", "/OpenAction", "/JS", "/JavaScript", "/OPI", "/Alternates", "/TR", "/HTP", "/Ref", "/XFA")
PAINTS = frozenset("f F f* B B* b b* S s Tj TJ ' \" Do sh EI BI".split())
OTHER_COLOURS = frozenset("k K".split())
PRIVATE = re.compile("[\ue000-\uf8ff\x00\ufeff\ufffe]")
MEANING = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]*)>")


def faults_of(content: bytes) -> list[str]:
    """Everything found wrong, in words; nothing for a paper of ours."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [*pdf.check_pdf_syntax(), *_of_file(content, pdf), *_of_claims(pdf), *_of_objects(pdf), *_of_pages(pdf),
                *_of_fonts(pdf), *_of_tags(pdf), *_of_files(pdf)]  # fmt: skip


def _of_file(content: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    second = content.split(b"\n", 2)[1]
    if not content.startswith(b"%PDF-1.") or second[:1] != b"%" or sum(byte > 127 for byte in second) < 4:
        yield "the header does not say that the file is binary"
    if not content.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "something stands after the end"
    if pdf.is_encrypted or len(pdf.trailer.get("/ID", [])) != 2:
        yield "it is encrypted, or has no identity"


def _of_claims(pdf: pikepdf.Pdf) -> Iterator[str]:
    packet = pdf.Root.Metadata
    if "/Filter" in packet:
        yield "the metadata are filtered"
    told = ElementTree.fromstring(packet.read_bytes())
    for path, value in (("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1"),
                        ("pdfaSchema:prefix", "pdfuaid")):  # fmt: skip
        if [one.text for one in told.iterfind(f".//{path}", SPACES)] != [value]:
            yield f"the metadata do not say {path} {value}"
    for key, path in (("/Title", "dc:title"), ("/Author", "dc:creator")):
        said = "".join(one.text or "" for one in told.iterfind(f".//{path}//rdf:li", SPACES))
        if said != str(pdf.docinfo.get(key, "")) or (key == "/Title" and not said):
            yield f"{key} is “{said}” in one place and “{pdf.docinfo.get(key)}” in the other"
    for key in ("Producer", "Keywords"):
        said = "".join(one.text or "" for one in told.iterfind(f".//pdf:{key}", SPACES))
        if said != str(pdf.docinfo.get(f"/{key}", "")):
            yield f"{key} differs"
    if set(pdf.docinfo.keys()) - {"/Title", "/Author", "/Producer", "/Keywords"}:
        yield "the old dictionary says more than the metadata"
    intents = list(pdf.Root.OutputIntents)
    profile = intents[0].DestOutputProfile
    kept = profile.read_bytes()
    if len(intents) != 1 or intents[0].S != Name.GTS_PDFA1 or profile.N != 3:
        yield "there is not one output intent of three colours"
    if kept[36:40] != b"acsp" or kept[16:20] != b"RGB " or int.from_bytes(kept[:4], "big") != len(kept):
        yield "the colour profile is none"


def _of_objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for one in pdf.objects:
        held = one.stream_dict if isinstance(one, Stream) else one
        if not isinstance(held, Dictionary):
            continue
        yield from (f"{key} in an object" for key in FORBIDDEN if key in held)
        if held.get("/Interpolate", False) is True or held.get("/Filter") == Name.LZWDecode:
            yield "an image is interpolated, or something compressed by LZW"
        if held.get("/BM", Name.Normal) not in (Name.Normal, Name.Compatible):
            yield "a blend mode"


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        if page.obj.get("/Tabs") != Name.S:
            yield f"page {number}: fields are not gone through in the order of the tags"
        for annotation in page.obj.get("/Annots", ()):
            if annotation.get("/FT") == Name.Sig and max(map(float, annotation.Rect)) < 0:
                continue  # outside of the page
            if annotation.get("/F", 0) != 4 or not str(annotation.get("/Contents", "")).strip():
                yield f"page {number}: a link is not printed, or not described"
            if "/StructParent" not in annotation:
                yield f"page {number}: a link is not tagged"
        marked: list[bool] = []
        for one in pikepdf.parse_content_stream(page):
            operator = str(one.operator)
            if operator in ("BDC", "BMC"):
                told = one.operands[1] if operator == "BDC" else None
                marked.append(one.operands[0] == Name.Artifact or (isinstance(told, Dictionary) and "/MCID" in told))
            elif operator == "EMC":
                marked.pop()
            elif operator in PAINTS and not any(marked):
                yield f"page {number}: {operator} draws what is neither tagged nor an artifact"
            elif operator in OTHER_COLOURS:
                yield f"page {number}: a colour of four inks"
            if operator in ("Tj", "TJ"):
                shown = one.operands[0]
                for piece in shown if isinstance(shown, Array) else [shown]:
                    glyphs = bytes(piece) if isinstance(piece, pikepdf.String) else b""
                    if any(glyphs[at : at + 2] == b"\0\0" for at in range(0, len(glyphs), 2)):
                        yield f"page {number}: a glyph that is none"


def _of_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for font in pdf.objects:
        if not isinstance(font, Dictionary) or font.get("/Type") != Name.Font or font.Subtype == Name.CIDFontType2:
            continue
        called = str(font.BaseFont)
        if font.Subtype != Name.Type0 or font.Encoding != Name("/Identity-H") or "/ToUnicode" not in font:
            yield f"{called} is not set by glyphs whose meanings are told"
            continue
        for _glyph, says in MEANING.findall(font.ToUnicode.read_bytes().decode()):
            if not says or PRIVATE.search(bytes.fromhex(says).decode("utf-16-be")):
                yield f"{called}: a glyph means {says!r}"
        below = font.DescendantFonts[0]
        if below.CIDToGIDMap != Name.Identity or "/CIDSet" in below.FontDescriptor:
            yield f"{called}: glyphs are numbered otherwise than in the font"
        program = TTFont(io.BytesIO(below.FontDescriptor.FontFile2.read_bytes()))
        per_em, names = program["head"].unitsPerEm, program.getGlyphOrder()
        for glyph, width in _widths(below.get("/W", [])):
            if glyph < len(names) and abs(program["hmtx"][names[glyph]][0] * 1000 / per_em - width) > 1:
                yield f"{called}: glyph {glyph} is said to be {width} wide"


def _widths(listed: Any) -> Iterator[tuple[int, float]]:
    rest = list(listed)
    while rest:
        first, some = int(rest.pop(0)), rest.pop(0)
        yield from enumerate(map(float, some), start=first)


def _of_tags(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.MarkInfo.Marked or not str(root.Lang) or not root.ViewerPreferences.DisplayDocTitle:
        yield "it is not said to be tagged, in which language, or that its title is shown"
    level = 0
    names: list[str] = []
    for element in _elements(root.StructTreeRoot):
        kind = str(element.S).lstrip("/")
        if kind not in STANDARD:
            yield f"the tag {kind} is none"
        if kind == "TH" and element.get("/A", Dictionary()).get("/Scope") not in (Name.Column, Name.Row):
            yield "a heading cell does not say what it heads"
        if kind == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "a picture is not described"
        if re.fullmatch("H[1-6]", kind):
            if int(kind[1]) > level + 1:
                yield f"{kind} follows a heading of level {level}"
            level = int(kind[1])
        names += [str(element.ID)] if "/ID" in element else []
    in_tree = {element.objgen for element in _elements(root.StructTreeRoot)}
    for page_tags in _parents(root.StructTreeRoot.ParentTree):
        for element in page_tags if isinstance(page_tags, Array) else [page_tags]:
            if element is not None and element.objgen not in in_tree:
                yield f"content is tagged as {element.S} outside of the tree"
    if names:
        yield "tags are named, and no tree lists their names"


def _parents(tree: Any) -> Iterator[Any]:
    for leaf in tree.get("/Kids", [tree]):
        yield from list(leaf.Nums)[1::2]


def _elements(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _of_files(pdf: pikepdf.Pdf) -> Iterator[str]:
    listed = [one.objgen for one in pdf.Root.AF]
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Type") == Name.Filespec:
            if listed.count(one.objgen) != 1 or str(one.AFRelationship) not in ("/Source", "/Data"):
                yield f"{one.F} has nothing to do with the paper"
            if str(one.F) != str(one.UF) or "/Subtype" not in one.EF.F:
                yield f"{one.F} is not named or has no type"


def findings_of(content: bytes) -> list[str]:
    """What the independent checker ``pdfua`` finds, of whatever weight."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        return [f"{one.rule_id} {one.message}" for one in pdfua.validate(file.name).findings]

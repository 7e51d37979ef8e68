# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a PDF carries beside its pages, counted; and a last look that none of it came along with them."""

from collections import Counter
from typing import Any

from pikepdf import Dictionary, Name, Object, Pdf, Stream

from papers.annexes.unpacking import within
from papers.annexes.verdicts import Taken

ACTIONS = {  # by the kind of action
    "/JavaScript": Taken.SCRIPTS,
    "/URI": Taken.LINKS,
    "/GoTo": None,
    **dict.fromkeys(
        ("/Launch", "/SubmitForm", "/ResetForm", "/ImportData", "/GoToR", "/GoToE", "/Named", "/Hide", "/SetOCGState",
         "/Thread", "/GoTo3DView"), Taken.ACTIONS
    ),
    **dict.fromkeys(("/Rendition", "/Movie", "/Sound", "/RichMediaExecute"), Taken.MEDIA),
}  # fmt: skip
MEDIA = ("/RichMedia", "/Screen", "/Movie", "/3D", "/Sound")
UNWANTED = (  # keys of a stream that lead elsewhere or act
    "/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI", "/Alternates", "/AF", "/Metadata", "/PieceInfo", "/LastModified",
    "/StructParent", "/StructParents", "/AA", "/A",
)  # fmt: skip
NO_PART_OF_A_PAGE = ("/Action", "/Annot", "/Filespec", "/EmbeddedFile", "/Catalog", "/Page", "/Pages", "/OCG", "/OCMD",
                     "/Rendition", "/Metadata")  # fmt: skip


def carried(book: Pdf) -> dict[str, int]:
    """How much of each kind a PDF carries beside its pages: ``{"scripts": 2}``."""
    found: Counter[str] = Counter()
    for one in book.objects:
        for part in within(one):
            if (kind := _kind(part)) is not None:
                found[kind] += 1
    return {kind: found[kind] for kind in Taken if found[kind]}


def _kind(part: Object) -> Taken | None:
    said, subtype = str(part.get("/S", "")), str(part.get("/Subtype", ""))
    if said in ACTIONS and ("/Type" not in part or part["/Type"] == Name.Action):
        return ACTIONS[said]
    if part.get("/Type") == Name.Sig or part.get("/FT") == Name.Sig:
        return Taken.SIGNATURES if part.get("/Type") == Name.Sig else None
    if "/FT" in part:
        return Taken.FIELDS
    if part.get("/Type") == Name.EmbeddedFile or ("/EF" in part and part.get("/Type") != Name.Filespec):
        return Taken.FILES
    if "/Rect" not in part:
        return None
    if subtype in MEDIA:
        return Taken.MEDIA
    return None if subtype in ("/Link", "/Widget", "/Popup", "") else Taken.COMMENTS


def is_for_others(one: Object) -> bool:
    """Whether something on a page is not drawn from this file: a program for printers, a page of another file."""
    return isinstance(one, Stream) and (one.get("/Subtype") == Name.PS or "/Ref" in one or "/F" in one)


def hides_layers(book: Pdf) -> bool:
    """Whether some layers are not shown, on a screen or on paper: copied pages would show them all."""
    shown = book.Root.get("/OCProperties", Dictionary()).get("/D", Dictionary())
    if len(shown.get("/OFF", ())) or shown.get("/BaseState") == Name.OFF or len(shown.get("/AS", ())):
        return True
    return any(_hides(one) for one in book.objects if isinstance(one, Dictionary))


def _hides(one: Dictionary) -> bool:
    """Whether a layer is off by its use, or content is shown by what other layers are not."""
    if one.get("/Type") == Name.OCMD:
        return "/VE" in one or one.get("/P") in (Name.AllOff, Name.AnyOff)
    used: Any = one.get("/Usage", Dictionary()) if one.get("/Type") == Name.OCG else Dictionary()
    return any(
        used.get(use, Dictionary()).get(state) == Name.OFF
        for use, state in (("/View", "/ViewState"), ("/Print", "/PrintState"), ("/Export", "/ExportState"))
    )


def sweep(book: Pdf) -> None:
    """Take out of a book of bound pages all that acts or leads elsewhere, wherever it hangs."""
    own = {book.Root.objgen, book.Root.Pages.objgen, *(page.obj.objgen for page in book.pages)}
    for one in book.objects:
        if one.objgen in own or not isinstance(one, Dictionary | Stream):
            continue
        for part in within(one):
            if isinstance(part, Stream):
                for key in UNWANTED:
                    if key in part:
                        del part[key]
            elif str(part.get("/Type", "")) in NO_PART_OF_A_PAGE or str(part.get("/S", "")) in ACTIONS:
                for key in list(part.keys()):
                    del part[key]

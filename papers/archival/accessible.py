# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mends what the typesetter leaves out of a paper's tags, the same way each time.

* A heading cell of a table says whether it heads its column or its row; names of cells are left out, since they would
  be the same in every paper of a pack.
* A table without any heading cell only sets things side by side; to who listens it is no table.
* A link is described by its own words, and may be printed.
* Heads and feet that run along the pages are tagged outside of the tree: they become artifacts, which nobody reads out
  on every page.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Pdf, String

from papers.archival.words import words_by_content

HEADS, ROWS = Name.THead, Name.TR
OF_TABLES = frozenset({"/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TD"})
PRINTED = 4  # the flag of an annotation that is printed with its page


def mend(pdf: Pdf) -> None:
    """Mend an opened paper of ours; one without tags stays as it is."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    for element in list(_elements(root)):
        if element.get("/S") == Name.Table:
            _mend_table(element)
    _describe_links(pdf, root)
    _hide_running(pdf, root)


def kids_of(element: Object) -> Iterator[Object]:
    """The elements right below one."""
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _elements(element: Object) -> Iterator[Object]:
    for kid in kids_of(element):
        yield kid
        yield from _elements(kid)


def _of_table(element: Object) -> Iterator[Object]:
    """What belongs to a table and to none within it."""
    for kid in kids_of(element):
        if str(kid.S) != "/Table":
            yield kid
            yield from _of_table(kid)


def _mend_table(table: Object) -> None:
    within = list(_of_table(table))
    if not any(one.S == Name.TH for one in within):
        for one in (table, *within):
            if str(one.S) in OF_TABLES:
                one.S = Name.Div
                if one.get("/A", Dictionary()).get("/O") == Name.Table:
                    del one["/A"]
        return
    for part in (table, *within):
        for row in kids_of(part) if str(part.S) in OF_TABLES else ():
            if row.S == ROWS:
                _scope(row, heads_columns=part.S == HEADS)


def _scope(row: Object, *, heads_columns: bool) -> None:
    cells = [cell for cell in kids_of(row) if cell.S in (Name.TH, Name.TD)]
    heads_columns = heads_columns or all(cell.S == Name.TH for cell in cells)
    for cell in cells:
        told = cell.get("/A", Dictionary(O=Name.Table))
        if "/Headers" in told:
            del told["/Headers"]
        if "/ID" in cell:
            del cell["/ID"]
        if cell.S == Name.TH:
            told.Scope = Name.Column if heads_columns else Name.Row
        cell.A = told


def _describe_links(pdf: Pdf, root: Object) -> None:
    said: dict[tuple[int, int], dict[int, str]] = {}
    for element in _elements(root):
        if str(element.S) != "/Link":
            continue
        annotations = [
            kid.Obj for kid in _held(element) if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR
        ]
        page = element.get("/Pg")
        if not annotations or page is None:
            continue
        if page.objgen not in said:
            said[page.objgen] = words_by_content(page)
        words = " ".join("".join(said[page.objgen].get(number, "") for number in _contents(element)).split())
        for annotation in annotations:
            if words:
                annotation.Contents = String(words)
    for sheet in pdf.pages:
        for annotation in sheet.obj.get("/Annots", ()):
            annotation.F = PRINTED


def _held(element: Object) -> list[Object]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _contents(element: Object) -> Iterator[int]:
    """The numbers of the marked contents of an element and of those below it, in order."""
    for kid in _held(element):
        if isinstance(kid, int):
            yield kid
        elif isinstance(kid, Dictionary) and "/S" in kid:
            yield from _contents(kid)


def _hide_running(pdf: Pdf, root: Object) -> None:
    in_tree = {element.objgen for element in _elements(root)}
    numbers = root.ParentTree.get("/Nums", Array())
    held = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        tagged = held.get(int(page.obj.get("/StructParents", -1)), Array())
        outside = {number for number, element in enumerate(tagged) if element.objgen not in in_tree}
        if not outside:
            continue
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(_with_artifacts(page, outside))))
        for number in outside:
            tagged[number] = None


def _with_artifacts(page: pikepdf.Page, outside: set[int]) -> Iterator[Any]:
    for one in pikepdf.parse_content_stream(page):
        told = one.operands[1] if str(one.operator) == "BDC" else None
        if isinstance(told, Dictionary) and int(told.get("/MCID", -1)) in outside:
            yield ContentStreamInstruction([Name.Artifact], Operator("BMC"))
        else:
            yield one

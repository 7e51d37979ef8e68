# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turns a PDF that somebody sent into pages and nothing else, set on A4; runs in the confined child only."""

import io
from typing import Any

import pypdfium2
from pikepdf import Dictionary, Name, Object, PasswordError, Pdf, PdfError, Stream

from papers.annexes.cleaning import carried, hides_layers, is_for_others, sweep
from papers.annexes.drawing import refuse_endless
from papers.annexes.sheets import LONG, seen, set_on_a4, set_picture, written
from papers.annexes.trying import is_heavy, try_to_draw
from papers.annexes.unpacking import Refused, Torn, contents, paints, refuse_bomb
from papers.annexes.verdicts import (
    LONGEST_SIDE,
    MOST_PAGES,
    SHORTEST_SIDE,
    Note,
    Outcome,
    Refusal,
    Verdict,
)

DOTS_PER_INCH = 150  # of pages drawn as pictures
HEAD = 1024  # bytes within which a PDF says that it is one
BROKEN = (PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError, OverflowError)


def pages_of_pdf(content: bytes) -> tuple[Verdict, bytes]:
    """The pages as a new file, and what was found. Raises Refused."""
    if b"%PDF-" not in content[:HEAD]:
        raise Refused(Refusal.NOT_KNOWN)
    try:
        book = Pdf.open(io.BytesIO(content), suppress_warnings=True)
        count = len(book.pages)
    except PasswordError as error:
        raise Refused(Refusal.PASSWORD) from error
    except BROKEN as error:
        raise Refused(Refusal.DAMAGED) from error
    if not count:
        raise Refused(Refusal.NO_PAGES)
    if count > MOST_PAGES:
        raise Refused(Refusal.MANY_PAGES)
    notes: dict[str, list[int]] = {}
    try:
        taken = carried(book)
        drawn = _looked_through(book, notes)
    except BROKEN as error:
        raise Refused(Refusal.DAMAGED) from error
    if book.is_encrypted:
        notes[Note.RESTRICTED] = []
    if drawn is None:
        try:
            copied = _copied(book)
            drawn = Note.HEAVY if _takes_long(copied) else None
        except (*BROKEN, Torn):  # what can be read and not be carried over is drawn
            drawn = Note.UNUSUAL
        if drawn is None:
            return Verdict(Outcome.CLEANED if taken else Outcome.WHOLE, count, taken, notes), copied
    notes[drawn] = []
    try:
        return Verdict(Outcome.DRAWN, count, taken, notes), _drawn(content)
    except pypdfium2.PdfiumError as error:
        raise Refused(Refusal.DAMAGED) from error


def _looked_through(book: Pdf, notes: dict[str, list[int]]) -> Note | None:
    """Look at everything before any of it is used; answers why it had better be drawn. Raises Refused."""
    form = book.Root.get("/AcroForm", Dictionary())
    if "/XFA" in form and book.Root.get("/NeedsRendering"):
        raise Refused(Refusal.WAITS_FOR_PROGRAM)
    blank, smaller = [], []
    for number, page in enumerate(book.pages, start=1):
        width, height = seen(page)
        if not (min(width, height) >= SHORTEST_SIDE and max(width, height) <= LONGEST_SIDE):
            raise Refused(Refusal.PAGE_SIZE)
        if max(width, height) > LONG + 1:
            smaller.append(number)
        try:
            for stream in contents(page.obj):
                refuse_bomb(stream)
            if not paints(page.obj) and not page.obj.get("/Annots"):
                blank.append(number)
        except Torn as error:
            raise Refused(Refusal.DAMAGED) from error
        if _has_lost(page.obj):
            raise Refused(Refusal.DAMAGED)
    is_torn = _some_are_torn(book)
    try:
        refuse_endless(iter(book.pages))
    except Torn:
        is_torn = True
    if book.get_warnings():
        if blank or int(book.Root.Pages.get("/Count", 0)) != len(book.pages):
            raise Refused(Refusal.DAMAGED)
        notes[Note.REPAIRED] = []
    notes |= {note: pages for note, pages in ((Note.BLANK, blank), (Note.SMALLER, smaller)) if pages}
    if is_torn:
        return Note.TORN
    if hides_layers(book):
        return Note.LAYERS
    if any(is_for_others(one) for one in book.objects):
        return Note.FOREIGN_PARTS
    _refuse_undrawn(book, form)
    return None


def _some_are_torn(book: Pdf) -> bool:
    """Whether a stream anywhere can't be unpacked; raises Refused for one that unpacks to too much."""
    torn = False
    for one in book.objects:
        if isinstance(one, Stream):
            try:
                refuse_bomb(one)
            except Torn:
                torn = True
    return torn


def _has_lost(page: Object) -> bool:
    """Whether a page names fonts or pictures that are not in the file."""
    resources: Any = page.get("/Resources", Dictionary())
    for kind in ("/Font", "/XObject"):
        held = resources.get(kind, Dictionary())
        if any(not isinstance(one, Dictionary | Stream) for _name, one in held.items()):
            return True
    return False


def _refuse_undrawn(book: Pdf, form: Object) -> None:
    """Have fields drawn that have no look yet; raise Refused where that takes other letters than qpdf draws."""
    fields = [one for one in book.objects if isinstance(one, Dictionary) and one.get("/FT") in (Name.Tx, Name.Ch)]
    filled = [one for one in fields if str(one.get("/V", ""))]
    if filled and (bool(form.get("/NeedAppearances")) or any(_has_no_look(one) for one in filled)):
        if not all(str(one["/V"]).isascii() for one in filled):
            raise Refused(Refusal.FIELDS_UNDRAWN)
        book.Root.AcroForm.NeedAppearances = True


def _has_no_look(field: Object) -> bool:
    widgets = list(field.get("/Kids", ())) or [field]
    return any("/AP" not in widget for widget in widgets)


def _copied(book: Pdf) -> bytes:
    """The pages, each as a drawing on a page of a new file; of annotations only their looks."""
    if "/AcroForm" in book.Root:
        book.generate_appearance_streams()
    book.flatten_annotations(mode="print")
    new = Pdf.new()
    for page in book.pages:
        for key in ("/Annots", "/AA", "/Metadata", "/PieceInfo", "/AF"):
            if key in page.obj:
                del page.obj[key]
        width, height = seen(page)
        page.trimbox = page.cropbox  # what is shown of it
        set_on_a4(new, new.copy_foreign(page.as_form_xobject()), width, height)
    sweep(new)
    return written(new)


def _takes_long(copied: bytes) -> bool:
    """Whether others would draw long at the pages that are bound; what takes too long here ends the child.

    They are looked at as they are bound: the looks of annotations are drawings by then. Raises Refused and Torn.
    """
    with Pdf.open(io.BytesIO(copied)) as book:
        refuse_endless(iter(book.pages))
        if any(is_heavy(page) for page in book.pages):
            return True
        try_to_draw(copied, book)
    return False


def _drawn(content: bytes) -> bytes:
    """The pages as grey pictures."""
    new = Pdf.new()
    with pypdfium2.PdfDocument(content) as book:
        book.init_forms()
        for page in book:
            width, height = page.get_size()
            dots = DOTS_PER_INCH * min(1.0, LONG / max(width, height))  # as many as its A4 sheet shows
            picture = page.render(scale=dots / 72, grayscale=True, may_draw_forms=True).to_pil().convert("L")
            set_picture(new, picture, dots)
            page.close()
    return written(new)

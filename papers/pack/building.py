# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Builds a pack from its snapshot: lays out what isn't kept, writes the manifest, binds it all, and reads it again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from pikepdf import Pdf

from papers import fonts
from papers.archival.single import DATA, DATA_SAYS, JSON
from papers.assembly.anatomy import PAGE_NUMBER, Slot
from papers.assembly.binding import Attachment, Binding, Part, Running
from papers.assembly.bodies import Body
from papers.assembly.linker import link
from papers.assembly.plan import in_digits
from papers.assembly.typeface import MeaningsDiffer, Typeface
from papers.keeping import NOWHERE, Folder, Keep
from papers.pack.annexes import Files, kept_file
from papers.pack.layout import LaidOut, PieceRefused, laid_out
from papers.pack.manifest import digest_of, manifest_of
from papers.pack.piece import Piece, Snapshot, digits_of, language_of, name_of, printed, said_in
from papers.pack.pieces import pieces_of
from papers.pack.rereading import READ, check_stamps, extracted, opened, places_of, reading_key
from papers.pack.watching import UNWATCHED, Watch
from papers.templatetags.thai import thai_date
from papers.text_gate import Stretch, TextDiffers, check_bound, read_pages
from workflows.records import canonical_json

MANIFEST = "manifest.json"
PLACES = "the pack's named places"
READ_AT_ONCE = 120  # pages, so that a build of many can be ended while it is read
Fresh = tuple[str, range, Stretch]  # the key of a reading that nobody has made yet, the pages, and what they should say
PRINTED_DIGITS = 16  # of a hash at the foot of each page, enough to tell packs apart; the whole is kept in the pack


@dataclass(frozen=True)
class BuiltPack:
    """A pack, and what it was made from."""

    pdf: bytes
    manifest: dict[str, Any]
    manifest_sha256: str


def build_pack(
    snapshot: Snapshot, keep: Keep | None = None, watch: Watch = UNWATCHED, files: Files = kept_file
) -> BuiltPack:
    """Return the meeting pack, whose text has been checked; ``keep`` is where bodies are kept between packs.

    ``watch`` is told how far it is, and may end it by raising watching.Stopped; ``files`` gives the annexes.

    Raises fonts.FontsMissing, text_gate.Unprintable, rendering.RenderingRefused or text_gate.TextDiffers; then nothing
    has been issued.
    """
    try:
        keep = keep or Folder(Path(settings.PAPERS_KEPT_IN))
        binding, parts, manifest, sha256 = bound(snapshot, keep, watch, files)
        watch.binds()
        pdf = link(binding)
    except MeaningsDiffer as error:  # by marks on letters that never carry them
        raise PieceRefused(str(error)) from error
    watch.reads()
    check_pack(pdf, binding, parts, keep, watch)
    return BuiltPack(pdf, manifest, sha256)


def bound(
    snapshot: Snapshot, keep: Keep, watch: Watch = UNWATCHED, files: Files = kept_file
) -> tuple[Binding, list[LaidOut], dict[str, Any], str]:
    """What the pack is linked from, its parts, its manifest and that one's SHA-256."""
    typefaces = pack_typefaces()
    laid = laid_out(pieces_of(snapshot), typefaces, keep, watch, files)
    pieces, bodies = [one.piece for one in laid], [one.body for one in laid]
    manifest = manifest_of(snapshot, pieces, bodies)
    content, sha256 = digest_of(manifest)
    return _binding(snapshot, pieces, bodies, typefaces, content, sha256), laid, manifest, sha256


def pack_typefaces() -> Mapping[int, Typeface]:
    """The pack font, made ready once in a process; raises fonts.FontsMissing."""
    files = fonts.load(Path(settings.PACK_FONT_DIR))
    return {weight.css: _typeface(files[weight.file], weight.css) for weight in fonts.WEIGHTS}


@lru_cache(maxsize=4)
def _typeface(content: bytes, weight: int) -> Typeface:
    return Typeface(content, weight)


def _binding(
    snapshot: Snapshot,
    pieces: Sequence[Piece],
    bodies: Sequence[Body],
    typefaces: Mapping[int, Typeface],
    manifest: bytes,
    sha256: str,
) -> Binding:
    say, meeting = said_in(snapshot), snapshot["meeting"]
    committee = name_of(snapshot["committee"]["name"], snapshot)
    called = f"{say['number']} {meeting['number']}/{meeting['be_year']}"
    running = _running(snapshot, committee, called, sha256)
    is_addendum = (snapshot.get("after") or {}).get("is_addendum")
    return Binding(
        parts=[
            Part(
                body,
                piece.title,
                piece.depth,
                piece.runs,
                _marked(running, piece.level, say["levels"]),
                place=piece.name if piece.annex else "",
                beside=piece.beside,
            )
            for piece, body in zip(pieces, bodies, strict=True)
        ],
        running=running,
        title=f"{say['addendum_papers' if is_addendum else 'papers_of']}{committee} {printed(called, snapshot)}",
        author=f"{say['secretariat_of']}{committee}",
        keywords=sha256,
        typefaces=typefaces,
        digits=digits_of(snapshot),
        language=language_of(snapshot),
        labels={piece.name: piece.label for piece in pieces if piece.label},
        attachments=[
            Attachment(DATA, JSON, DATA_SAYS, _data(pieces)),
            Attachment(MANIFEST, JSON, "รายการที่ใช้จัดทำเอกสารชุดนี้", manifest, relationship="Data"),
        ],
    )


def _data(pieces: Sequence[Piece]) -> bytes:
    """What all pieces print by their names, as canonical JSON."""
    by_name = {piece.name: piece for piece in pieces}
    said = (f"{canonical_json(name)}:{by_name[name].canonical}" for name in sorted(by_name))
    return f"{{{','.join(said)}}}".encode()


def _running(snapshot: Snapshot, committee: str, called: str, sha256: str) -> Running:
    """The heads and feet: which meeting, which copy of which pack, and the manifest's hash."""
    say, language = said_in(snapshot), language_of(snapshot)
    with translation.override(language):
        day = thai_date(snapshot["meeting"]["starts_at"])
    copy = say["profiles"].get(snapshot.get("profile"), "")
    number = printed(f"{say['pack_number']} {snapshot['pack']['number']}", snapshot)
    example = say["example"] if snapshot["example"] else ""
    return Running(
        head_left=printed(committee, snapshot),
        head_right=printed(f"{called} · {day}", snapshot),
        foot_left=" · ".join(one for one in (number, copy, sha256[:PRINTED_DIGITS], example) if one),
        numbering=say["page_of"],
    )


def _marked(running: Running, level: str, levels: Mapping[str, str]) -> Running | None:
    """The same with the mark of confidentiality, where pages need one."""
    return replace(running, head_right=f"{levels[level]} · {running.head_right}") if level else None


def check_pack(
    pdf: bytes, binding: Binding, laid: Sequence[LaidOut], keep: Keep = NOWHERE, watch: Watch = UNWATCHED
) -> None:
    """Read the whole pack again: each page's text, and that the numbers in it are the pages where things are.

    ``laid`` are the binding's parts as they were laid out. Pages that were read in another pack, with the same words
    in their slots, are not read again if that is kept (papers.pack.rereading); what is written over them is. Raises
    text_gate.TextDiffers.
    """
    pack = opened(pdf)
    targets, count = places_of(pack), in_digits(len(pack.pages), binding.digits)
    fresh: list[Fresh] = []
    stamped: list[tuple[int, str]] = []
    number = 0
    for part, source in zip(binding.parts, laid, strict=True):
        if not part.body.own:  # what stands there is not ours to compare, and not read outside its own child
            for _page in part.body.anatomy.pages:
                counted = binding.running.numbering.format(page=in_digits(number + 1, binding.digits), pages=count)
                stamped.append((number, part.beside + counted))
                number += 1
            continue
        written, slots, first = [], [], number
        for page in range(len(part.body.anatomy.pages)):
            number += 1
            words = [_slot_says(binding, targets, slot) for slot in part.body.anatomy.slots if slot.page == page]
            slots += words
            if part.runs:
                said = part.running or binding.running
                counted = said.numbering.format(page=in_digits(number, binding.digits), pages=count)
                words += [said.head_left, said.head_right, said.foot_left, counted]
            written.append("".join(words))
        for name, place in part.body.anatomy.places.items():
            if targets.get(name) != first + place.page + 1:
                raise TextDiffers(PLACES, first + place.page + 1, name, f"{targets.get(name)}")
        key = reading_key(part, source.key, slots)
        if keep.get("readings", key) is None:
            fresh.append((key, range(first, number), Stretch(source.html, written)))
        else:
            stamped += enumerate(written, start=first)
    if len(pack.pages) != number:
        raise TextDiffers("pikepdf", number, f"{number} pages", f"{len(pack.pages)} pages")
    check_stamps(pack, stamped)
    for block in _blocks(fresh):
        watch.reads()
        _read_again(pdf, pack, block, keep)


def _blocks(fresh: Sequence[Fresh]) -> Iterator[list[Fresh]]:
    """As many as are read at once: whoever watches may end it between two of them."""
    block: list[Fresh] = []
    for one in fresh:
        block.append(one)
        if sum(len(pages) for _key, pages, _stretch in block) >= READ_AT_ONCE:
            yield block
            block = []
    if block:
        yield block


def _read_again(pdf: bytes, pack: Pdf, block: Sequence[Fresh], keep: Keep) -> None:
    numbers = [page for _key, pages, _stretch in block for page in pages]
    _document, pages_of = read_pages(extracted(pack, numbers) if len(numbers) < len(pack.pages) else pdf)
    try:
        check_bound(pages_of, [stretch for _key, _pages, stretch in block])
    except TextDiffers as error:
        page = numbers[min(error.page, len(numbers)) - 1] + 1  # where it stands in the pack
        raise TextDiffers(error.reader, page, error.expected, error.found) from error
    for key, _pages, _stretch in block:
        keep.put("readings", key, READ)


def _slot_says(binding: Binding, targets: Mapping[str, int], slot: Slot) -> str:
    return in_digits(targets[slot.name], binding.digits) if slot.kind == PAGE_NUMBER else binding.labels[slot.name]

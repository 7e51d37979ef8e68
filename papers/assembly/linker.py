# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links segments to one PDF: fills the numbers they left open and adds what a pack has once.

Segments come first, in the pack's order, then the pack's own objects, then the table of all. The same binding gives the
same bytes.
"""

import hashlib
from collections.abc import Sequence
from operator import itemgetter

from papers.archival.claims import PROFILE_NAME, colour_profile
from papers.assembly.binding import Attachment, Binding
from papers.assembly.metadata import info, xmp
from papers.assembly.outline import Branch, branches
from papers.assembly.overlay import BEGIN
from papers.assembly.plan import Entry, Plan, planned
from papers.assembly.segment import SHARED, Segment, table_of
from papers.assembly.tail import Tail, name, reference, streamed, text
from papers.assembly.typeface import Meanings, Typeface, cmap, joined

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def link(binding: Binding) -> bytes:
    """Return the pack; raises plan.PlaceUnknown, plan.PlaceTwice or typeface.MeaningsDiffer."""
    plan = planned(binding)
    segments = [part.body.segment for part in binding.parts]
    tail = Tail(first=1 + sum(segment.objects for segment in segments))
    shared = {one: tail.reserve() for one in SHARED}
    stamps = [tail.stream(content) for content in plan.stamps]
    slots = [tail.add(text(said)) for said_of_part in plan.said for said in said_of_part]
    bodies, starts, roots, leaves, trees, first_pages = _linked(segments, shared, stamps, slots)
    tail.put(shared["begin"], streamed(BEGIN))
    tail.put(shared["pages"], b"<</Type/Pages/Count %d/Kids[%b]>>" % (plan.pages, _list(trees)))
    for weight, typeface in binding.typefaces.items():
        _font(tail, shared[f"font{weight}"], typeface, _meanings(plan, segments, weight))
    catalog = [
        b"/Type/Catalog/Pages %b/Lang%b/PageMode/UseOutlines" % (reference(shared["pages"]), text(binding.language)),
        b"/ViewerPreferences<</DisplayDocTitle true>>",
        b"/Metadata %b" % reference(tail.stream(xmp(binding), b"/Type/Metadata/Subtype/XML")),
        b"/OutputIntents[%b]" % reference(_output_intent(tail)),
    ]
    pages = [page for number, segment in zip(first_pages, segments, strict=True) for page in _pages(number, segment)]
    catalog.append(_structure(tail, shared["structure"], binding.title, roots, leaves, segments))
    catalog.append(_outline(tail, plan.outline, pages))
    catalog.append(_names(tail, plan, pages, binding.attachments))
    root = tail.add(b"<<%b>>" % b"".join(catalog))
    told = tail.add(b"<<%b>>" % b"".join(name(key) + text(said) for key, said in info(binding).items()))
    return _written(bodies, starts, tail, root, told)


def _linked(
    segments: list[Segment], shared: dict[str, int], stamps: list[int], slots: list[int]
) -> tuple[list[bytes], list[int], list[int], list[int], list[int], list[int]]:
    """Every segment with its numbers, and where its objects begin in the file."""
    bodies, starts = [HEADER], []
    roots: list[int] = []
    leaves: list[int] = []
    trees: list[int] = []
    firsts: list[int] = []
    number, key, page, slot, at = 1, 0, 0, 0, len(HEADER)
    common = list(shared.values())
    for segment in segments:
        stamp_from = stamps[page] if segment.pages else 0
        slot_from = slots[slot] if segment.anatomy.slots else 0
        table = table_of(segment, number, key, stamp_from, slot_from, common)
        bodies.append(segment.template % itemgetter(*segment.index)(table))
        starts += [at + start for start in segment.starts]
        roots += [number + one for one in segment.root_tags]
        leaves += [number + segment.tag_leaf] if segment.tag_leaf is not None else []
        trees.append(number + segment.page_tree)
        firsts.append(number)
        number, key, at = number + segment.objects, key + segment.tags, at + segment.size
        page, slot = page + len(segment.pages), slot + len(segment.anatomy.slots)
    return bodies, starts, roots, leaves, trees, firsts


def _pages(number: int, segment: Segment) -> list[int]:
    return [number + page for page in segment.pages]


def _meanings(plan: Plan, segments: list[Segment], weight: int) -> Meanings:
    found = dict(plan.meanings[weight])
    for segment in segments:
        joined(found, segment.meanings.get(weight, {}))
    return found


def _font(tail: Tail, number: int, typeface: Typeface, meanings: Meanings) -> None:
    """The pack font's weight, whole, with what its glyphs mean in this pack."""
    called = name(f"MATIPK+{typeface.name}")
    program = tail.stream(typeface.program, b"/Filter/FlateDecode/Length1 %d" % typeface.program_length)
    box = b" ".join(b"%d" % edge for edge in typeface.box)
    descriptor = tail.add(
        b"<</Type/FontDescriptor/FontName%b/Flags 4/FontBBox[%b]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d"
        b"/StemV 80/FontFile2 %b>>"
        % (called, box, typeface.ascent, typeface.descent, typeface.ascent, reference(program))
    )
    widths = b" ".join(b"%d" % width for width in typeface.widths)
    descendant = tail.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont%b"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/CIDToGIDMap/Identity/FontDescriptor %b/W[0[%b]]>>" % (called, reference(descriptor), widths)
    )
    to_unicode = tail.stream(cmap(meanings))
    body = b"<</Type/Font/Subtype/Type0/BaseFont%b/Encoding/Identity-H/DescendantFonts[%b]/ToUnicode %b>>"
    tail.put(number, body % (called, reference(descendant), reference(to_unicode)))


def _structure(
    tail: Tail, document: int, title: str, roots: list[int], leaves: list[int], segments: list[Segment]
) -> bytes:
    """One document whose parts are the bodies' tags, and one tree that leads from content to its tag."""
    if not roots:
        tail.put(document, b"null")
        return b""
    root, tree = tail.reserve(), tail.add(b"<</Kids[%b]>>" % _list(leaves))
    tail.put(
        document,
        b"<</Type/StructElem/S/Document/P %b/T%b/K[%b]>>" % (reference(root), text(title), _list(roots)),
    )
    next_key = sum(segment.tags for segment in segments)
    body = b"<</Type/StructTreeRoot/K[%b]/ParentTree %b/ParentTreeNextKey %d>>"
    tail.put(root, body % (reference(document), reference(tree), next_key))
    return b"/MarkInfo<</Marked true>>/StructTreeRoot %b" % reference(root)


def _outline(tail: Tail, entries: list[Entry], pages: list[int]) -> bytes:
    if not entries:
        return b""
    root = tail.reserve()
    numbers = [tail.reserve() for _entry in entries]

    def put(siblings: list[Branch], above: int) -> None:
        for place, branch in enumerate(siblings):
            entry = entries[branch.number]
            said = [b"/Title%b/Parent %b/Dest%b" % (text(entry.title), reference(above), _destination(entry, pages))]
            if place:
                said.append(b"/Prev %b" % reference(numbers[siblings[place - 1].number]))
            if place + 1 < len(siblings):
                said.append(b"/Next %b" % reference(numbers[siblings[place + 1].number]))
            if branch.below:
                said.append(_ends(branch.below, numbers) + b"/Count -%d" % len(branch.below))
            tail.put(numbers[branch.number], b"<<%b>>" % b"".join(said))
            put(branch.below, numbers[branch.number])

    top = branches(entries)
    put(top, root)
    tail.put(root, b"<</Type/Outlines%b/Count %d>>" % (_ends(top, numbers), len(top)))
    return b"/Outlines %b" % reference(root)


def _ends(siblings: list[Branch], numbers: list[int]) -> bytes:
    first, last = numbers[siblings[0].number], numbers[siblings[-1].number]
    return b"/First %b/Last %b" % (reference(first), reference(last))


def _destination(entry: Entry, pages: list[int]) -> bytes:
    return b"[%b/XYZ %.2f %.2f 0]" % (reference(pages[entry.place.page]), entry.place.x, entry.place.y)


def _names(tail: Tail, plan: Plan, pages: list[int], attachments: Sequence[Attachment]) -> bytes:
    """Named places and kept files."""
    places = sorted((key.encode(), place) for key, place in plan.places.items())
    listed = b"".join(
        b"%b[%b/XYZ %.2f %.2f 0]" % (text(key.decode()), reference(pages[place.page]), place.x, place.y)
        for key, place in places
    )
    files = [(one, _attached(tail, one)) for one in sorted(attachments, key=lambda one: one.name)]
    kept = b"".join(b"%b %b" % (text(one.name), reference(number)) for one, number in files)
    names = b"/Names<</Dests<</Names[%b]>>%b>>" % (listed, b"/EmbeddedFiles<</Names[%b]>>" % kept if files else b"")
    return names + (b"/AF[%b]" % _list([number for _one, number in files]) if files else b"")


def _attached(tail: Tail, one: Attachment) -> int:
    head = b"/Type/EmbeddedFile/Subtype%b/Params<</Size %d>>" % (name(one.media_type), len(one.content))
    content = tail.stream(one.content, head)
    body = b"<</Type/Filespec/F%b/UF%b/Desc%b/AFRelationship%b/EF<</F %b/UF %b>>>>"
    called, held = text(one.name), reference(content)
    return tail.add(body % (called, called, text(one.description), name(one.relationship), held, held))


def _output_intent(tail: Tail) -> int:
    """What the pack's colours mean."""
    profile, called = tail.stream(colour_profile(), b"/N 3"), text(PROFILE_NAME)
    body = b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%b/Info%b/DestOutputProfile %b>>"
    return tail.add(body % (called, called, reference(profile)))


def _list(numbers: list[int]) -> bytes:
    return b" ".join(map(reference, numbers))


def _written(bodies: list[bytes], starts: list[int], tail: Tail, root: int, told: int) -> bytes:
    """The file: bodies, the pack's own objects, the table of all objects, and an identity of its content."""
    own, places = tail.written(sum(map(len, bodies)))
    offsets = starts + places
    table = (b"%010d 00000 n \n" * len(offsets)) % tuple(offsets)
    identity = hashlib.sha256()
    for body in bodies:
        identity.update(body)
    identity.update(own)
    named = identity.hexdigest()[:32].encode()
    end = sum(map(len, bodies)) + len(own)
    trailer = b"trailer\n<</Size %d/Root %b/Info %b/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
    count = len(offsets) + 1
    last = trailer % (count, reference(root), reference(told), named, named, end)
    return b"".join([*bodies, own, b"xref\n0 %d\n0000000000 65535 f \n" % count, table, last])

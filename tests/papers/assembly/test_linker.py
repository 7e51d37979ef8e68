# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The linker: what it writes is what the reference assembler writes, page by page, and nobody finds a fault in it."""

import hashlib
import io
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings

from papers.assembly.binding import Binding, Part
from papers.assembly.bodies import Body
from papers.assembly.linker import link
from papers.assembly.plan import PlaceTwice, PlaceUnknown
from papers.assembly.reference import assemble
from papers.assembly.typeface import MeaningsDiffer, Typeface, joined
from tests.papers.assembly.conftest import bound
from tests.papers.assembly.reading import Read
from tests.papers.conformance import faults_of
from tests.sizes import SIZES

MANY = SIZES.pack


@pytest.fixture
def linked(pack: Binding) -> Read:
    return Read(link(pack))


@pytest.fixture
def referred(pack: Binding) -> Read:
    return Read(assemble(pack))


@pytest.mark.parametrize(
    "aspect", ["texts", "places", "links", "outline", "tags", "tags_by_key", "attachments", "said"]
)
def test_linker_says_what_the_reference_says(linked: Read, referred: Read, aspect: str) -> None:
    found = getattr(linked, aspect)()
    assert found
    assert found == getattr(referred, aspect)()


def test_linker_looks_as_the_reference_looks(linked: Read, referred: Read) -> None:
    pages = list(zip(linked.pictures(), referred.pictures(), strict=True))
    assert len(pages) == 7
    assert [number for number, (one, other) in enumerate(pages) if one != other] == []


def test_nobody_finds_a_fault(linked: Read) -> None:
    assert linked.faults() == []


def test_pages_are_numbered_and_what_is_stamped_reads_exactly(linked: Read) -> None:
    head = "คณะกรรมการตัวอย่างครั้งที่๑/๒๕๖๔เอกสารชุดที่๑·0123abcd"
    texts = linked.texts()
    assert texts[0] == f"สารบัญโครงการน้ำโครงการที่สอง๒๖{head}หน้า๑จาก๗"
    assert texts[1].endswith(f"๕.๑{head}หน้า๒จาก๗")
    assert texts[3:5] == ["หน้า๔จาก๗", "หน้า๕จาก๗"]  # an annex has a number and no head
    assert texts[5].endswith(f"๕.๒{head}หน้า๖จาก๗")


def test_links_places_and_outline_lead_to_the_right_pages(linked: Read) -> None:
    assert linked.places() == {"first": 2, "first-more": 3, "second": 6, "second-more": 7}
    assert linked.outline() == [
        (0, "สารบัญ", 1), (0, "๕.๑ โครงการน้ำ", 2), (1, "ภาคผนวก", 4), (0, "๕.๒ โครงการที่สอง", 6),
    ]  # fmt: skip
    assert [one for one in linked.links() if one[0] == 1] == [
        (1, "first", "โครงการน้ำ"), (1, "first", "๒"), (1, "second", "โครงการที่สอง"), (1, "second", "๖"),
    ]  # fmt: skip
    assert (2, "first", "๕.๑") in linked.links()


def test_bodies_share_one_font_a_weight(linked: Read) -> None:
    programs = [one for one in linked.pdf.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
    assert len(programs) == 2


def test_nothing_that_acts_comes_in_from_elsewhere(annex: bytes, pack: Binding) -> None:
    assert b"JavaScript" in annex
    content = link(pack)
    assert b"JavaScript" not in content
    assert b"/AA" not in content


@pytest.mark.parametrize("assembler", [link, assemble])
def test_only_a_pack_of_our_own_pages_claims_to_be_accessible_and_fit_to_be_kept(
    pack: Binding, assembler: Callable[[Binding], bytes]
) -> None:
    own = assembler(replace(pack, parts=[part for part in pack.parts if part.body.own]))
    assert faults_of(own) == []
    claims = (b"pdfuaid", b"pdfaid")
    assert [claim in Read(own).metadata() for claim in claims] == [True, True]
    assert [claim in Read(assembler(pack)).metadata() for claim in claims] == [False, False]


def test_same_binding_gives_the_same_bytes_from_kept_segments_too(
    pack: Binding, typefaces: Mapping[int, Typeface]
) -> None:
    first = link(pack)
    again = [replace(part, body=Body(part.body.pdf, typefaces, own=part.body.own)) for part in pack.parts]
    assert link(replace(pack, parts=again)) == first
    for part in again:
        part.body.segment = type(part.body.segment).from_bytes(part.body.segment.as_bytes())
    assert link(replace(pack, parts=again)) == first


def test_another_order_moves_only_what_the_pack_decides(pack: Binding) -> None:
    contents, first, other, second = pack.parts
    read = Read(link(replace(pack, parts=[contents, second, first, other], labels={"first": "๕.๒", "second": "๕.๑"})))
    assert read.faults() == []
    assert read.places()["second"] == 2
    assert [said for number, _place, said in read.links() if number == 1] == ["โครงการน้ำ", "๔", "โครงการที่สอง", "๒"]
    assert "๕.๑คณะกรรมการ" in read.texts()[1]


def test_many_items_each_where_its_bookmark_and_its_links_say(
    laid_out: list[bytes], typefaces: Mapping[int, Typeface]
) -> None:
    item = laid_out[1]
    parts = [Part(Body(_renamed(item, f"item{number}"), typefaces), title=f"เรื่องที่ {number}") for number in range(MANY)]
    content = link(replace(bound(parts, typefaces), labels={f"item{number}": f"๕.{number}" for number in range(MANY)}))
    read = Read(content)
    assert read.faults() == []
    assert read.outline() == [(0, f"เรื่องที่ {number}", 2 * number + 1) for number in range(MANY)]
    places = read.places()
    assert [places[f"item{number}"] for number in range(MANY)] == [2 * number + 1 for number in range(MANY)]
    assert all(places[to] - page == int(to.endswith("-more")) for page, to, _said in read.links())
    assert read.tags_by_key()
    assert {said for _page, _to, said in read.links() if said.startswith("๕.")} == {f"๕.{one}" for one in range(MANY)}


def _renamed(body: bytes, name: str) -> bytes:
    """The same item under another name."""
    pdf = pikepdf.open(io.BytesIO(body))
    names = pdf.Root.Names.Dests.Names
    for at in range(0, len(names), 2):
        names[at] = pikepdf.String(str(names[at]).replace("first", name))
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            if "/Dest" in annotation:
                annotation.Dest = pikepdf.String(str(annotation.Dest).replace("first", name))
            else:
                annotation.A.URI = pikepdf.String(str(annotation.A.URI).replace("first", name))
    written = io.BytesIO()
    pdf.save(written, static_id=True)
    return written.getvalue()


def test_link_to_a_place_that_is_not_there_stops_the_pack(pack: Binding) -> None:
    with pytest.raises(PlaceUnknown, match="links to “second”"):
        link(replace(pack, parts=pack.parts[:3]))
    with pytest.raises(PlaceUnknown, match="label of “second”"):
        link(replace(pack, labels={"first": "๕.๑"}))


def test_place_that_two_bodies_have_stops_the_pack(pack: Binding) -> None:
    with pytest.raises(PlaceTwice, match="first"):
        link(replace(pack, parts=[*pack.parts, pack.parts[1]]))


def test_glyph_of_two_meanings_stops_the_pack() -> None:
    with pytest.raises(MeaningsDiffer, match="“ก” and “ข”"):
        joined({"0001": "0e01"}, {"0001": "0e02"})


def test_font_that_is_no_subset_of_the_whole_is_not_shared(
    laid_out: list[bytes], typefaces: Mapping[int, Typeface]
) -> None:
    swapped = {400: typefaces[700], 700: typefaces[400]}
    with pytest.raises(ValueError, match="widths differ"):
        Body(laid_out[0], swapped).segment  # noqa: B018


def test_another_process_with_another_seed_writes_the_same_bytes(pack: Binding, tmp_path: Path) -> None:
    for number, part in enumerate(pack.parts):
        (tmp_path / f"{number}.pdf").write_bytes(part.body.pdf)
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", ELSEWHERE, str(tmp_path), str(settings.PACK_FONT_DIR)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(settings.BASE_DIR), "LANG": "C.UTF-8", **SETTINGS},
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode() == hashlib.sha256(link(pack)).hexdigest()


SETTINGS = {"DJANGO_SETTINGS_MODULE": "project.settings", "SECRET_KEY": "elsewhere"}
ELSEWHERE = """
import hashlib, sys
from pathlib import Path
from dataclasses import replace
from papers import fonts
from papers.assembly.binding import Attachment, Binding, Part, Running
from papers.assembly.bodies import Body
from papers.assembly.linker import link
from papers.assembly.typeface import Typeface
from tests.papers.assembly.conftest import bound
folder, font_folder = map(Path, sys.argv[1:])
files = fonts.load(font_folder)
faces = {weight.css: Typeface(files[weight.file], weight.css) for weight in fonts.WEIGHTS}
bodies = [Body((folder / f"{one}.pdf").read_bytes(), faces, own=one != 2) for one in range(4)]
titles = [("", 0), ("๕.๑ โครงการน้ำ", 0), ("ภาคผนวก", 1), ("๕.๒ โครงการที่สอง", 0)]
parts = [Part(body, title=title, level=level) for body, (title, level) in zip(bodies, titles)]
sys.stdout.write(hashlib.sha256(link(bound(parts, faces))).hexdigest())
"""

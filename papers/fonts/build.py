# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Derives "Sarabun Pack" from Sarabun so that Thai text can be read back from a PDF exactly.

Two things make Thai text unreadable in PDFs though it looks right on paper:

1. The shaper takes ``ำ`` apart into ``ํ`` and ``า``. The PDF then notes ``ำ`` as the meaning of the plain ``า`` glyph,
   and every other ``า`` is copied out as ``ำ``. Here a ligature puts the two glyphs back into one.
2. Vowels and tone marks are placed by offsets (GPOS), which the PDF writes as text rise; readers take a raised mark for
   a new line. Here each offset is baked into a variant of the mark, chosen by the glyph before it, and Thai's offsets
   are dropped. No mark moves by more than a few hundredths of the type size.

The same source gives the same bytes, on every machine.
"""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import uharfbuzz
from fontTools.merge import Merger
from fontTools.otlLib import builder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from papers.fonts import FAMILY, Weight

SUBSETS = ("thai", "latin")
NIKHAHIT, SARA_AA, SARA_AM = "uni0E4D", "uni0E32", "uni0E33"
TONE_CODES = "89AB"

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWEL_MARKS = [chr(code) for code in (0x0E31, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E47, 0x0E4D, 0x0E38, 0x0E39, 0x0E3A)]
TONE_MARKS = [chr(code) for code in range(0x0E48, 0x0E4D)]

BASE, MARK = 1, 3  # GDEF glyph classes
SINGLE_SUBSTITUTION, LIGATURE_SUBSTITUTION, CHAINED_CONTEXT = 1, 4, 6  # GSUB lookup types
GRID = 4  # offsets are rounded to this many thousandths of an em, so that few variants serve
SIDEWAYS_NOISE = 12  # a sideways offset this small is left out
FIXED_TIME = 3_600_000_000  # seconds since 1904, in the font's header: its bytes must not tell when they were made

Offset = tuple[int, int]
Pair = tuple[str, str]


def derive(package: Path, weight: Weight) -> bytes:
    """Return one weight of the pack font as a TrueType file, from the files of ``@fontsource/sarabun``."""
    font = merge_subsets(package, weight)
    add_comparison_signs(font)
    rejoin_sara_am(font)
    font = reopened(font)
    bake_mark_offsets(font)
    drop_thai_mark_positioning(font)
    rename(font, weight)
    return saved(font)


def merge_subsets(package: Path, weight: Weight) -> TTFont:
    """Join the Thai and the Latin file: two files of one family would print wrong letters (they share a key in PDF)."""
    files = []
    for subset in SUBSETS:
        part = TTFont(source_file(package, subset, weight), recalcTimestamp=False)
        part.flavor = None
        files.append(io.BytesIO(saved(part)))
    return Merger().merge(files)


def source_file(package: Path, subset: str, weight: Weight) -> Path:
    return package / "files" / f"sarabun-{subset}-{weight.css}-normal.woff2"


def add_comparison_signs(font: TTFont) -> None:
    """Draw ≥ and ≤, which the package leaves out and targets of KPIs need: the plain sign over a bar."""
    outlines, bar = font["glyf"], font["glyf"]["minus"]
    for code, name, plain in ((0x2265, "greaterequal", "greater"), (0x2264, "lessequal", "less")):
        sign, lift = outlines[plain], bar.yMax - bar.yMin
        parts = [(plain, (0, lift)), ("minus", (sign.xMin - bar.xMin, sign.yMin - bar.yMax - lift // 2))]
        add_glyph(font, name, drawn(font, *parts), font["hmtx"][plain][0], BASE)
        for table in font["cmap"].tables:
            table.cmap[code] = name


def rejoin_sara_am(font: TTFont) -> None:
    """Put ``ํ`` + ``า`` back into one glyph, also where the mark carries a tone or is a narrow variant."""
    width = font["hmtx"][SARA_AA][0]
    ligatures = {(NIKHAHIT, SARA_AA): SARA_AM}
    narrow_or_toned = (f"{NIKHAHIT}.narrow", *(f"{NIKHAHIT}0E4{t}{s}" for t in TONE_CODES for s in ("", ".narrow")))
    known = set(font.getGlyphOrder())
    for mark in narrow_or_toned:
        if mark in known:
            joined = f"am_{mark}"
            add_glyph(font, joined, drawn(font, (mark, (0, 0)), (SARA_AA, (0, 0))), width, BASE)
            ligatures[mark, SARA_AA] = joined
    add_thai_lookup(font, LIGATURE_SUBSTITUTION, builder.buildLigatureSubstSubtable(ligatures))


def bake_mark_offsets(font: TTFont) -> None:
    """Replace offsets by variants of the marks, with one contextual lookup for each group of glyphs before them."""
    offset_of_pair = {pair: on_grid(offsets) for pair, offsets in survey_offsets(saved(font)).items()}
    before: dict[tuple[str, Offset], set[str]] = defaultdict(set)
    for (previous, mark), offset in offset_of_pair.items():
        if offset != (0, 0):
            before[mark, offset].add(previous)

    variants_of: dict[str, list[str]] = defaultdict(list)
    variants_after: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for (mark, offset), previous_glyphs in sorted(before.items()):
        variant = f"{mark}.x{offset[0]}y{offset[1]}".replace("-", "m")
        add_glyph(font, variant, drawn(font, (mark, offset)), font["hmtx"][mark][0], MARK)
        variants_of[mark].append(variant)
        variants_after[tuple(sorted(previous_glyphs))][mark] = variant

    for glyphs_before, variants in variants_after.items():
        also = {variant for glyph in glyphs_before for variant in variants_of[glyph]}
        add_contextual_substitution(font, {*glyphs_before, *also}, variants)


def survey_offsets(font_bytes: bytes) -> dict[Pair, list[Offset]]:
    """Shape every Thai syllable and return, for each pair of neighbouring glyphs, the offsets the second one got."""
    shaper = uharfbuzz.Font(uharfbuzz.Face(font_bytes))
    names = TTFont(io.BytesIO(font_bytes)).getGlyphOrder()
    offsets: dict[Pair, list[Offset]] = defaultdict(list)
    for syllable in syllables():
        buffer = uharfbuzz.Buffer()
        buffer.add_str(syllable)
        buffer.guess_segment_properties()
        uharfbuzz.shape(shaper, buffer)
        glyphs = [names[info.codepoint] for info in buffer.glyph_infos]
        places = [(position.x_offset, position.y_offset) for position in buffer.glyph_positions]
        for (previous, _), (glyph, place) in pairwise(zip(glyphs, places, strict=True)):
            offsets[previous, glyph].append(place)
    return offsets


def syllables() -> Iterator[str]:
    """Every consonant with every vowel mark and tone, and with ``ำ``."""
    for consonant, vowel, tone in product(CONSONANTS, ["", *VOWEL_MARKS], ["", *TONE_MARKS]):
        yield consonant + vowel + tone
        if not vowel:
            yield consonant + tone + "\u0e33"


def on_grid(offsets: list[Offset]) -> Offset:
    x = sorted(x for x, _ in offsets)[len(offsets) // 2]
    y = sorted(y for _, y in offsets)[len(offsets) // 2]
    x = 0 if abs(x) <= SIDEWAYS_NOISE else x
    return GRID * round(x / GRID), GRID * round(y / GRID)


def drop_thai_mark_positioning(font: TTFont) -> None:
    """Take Thai's mark and mark-to-mark features out of GPOS; the variants stand where those would put the marks."""
    table = font["GPOS"].table
    for system in thai_language_systems(table):
        system.FeatureIndex = [
            index
            for index in system.FeatureIndex
            if table.FeatureList.FeatureRecord[index].FeatureTag not in ("mark", "mkmk")
        ]
        system.FeatureCount = len(system.FeatureIndex)


def rename(font: TTFont, weight: Weight) -> None:
    """Give the derived font a name of its own, and a header without the time of building."""
    bold = weight.css > 400
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = FAMILY
        elif record.nameID == 4:
            record.string = f"{FAMILY} Bold" if bold else FAMILY
        elif record.nameID == 6:
            record.string = f"{FAMILY.replace(' ', '')}-{weight.name}"
    font["head"].created = font["head"].modified = FIXED_TIME


def characters(font_bytes: bytes) -> str:
    """Return every character the font can print, in order."""
    return "".join(chr(code) for code in sorted(TTFont(io.BytesIO(font_bytes)).getBestCmap()))


# ── Small tools over fontTools ───────────────────────────────────────────────────────────────────────────────────────


def saved(font: TTFont) -> bytes:
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def reopened(font: TTFont) -> TTFont:
    """Compile and read again, so that glyph numbers and bounds are settled."""
    return TTFont(io.BytesIO(saved(font)), recalcTimestamp=False)


def drawn(font: TTFont, *parts: tuple[str, Offset]) -> Any:
    """Draw glyphs at offsets into one new outline."""
    glyphs, pen = font.getGlyphSet(), TTGlyphPen(None)
    for name, (x, y) in parts:
        outline = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(outline)
        outline.replay(TransformPen(pen, (1, 0, 0, 1, x, y)))
    return pen.glyph()


def add_glyph(font: TTFont, name: str, outline: Any, width: int, glyph_class: int) -> None:
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = outline
    font["glyf"].glyphOrder = font.getGlyphOrder()
    outline.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, outline.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = glyph_class


def add_contextual_substitution(font: TTFont, before: Iterable[str], variants: dict[str, str]) -> None:
    """After any of the glyphs ``before``, put each mark's variant in its place."""
    substitution = add_lookup(font, SINGLE_SUBSTITUTION, builder.buildSingleSubstSubtable(variants))
    glyph_ids = font.getReverseGlyphMap()
    rule = otTables.ChainContextSubst()
    rule.Format = 3
    rule.BacktrackCoverage, rule.BacktrackGlyphCount = [builder.buildCoverage(set(before), glyph_ids)], 1
    rule.InputCoverage, rule.InputGlyphCount = [builder.buildCoverage(variants, glyph_ids)], 1
    rule.LookAheadCoverage, rule.LookAheadGlyphCount = [], 0
    action = otTables.SubstLookupRecord()
    action.SequenceIndex, action.LookupListIndex = 0, substitution
    rule.SubstLookupRecord, rule.SubstCount = [action], 1
    add_thai_lookup(font, CHAINED_CONTEXT, rule)


def add_thai_lookup(font: TTFont, kind: int, subtable: object) -> None:
    """Append a lookup to GSUB and have Thai's composition feature (ccmp) use it, after those it uses already."""
    index, table = add_lookup(font, kind, subtable), font["GSUB"].table
    for system in thai_language_systems(table):
        for feature_index in system.FeatureIndex:
            record = table.FeatureList.FeatureRecord[feature_index]
            if record.FeatureTag == "ccmp" and index not in record.Feature.LookupListIndex:
                record.Feature.LookupListIndex.append(index)


def add_lookup(font: TTFont, kind: int, subtable: object) -> int:
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag = kind, 0
    lookup.SubTable, lookup.SubTableCount = [subtable], 1
    lookups = font["GSUB"].table.LookupList
    lookups.Lookup.append(lookup)
    lookups.LookupCount = len(lookups.Lookup)
    return lookups.LookupCount - 1


def thai_language_systems(table: Any) -> Iterator[Any]:
    for record in table.ScriptList.ScriptRecord:
        if record.ScriptTag == "thai":
            yield record.Script.DefaultLangSys
            yield from (language.LangSys for language in record.Script.LangSysRecord)

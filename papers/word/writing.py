# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a .docx: the same blocks give the same bytes."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = "TH Sarabun New"  # the typeface of Thai official papers; Word falls back where it is not installed
PAGE = (  # A4 with the margins of an official letter
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1134" w:bottom="1134" w:left="1701" '
    'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)
MADE = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP knows
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Heading:
    """A heading; 0 is the document's title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; each line of the text is a line of it. ``is_help`` is set apart in grey italics."""

    text: str
    is_help: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its heads; all rows have as many cells."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Paragraph | Table
STYLES = {0: "Title", 1: "Heading1", 2: "Heading2"}


def written(blocks: Iterable[Block], *, title: str) -> bytes:
    """The document."""
    body = "".join(_block(block) for block in blocks)
    body += PAGE
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "docProps/core.xml": _CORE.format(title=_clean(title)),
        "word/_rels/document.xml.rels": _OF_DOCUMENT,
        "word/document.xml": f'{_XML}<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": _STYLES.replace("{font}", FONT),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return _paragraph(block.text, style=STYLES[min(block.level, 2)])
    if isinstance(block, Paragraph):
        return _paragraph(block.text, style="Help" if block.is_help else "")
    # a table is always followed by a paragraph, or Word mends the file when it opens it
    return f"{_table(block)}<w:p/>"


def _paragraph(text: str, *, style: str = "", is_bold: bool = False) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>" if is_bold else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{_clean(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p>{properties}<w:r>{bold}{lines}</w:r></w:p>"


def _table(table: Table) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    width = 9000 // max(len(table.heads), 1)
    grid = f'<w:gridCol w:w="{width}"/>' * len(table.heads)
    head = _row(table.heads, width, is_head=True)
    rows = "".join(_row(row, width) for row in table.rows)
    properties = f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


def _row(cells: Sequence[str], width: int, *, is_head: bool = False) -> str:
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell, is_bold=is_head)}</w:tc>'
        for cell in cells
    )
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if is_head else ''}{told}</w:tr>"


def _clean(text: str) -> str:
    return escape(NOT_IN_XML.sub("", text), {'"': "&quot;"})


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_OF_DOCUMENT = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_CORE = (
    f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>th-TH</dc:language>'
    "</cp:coreProperties>"
)


def _style(key: str, name: str, paragraph: str, run: str, *, outline: int | None = None) -> str:
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:pPr>{paragraph}{level}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


_STYLES = (
    f'{_XML}<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/><w:sz w:val="32"/>'
    '<w:szCs w:val="32"/><w:lang w:val="th-TH" w:bidi="th-TH"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + _style("Title", "Title", '<w:spacing w:after="240"/><w:jc w:val="center"/>',
             '<w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/>')
    + _style("Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="360"/>',
             '<w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/>', outline=0)
    + _style("Heading2", "heading 2", '<w:keepNext/><w:spacing w:before="240"/>', "<w:b/><w:bCs/>", outline=1)
    + _style("Help", "Help", "", '<w:i/><w:iCs/><w:color w:val="595959"/><w:sz w:val="28"/><w:szCs w:val="28"/>')
    + "</w:styles>"
)  # fmt: skip

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bodies laid out once for all tests of the assembly, and a pack of them."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings

from papers import fonts
from papers.assembly.binding import Attachment, Binding, Part, Running
from papers.assembly.bodies import Body
from papers.assembly.typeface import Typeface
from papers.rendering import render_each

RUNNING = Running("คณะกรรมการตัวอย่าง", "ครั้งที่ ๑/๒๕๖๔", "เอกสารชุดที่ ๑ · 0123abcd", "หน้า {page} จาก {pages}")
LOOK = """@font-face { font-family: "Sarabun Pack"; src: url(pack-asset:sarabun-pack-regular.ttf) }
@font-face { font-family: "Sarabun Pack"; font-weight: 700; src: url(pack-asset:sarabun-pack-bold.ttf) }
@page { size: A4; margin: 24mm 20mm 20mm 30mm }
body { font-family: "Sarabun Pack"; margin: 0 }
h2 { break-before: page }
.slot { display: inline-block; width: 20mm } .number { display: block; text-align: right }"""
CONTENTS = """<h1>สารบัญ</h1><table><tr><td><a href="pack:item-first">โครงการน้ำ</a></td>
<td style="width: 20mm"><a class="number" href="pack:pn-first?size=11&amp;weight=700">&nbsp;</a></td></tr>
<tr><td><a href="pack:item-second">โครงการที่สอง</a></td>
<td><a class="number" href="pack:pn-second">&nbsp;</a></td></tr></table>"""
ITEM = """<section id="{name}"><p>วาระที่ <a class="slot" href="pack:label-{name}">&nbsp;</a></p><h1>{title}</h1>
<p>ผู้รับผิดชอบป้องกันน้ำท่วม 50% (1 0 R) <a href="#{name}-more">ดูต่อ</a></p>
<table><thead><tr><th scope="col">ที่</th><th scope="col">รายการ</th></tr></thead>
<tr><td>๑</td><td><b>ปั๊มน้ำ</b></td></tr></table>
<h2 id="{name}-more">รายละเอียด</h2><p>ญี่ปุ่น ฐานข้อมูล</p></section>"""
FILLED = (
    CONTENTS,
    ITEM.format(name="first", title="โครงการน้ำ"),
    ITEM.format(name="second", title="โครงการที่สอง"),
)


def page(body: str) -> str:
    return f'<html lang="th"><head><title>-</title></head><body>{body}</body></html>'


@pytest.fixture(scope="session")
def typefaces() -> Mapping[int, Typeface]:
    files = fonts.load(Path(settings.PACK_FONT_DIR))
    return {weight.css: Typeface(files[weight.file], weight.css) for weight in fonts.WEIGHTS}


@pytest.fixture(scope="session")
def laid_out() -> list[bytes]:
    """The contents and two items."""
    outcomes = render_each([page(body) for body in FILLED], stylesheets=[LOOK])
    assert all(isinstance(outcome, bytes) for outcome in outcomes), outcomes
    return [outcome for outcome in outcomes if isinstance(outcome, bytes)]


@pytest.fixture(scope="session")
def annex() -> bytes:
    """Two pages from elsewhere, one turned and one small, with something that acts on each."""
    made = pikepdf.new()
    for size, turned in (((842, 595), 90), ((300, 400), 0)):
        sheet = made.add_blank_page(page_size=size)
        sheet.obj.Contents = made.make_stream(b"0.9 g 20 20 60 60 re f q 2 0 0 2 0 0 cm")  # leaves its matrix behind
        sheet.obj.Rotate = turned
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        sheet.obj.AA = pikepdf.Dictionary(O=action)
        rect = pikepdf.Array([0, 0, 9, 9])
        sheet.obj.Annots = pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=rect, A=action)]
        )
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(2)"))
    written = io.BytesIO()
    made.save(written, static_id=True)
    return written.getvalue()


def bound(parts: Sequence[Part], typefaces: Mapping[int, Typeface]) -> Binding:
    return Binding(
        parts=parts,
        running=RUNNING,
        title="เอกสารประกอบการประชุม",
        author="ฝ่ายเลขานุการ",
        keywords="0123abcd",
        typefaces=typefaces,
        labels={"first": "๕.๑", "second": "๕.๒"},
        attachments=[Attachment("manifest.json", "application/json", "สิ่งที่ใช้จัดทำ", b'{"format":1}')],
    )


@pytest.fixture
def pack(laid_out: list[bytes], annex: bytes, typefaces: Mapping[int, Typeface]) -> Binding:
    """Contents, two items, the first with an annex."""
    contents, first, second = (Body(pdf, typefaces) for pdf in laid_out)
    other = Body(annex, typefaces, own=False)
    parts = [
        Part(contents),
        Part(first, title="๕.๑ โครงการน้ำ"),
        Part(other, title="ภาคผนวก", level=1),
        Part(second, title="๕.๒ โครงการที่สอง"),
    ]
    return bound(parts, typefaces)

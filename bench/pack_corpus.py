# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pack that ``bench.pack`` binds: invented projects and annexes of a fixed seed, as many as are asked for."""

import io
from pathlib import Path
from random import Random
from typing import Any

SEED = 2564
ANNEX_PAGES = 10
WORDS = (
    "ระบบ เชื่อมโยง ข้อมูล ทะเบียน บริการ ประชาชน หน่วยงาน น้ำท่วม พื้นที่ ผู้ที่ ป้องกัน มาตรฐาน ดิจิทัล แลกเปลี่ยน "
    "พัฒนา บูรณาการ งบประมาณ ตัวชี้วัด ขั้นตอน ญี่ปุ่น ฐาน ความมั่นคง ปลอดภัย เครือข่าย ศูนย์กลาง วิเคราะห์"
).split()


def snapshot_of(items: int) -> dict[str, Any]:
    """A pack's snapshot, as docs/pack.md has it, of invented projects."""
    projects = [project_of(number) for number in range(1, items + 1)]
    rows = [
        {
            "label": one["label"],
            "title": one["title"],
            "note": "",
            "project": one["code"],
            "kind": "decision",
            "late": None,
        }
        for one in projects
    ]
    return {
        "committee": {"name": "คณะกรรมการตัวอย่าง", "name_en": "Example Committee"},
        "digits": "thai",
        "example": True,
        "anchor": None,
        "meeting": {
            "number": 1,
            "be_year": 2564,
            "title": "ประชุม",
            "starts_at": "2021-06-09T09:30:00+07:00",
            "ends_at": "2021-06-09T12:00:00+07:00",
            "place": "ห้องประชุม",
        },
        "seats": [],
        "agenda": [{"number": 5, "title": "เรื่องเสนอเพื่อพิจารณา", "items": rows}],
        "projects": projects,
        "totals": {"proposed_baht": "1000000.00", "screened_baht": "900000.00"},
        "pack": {"number": 1, "snapshot_sha256": "0" * 64},
    }


def project_of(number: int) -> dict[str, Any]:
    chosen = Random(SEED * 1000 + number)

    def words(count: int) -> str:
        return "".join(chosen.choice(WORDS) for _word in range(count))

    def paragraph(count: int) -> str:
        return " ".join(words(4) for _phrase in range(count))

    def baht() -> str:
        return f"{chosen.randrange(100_000, 90_000_000)}.00"

    agencies = [f"กรม{words(2)}" for _agency in range(4)]
    return {
        "label": f"5.{number}",
        "code": f"DG65-{number:03d}",
        "title": f"โครงการ{words(4)} {number}",
        "objective": paragraph(20),
        "rationale": paragraph(25),
        "sections": [{"label": words(2), "text": paragraph(6)} for _section in range(3)],
        "lead": agencies[0],
        "ministry": f"กระทรวง{words(2)}",
        "round": "รอบที่ ๑",
        "workplan": "แผนงานบูรณาการ",
        "fiscal_year": 2565,
        "content_version": 1,
        "content_sha256": f"{number:064x}",
        "record_seq": 9,
        "record_hash": f"{number:064x}",
        "dga_takes_part": False,
        "example": True,
        "tier": "",
        "participants": [
            {"agency": one, "role": "contributor" if at else "lead", "consent": "consented", "contribution": words(6),
             "proposed_baht": baht(), "screened_baht": baht()}
            for at, one in enumerate(agencies)
        ],
        "lines": [
            {"agency": agencies[at // 4], "item": words(5), "category": "งบลงทุน", "subcategory": "ครุภัณฑ์",
             "fiscal_year": 2565, "proposed_baht": baht(), "screened_baht": baht(), "source": ""}
            for at in range(16)
        ],
        "by_category": [
            {"category": one, "proposed_baht": baht(), "screened_baht": baht()} for one in ("งบลงทุน", "งบดำเนินงาน")
        ],
        "total_proposed_baht": baht(),
        "total_screened_baht": baht(),
        "kpis": [
            {"name": words(5), "unit": "ร้อยละ", "baseline": "20", "target": "≥60",
             "owners": [{"agency": one, "weight_percent": "50"} for one in agencies[:2]]}
            for _kpi in range(3)
        ],
        "screening": {"score": "82", "out_of": "100", "opinion": paragraph(10), "officer_unit": words(2), "findings": [
            {"criterion": words(5), "verdict": "met", "note": words(6)} for _finding in range(6)
        ]},
        "opinions": [{"field": words(2), "text": paragraph(12), "advice": ""}],
        "earlier": [],
        "draft_resolution": {"text": paragraph(5), "options": ["เห็นชอบ", "ไม่เห็นชอบ", "ให้ทบทวน"]},
    }  # fmt: skip


def annexes_of(items: int, folder: Path) -> list[Path]:
    """A PDF of ten pages for each item, two thirds lines of text and one third pictures, made once."""
    made = []
    for number in range(1, items + 1):
        path = folder / f"{number}.pdf"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(annex_of(number))
        made.append(path)
    return made


def annex_of(number: int) -> bytes:
    import pikepdf

    chosen = Random(number)
    made = pikepdf.new()
    helvetica = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    font = made.make_indirect(helvetica)
    for page in range(ANNEX_PAGES):
        sheet = made.add_blank_page(page_size=(595, 842))
        if page % 3 == 2:
            scan = pikepdf.Stream(made, chosen.randbytes(200 * 200))
            scan.stream_dict.Type, scan.stream_dict.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            scan.stream_dict.Width, scan.stream_dict.Height, scan.stream_dict.BitsPerComponent = 200, 200, 8
            scan.stream_dict.ColorSpace = pikepdf.Name.DeviceGray
            sheet.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=made.make_indirect(scan)))
            sheet.obj.Contents = made.make_stream(b"q 400 0 0 600 90 100 cm /Scan Do Q")
        else:
            lines = b" ".join(b"(%d) ' " % chosen.randrange(10**60) for _line in range(45))
            sheet.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            sheet.obj.Contents = made.make_stream(b"BT /F 10 Tf 14 TL 60 780 Td " + lines + b" ET")
    written = io.BytesIO()
    made.save(written, static_id=True, compress_streams=True)
    return written.getvalue()

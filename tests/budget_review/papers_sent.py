# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files as people send them, the good and the bad, made by hand."""

import io
import zipfile
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from budget_review.models import Attachment, AttachmentFile
from budget_review.operations.attachments import Place, attach
from papers.operations import keep_document
from papers.uploads import accept
from tests.world import AT, World

TYPES = '<Types><Override PartName="/word/document.xml" ContentType="x.document.main+xml"/></Types>'
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (10).to_bytes(4) + (20).to_bytes(4) + b"\x08\x02\0\0\0CRC4\0\0\0\0IEND\xaeB`\x82"
)
JPEG = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc0\0\x0b\x08\0\x14\0\x0a\x01\x01\x11\0\xff\xd9"


def pdf(note: str = "", *, password: str = "", script: bool = False, attached: bool = False, pages: int = 1) -> bytes:
    """A small PDF."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(width=200, height=200)
    writer.add_metadata({"/Title": note})
    if script:
        act = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(act)
    if attached:
        writer.add_attachment("x.exe", b"MZ")
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def office(main: str = "word/document.xml", **members: Any) -> bytes:
    """A small Office file; further members by name, ``__`` for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", members.pop("types", TYPES))
        archive.writestr(main, "<x/>")
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def sent(content: bytes | None = None, name: str = "ร่าง TOR.pdf") -> SimpleUploadedFile:
    """A file in a form."""
    return SimpleUploadedFile(name, pdf() if content is None else content)


def attach_paper(world: World, part: str = "", kind: str = "tor", who: str = "officer", note: str = "") -> Attachment:
    """A paper attached to the whole, or to an agency's part."""
    place = Place(participation=world.part(part)) if part else Place()
    return attach(
        project_id=world.project_id, place=place, kind=kind, title=f"เอกสาร {kind}", is_confidential=False,
        file=accept(pdf(note), f"{kind}.pdf"), actor=world.people[who], at=AT, request_id=uuid4(),
    )  # fmt: skip


def paper_that_stands(world: World) -> Attachment:
    """A paper of the world's project, whatever its state: as if it had been attached in the draft."""
    held = Attachment.objects.create(project=world.project, kind="tor", title="ร่างขอบเขตงาน")
    document = keep_document(content=pdf(), media_type="application/pdf", filename="x", title="x", at=AT)
    AttachmentFile.objects.create(
        attachment=held, number=1, document=document, filename="tor.pdf", sent_by=world.officer, sent_at=AT,
        request_id=uuid4(),
    )  # fmt: skip
    return held

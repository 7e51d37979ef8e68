# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking at a file that somebody sends: what it is by its content, whether its name says so, whether it is safe."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from papers.uploads.names import clean_name, ending_of
from papers.uploads.office import kind_of_archive
from papers.uploads.pdf import refuse_pdf
from papers.uploads.refusing import NotAccepted

LARGEST = 20 * 1024 * 1024  # bytes
LARGEST_WORDS = "20 MB"
MOST_PIXELS = 100_000_000  # of a picture, which is unpacked to be seen
OLE = b"\xd0\xcf\x11\xe0"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
}
ENDINGS = {kind: (kind,) for kind in MEDIA_TYPES} | {"jpg": ("jpg", "jpeg")}


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept."""

    content: bytes
    media_type: str
    filename: str


def accept(content: bytes, sent_name: str, *, refuse_pdf: Callable[[bytes], None] = refuse_pdf) -> Accepted:
    """The file as it may be kept, its name cleaned. Raises NotAccepted.

    ``refuse_pdf`` looks into a PDF; what is only ever handed out as ``papers.annexes`` cleaned it may hold more.
    """
    if not content:
        raise NotAccepted(_("The file is empty."))
    if len(content) > LARGEST:
        raise NotAccepted(_("The file is larger than %(most)s.") % {"most": LARGEST_WORDS})
    kind, name = _kind_of(content, refuse_pdf), clean_name(sent_name)
    if ending_of(name) not in ENDINGS[kind]:
        told = {"name": name, "kind": kind.upper()}
        raise NotAccepted(
            _("The file “%(name)s” is in truth a %(kind)s file. Give it the ending that fits and send it again.") % told
        )
    return Accepted(content, MEDIA_TYPES[kind], name)


def _kind_of(content: bytes, refuse_pdf: Callable[[bytes], None]) -> str:
    if content.startswith(b"%PDF-"):
        refuse_pdf(content)
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return kind_of_archive(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        _refuse_picture(*_size_of_png(content))
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        _refuse_picture(*_size_of_jpeg(content))
        return "jpg"
    if content.startswith(OLE):
        if ENCRYPTED_PACKAGE in content:
            raise NotAccepted(_("The file is protected by a password. Save it without one and send it again."))
        raise NotAccepted(
            _("The file is of an old Office kind. Save it as .docx, .xlsx, .pptx or PDF and send it again.")
        )
    raise NotAccepted(_("Only PDF, Word, Excel, PowerPoint, PNG and JPEG files are kept, whatever the name says."))


def _size_of_png(content: bytes) -> tuple[int, int]:
    """Width and height; the first chunk of every PNG says them, and the last ends it."""
    if content[12:16] != b"IHDR" or b"IEND" not in content[-16:]:
        return 0, 0
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    """Width and height from the frame's own segment."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 2 + length
    return 0, 0


def _refuse_picture(width: int, height: int) -> None:
    if not width or not height:
        raise NotAccepted(_("The file is damaged and cannot be opened."))
    if width * height > MOST_PIXELS:
        raise NotAccepted(_("The picture has more points than the service opens."))

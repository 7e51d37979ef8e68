# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a Word, Excel or PowerPoint file is: a ZIP archive, looked through without being unpacked as a whole."""

import io
import re
import zipfile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils.translation import gettext as _

from papers.spreadsheets.archives import BIG_ENOUGH, IS_ENCRYPTED, MOST_MEMBERS, MOST_RATIO
from papers.uploads.refusing import NotAccepted

MOST_UNPACKED = 200 * 1024 * 1024  # bytes
MOST_READ = 2 * 1024 * 1024  # bytes of one list inside
MAIN = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
TYPES = "[Content_Types].xml"
ACTIVE = re.compile(r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|activex[^/]*/.*|oleobject[^/]*\.bin)$", re.IGNORECASE)
FETCHED = ("attachedTemplate", "oleObject", "/frame", "subDocument")  # how the type of a relation ends


def kind_of_archive(content: bytes) -> str:
    """``docx``, ``xlsx`` or ``pptx``. Raises NotAccepted for any other archive, and for one that carries a danger."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse_size(members)
            kind = next((MAIN[member.filename] for member in members if member.filename in MAIN), "")
            if not kind:
                raise NotAccepted(
                    _("The file is an archive. Send the documents themselves, each by itself, as PDF or Office files.")
                )
            _refuse_active(archive, members)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError) as error:
        if isinstance(error, NotAccepted):
            raise
        raise NotAccepted(_("The file is damaged and cannot be opened.")) from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise NotAccepted(_("The file is damaged and cannot be opened.")) from error
    return kind


def _refuse_size(members: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = (sum(getattr(member, of) for member in members) for of in ("file_size", "compress_size"))
    is_bomb = unpacked > BIG_ENOUGH and unpacked > MOST_RATIO * max(packed, 1)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or is_bomb:
        raise NotAccepted(_("The file unpacks to more than the service opens."))
    if any(member.flag_bits & IS_ENCRYPTED for member in members):
        raise NotAccepted(_("The file is protected by a password. Save it without one and send it again."))


def _refuse_active(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    if any(ACTIVE.search(member.filename) for member in members) or b"macroEnabled" in _read(archive, TYPES):
        raise NotAccepted(_("The file holds macros or programs. Save it without them, or as PDF, and send it again."))
    for member in members:
        if member.filename.lower().endswith(".rels") and _fetches(_read(archive, member.filename)):
            raise NotAccepted(_("The file fetches something from elsewhere when it is opened. Save it as PDF instead."))


def _fetches(listed: bytes) -> bool:
    """Whether a list of relations names something elsewhere that a program fetches by itself. Raises NotAccepted."""
    try:
        relations = fromstring(listed).iter()
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise NotAccepted(_("The file is damaged and cannot be opened.")) from error
    return any(
        relation.get("TargetMode", "").lower() == "external" and relation.get("Type", "").endswith(FETCHED)
        for relation in relations
    )


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as member:
            return member.read(MOST_READ)
    except KeyError:
        return b""

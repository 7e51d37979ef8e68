# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an XLSX file is before it is opened: a ZIP archive, whose own list says how large it would become."""

import io
import zipfile

from django.utils.translation import gettext_lazy as _

MOST_UNPACKED = 60 * 1024 * 1024  # bytes; a sheet of 20,000 rows with 12 columns unpacks to about 15 MB
MOST_MEMBERS = 1000
MOST_RATIO = 200  # unpacked to packed; sheets of real data come to 10 or 20
BIG_ENOUGH = 1024 * 1024  # below this the ratio does no harm
IS_ENCRYPTED = 0x1  # general purpose bit 0
WORKBOOK = "xl/workbook.xml"


class NotATable(ValueError):
    """A file that is not read; the message says why, for the person who sent it."""


def refuse_archive(content: bytes) -> None:
    """Raise NotATable when this is no workbook, or one that had better stay shut. Nothing is unpacked for it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise NotATable(_("The file is damaged: it cannot be opened as XLSX.")) from error
    names = {member.filename for member in members}
    if WORKBOOK not in names:
        raise NotATable(_("The file is an archive, but not an XLSX workbook."))
    if any(member.flag_bits & IS_ENCRYPTED for member in members):
        raise NotATable(_("The file is protected by a password. Save it without one and send it again."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotATable(_("The workbook holds macros. Save it as an ordinary .xlsx and send it again."))
    unpacked, packed = (sum(getattr(member, of) for member in members) for of in ("file_size", "compress_size"))
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or _is_bomb(unpacked, packed):
        raise NotATable(_("The workbook unpacks to more than the service opens."))


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > BIG_ENOUGH and unpacked > MOST_RATIO * max(packed, 1)

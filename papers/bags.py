# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bags for archives (BagIt, RFC 8493) in one zip whose bytes follow from what is in it alone.

The files of the bag are written here, since the library makes one only in place and by changing the process' folder;
the library judges each bag, when it is made and when it is opened again.
"""

import hashlib
import io
import logging
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import bagit

EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier moment
PACKED_ALREADY = (".pdf", ".zip", ".png", ".jpg", ".jpeg", ".xlsx", ".docx", ".pptx")
MOST_BYTES = 8 * 1024**3  # of an opened bag: a zip of a few kilobytes may hold more than a disk
ALGORITHM = "sha256"

logging.getLogger("bagit").setLevel(logging.ERROR)  # each file that it counts


class NotABag(Exception):
    """The file is no whole bag; the message says what is wrong."""


def bagged(name: str, payload: Mapping[str, bytes], info: Mapping[str, str]) -> bytes:
    """A zip with the folder ``name``, which is a bag of these files by their paths below ``data/``.

    ``info`` goes into ``bag-info.txt`` and has to name the ``Bagging-Date``. Raises NotABag where the library finds
    the result wanting.
    """
    size = sum(map(len, payload.values()))
    told = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{key}: {value}\n" for key, value in sorted(told.items())).encode(),
        f"manifest-{ALGORITHM}.txt": _digests({f"data/{path}": content for path, content in payload.items()}),
    }
    tags[f"tagmanifest-{ALGORITHM}.txt"] = _digests(tags)
    written = io.BytesIO()
    with ZipFile(written, "w") as file:
        for path, content in (*sorted(tags.items()), *sorted((f"data/{key}", one) for key, one in payload.items())):
            info_of = ZipInfo(f"{name}/{path}", EARLIEST)
            info_of.external_attr = 0o644 << 16
            info_of.compress_type = ZIP_STORED if path.endswith(PACKED_ALREADY) else ZIP_DEFLATED
            file.writestr(info_of, content)
    made = written.getvalue()
    with opened(io.BytesIO(made)):
        return made


@contextmanager
def opened(file: io.BytesIO | Path) -> Iterator[Path]:
    """The folder ``data`` of a bag that was found whole, for as long as it is asked for; raises NotABag."""
    with tempfile.TemporaryDirectory(prefix="bag-") as folder:
        try:
            with ZipFile(file) as archive:
                _unpack(archive, Path(folder))
        except (BadZipFile, OSError, EOFError, RuntimeError) as error:
            raise NotABag(f"It cannot be unpacked: {error}") from error
        roots = list(Path(folder).iterdir())
        if len(roots) != 1 or not roots[0].is_dir():
            raise NotABag("It does not hold one folder.")
        try:
            bagit.Bag(str(roots[0])).validate()
        except (bagit.BagError, UnicodeDecodeError) as error:
            raise NotABag(str(error)) from error
        yield roots[0] / "data"


def _unpack(archive: ZipFile, folder: Path) -> None:
    """Put files in the folder, and nowhere else; raises NotABag."""
    if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
        raise NotABag("It holds more than is ever unpacked.")
    names = [info.filename for info in archive.infolist()]
    if len(set(names)) != len(names):
        raise NotABag("It holds two files of one name.")
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name:
            raise NotABag(f"It holds a file that leads out of it: {name}")
    archive.extractall(folder)


def _digests(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps what is costly to make under the hash of all it was made from, until someone clears it away.

Each file begins with the sha256 of the rest, and is read only as far as it is whole: a torn, foreign or changed file is
as good as none. Files are written beside and renamed, so two processes may keep the same at once.
"""

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

USE_NOTED_EVERY = 24 * 3600.0  # seconds
DIGEST_SIZE = hashlib.sha256().digest_size


class Keep(Protocol):
    """Where things are kept by kind and key."""

    def get(self, kind: str, key: str) -> bytes | None: ...

    def put(self, kind: str, key: str, content: bytes) -> None: ...


class Nowhere:
    """Keeps nothing."""

    def get(self, kind: str, key: str) -> bytes | None:
        return None

    def put(self, kind: str, key: str, content: bytes) -> None:
        return None


NOWHERE = Nowhere()


class Folder:
    """Keeps files in a folder, as ``<kind>/4f/4fa1…``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept, or nothing when it isn't there, isn't whole or can't be read."""
        path = f"{self._folder}/{kind}/{key[:2]}/{key}"
        try:
            with open(path, "rb", buffering=0) as file:
                found = os.fstat(file.fileno())
                seal, content = file.read(DIGEST_SIZE), file.read(found.st_size)
            if time.time() - found.st_mtime > USE_NOTED_EVERY:
                os.utime(path)  # so that what is used is not cleared away
        except OSError:
            return None
        return content if _seal(kind, key, content) == seal else None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep it whole or not at all; a full disk only means that it is made anew the next time."""
        path = self._path(kind, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(kind, key, content))
                file.write(content)
            os.replace(beside, path)
        except OSError:
            Path(beside).unlink(missing_ok=True)

    def clear_unused(self, *, before: datetime) -> tuple[int, int]:
        """Remove what was not used since then, and what a killed writer left; return how many files and bytes."""
        files, size = 0, 0
        for path in self._folder.glob("*/*/*"):
            with suppress(OSError):
                found = path.stat()
                if found.st_mtime < before.timestamp():
                    path.unlink()
                    files, size = files + 1, size + found.st_size
        return files, size

    def _path(self, kind: str, key: str) -> Path:
        return self._folder / kind / key[:2] / key


def _seal(kind: str, key: str, content: bytes) -> bytes:
    """The digest of the content and of the name it is kept by: a file moved to another name is not that one."""
    sealed = hashlib.sha256(f"{kind}/{key}/".encode())
    sealed.update(content)
    return sealed.digest()

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking in a file to know it by its hash alone: its bytes go by and are kept nowhere, in memory or on disk."""

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MOST_BYTES = 200 * 1024**2


class PassedFile(UploadedFile):
    """A file that went by: ``sha256`` is all that is left of it."""

    def __init__(self, name: str, size: int, sha256: str) -> None:
        super().__init__(file=None, name=name, size=size)
        self.sha256 = sha256


class HashingHandler(FileUploadHandler):
    """Set as the request's only handler before anything reads it. ``is_too_large`` where its files went on too long."""

    is_too_large = False
    _size = 0  # of all files of the request

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._hash = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hash what comes, and hand it to nobody."""
        self._size += len(raw_data)
        if self._size > MOST_BYTES:
            self.is_too_large = True
            raise StopUpload(connection_reset=True)
        self._hash.update(raw_data)

    def file_complete(self, file_size: int) -> PassedFile:
        """What is left of the file."""
        return PassedFile(self.file_name or "", file_size, self._hash.hexdigest())

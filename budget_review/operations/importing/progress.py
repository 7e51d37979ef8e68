# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far the bringing in of a file is, told beside the database.

A file comes in by one transaction, which nobody else can look into before its end. So the worker keeps the count in a
small file where the documents lie, which every process of the service reads. It is a courtesy: without it, and where it
cannot be written, the page only says that the file is being brought in.
"""

import logging
import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)
STEPS = 100  # so often at most it is written for one file


def tell(import_id: int, done: int, total: int) -> None:
    """Say that so many of all projects are written; between two steps, and where it cannot be kept, nothing."""
    step = max(1, total // STEPS)
    if done % step and done != total:
        return
    path = _path(import_id)
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(f"{done} {total}", encoding="ascii")
        fresh.replace(path)
    except OSError as error:
        log.warning("How far import %s is cannot be told: %s", import_id, error)


def told(import_id: int) -> tuple[int, int] | None:
    """How many projects of how many are written; nothing where nobody said so."""
    try:
        done, total = map(int, _path(import_id).read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return None
    return done, total


def forget(import_id: int) -> None:
    """Take the count away when the file is in, or was refused."""
    with suppress(OSError):
        _path(import_id).unlink()


def _path(import_id: int) -> Path:
    return Path(settings.MEDIA_ROOT) / "under-way" / f"import-{import_id}"

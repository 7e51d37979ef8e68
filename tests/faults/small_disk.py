# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real file system of a few megabytes, with the database and the papers on it, that a test may fill."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import override_settings

from tests.databases import FreshDatabase

ROOM = 4 * 1024 * 1024  # beside the migrated database


@dataclass(frozen=True)
class Disk:
    """Where it is mounted."""

    folder: Path

    @contextmanager
    def filled(self) -> Iterator[None]:
        """Leave no byte free. What SQLite's log holds is put into the database first: else there is room within it."""
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        filler = self.folder / "filler"
        with filler.open("wb", buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        file.write(b"\0" * size)
                except OSError:
                    continue
        assert shutil.disk_usage(self.folder).free == 0
        try:
            yield
        finally:
            filler.unlink()


@pytest.fixture
def small_disk(fresh_database: FreshDatabase, tmp_path: Path) -> Iterator[Disk]:
    """A file system of its own (tmpfs), on which the database and the papers live while the test runs."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's own disk is not the test's to fill")
    if os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    folder = tmp_path / "disk"
    folder.mkdir()
    size = Path(fresh_database.name).stat().st_size + ROOM
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "mati-test", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"nothing can be mounted here: {mounted.stderr.strip()}")
    settings = connections.settings["default"]
    connection.close()
    settings["NAME"] = shutil.copy(fresh_database.name, folder / "mati.sqlite3")
    try:
        with override_settings(MEDIA_ROOT=folder / "media"):
            yield Disk(folder)
    finally:
        connections.close_all()
        settings["NAME"] = fresh_database.name
        subprocess.run(["umount", "--lazy", str(folder)], check=True)

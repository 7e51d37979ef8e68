# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bring the Thai catalogue up to date with the code, or check that it is: ``manage.py messages [--check]``."""

import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

CATALOGUE = Path("locale/th/LC_MESSAGES/django.po")
NOT_OURS = (".git", ".venv", "node_modules", "var", "staticfiles", "__pycache__", "docs")


class Command(BaseCommand):
    help = "Write what the code says into the Thai catalogue; with --check only say what lacks its Thai."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when the catalogue is behind")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            with TemporaryDirectory() as copy:
                shutil.copytree(settings.BASE_DIR, copy, ignore=shutil.ignore_patterns(*NOT_OURS), dirs_exist_ok=True)
                missing = list(_collect(Path(copy)))
        else:
            missing = list(_collect(settings.BASE_DIR))
        for message in missing:
            self.stdout.write(f"no Thai: {message}")
        if missing and options["check"]:
            raise CommandError(f"{len(missing)} messages have no Thai. Run `make messages` and translate them.")


def _collect(folder: Path) -> Iterator[str]:
    """Run makemessages in a folder; yield the messages that then have no certain translation."""
    import polib  # here, because only those who change messages have it installed

    ignore = [word for name in NOT_OURS for word in ("-i", name)]
    _run([sys.executable, "-m", "django", "makemessages", "-l", "th", "--no-wrap", "--no-location", *ignore], folder)
    _run(["msgfmt", "--check-format", "-o", "/dev/null", str(CATALOGUE)], folder)
    for entry in polib.pofile(str(folder / CATALOGUE)):
        if not entry.obsolete and not entry.translated():
            yield entry.msgid


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise CommandError(done.stderr or done.stdout)

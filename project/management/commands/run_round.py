# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Take the FY2565 round from nothing to the end through the real operations, and show what became of it."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import translation
from django.utils.translation import gettext as _

from papers.fonts import FontsMissing
from project.demo import registers, telling
from project.demo.acts import Stopped
from project.demo.fy2565.round import FISCAL_YEAR
from project.demo.report import as_data, as_text, report_of
from workflows import verification


class Command(BaseCommand):
    help = (
        "Carry the seven FY2565 projects from nothing to the end, acting only as persons who hold the role, "
        "in an empty database. Prints a table, writes the meeting packs, and verifies every chain."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--into", metavar="URL-OR-FILE", help="a new database to make instead of DATABASE_URL's")
        parser.add_argument("--packs", metavar="DIR", default="var/packs", help="where the packs go (var/packs)")
        parser.add_argument("--json", action="store_true", help="print the same as data")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["into"]:
            start_again_with(options["into"])
        prepare_empty_database()
        telling.enter_registers()
        try:
            run = telling.carry_round()
        except (Stopped, FontsMissing) as stop:
            raise CommandError(str(stop)) from stop
        packs = [str(path) for path in telling.write_packs(Path(options["packs"]))]
        fault = next(iter(verification.first_faults(1)), None)
        with translation.override("th"):
            report = report_of(FISCAL_YEAR, run)
            counts = verification.counts()
            if options["json"]:
                data = as_data(report) | {"files": packs, "verified": fault is None, "fault": fault} | counts
                self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
            else:
                self.stdout.write(as_text(report))
                for path, pack in zip(packs, report.packs, strict=True):
                    self.stdout.write(_("Pack: %(path)s, %(pages)s pages") % {"path": path, "pages": pack["pages"]})
        if fault:
            raise CommandError(fault)
        if not options["json"]:
            call_command("verify", stdout=self.stdout)


def prepare_empty_database() -> None:
    """Migrate the database where it has no tables yet; refuse one that holds anything."""
    connection = connections[DEFAULT_DB_ALIAS]
    tables = connection.introspection.table_names()
    if "agencies_agency" not in tables:
        if tables:
            raise CommandError("The database holds tables of something else. Name a new one with --into.")
        call_command("migrate", verbosity=0)
    if not registers.is_empty():
        raise CommandError("The database is not empty: the round starts from nothing. Name a new one with --into.")


def start_again_with(database: str) -> None:
    """Run this very command anew with another DATABASE_URL: settings are read once, at the start."""
    if "://" not in database:
        path = Path(database).resolve()
        if path.exists():
            raise CommandError(f"{path} is there already: --into makes a new database.")
        path.parent.mkdir(parents=True, exist_ok=True)
        database = f"sqlite:///{path}"
    rest = without_into(sys.argv)
    os.execve(sys.executable, [sys.executable, *rest], os.environ | {"DATABASE_URL": database})  # noqa: S606


def without_into(arguments: list[str]) -> list[str]:
    """Return a command line without ``--into X`` or ``--into=X``."""
    kept: list[str] = []
    skip = False
    for argument in arguments:
        if not skip and argument != "--into" and not argument.startswith("--into="):
            kept.append(argument)
        skip = argument == "--into"
    return kept

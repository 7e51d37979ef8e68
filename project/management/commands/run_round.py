# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Take the FY2565 round from nothing to the end through the real operations, and show what became of it."""

import json
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from papers.fonts import FontsMissing
from project.demo import telling
from project.demo.acts import Stopped
from project.demo.databases import prepare_empty_database, start_again_with
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

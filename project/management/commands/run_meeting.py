# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Replay a meeting of three hours through the real operations, from the plan to its adopted minutes."""

import json
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from papers.fonts import FontsMissing
from project.demo import registers
from project.demo.acts import Event, Stopped
from project.demo.databases import prepare_tables, start_again_with
from project.demo.session import before, script, telling
from project.demo.telling import write_packs
from workflows import verification


class Command(BaseCommand):
    help = (
        "Replay a meeting of the integrated-budget committee with 40 items and 15 members: recusals, a vote, a "
        "deferral, a late item, conditions, an action, a dissent; then letters, minutes and the next meeting. Every "
        "act is made by a person who holds the role. Run again, it goes on where it stopped. Verifies every chain."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--into", metavar="URL-OR-FILE", help="a new database to make instead of DATABASE_URL's")
        parser.add_argument("--items", type=int, default=script.ITEMS, help=f"how many ({script.ITEMS})")
        parser.add_argument("--packs", metavar="DIR", default="var/packs", help="where the packs go (var/packs)")
        parser.add_argument("--json", action="store_true", help="print the outcome as data")

    def handle(self, *args: Any, **options: Any) -> None:
        if not script.FEWEST <= options["items"] <= script.ITEMS:
            raise CommandError(f"A meeting has between {script.FEWEST} and {script.ITEMS} items.")
        if options["into"]:
            start_again_with(options["into"])
        prepare_tables()
        if not (registers.is_empty() or before.is_prepared()):
            raise CommandError("The database holds something else: the meeting starts from nothing, or goes on.")
        try:
            telling.tell(script.Script(options["items"]), self._progress)
        except (Stopped, FontsMissing) as stop:
            raise CommandError(str(stop)) from stop
        self.stderr.write("")
        packs = [str(path) for path in write_packs(Path(options["packs"]))]
        fault = next(iter(verification.first_faults(1)), None)
        with translation.override("th"):
            told = [
                telling.report_of(script.FIRST, script.DAYS),
                telling.report_of(script.NEXT, script.NEXT_DAYS),
            ]
            if options["json"]:
                data = telling.as_data(told) | {"files": packs, "verified": fault is None, "fault": fault}
                self.stdout.write(json.dumps(data | verification.counts(), ensure_ascii=False, indent=2))
            else:
                self.stdout.write(telling.as_text(told))
        if fault:
            raise CommandError(fault)
        if not options["json"]:
            call_command("verify", stdout=self.stdout)

    def _progress(self, place: int, count: int, event: Event) -> None:
        """One line that is written over on a terminal; nothing where the output is kept."""
        if self.stderr.isatty():
            self.stderr.write(f"\r\033[K{place}/{count} {event.at:%Y-%m-%d %H:%M} {event.name}", ending="")

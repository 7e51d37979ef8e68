# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Make the demo where it is not made yet, print its logins, and serve it on this machine."""

import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from papers.fonts import FontsMissing
from project.demo import action_plans, clinic, live, obligations, plan_status, registers, telling, year_end
from project.demo.acts import Event, Stopped, carry
from project.demo.environment import FOLDER
from project.demo.fy2565 import committee, timetable
from project.demo.logins import PASSWORD, logins_table
from workflows.jobs.supervising import Post, command_of_one, supervise
from workflows.models import OutboxMessage

LOOPBACK = "127.0.0.1"
OWN_DATABASE = FOLDER / "mati.sqlite3"


class Command(BaseCommand):
    help = "Carry the FY2565 round to its end and a second round halfway, print a login for each persona, and serve."
    requires_migrations_checks = False

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--fresh", action="store_true", help="make the demo anew, throwing its database away")
        parser.add_argument("--only-make", action="store_true", help="make it and print the logins, but do not serve")

    def handle(self, *args: Any, **options: Any) -> None:
        port = int(os.environ.get("PORT") or 8000)
        if not options["only_make"]:
            refuse_taken(port)
        own = Path(str(connection.settings_dict["NAME"])) == OWN_DATABASE
        if options["fresh"]:
            if not own:
                raise CommandError("--fresh throws away only the demo's own database, not the one DATABASE_URL names.")
            remove(OWN_DATABASE)
        if own and not OWN_DATABASE.exists():
            self.make_aside()
        else:
            call_command("migrate", verbosity=0)
            if registers.is_empty():
                self.make()
        with translation.override("th"):
            self.stdout.write(logins_table(timezone.now()))
        if not options["only_make"]:
            self.serve(port)

    def make_aside(self) -> None:
        """Make the database under another name and put it in place whole: a start that was killed leaves none."""
        aside = OWN_DATABASE.with_suffix(".unfinished")
        remove(aside)
        connection.settings_dict["NAME"] = str(aside)
        try:
            call_command("migrate", verbosity=0)
            self.make()
            connection.close()  # the last connection folds the write-ahead log into the file
            os.replace(aside, OWN_DATABASE)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = str(OWN_DATABASE)

    def make(self) -> None:
        """Carry both rounds."""
        telling.enter_registers(password=PASSWORD)
        calendar = live.calendar_of(timezone.now())
        registers.open_round(live.call(calendar))
        registers.seat_committee(live.committee(calendar), committee.SEATS, timetable.ROLES_FROM)
        with translation.override("th"):
            try:
                self.begin(_("Carrying the FY2565 round to its end"))
                telling.carry_round(self.show)
                carry(plan_status.events(), self.show)
                clinic.hold_past_clinic()
                year_end.propose_changes()
                year_end.sum_up()
                carry(obligations.events(), self.show)
                hold_no_old_news(timezone.now())
                self.begin(_("Carrying the round of FY%(year)s halfway") % {"year": calendar.fiscal_year})
                carry(live.events(calendar), self.show)
                clinic.open_present_clinic(timezone.now())
                action_plans.write_action_plans(timezone.now())
            except (Stopped, FontsMissing) as stop:
                raise CommandError(str(stop)) from stop
        self.stdout.write("")

    def begin(self, label: str) -> None:
        """Name what is being done."""
        self.label = label
        if not self.stdout.isatty():
            self.stdout.write(label)

    def show(self, place: int, count: int, event: Event) -> None:
        """Show how far it is; on a terminal in one line that moves."""
        if self.stdout.isatty():
            text = f"\r  {self.label}: {place}/{count}"
            self.stdout.write(text, ending="\n" if place == count else "")
            self.stdout.flush()

    def serve(self, port: int) -> None:
        """Serve on the loopback until stopped."""
        address = f"{LOOPBACK}:{port}"
        Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # WhiteNoise warns where there is none
        self.stdout.write("")
        self.stdout.write(_("Open http://%(address)s/ - stop with Ctrl-C.") % {"address": address})
        self.stdout.flush()
        keep_a_worker()
        call_command("runserver", address, use_reloader=False, skip_checks=True, verbosity=0)
        sys.exit(0)


def keep_a_worker() -> None:
    """Run a worker beside the server, so that notices and e-mails really arrive; it ends with this process."""
    post = Post(command_of_one(os.getpid()))
    Thread(target=supervise, args=([post], lambda: True), daemon=True).start()


def hold_no_old_news(at: datetime) -> None:
    """Mark what the FY2565 round wrote in the outbox as handed on: nobody is told today of what was years ago."""
    OutboxMessage.objects.filter(sent_at=None).update(sent_at=at)


def refuse_taken(port: int) -> None:
    """Say at once that something else listens on the port, rather than after everything is made."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a server just stopped doesn't hold it
        try:
            trial.bind((LOOPBACK, port))
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Choose another: PORT={port + 1} make demo") from error


def remove(database: Path) -> None:
    """Remove a SQLite file with what stands beside it."""
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)

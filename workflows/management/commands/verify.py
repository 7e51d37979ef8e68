# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Prove chains, states and open desks; exit non-zero naming the first fault."""

from contextlib import closing
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflows import verification


class Command(BaseCommand):
    help = (
        "Prove that every chain of records is whole, every state is where its records lead, and every open desk fits."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--all", action="store_true", help="name every fault, not only the first")

    def handle(self, *args: Any, **options: Any) -> None:
        with closing(verification.faults()) as found:  # stopped at the first fault, it still has cursors open
            first = next(found, None)
            for fault in found if options["all"] else ():
                self.stderr.write(fault)
        if first is not None:
            raise CommandError(first)
        counts = verification.counts()
        self.stdout.write(f"Verified: {counts['records']} records, {counts['open_tasks']} open tasks. No fault.")

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Prove chains, states and open desks; exit non-zero naming the first fault, in the reader's language."""

from contextlib import closing
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from workflows import verification


class Command(BaseCommand):
    help = (
        "Prove that every chain of records is whole, every state is where its records lead, and every open desk fits."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--all", action="store_true", help="name every fault, not only the first")
        parser.add_argument(
            "--language", choices=[code for code, _name in settings.LANGUAGES], default=settings.LANGUAGE_CODE,
            help="in which language to say it; the service's own without",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]), closing(verification.faults()) as found:  # stopped early, it has cursors
            first = next(found, None)
            for fault in found if options["all"] else ():
                self.stderr.write(fault.told)
            if first is not None:
                raise CommandError(first.told)
            said = _("Verified: %(records)s records, %(open_tasks)s open tasks. No fault.")
            self.stdout.write(said % verification.counts())

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Anchor every chain as it stands now, and ask for the time-stamps that are still missing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workflows.anchors.daily import anchor_and_stamp
from workflows.anchors.making import make_anchor


class Command(BaseCommand):
    help = "Make the day's anchor over all chains, if there is none yet; then ask for every time-stamp still missing."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--now", action="store_true", help="make one more, though the day has one")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        if options["now"]:
            make_anchor(at)
        for line in anchor_and_stamp(at):
            self.stdout.write(line)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Play back the archive of a meeting: is the bag whole, do its chains hold, do its packs come out the same?"""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from committee.archive.replay import Verdict, replayed, worst_of
from committee.models.archives import ReplayVerdict
from papers.bags import NotABag, opened

EXIT = {Verdict.SAME: 0, Verdict.DIFFERS: 1, Verdict.TEXT: 3}
UNREADABLE = 2


class Command(BaseCommand):
    help = (
        "Play back the archive of a meeting, without a database. Exit status: 0 the same bytes, 1 it differs, "
        "2 it is no whole bag, 3 the same text with other versions of the tools."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path, help="the zip")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with opened(options["file"]) as data:
                self.stdout.write(_("The bag is whole."))
                findings = replayed(data)
        except NotABag as error:
            self.stderr.write(str(error))
            sys.exit(UNREADABLE)
        for one in findings:
            self.stdout.write(f"{one.about}: {one.says}")
        worst = worst_of(findings)
        self.stdout.write(str(ReplayVerdict(worst.value).label))
        if EXIT[worst]:
            sys.exit(EXIT[worst])

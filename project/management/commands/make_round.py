# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Make a round of a few hundred made-up projects, to see lists, the workbench and the board at their real size."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from budget_review.models import Workplan
from project.demo import large
from project.demo.large.carrying import NAME
from project.demo.live import calendar_of
from workflows.refusals import Refused


class Command(BaseCommand):
    help = "Make a round of made-up projects in an empty database or the demo's, handed in and waiting for screening."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--projects", type=int, default=300, help="how many (300)")
        parser.add_argument("--screened", type=int, default=0, help="how many of them are screened already (0)")
        parser.add_argument("--drafts", type=int, default=0, help="how many are not handed in yet (0)")

    def handle(self, *args: Any, **options: Any) -> None:
        projects, screened, drafts = options["projects"], options["screened"], options["drafts"]
        if projects < 1 or min(screened, drafts) < 0 or screened + drafts > projects:
            raise CommandError("There must be at least one project, and no more screened or in draft than there are.")
        calendar = calendar_of(timezone.now())
        if Workplan.objects.filter(fiscal_year=calendar.fiscal_year, name_th=NAME).exists():
            raise CommandError("The made-up round is there already.")
        with translation.override("th"):
            try:
                held = large.open_large_round(calendar, projects)
                large.carry_round(
                    held, calendar, projects=projects, screened=screened, drafts=drafts, progress=self.show
                )
            except Refused as refused:
                raise CommandError(str(refused)) from refused
        self.stdout.write(f"{held.name}: {projects}")

    def show(self, place: int) -> None:
        """Show how far it is, on a terminal."""
        if self.stdout.isatty():
            self.stdout.write(f"\r  {place}", ending="")
            self.stdout.flush()

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Enters the committees that public sources name, without seats and persons."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import User
from agencies.roles import day_of
from committee.operations.registers import enter_reference
from papers.thai import fiscal_year
from workflows.refusals import Refused


class Command(BaseCommand):
    help = "Enter the committees that public sources name, with the Act's rules; what is there stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", required=True, help="the user name of the administrator who enters them")
        parser.add_argument("--year", type=int, help="fiscal year of the integrated-budget committee, as 2565")
        parser.add_argument("--rules-from", type=date.fromisoformat, help="day from which the rules hold (today)")

    def handle(
        self, *args: Any, by: str, year: int | None = None, rules_from: date | None = None, **options: Any
    ) -> None:
        """Enter them, and name each."""
        actor = User.objects.filter(username=by, is_active=True).first()
        if actor is None:
            raise CommandError(f"There is no active account {by!r}.")
        now = timezone.now()
        today = day_of(now)
        try:
            entered = enter_reference(
                fiscal_year=year or fiscal_year(today), rules_from=rules_from or today, actor=actor, at=now
            )
        except Refused as no:
            raise CommandError(str(no)) from no
        for committee in entered:
            self.stdout.write(f"{committee.code}  {committee.name_th}")
        self.stdout.write(f"{len(entered)} entered.")

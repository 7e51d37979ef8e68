# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Write a project's full history as JSON Lines; ``verify_history.py`` proves it without this service."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from budget_review.models import IntegrationProject
from project.history import history_lines


class Command(BaseCommand):
    help = "Write a project's full history as JSON Lines, to a file or to the standard output."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("code", help="the project's code")
        parser.add_argument("--output", type=Path, help="the file to write; it must not be there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        project = IntegrationProject.objects.filter(code=options["code"]).first()
        if project is None:
            raise CommandError(f"There is no project {options['code']}.")
        lines = history_lines(project, timezone.now())
        if options["output"] is None:
            for line in lines:
                self.stdout.write(line, ending="")
            return
        try:
            with options["output"].open("x", encoding="utf-8", newline="") as file:
                file.writelines(lines)
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error}") from error

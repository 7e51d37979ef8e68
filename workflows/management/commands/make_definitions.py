# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keep each lifecycle's table as a numbered definition, and say what it changes, as makemigrations does for tables."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from workflows.definitions import files
from workflows.definitions.differences import differences, law_of
from workflows.definitions.keeping import subjects
from workflows.definitions.lint import findings
from workflows.definitions.tables import Table, table_of
from workflows.lifecycle import Subject


class Command(BaseCommand):
    help = (
        "Keep what has changed in the lifecycles as new definitions, and print the differences. --amend writes the "
        "last one anew, as long as it is not released; --check writes nothing and fails where something is not kept."
    )
    requires_system_checks: list[str] = []  # one of them asks for this very command

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kinds", nargs="*", help="app.model; all without")
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when something is not kept")
        parser.add_argument(
            "--amend", action="store_true", help="write the last definition anew: it is not released yet"
        )

    def handle(self, *args: Any, kinds: list[str], check: bool, amend: bool, **options: Any) -> None:
        models = {model._meta.label_lower: model for model in subjects()}
        if unknown := sorted(set(kinds) - models.keys()):
            raise CommandError(_("There is no such subject: %(kinds)s") % {"kinds": ", ".join(unknown)})
        wanted = [model for kind, model in models.items() if not kinds or kind in kinds]
        changed = [model for model in wanted if self._keep(model, set(models), write=not check, amend=amend)]
        if not changed:
            self.stdout.write(_("Every definition is kept as the code says."))
        elif check:
            sys.exit(1)

    def _keep(self, model: type[Subject], kinds: set[str], *, write: bool, amend: bool) -> bool:
        """Write what is not kept of one lifecycle. Raises CommandError when it is not sound."""
        kept, name = files.kept(model), model._meta.label_lower
        last, newest = max(kept, default=0), files.demanded(model)
        table = table_of(model, newest)
        if last == newest and kept[last].text == table.text:
            return False
        if amend and last < newest:
            raise CommandError(
                _("%(kind)s speaks of a definition that is not kept yet: leave --amend out.") % {"kind": name}
            )
        if wrong := [said for _code, said in findings(model, kinds)]:
            raise CommandError(f"{name}: {'; '.join(wrong)}")
        first, final = (last, last) if amend else (last + 1, max(newest, last + 1))
        before = kept.get(last)
        for number in range(first, final + 1):
            table = table_of(model, number)
            self._say(model, number, table, before, write)
            before = table
        self._warn(model, kept, final)
        return True

    def _say(self, model: type[Subject], number: int, table: Table, before: Table | None, write: bool) -> None:
        where = files.write(model, number, table) if write else files.folder_of(model) / f"{number:04}.json"
        self.stdout.write(self.style.MIGRATE_HEADING(f"{model._meta.label_lower} {number}  {where.name}"))
        said = differences(before, table) if before else [_("The first definition.")]
        for line in said:
            self.stdout.write(f"  - {line}")

    def _warn(self, model: type[Subject], kept: dict[int, Table], number: int) -> None:
        """Name what reaches those under older definitions too, for want of since and until."""
        for older, table in kept.items():
            now, then = law_of(table_of(model, older)), law_of(table)
            steps = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
            if older < number and steps:
                said = _(
                    "Under definition %(number)s this changes too: %(steps)s. Say since= and until= to spare them."
                )
                self.stderr.write(self.style.WARNING("  ! " + said % {"number": older, "steps": ", ".join(steps)}))

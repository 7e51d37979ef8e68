# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bring the subjects of a kind under a newer definition of their lifecycle: the report first, then all or none."""

import sys
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.system import TakenName, system_account
from agencies.queries import roles_of
from agencies.roles import Role
from workflows.definitions import files
from workflows.definitions.differences import differences
from workflows.definitions.judging import Outcome, Verdict, Wanted
from workflows.definitions.keeping import subjects
from workflows.definitions.migrating import migrate, report
from workflows.refusals import Refused

OUTCOMES = {
    Outcome.MOVES: gettext_lazy("moves"),
    Outcome.STAYS: gettext_lazy("stays"),
    Outcome.BLOCKED: gettext_lazy("blocked"),
}


class Command(BaseCommand):
    help = (
        "Bring every subject in flight under a newer definition, each with its record, in one transaction: all or "
        "none. --dry-run only reports of each: moves, stays or blocked, because… Exit code 1 when one is blocked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", help="app.model")
        parser.add_argument("--to", type=int, required=True, help="the number of the definition")
        parser.add_argument("--dry-run", action="store_true", help="report and change nothing")
        parser.add_argument("--map", action="append", default=[], metavar="OLD=NEW", help="what becomes of a state")
        parser.add_argument("--leave", type=int, action="append", default=[], metavar="ID", help="leave this one out")
        parser.add_argument(
            "--by", default="", metavar="USERNAME", help="the administrator who answers for it; the system without"
        )
        parser.add_argument("--reason", default="", help="why; it stands in every record")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = self._wanted(options)
        doing: Any = {"actor": _whoever(options["by"]), "at": timezone.now(), "request_id": uuid4()}
        try:
            verdicts = report(wanted, **doing)
            self._say(wanted, verdicts)
            if options["dry_run"]:
                sys.exit(int(any(verdict.outcome is Outcome.BLOCKED for verdict in verdicts)))
            _verdicts, records = migrate(wanted, **doing, reason=options["reason"])
        except Refused as refused:
            raise CommandError(f"{refused.title} {refused}") from refused
        self.stdout.write(_("Migrated and read again: %(count)s.") % {"count": len(records)})

    def _wanted(self, options: dict[str, Any]) -> Wanted:
        models = {model._meta.label_lower: model for model in subjects()}
        if options["kind"] not in models:
            raise CommandError(_("There is no such subject: %(kinds)s") % {"kinds": options["kind"]})
        pairs = [pair.partition("=") for pair in options["map"]]
        if wrong := ["".join(pair) for pair in pairs if not all(pair)]:
            raise CommandError(_("A state and what becomes of it: old=new, not %(pair)s") % {"pair": wrong[0]})
        states = {old: new for old, _equals, new in pairs}
        return Wanted(models[options["kind"]], options["to"], states, frozenset(options["leave"]))

    def _say(self, wanted: Wanted, verdicts: list[Verdict]) -> None:
        """Print what is different, every subject in flight with its verdict, and how many of each."""
        kept = files.kept(wanted.model)
        for number in sorted({verdict.subject.definition for verdict in verdicts} - {wanted.to}):
            self.stdout.write(_("From definition %(old)s to %(new)s:") % {"old": number, "new": wanted.to})
            for line in differences(kept[number], kept[wanted.to]) if number in kept else []:
                self.stdout.write(f"  - {line}")
        for verdict in verdicts:
            subject, target = verdict.subject, verdict.target
            state = f"{subject.state} → {target}" if target != subject.state else target
            name, why = getattr(subject, "code", ""), " ".join(map(str, verdict.reasons))
            said = [
                f"{subject.pk:>8}",
                name,
                f"{subject.definition:>3}",
                f"{state:<30}",
                str(OUTCOMES[verdict.outcome]),
            ]
            self.stdout.write("  ".join([*said, why]).rstrip())
        for outcome, word in OUTCOMES.items():
            self.stdout.write(f"{word}: {sum(verdict.outcome is outcome for verdict in verdicts)}")


def _whoever(username: str) -> User:
    """The administrator of that name; the system's account for a release that nobody in particular runs."""
    if username:
        return _administrator(username)
    try:
        return system_account()
    except TakenName as taken:
        raise CommandError(str(taken)) from taken


def _administrator(username: str) -> User:
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None or Role.ADMINISTRATOR not in roles_of(found, timezone.now()):
        raise CommandError(_("%(person)s is no administrator.") % {"person": username})
    return found

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bring in an existing workplan from a CSV or XLSX file: the report first, then all of it or nothing."""

from argparse import ArgumentTypeError
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from budget_review.operations.importing import Answers, Bad, Plan, bring_in_sent, plan_import, read_sheet, send_file
from budget_review.operations.importing.making import reasons_against, refuse_import
from papers.forms import christian
from papers.spreadsheets import LARGEST, NotATable
from papers.thai import BANGKOK, format_baht
from workflows.refusals import Refused

OPEN_FOR = timedelta(days=60)  # how long a round that has to be made is open, unless the call says otherwise


class Command(BaseCommand):
    help = (
        "Bring in an existing workplan as drafts: projects, agencies, parts and lines, from CSV or XLSX. --dry-run "
        "only reports. A row that cannot be taken is named with its reason, and then nothing is brought in. The same "
        "file a second time brings in nothing. Exit code 1 when something stands against it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who answers for it")
        parser.add_argument("--dry-run", action="store_true", help="report and change nothing")
        parser.add_argument("--host", default="", metavar="CODE", help="the agency that hosts workplans to be made")
        parser.add_argument("--closes", type=_day, metavar="DAY", help="until when a round to be made is open")
        parser.add_argument("--confirm-agencies", action="store_true", help="make the agencies that are not known")
        parser.add_argument(
            "--same", action="append", default=[], metavar="NAME=NAME", help="what a name in the file means"
        )
        parser.add_argument("--workplan", default="", metavar="NAME", help="for a file without that column")
        parser.add_argument("--fiscal-year", type=int, metavar="YEAR", help="the year (B.E.) to which all rows belong")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        actor = User.objects.filter(username=options["by"], is_active=True).first()
        if actor is None:
            raise CommandError(_("There is no such person: %(name)s") % {"name": options["by"]})
        answers = _answers(options, at)
        try:
            content = _content(options["file"])
            plan = plan_import(read_sheet(content, options["file"].name, answers), answers, at)
            refuse_import(plan, actor, at)
            self._say(plan)
            if not plan.is_ready:
                raise CommandError(_("Nothing was brought in."))
            if options["dry_run"]:
                return
            sent = send_file(content, options["file"].name, answers, actor=actor, at=at, request_id=uuid4())
            brought = bring_in_sent(sent, at=at)
        except NotATable as refused:
            raise CommandError(str(refused)) from refused
        except Refused as refused:
            raise CommandError("\n".join([str(refused.title), *map(str, refused.reasons)])) from refused
        self.stdout.write(
            _("Brought in: %(projects)s projects, %(lines)s lines, %(agencies)s new agencies, %(amount)s baht.")
            % {
                "projects": len(brought.codes),
                "lines": brought.line_count,
                "agencies": len(brought.agency_names),
                "amount": format_baht(brought.amount_baht),
            }
        )

    def _say(self, plan: Plan) -> None:
        """Print what would be made, then what ought to be known, then what stands against it."""
        for one in plan.rounds:
            state = _("there") if one.round else _("to be made")
            self.stdout.write(f"{one.name} {one.fiscal_year}: {state}")
        told = _(
            "%(rows)s rows: %(projects)s new projects, %(lines)s new lines, %(amount)s baht; %(there)s there before."
        )
        self.stdout.write(
            told
            % {
                "rows": plan.row_count,
                "projects": len(plan.new_projects),
                "lines": plan.new_lines,
                "amount": format_baht(plan.amount_baht),
                "there": plan.there_lines,
            }
        )
        for found in plan.unknown:
            like = f" ≈ {', '.join(found.alike)}" if found.alike else ""
            self.stdout.write(
                _("To be made: %(name)s (row %(row)s)") % {"name": found.name, "row": found.rows[0]} + like
            )
        for remark in plan.remarks:
            self.stdout.write(_remark(remark))
        for reason in reasons_against(plan):
            self.stderr.write(reason)


def _remark(told: Bad) -> str:
    return _("Row %(row)s, %(what)s: %(reason)s") % {"row": told.number, "what": told.what, "reason": told.reason}


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise CommandError(_("The file is larger than 10 MB."))
        return file.read_bytes()
    except OSError as error:
        raise CommandError(str(error)) from error


def _answers(options: dict[str, Any], at: datetime) -> Answers:
    host = Agency.objects.filter(code=options["host"]).first()
    if options["host"] and host is None:
        raise CommandError(_("There is no such agency: %(code)s") % {"code": options["host"]})
    pairs = [pair.partition("=") for pair in options["same"]]
    if wrong := ["".join(pair) for pair in pairs if not all(pair)]:
        raise CommandError(_("A name in the file and the one it means: name=name, not %(pair)s") % {"pair": wrong[0]})
    return Answers(
        host_id=host.pk if host else None,
        closes_at=options["closes"] or at + OPEN_FOR,
        confirm_agencies=options["confirm_agencies"],
        same_as={name.strip(): means.strip() for name, _equals, means in pairs},
        workplan=options["workplan"],
        fiscal_year=options["fiscal_year"],
    )


def _day(typed: str) -> datetime:
    """The end of a day in Bangkok."""
    try:
        day = datetime.strptime(christian(typed), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
    return datetime.combine(day + timedelta(days=1), time(), BANGKOK)

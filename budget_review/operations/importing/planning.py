# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What bringing a file in would make, what is there already, and what stands against it. Nothing changes here."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches

from django.utils.translation import gettext as _

from agencies.models import Agency
from budget_review.cells import tight
from budget_review.models import ImportedRow, IntegrationProject, Round, Workplan
from budget_review.operations.importing.limits import beyond_the_most
from budget_review.operations.importing.reading import Answers, Bad, Line, Sheet
from budget_review.queries.names import is_outsider
from budget_review.states import Consent, State

ALIKE = 0.8  # of difflib's ratio: one slip of the scanner in a name of ten letters
MOST_COMPARED = 200  # unknown names for which such are looked for


@dataclass(frozen=True)
class UnknownAgency:
    """A name that no agency here has; ``alike`` are known names that look like it."""

    name: str
    ministry: str
    rows: list[int]
    alike: list[str]


@dataclass
class PlannedProject:
    """One project of the file, in the workplan of one year, with the lines that are to be made."""

    workplan: str
    fiscal_year: int
    title: str
    key: str
    project: IntegrationProject | None = None
    lines: list[Line] = field(default_factory=list)
    there: list[Line] = field(default_factory=list)  # brought in before

    @property
    def agencies(self) -> list[str]:
        """The names of the agencies, the largest share first; the first leads unless the file says otherwise."""
        shares: defaultdict[str, Decimal] = defaultdict(Decimal)
        for line in (*self.lines, *self.there):
            shares[line.agency] += line.amount_baht
        return sorted(shares, key=lambda name: -shares[name])

    @property
    def lead(self) -> str:
        """The agency that leads: the one that the file names, or the one with the largest share."""
        named = [line.lead for line in (*self.lines, *self.there) if line.lead]
        return named[0] if named else self.agencies[0]

    @property
    def amount_baht(self) -> Decimal:
        """The sum of what is to be made."""
        return sum((line.amount_baht for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class PlannedRound:
    """Where the projects of one workplan and year go; what is None is to be made."""

    name: str
    fiscal_year: int
    workplan: Workplan | None
    round: Round | None


@dataclass(frozen=True)
class Plan:
    """What would be made. Anything in ``bad``, or an unknown agency that is not confirmed, keeps all of it back."""

    projects: list[PlannedProject]
    rounds: list[PlannedRound]
    unknown: list[UnknownAgency]
    bad: list[Bad]
    remarks: list[Bad]
    row_count: int
    answers: Answers

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands against it."""
        return not self.bad and (not self.unknown or self.answers.confirm_agencies)

    @property
    def new_projects(self) -> list[PlannedProject]:
        """The projects that are to be begun."""
        return [planned for planned in self.projects if planned.project is None and planned.lines]

    @property
    def new_lines(self) -> int:
        """How many lines are to be made."""
        return sum(len(planned.lines) for planned in self.projects)

    @property
    def there_lines(self) -> int:
        """How many rows were brought in before."""
        return sum(len(planned.there) for planned in self.projects)

    @property
    def amount_baht(self) -> Decimal:
        """The sum of the lines that are to be made."""
        return sum((planned.amount_baht for planned in self.projects), Decimal(0))


def plan_import(sheet: Sheet, answers: Answers, at: datetime) -> Plan:
    """Hold a file against what is stored, in a fixed number of queries for any number of rows."""
    agencies = known_agencies()
    lines = [_renamed(line, answers) for line in sheet.lines]
    projects = _projects(lines, answers)
    _find_what_is_there(projects)
    rounds = _rounds(projects, at)
    bad = [*sheet.bad, *_moved_on(projects), *beyond_the_most(projects), *_without_host(rounds, answers)]
    bad += _outsiders(lines, agencies)
    unknown = _unknown(lines, agencies)
    bad.sort(key=lambda row: row.number)
    return Plan(projects, rounds, unknown, bad, _remarks(projects), sheet.row_count, answers)


def known_agencies() -> dict[str, Agency]:
    """Every agency by its Thai name without spaces."""
    return {tight(agency.name_th): agency for agency in Agency.objects.all()}


def _renamed(line: Line, answers: Answers) -> Line:
    """The row with the agency that its name was said to mean; its key stays that of the file."""
    same = {tight(name): meant for name, meant in answers.same_as.items() if meant}
    return replace(line, agency=same.get(tight(line.agency), line.agency), lead=same.get(tight(line.lead), line.lead))


def _projects(lines: Iterable[Line], answers: Answers) -> list[PlannedProject]:
    """Gather the rows by project: one name in one workplan of one year, however its spaces fall."""
    lines = list(lines)
    years = _home_years(lines, answers)
    found: dict[str, PlannedProject] = {}
    for line in lines:
        year = years[line.key]
        said = "\x1f".join((str(year), tight(line.workplan), tight(line.project)))
        key = hashlib.sha256(said.encode()).hexdigest()
        found.setdefault(key, PlannedProject(line.workplan, year, line.project, key)).lines.append(line)
    return list(found.values())


def _home_years(lines: list[Line], answers: Answers) -> dict[str, int]:
    """To which year's workplan each row belongs.

    A row of its own year belongs there. One year of a commitment over several belongs with the rest of its project: a
    book of FY2565 prints what was committed for 2562 to 2567 beside what is asked for 2565.
    """
    if answers.fiscal_year:
        return {line.key: answers.fiscal_year for line in lines}
    of_project: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    of_workplan: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for line in lines:
        weight = 1 if line.is_multi_year else 1000
        of_project[tight(line.workplan), tight(line.project)][line.fiscal_year] += 0 if line.is_multi_year else 1
        of_workplan[tight(line.workplan)][line.fiscal_year] += weight
    years = {}
    for line in lines:
        ordinary = {year for year, count in of_project[tight(line.workplan), tight(line.project)].items() if count}
        if not line.is_multi_year or line.fiscal_year in ordinary:
            years[line.key] = line.fiscal_year
        elif ordinary:
            years[line.key] = min(ordinary, key=lambda year: (abs(year - line.fiscal_year), year))
        else:
            years[line.key] = of_workplan[tight(line.workplan)].most_common(1)[0][0]
    return years


def _find_what_is_there(projects: list[PlannedProject]) -> None:
    """Find rows that were brought in before, and projects of the same name in the same workplan."""
    keys = {line.key for planned in projects for line in planned.lines}
    rows = ImportedRow.objects.filter(project_key__in=[planned.key for planned in projects])
    known = set(ImportedRow.objects.filter(key__in=keys).values_list("key", flat=True))
    by_key = {
        row.project_key: row.project
        for row in rows.select_related("project").prefetch_related("project__participations__agency")
    }
    years = {planned.fiscal_year for planned in projects}
    stored = IntegrationProject.objects.filter(round__workplan__fiscal_year__in=years).exclude(state=State.WITHDRAWN)
    stored = stored.select_related("round__workplan").prefetch_related("participations__agency")
    by_name = {
        (project.round.workplan.fiscal_year, tight(project.round.workplan.name_th), tight(project.title)): project
        for project in stored.order_by("-pk")
    }
    for planned in projects:
        said = (planned.fiscal_year, tight(planned.workplan), tight(planned.title))
        planned.project = by_key.get(planned.key) or by_name.get(said)
        planned.there = [line for line in planned.lines if line.key in known]
        planned.lines = [line for line in planned.lines if line.key not in known]


def _rounds(projects: list[PlannedProject], at: datetime) -> list[PlannedRound]:
    """For each workplan and year of projects to be begun: the round that is open, the last to close of several."""
    wanted = {
        (planned.fiscal_year, tight(planned.workplan)): planned.workplan
        for planned in projects
        if planned.project is None and planned.lines
    }
    workplans = {
        (workplan.fiscal_year, tight(workplan.name_th)): workplan
        for workplan in Workplan.objects.filter(fiscal_year__in={year for year, _name in wanted})
    }
    opened = Round.objects.filter(workplan__in=workplans.values(), opens_at__lte=at, closes_at__gt=at)
    rounds = {held.workplan_id: held for held in opened.order_by("closes_at", "pk")}
    found = []
    for (year, key), name in wanted.items():
        workplan = workplans.get((year, key))
        found.append(PlannedRound(name, year, workplan, rounds.get(workplan.pk) if workplan else None))
    return found


def _moved_on(projects: list[PlannedProject]) -> Iterable[Bad]:
    """Rows for a project that can take no more lines this way."""
    for planned in projects:
        if planned.project is not None and planned.project.state != State.DRAFT:
            reason = _("The project %(code)s is no longer a draft: its lines are changed there, not by an import.") % {
                "code": planned.project.code
            }
            yield from (Bad(line.number, line.item, reason) for line in planned.lines)
        elif planned.project is not None:
            gone = {
                tight(part.agency.name_th)
                for part in planned.project.participations.all()
                if part.state == Consent.LEFT
            }
            reason = _("The agency was removed from the project %(code)s.") % {"code": planned.project.code}
            yield from (Bad(line.number, line.item, reason) for line in planned.lines if tight(line.agency) in gone)


def _without_host(rounds: list[PlannedRound], answers: Answers) -> Iterable[Bad]:
    if answers.host_id is None:
        reason = _("There is no such workplan yet; name its host agency, and it is made.")
        yield from (Bad(0, f"{one.name} {one.fiscal_year}", reason) for one in rounds if one.workplan is None)


def _outsiders(lines: list[Line], agencies: dict[str, Agency]) -> Iterable[Bad]:
    """Rows of organisations that were named freely: a budget line belongs to a government agency."""
    for line in lines:
        for name in sorted({line.agency, line.lead} - {""}):
            if (found := agencies.get(tight(name))) and is_outsider(found):
                yield Bad(line.number, name, _("This organisation is no government agency and has no budget lines."))


def _unknown(lines: list[Line], agencies: dict[str, Agency]) -> list[UnknownAgency]:
    """The names that no agency has, the leads among them, with those that look like them here and in the file."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    said: dict[str, tuple[str, str]] = {}
    for line in lines:
        for name in {line.agency, line.lead} - {""}:
            if tight(name) not in agencies:
                rows[tight(name)].append(line.number)
                said.setdefault(tight(name), (name, line.ministry))
    in_file = {tight(line.agency): line.agency for line in lines}
    names = {key: agency.name_th for key, agency in agencies.items()} | in_file
    few = len(rows) <= MOST_COMPARED
    return [
        UnknownAgency(
            *said[key],
            rows[key],
            [names[like] for like in get_close_matches(key, names.keys() - {key}, 3, ALIKE)] if few else [],
        )
        for key in rows
    ]


def _remarks(projects: list[PlannedProject]) -> list[Bad]:
    """What is brought in all the same, but ought to be known."""
    told = [
        Bad(line.number, line.item, remark)
        for planned in projects
        for line in planned.lines
        for remark in _remarks_on(line, planned)
    ]
    told += [
        Bad(
            planned.lines[0].number,
            planned.title,
            _("Only one agency takes part; the project stays a draft until a second one joins."),
        )
        for planned in projects
        if planned.lines and len({*map(tight, planned.agencies), tight(planned.lead)}) < 2
    ]
    return sorted(told, key=lambda row: row.number)


def _remarks_on(line: Line, planned: PlannedProject) -> Iterable[str]:
    if line.was_christian:
        yield _("The year was read as B.E. %(year)s.") % {"year": line.fiscal_year}
    if line.fiscal_year != planned.fiscal_year:
        named = {"year": line.fiscal_year, "home": planned.fiscal_year}
        yield _("A commitment of %(year)s within the workplan of %(home)s.") % named
    if not line.amount_baht:
        yield _("The amount is zero; it must be filled in before the project is submitted.")
    if line.nth > 1:
        yield _("The file holds the same row before; it becomes a line of its own.")

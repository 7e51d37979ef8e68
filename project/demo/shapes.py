# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shapes the round is written in: plain frozen rows that know nothing of the database.

Agencies, units and people are named by short keys (``"dga"``, ``"screening_1"``, ``"officer"``); amounts are whole
baht as ``Decimal``; moments carry the Bangkok time zone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")

EXAMPLE_TH = "ข้อมูลตัวอย่าง"
"""Stands wherever a value is not in the public sources: leads, KPI values, scores, opinions, members, resolutions."""


def moment(year_be: int, month: int, day: int, clock: str = "09:00") -> datetime:
    """Return a Bangkok moment from a Buddhist-era date, as the papers give it."""
    hour, minute = clock.split(":")
    return datetime(year_be - 543, month, day, int(hour), int(minute), tzinfo=BANGKOK)


def budget_book(volume: str, page: int) -> str:
    """Return the printed budget book and page a line is restated from."""
    return f"เอกสารงบประมาณ พ.ศ. 2565 เล่ม {volume} หน้า {page}"


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A division inside an agency."""

    key: str
    name_th: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class Agency:
    """An agency as the FY2565 budget books name it."""

    key: str
    name_th: str
    name_en: str
    ministry_th: str
    ministry_en: str
    short_th: str = ""
    short_en: str = ""
    units: tuple[Unit, ...] = ()

    @property
    def called_th(self) -> str:
        """The name used in a sentence: the abbreviation people use, or the whole name."""
        return self.short_th or self.name_th


@dataclass(frozen=True, kw_only=True)
class Person:
    """A login, named by its role only; ``persona`` marks the fixed logins of the demo."""

    username: str
    name_th: str
    name_en: str
    role: str
    agency: str
    unit: str = ""
    persona: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """One printed line of a budget book: who, what, in which category, how much, and where it is printed."""

    agency: str
    item: str
    category: str
    subcategory: str
    amount_baht: Decimal
    source: str


@dataclass(frozen=True, kw_only=True)
class Participant:
    """An agency's part: its unit where the agency has several, and what it brings, in one sentence."""

    agency: str
    contribution_th: str
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class KPI:
    """A KPI with its owners' weights in percent, which sum to 100; shared when two or more own it."""

    name_th: str
    unit_th: str
    baseline: Decimal
    target: Decimal
    owners: dict[str, Decimal]

    @property
    def is_shared(self) -> bool:
        return len(self.owners) >= 2


@dataclass(frozen=True, kw_only=True)
class Project:
    """An umbrella project: what it is for, who takes part, what is measured and what it costs."""

    code: str
    title_th: str
    title_en: str
    lead: str
    objective_th: str
    rationale_th: str
    target_group_th: str
    start_date: date
    end_date: date
    participants: tuple[Participant, ...]
    kpis: tuple[KPI, ...]
    lines: tuple[Line, ...]

    @property
    def total_baht(self) -> Decimal:
        return total_baht(self.lines)

    @property
    def partners(self) -> tuple[str, ...]:
        """Everyone who must consent: all but the lead."""
        return tuple(part.agency for part in self.participants if part.agency != self.lead)

    def share_baht(self, agency: str) -> Decimal:
        """Return what one agency asks for in this project."""
        return total_baht(line for line in self.lines if line.agency == agency)


@dataclass(frozen=True, kw_only=True)
class Round:
    """A workplan of one fiscal year (Buddhist era) and the call for its projects."""

    fiscal_year: int
    host: str
    workplan_th: str
    workplan_en: str
    name_th: str
    name_en: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A reviewer's answer to one criterion: ``"met"``, ``"partly"`` or ``"not_met"``, and the note."""

    criterion: str
    verdict: str
    note_th: str


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """An expert's written opinion on a large project, in one field."""

    expert: str
    field: str
    advice: str
    text_th: str


@dataclass(frozen=True, kw_only=True)
class Return:
    """Why a project went back to its lead, which sections to mend, and what the lead then wrote."""

    reason_th: str
    sections: tuple[str, ...]
    mended_section: str
    mended_text_th: str


@dataclass(frozen=True, kw_only=True)
class Review:
    """How DGA screened one project: the unit, the findings, the opinions, the advice and the head's word."""

    project: str
    screener: str
    head: str
    findings: tuple[Finding, ...]
    recommendation_th: str
    approval_th: str
    opinions: tuple[Opinion, ...] = ()
    returned: Return | None = None


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What must be fulfilled, when, and whether before the project goes forward."""

    text_th: str
    due_date: date
    before_forwarding: bool = False


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """What a resolution assigns to an agency, and until when."""

    text_th: str
    agency: str
    due_date: date


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """What one meeting resolved on one project; ``endorsed_baht`` names only lines whose amount was reduced."""

    project: str
    meeting: int
    verb: str
    text_th: str
    reason_th: str = ""
    conditions: tuple[Condition, ...] = ()
    endorsed_baht: dict[int, Decimal] = field(default_factory=dict)
    assigned: tuple[Assigned, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A seat of the committee and who sits there."""

    title_th: str
    title_en: str
    role: str
    holder: str
    voting: bool = True


@dataclass(frozen=True, kw_only=True)
class Committee:
    """A committee by its names and what set it up."""

    code: str
    name_th: str
    name_en: str
    legal_basis_th: str


@dataclass(frozen=True, kw_only=True)
class Matter:
    """Something on the agenda that is told rather than decided, under one of the six headings."""

    section: int
    title_th: str
    note_th: str = ""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting: its number in the calendar year, when and where, who stays away and why, and what is told."""

    committee: str
    number: int
    year_be: int
    title_th: str
    starts_at: datetime
    ends_at: datetime
    place_th: str
    absent: dict[str, str] = field(default_factory=dict)
    matters: tuple[Matter, ...] = ()

    @property
    def called(self) -> str:
        """``"1/2564"``."""
        return f"{self.number}/{self.year_be}"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided on one project; ``cut_baht`` names only the lines that were cut, by their place."""

    project: str
    outcome: str
    note_th: str
    cut_baht: dict[int, Decimal] = field(default_factory=dict)


def total_baht(lines: Iterable[Line]) -> Decimal:
    """Add the amounts of some lines."""
    return sum((line.amount_baht for line in lines), Decimal(0))

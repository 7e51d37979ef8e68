# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sections of a proposal, declared once: what each is called, what it asks, how it is written, when it is needed.

Pages, forms, the API, the frozen content, comparisons and what a return asks to mend all read this one list. Source of
the sections: proposal forms of integrated workplans (domain notes 2.8), the DGA slides 2564 (M3, M4, L3 to L5).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from digital_plan.in_force import in_force
from digital_plan.kinds import ItemKind
from papers.thai import normalise

LETTERS_MAX = 20_000  # of a text: about ten pages
CELL_MAX = 1_000
ROWS_MAX = 60
Row = dict[str, str]
Choices = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Column:
    """A column of a small table; with ``choices`` one of a few, or of what is known when they are asked for."""

    key: str
    label: Any
    choices: Choices | Callable[[], Choices] = ()
    is_long: bool = False

    @property
    def offered(self) -> Choices:
        """What can be chosen; empty where anything is written."""
        return self.choices() if callable(self.choices) else self.choices

    def words(self, value: str) -> str:
        """A cell as it is read; a code that is no longer known stays as it is."""
        return str(dict(self.offered).get(value, value))


@dataclass(frozen=True)
class Section:
    """One section. Without columns it is a text; with them a small table, and the text says why there is none.

    ``before`` names the step that cannot be made without it, and that step's guards see to it. ``on_project`` tells
    the three that the project itself keeps in a column of the same name.
    """

    key: str
    label: Any
    help: Any
    columns: tuple[Column, ...] = ()
    before: str = ""
    on_project: bool = False

    @property
    def is_table(self) -> bool:
        """Whether it is written as rows."""
        return bool(self.columns)


HIGH_LOW = (("low", _("Low")), ("medium", _("Medium")), ("high", _("High")))
RESULTS = (("output", _("Output")), ("outcome", _("Outcome of the project")), ("benefit", _("Benefit")))
CHANNELS = (
    ("gdx", _("GDX, the central exchange")),
    ("linkage", _("Linkage Center")),
    ("api", _("An API of its own")),
    ("file", _("Files")),
    ("other", _("Otherwise")),
)
EXCHANGE = (
    ("asked", _("Access requested")),
    ("agreed", _("Agreed")),
    ("linked", _("Linked")),
    ("refused", _("Request refused")),
)


def plan_items() -> Choices:
    """What of the plans a proposal can serve."""
    return tuple((item.code, item.label) for item in in_force().items if item.kind != ItemKind.MECHANISM)


SECTIONS = (
    Section(
        "rationale",
        _("Rationale"),
        _("Why the agencies must do this together, which problem it solves, and on which policy or law it rests."),
        before="propose",
        on_project=True,
    ),
    Section(
        "objective",
        _("Objective"),
        _("What will be different when the project is done, in a way that can be measured."),
        before="propose",
        on_project=True,
    ),
    Section(
        "plan_relation",
        _("Relation to plan strategies and key projects"),
        _("The strategy, focus area or key project of the Digital Government plan that this serves, and how."),
        (
            Column("item", _("Strategy, focus area or key project"), plan_items),
            Column("how", _("How it is served"), is_long=True),
        ),
    ),
    Section(
        "target_group",
        _("Target group and area"),
        _("Whom it serves and where: groups, numbers, provinces or the whole country."),
        before="propose",
        on_project=True,
    ),
    Section(
        "activities",
        _("Activities and timeline"),
        _("Each activity with the month it begins, the month it ends, and the agency that carries it."),
        (
            Column("activity", _("Activity"), is_long=True),
            Column("begins", _("Begins")),
            Column("ends", _("Ends")),
            Column("agency", _("Agency")),
        ),
    ),
    Section(
        "outputs",
        _("Outputs and outcomes"),
        _("What the project leaves behind, and what that changes for people. Measures stand with the KPIs."),
        (
            Column("kind", _("Kind"), RESULTS),
            Column("result", _("Result"), is_long=True),
            Column("by", _("When")),
        ),
    ),
    Section(
        "risks",
        _("Risks"),
        _("What may go wrong: procurement, agencies that do not move together, law, skills, a change of policy."),
        (
            Column("risk", _("Risk"), is_long=True),
            Column("likelihood", _("Likelihood"), HIGH_LOW),
            Column("impact", _("Impact"), HIGH_LOW),
            Column("measure", _("What is done about it"), is_long=True),
        ),
    ),
    Section(
        "staffing",
        _("Staffing and skills"),
        _("Who does the work: own people, outside experts and how they are engaged; the skills that lack, and how they "
          "are gained."),
    ),
    Section(
        "data_exchange",
        _("Data exchange (section 13)"),
        _("Each data set that one agency gives another, by which channel, and where it stands. Use GDX where it "
          "serves."),
        (
            Column("dataset", _("Data set"), is_long=True),
            Column("provider", _("Gives")),
            Column("receiver", _("Receives")),
            Column("channel", _("Channel"), CHANNELS),
            Column("standing", _("Where it stands"), EXCHANGE),
        ),
    ),
    Section(
        "data_governance",
        _("Data governance (section 12)"),
        _("Who answers for the data, its quality, classes and protection, and by which agency's framework."),
    ),
    Section(
        "open_data",
        _("Open data (section 17)"),
        _("Each data set that the project will publish free of charge, in a form that machines read."),
        (
            Column("dataset", _("Data set"), is_long=True),
            Column("address", _("Address")),
            Column("format", _("Format")),
            Column("licence", _("Licence")),
            Column("by", _("When")),
        ),
    ),
    Section(
        "consultation",
        _("Consultation of partners and the private sector"),
        _("Whom you heard, when and how, what they said, and the document that shows it."),
        (
            Column("day", _("Day")),
            Column("whom", _("With whom")),
            Column("how", _("How they were heard")),
            Column("said", _("What they said, and what came of it"), is_long=True),
            Column("evidence", _("Evidence")),
        ),
    ),
)  # fmt: skip
BY_KEY = {section.key: section for section in SECTIONS}
ON_PROJECT = tuple(section.key for section in SECTIONS if section.on_project)
# What a return may ask to mend: the sections, and what is written on pages of its own.
MENDABLE: dict[str, Any] = {
    "essentials": _("Essentials"),
    **{section.key: section.label for section in SECTIONS},
    "agencies": _("Agencies and their contributions"),
    "money": _("Budget lines"),
    "kpis": _("KPIs"),
}


def named(key: str, rows: Iterable[Mapping[str, str]] = ()) -> Section:
    """A section by its key; one that is declared no longer, as an old version may hold it, by what stands in it."""
    columns = dict.fromkeys(name for row in rows for name in row)
    return BY_KEY.get(key) or Section(key, key, "", tuple(Column(name, name) for name in columns))


def clean_text(text: str) -> str:
    """Text in one spelling, with one kind of line end, so that equal words are equal strings."""
    return normalise(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def clean_rows(section: Section, rows: Iterable[Mapping[str, str]]) -> list[Row]:
    """The rows with every column in one spelling; empty ones fall out."""
    cleaned = [{column.key: clean_text(str(row.get(column.key) or "")) for column in section.columns} for row in rows]
    return [row for row in cleaned if any(row.values())]


def too_long(text: str) -> Any:
    """Why a text is refused for its length, kindly; nothing when it fits."""
    if len(text) <= LETTERS_MAX:
        return None
    return _(
        "The text has %(letters)s characters; %(most)s fit here. Keep what must be read here, and attach the rest."
    ) % {"letters": f"{len(text):,}", "most": f"{LETTERS_MAX:,}"}


def faults(section: Section, text: str, rows: list[Row]) -> list[Any]:
    """Why cleaned text and rows cannot stand in a section."""
    found = [too_long(text)]
    if len(rows) > ROWS_MAX:
        found.append(_("A table here takes at most %(most)s rows.") % {"most": ROWS_MAX})
    if any(len(cell) > CELL_MAX for row in rows for cell in row.values()):
        found.append(_("A cell takes at most %(most)s characters.") % {"most": f"{CELL_MAX:,}"})
    for column in section.columns:
        known = {"", *dict(column.offered)}
        if column.choices and any(row[column.key] not in known for row in rows):
            found.append(_("“%(column)s” must be one of those listed.") % {"column": column.label})
    return [fault for fault in found if fault]


def row_words(section: Section, row: Mapping[str, str]) -> str:
    """A row in one line of text."""
    return " · ".join(filter(None, (column.words(row.get(column.key, "")) for column in section.columns)))


def words_of(section: Section, text: str, rows: Iterable[Mapping[str, str]]) -> str:
    """A whole section as text: its rows, one a line, and what was written beside them."""
    return "\n".join(filter(None, [*(row_words(section, row) for row in rows), text]))

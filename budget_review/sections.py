# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sections of a proposal, declared once: what each is called, what it asks, how it is written, when it is needed.

Pages, forms, the API, the frozen content, comparisons and what a return asks to mend all read this one list. Source of
the sections: proposal forms of integrated workplans (domain notes 2.8), the DGA slides 2564 (M3, M4, L3 to L5).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from digital_plan.in_force import in_force
from digital_plan.kinds import ItemKind
from papers.sections import CELL_MAX as CELL_MAX
from papers.sections import LETTERS_MAX as LETTERS_MAX
from papers.sections import ROWS_MAX as ROWS_MAX
from papers.sections import Choices, Column, Section
from papers.sections import Row as Row
from papers.sections import clean_rows as clean_rows
from papers.sections import clean_text as clean_text
from papers.sections import faults as faults
from papers.sections import words_of as words_of

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

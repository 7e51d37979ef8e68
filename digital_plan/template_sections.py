# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ten sections of the template of an agency's digital action plan, with what each asks, in our own words.

Source of the sections: DGA slides 2564, "template การจัดทำแผน". Sections 7 to 9 of the template are strategies 1 to 3;
here they are one list of as many strategies as the agency has.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from papers.sections import Choices, Column, Section, Written

NATIONAL_PLANS = (
    ("national_strategy", _("National strategy")),
    ("master_plan", _("Master plan under the national strategy")),
    ("development_plan", _("National economic and social development plan")),
    ("reform_plan", _("National reform plan")),
    ("digital_plan", _("Digital Government plan")),
    ("ministry_plan", _("Plan of the ministry")),
    ("other", _("Another policy or plan")),
)
SIDES = (
    ("strength", _("Strength")),
    ("weakness", _("Weakness")),
    ("opportunity", _("Opportunity")),
    ("threat", _("Threat")),
)
DIRECTION = (
    ("vision", _("Vision")),
    ("mission", _("Mission")),
    ("goal", _("Goal")),
    ("kpi", _("Indicator of success")),
)
STRATEGIES = "strategies"  # the section whose rows are sections 7 to 9 of the template


def plan_items() -> Choices:
    """What of the Digital Government plans can be served; found late, since models name this module."""
    known = import_string("digital_plan.in_force.in_force")()
    return tuple((item.code, item.label) for item in known.items)


SECTIONS = (
    Section(
        "background",
        _("1. Background and importance of the plan"),
        _("Why the agency makes this plan: its mandate, the laws and resolutions it follows, what came of the plan "
          "before, and for which years it holds."),
    ),
    Section(
        "national_plans",
        _("2. Alignment with national policies and plans"),
        _("One row for each policy or plan that this one serves: which, what of it, and how. Choose the strategy, key "
          "project or measure of the Digital Government plan where there is one."),
        (
            Column("plan", _("Policy or plan"), NATIONAL_PLANS),
            Column("what", _("Which part of it"), is_long=True),
            Column("item", _("Of the Digital Government plan"), plan_items),
            Column("how", _("How this plan serves it"), is_long=True),
        ),
    ),
    Section(
        "digital_situation",
        _("3. Situation of digital government"),
        _("What has changed around the agency: technology, the law, what citizens and other agencies expect, the "
          "readiness of data and services, with the sources and the years of the figures."),
    ),
    Section(
        "own_situation",
        _("4. Situation of the agency"),
        _("Strengths, weaknesses, opportunities and threats of the agency itself: people and skills, data, systems, "
          "budget, ways of work. One row each."),
        (
            Column("side", _("Kind"), SIDES),
            Column("what", _("What was found"), is_long=True),
        ),
    ),
    Section(
        "direction",
        _("5. Vision, missions, goals and indicators"),
        _("One vision; as many missions, goals and indicators as there are, one row each. An indicator has its unit, "
          "its target and the year by which it is reached."),
        (
            Column("kind", _("Kind"), DIRECTION),
            Column("words", _("Wording"), is_long=True),
            Column("unit", _("Unit of measure")),
            Column("target", _("Target")),
            Column("by", _("By the year")),
        ),
    ),
    Section(
        "strategies_together",
        _("6. Strategies of the digital action plan"),
        _("The strategies together: how many, how they follow from the analysis, and how they lead to the goals."),
    ),
    Section(
        STRATEGIES,
        _("7–9. Each strategy"),
        _("One row for each strategy, as many as the agency has: its name, its goal, its tactics, and its projects "
          "with year and budget, one a line. The template shows three."),
        (
            Column("name", _("Strategy"), is_long=True),
            Column("goal", _("Goal")),
            Column("tactics", _("Tactics"), is_long=True),
            Column("projects", _("Projects, years and budget"), is_long=True),
            Column("item", _("Of the Digital Government plan"), plan_items),
        ),
    ),
    Section(
        "driving",
        _("10. How the plan will be driven"),
        _("Who answers for the plan, which body follows it up and how often, how results are reported, how people and "
          "skills are found, and what is done when something falls behind."),
    ),
)  # fmt: skip
BY_KEY = {section.key: section for section in SECTIONS}


def written_in(content: Mapping[str, Any]) -> list[Written]:
    """The sections of a frozen revision, in the order of the template."""
    said: Mapping[str, Any] = content["sections"]
    return [
        Written(section, said.get(section.key, {}).get("text", ""), _Kept(said.get(section.key)))
        for section in SECTIONS
    ]


class _Kept:
    """A frozen section, as ``Written`` reads it."""

    def __init__(self, said: Mapping[str, Any] | None) -> None:
        self.rows: list[dict[str, str]] = list(said["rows"]) if said else []
        self.revision, self.written_by, self.written_at = 0, None, None


def served(sections: Iterable[Written]) -> list[str]:
    """The codes of the items of the Digital Government plans that a plan names, each once."""
    rows = (row for one in sections for row in one.rows)
    return list(dict.fromkeys(row["item"] for row in rows if row.get("item")))

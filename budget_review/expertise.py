# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an expert is asked in each field: the points to judge, and how many working days there are for it.

One entry here is a whole kind of opinion: form, API, pages and the clock read it. The fields themselves are the codes
of ``models.parts.Field``; which of them a project needs, its tier says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Judged(models.TextChoices):
    """What an expert finds on one point."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("In part")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Does not apply")


@dataclass(frozen=True)
class Point:
    """One thing that the expert is asked to judge."""

    key: str
    label: Any


@dataclass(frozen=True)
class Expertise:
    """One field: its points, and the working days from the asking to the opinion."""

    days: int
    points: tuple[Point, ...]


EXPERTISE: dict[str, Expertise] = {
    "budget": Expertise(
        10,
        (
            Point("prices", _("Prices rest on the standard price list or on three quotations")),
            Point("worth", _("The benefit is worth the cost")),
            Point("running", _("The running costs of later years are provided for")),
        ),
    ),
    "architecture": Expertise(
        10,
        (
            Point("platforms", _("Central platforms are used where there are any")),
            Point("standards", _("The standards of digital government are followed")),
            Point("exchange", _("The systems that must exchange data can do so")),
        ),
    ),
    "governance": Expertise(
        7,
        (
            Point("catalogue", _("The data sets are described and classified")),
            Point("personal", _("Personal data are protected as the law asks")),
            Point("open", _("What may be open is to be opened")),
        ),
    ),
    "security": Expertise(
        7,
        (
            Point("risks", _("Threats are named, each with its measure")),
            Point("duties", _("The duties of the cybersecurity law are provided for")),
            Point("recovery", _("Backup and recovery are planned and tried")),
        ),
    ),
}
OTHERWISE = Expertise(10, ())  # of a field that is declared no longer


def expertise_of(field: str) -> Expertise:
    """What is asked in a field."""
    return EXPERTISE.get(field, OTHERWISE)


def are_sound(field: str, points: Any) -> bool:
    """Whether what was judged names points of the field only, each with one of the answers."""
    known = {point.key for point in expertise_of(field).points}
    return isinstance(points, Mapping) and all(key in known and said in Judged.values for key, said in points.items())


def judged(field: str, points: Mapping[str, str]) -> list[tuple[Any, Any]]:
    """The points with what was found, in words, in the order of the declaration."""
    words = dict(Judged.choices)
    return [
        (point.label, words[points[point.key]])
        for point in expertise_of(field).points
        if points.get(point.key) in words
    ]

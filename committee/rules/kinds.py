# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a procedure profile chooses between, and the Act's own rules as the defaults.

Source of the defaults: Administrative Procedure Act 2539, s.79 (quorum), s.80 (notice), s.82 (majority, casting vote);
the order or the Act that sets a committee up may say otherwise, and then its profile does.
"""

from typing import TypedDict

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuorumBase(models.TextChoices):
    """Whom the quorum is a share of."""

    HOLDERS = "holders", _("the voting seats that are held on the day")
    SEATS = "seats", _("all voting seats, also vacant ones")


class PassRule(models.TextChoices):
    """What carries a question."""

    MAJORITY_OF_VOTES = "majority_of_votes", _("More for than against; abstentions do not count")
    MAJORITY_OF_PRESENT = "majority_of_present", _("More than half of those present and entitled")
    MAJORITY_OF_ENTITLED = "majority_of_entitled", _("More than half of all entitled, present or not")
    TWO_THIRDS_OF_PRESENT = "two_thirds_of_present", _("At least two thirds of those present and entitled")
    UNANIMITY = "unanimity", _("Nobody against")


class VoteMode(models.TextChoices):
    """How the votes are taken."""

    CONSENSUS = "consensus", _("Consensus: the chair asks, nobody objects")
    SHOW_OF_HANDS = "show_of_hands", _("Show of hands")
    NAMED = "named", _("By name")
    SECRET = "secret", _("Secret")


class NumberingYear(models.TextChoices):
    """The year in which meetings and resolutions are numbered from 1."""

    CALENDAR = "calendar", _("Calendar year")
    FISCAL = "fiscal", _("Fiscal year")


class Certifier(models.TextChoices):
    """Who certifies resolutions."""

    CHAIR = "chair", _("The chair or a vice-chair")
    SECRETARY = "secretary", _("The secretary")
    EITHER = "either", _("Chair or secretary")


class Digits(models.TextChoices):
    """The digits that the committee's papers are printed in."""

    THAI = "thai", _("Thai digits (๑ ๒ ๓)")
    ARABIC = "arabic", _("Arabic digits (1 2 3)")


class HeadingKind(models.TextChoices):
    """What an agenda heading is for, and so what stands under it by itself."""

    ANNOUNCEMENTS = "announcements", _("Announcements")
    MINUTES = "minutes", _("Adoption of minutes")
    MATTERS_ARISING = "matters_arising", _("Matters arising")
    INFORMATION = "information", _("For information")
    CONSIDERATION = "consideration", _("For consideration")
    OTHER = "other", _("Other matters")


class Heading(TypedDict):
    """One heading of an agenda template: ``{"kind": "consideration", "th": "เรื่องเสนอเพื่อพิจารณา", "en": "…"}``."""

    kind: str
    th: str
    en: str


def official_headings() -> list[Heading]:
    """The six official headings in their order.

    Source: ระเบียบวาระการประชุม as taught in the guides to the Saraban Rule 2526.
    """
    return [
        {"kind": kind, "th": th, "en": en}
        for kind, th, en in (
            ("announcements", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "Matters for the chair to announce"),
            ("minutes", "เรื่องรับรองรายงานการประชุม", "Adoption of the minutes"),
            ("matters_arising", "เรื่องสืบเนื่อง", "Matters arising"),
            ("information", "เรื่องเสนอเพื่อทราบ", "Matters for information"),
            ("consideration", "เรื่องเสนอเพื่อพิจารณา", "Matters for consideration"),
            ("other", "เรื่องอื่น ๆ (ถ้ามี)", "Other matters"),
        )
    ]


def every_vote_mode() -> list[str]:
    """All ways to vote."""
    return [str(mode) for mode in VoteMode]


def the_chair() -> list[str]:
    """The seats that approve a late item unless the profile says otherwise: the chair's."""
    return ["chair"]

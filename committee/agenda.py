# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda: its headings by the committee's rules.

Source of the headings: รายงานการประชุม and ระเบียบวาระ as taught in the guides to the Saraban Rule 2526.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from committee.rules.kinds import HeadingKind
from committee.states import ItemKind

if TYPE_CHECKING:
    from committee.models import Meeting

NOTHING_ARISES_TH, NOTHING_ARISES_EN = "ไม่มีเรื่องสืบเนื่อง", "No matters arising"  # the official words when there are none
KINDS = {  # what a matter is by the heading that it stands under, unless somebody says otherwise
    HeadingKind.MINUTES: ItemKind.MINUTES,
    HeadingKind.MATTERS_ARISING: ItemKind.MATTERS_ARISING,
    HeadingKind.CONSIDERATION: ItemKind.DECISION,
}


@dataclass(frozen=True)
class AgendaHeading:
    """One heading: its number, what it is for, and its words."""

    number: int
    kind: HeadingKind
    th: str
    en: str

    @property
    def title(self) -> str:
        """In the reader's language."""
        return self.th if (get_language() or "th").startswith("th") else self.en

    @property
    def when_empty(self) -> str:
        """What stands under it when nothing does; nothing for most."""
        if self.kind != HeadingKind.MATTERS_ARISING:
            return ""
        return NOTHING_ARISES_TH if self.title == self.th else NOTHING_ARISES_EN


def headings_of(meeting: "Meeting") -> list[AgendaHeading]:
    """The headings of a meeting's agenda in order, by the rules it goes by."""
    given = meeting.rules.agenda
    return [AgendaHeading(n, HeadingKind(one["kind"]), one["th"], one["en"]) for n, one in enumerate(given, 1)]


def section_of(meeting: "Meeting", kind: HeadingKind) -> int | None:
    """The number of the first heading that is for this; None where the committee has none."""
    return next((heading.number for heading in headings_of(meeting) if heading.kind == kind), None)


def for_consideration(meeting: "Meeting") -> int:
    """Where projects stand: matters for consideration, or the last heading where there is no such."""
    return section_of(meeting, HeadingKind.CONSIDERATION) or len(meeting.rules.agenda)


def kind_under(meeting: "Meeting", section: int) -> ItemKind:
    """What a matter under this heading is, unless somebody says otherwise."""
    return KINDS.get(headings_of(meeting)[section - 1].kind, ItemKind.INFORMATION)

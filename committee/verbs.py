# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each verb of a resolution means: what it does to a project, what it needs, and what it goes together with.

Source: usage in official minutes (มติที่ประชุม); what each does to a project is our decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from committee.states import Verb


class Kind(Enum):
    """Whether a verb decides a matter, goes along with a decision, or is for minutes alone."""

    DECIDES = "decides"  # one to a resolution
    GOES_ALONG = "goes_along"
    ADOPTS = "adopts"  # minutes, and nothing beside it but what is assigned


@dataclass(frozen=True)
class Meaning:
    """What a verb means. ``moves`` is the project's step that it causes; nothing for one that leaves it alone."""

    kind: Kind
    thai: str  # the official word, printed on papers whatever the reader's language
    moves: str = ""
    with_amounts: bool = False
    with_conditions: bool = False


MEANINGS: dict[Verb, Meaning] = {
    Verb.ENDORSE: Meaning(Kind.DECIDES, "เห็นชอบ", "endorse", with_amounts=True),
    Verb.ENDORSE_IN_PRINCIPLE: Meaning(
        Kind.DECIDES, "เห็นชอบในหลักการ", "endorse_with_conditions", with_amounts=True, with_conditions=True
    ),
    Verb.ENDORSE_WITH_CONDITIONS: Meaning(
        Kind.DECIDES, "เห็นชอบโดยมีเงื่อนไข", "endorse_with_conditions", with_amounts=True, with_conditions=True
    ),
    Verb.APPROVE: Meaning(Kind.DECIDES, "อนุมัติ", "endorse", with_amounts=True),
    Verb.NOT_ENDORSE: Meaning(Kind.DECIDES, "ไม่เห็นชอบ", "not_endorse"),
    Verb.NOT_APPROVE: Meaning(Kind.DECIDES, "ไม่อนุมัติ", "not_endorse"),
    Verb.RETURN: Meaning(Kind.DECIDES, "ให้นำกลับไปทบทวน", "return_from_committee"),
    Verb.WITHDRAW: Meaning(Kind.DECIDES, "ให้ถอนเรื่อง", "return_from_committee"),
    Verb.DEFER: Meaning(Kind.DECIDES, "เลื่อนการพิจารณา", "defer"),
    Verb.TAKE_NOTE: Meaning(Kind.GOES_ALONG, "รับทราบ"),
    Verb.ASSIGN: Meaning(Kind.GOES_ALONG, "มอบหมาย"),
    Verb.ADOPT: Meaning(Kind.ADOPTS, "รับรอง"),
    Verb.ADOPT_WITH_CHANGES: Meaning(Kind.ADOPTS, "รับรองโดยมีการแก้ไข"),
}
ON_PROJECTS = tuple(verb for verb, meaning in MEANINGS.items() if meaning.moves)
ON_MATTERS = (  # in words: as on a project, or only noted
    *(verb for verb in ON_PROJECTS if verb != Verb.DEFER), Verb.TAKE_NOTE, Verb.DEFER
)  # fmt: skip
WITH_AMOUNTS = tuple(verb for verb, meaning in MEANINGS.items() if meaning.with_amounts)
WITH_CONDITIONS = tuple(verb for verb, meaning in MEANINGS.items() if meaning.with_conditions)
ALONG = tuple(verb for verb, meaning in MEANINGS.items() if meaning.kind is Kind.GOES_ALONG)


def faults(verbs: Sequence[Verb], *, has_project: bool, on_minutes: bool, has_actions: bool) -> list[str]:
    """Why a resolution may not say these things together, in sentences; nothing when it may.

    The first verb is the one that the resolution is known by: the one that decides, where one does.
    """
    found = []
    meanings = [MEANINGS[verb] for verb in verbs]
    deciding = [verb for verb, meaning in zip(verbs, meanings, strict=True) if meaning.kind is not Kind.GOES_ALONG]
    if len(set(verbs)) < len(verbs):
        found.append(_("A resolution says each thing once."))
    if len(deciding) > 1:
        words = {"verbs": " · ".join(str(verb.label) for verb in deciding)}
        found.append(_("These contradict each other: %(verbs)s. A resolution decides one thing.") % words)
    if deciding and verbs[0] not in deciding:
        found.append(_("What decides the matter stands first; what goes along with it follows."))
    if has_project and not any(meaning.moves for meaning in meanings):
        found.append(_("On a project the committee decides: to endorse, to refuse, to return or to defer it."))
    adopts = any(meaning.kind is Kind.ADOPTS for meaning in meanings)
    if adopts and (has_project or not on_minutes):
        found.append(_("Only minutes are adopted, under the heading of their own."))
    if adopts and Verb.TAKE_NOTE in verbs:
        found.append(_("Minutes are adopted, not noted."))
    if (Verb.ASSIGN in verbs) != has_actions:
        found.append(_("What is assigned names who does it; who is named is assigned something."))
    return found

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A committee's rules in words, and what changed from one version to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from committee.models import ProcedureProfile, SeatRole
from committee.rules.kinds import VoteMode
from committee.rules.telling import share_in_words


@dataclass(frozen=True)
class Told:
    """One rule in words: what it is about, and what holds."""

    term: Any
    value: str


@dataclass(frozen=True)
class Difference:
    """A rule that one version changed."""

    term: Any
    was: str
    becomes: str


def rules_in_words(profile: ProcedureProfile) -> list[Told]:
    """Every rule of a version, in the reader's language and always in the same order."""
    modes, roles = dict(VoteMode.choices), dict(SeatRole.choices)
    return [
        Told(_("Quorum"), _quorum(profile)),
        Told(_("Taken of"), profile.get_quorum_base_display()),
        Told(_("Recused members"), _recused(profile)),
        Told(_("Meeting called again for want of a quorum"), _recall(profile)),
        Told(_("What carries"), profile.get_pass_rule_display()),
        Told(_("At a tie"), _("the chair has a casting vote") if profile.casting_vote else _("the question falls")),
        Told(_("Ways to vote"), " · ".join(str(modes.get(mode, mode)) for mode in profile.vote_modes)),
        Told(_("Notice"), _days(profile.notice_days)),
        Told(_("Items are handed in before the meeting"), _days(profile.submission_lead_days)),
        Told(_("Time for comments on the minutes"), _days(profile.minutes_circulation_days)),
        Told(_("Members who must confirm minutes adopted by circulation"), f"{profile.minutes_confirmation_percent}%"),
        Told(_("Agenda headings"), " · ".join(f"{n}. {name}" for n, name in enumerate(headings_of(profile), 1))),
        Told(_("Late items are approved by"), " · ".join(str(roles.get(r, r)) for r in profile.late_approvers)),
        Told(_("Resolutions are certified by"), profile.get_certified_by_display()),
        Told(_("Numbered within"), profile.get_numbering_display()),
        Told(_("Digits on papers"), profile.get_digits_display()),
    ]


def headings_of(profile: ProcedureProfile) -> list[str]:
    """The agenda headings in the reader's language."""
    is_thai = get_language() == "th"
    return [one["th"] if is_thai else one["en"] or one["th"] for one in profile.agenda]


def differences_of(before: ProcedureProfile | None, after: ProcedureProfile) -> list[Difference]:
    """What a version changed against the one before it; nothing for the first."""
    if before is None:
        return []
    pairs = zip(rules_in_words(before), rules_in_words(after), strict=True)
    return [Difference(now.term, was.value, now.value) for was, now in pairs if was.value != now.value]


def versions_of(profiles: Sequence[ProcedureProfile]) -> list[tuple[ProcedureProfile, list[Difference]]]:
    """Each version, the latest first, with what it changed against the one numbered before it."""
    ordered = sorted(profiles, key=lambda profile: profile.version)
    befores = [None, *ordered[:-1]]
    told = [(after, differences_of(before, after)) for before, after in zip(befores, ordered, strict=True)]
    return told[::-1]


def _quorum(profile: ProcedureProfile) -> str:
    share = share_in_words(Fraction(profile.quorum_numerator, profile.quorum_denominator))
    told = _("more than %(share)s") % {"share": share} if profile.quorum_more_than else None
    told = told or _("at least %(share)s") % {"share": share}
    return f"{told} · " + _persons(profile.quorum_minimum) if profile.quorum_minimum else told


def _persons(count: int) -> str:
    return ngettext("never fewer than %(count)d person", "never fewer than %(count)d persons", count) % {"count": count}


def _recused(profile: ProcedureProfile) -> str:
    if profile.recused_leave:
        return _("leave the number of those entitled")
    return _("stay among those entitled, and count as not present")


def _recall(profile: ProcedureProfile) -> str:
    if profile.recall_days is None:
        return _("needs the same quorum")
    share = share_in_words(Fraction(profile.recall_numerator, profile.recall_denominator))
    words = {"days": profile.recall_days, "share": share}
    return _("within %(days)d days: at least %(share)s, if the invitation said so") % words


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The quorum's arithmetic in words, in the reader's language; papers ask for it in Thai."""

from fractions import Fraction

from django.utils.translation import gettext as _

from committee.rules.quorum import Quorum


def share_in_words(share: Fraction) -> str:
    """``"one half"``, ``"one third"``, ``"2 in 5"``."""
    named = {Fraction(1, 2): _("one half"), Fraction(1, 3): _("one third"), Fraction(2, 3): _("two thirds")}
    if share == 1:
        return _("all")
    return named.get(share) or _("%(parts)d in %(of)d") % {"parts": share.numerator, "of": share.denominator}


def arithmetic_of(quorum: Quorum) -> str:
    """Every number of the quorum in one line, and what came of them."""
    return " · ".join([*_who_counts(quorum), _how_many(quorum), *_whether(quorum)])


def _who_counts(quorum: Quorum) -> list[str]:
    """Those entitled, and what was added or taken away where anything was."""
    told = [_("voting seats held: %(count)d") % {"count": quorum.voting}]
    if quorum.vacant:
        told.append(_("vacant seats that count: %(count)d") % {"count": quorum.vacant})
    if quorum.recused and quorum.recused_leave:
        told.append(_("recused, who do not count: %(count)d") % {"count": quorum.recused})
    if quorum.recused and not quorum.recused_leave:
        told.append(_("recused, counted as not present: %(count)d") % {"count": quorum.recused})
    return told if quorum.entitled == quorum.voting else [*told, _("entitled: %(count)d") % {"count": quorum.entitled}]


def _how_many(quorum: Quorum) -> str:
    """How the number needed follows from those entitled."""
    words = {"share": share_in_words(quorum.share), "entitled": quorum.entitled, "needed": quorum.needed}
    if quorum.is_recalled:
        return _("called again: at least %(share)s of %(entitled)d = %(needed)d") % words
    if quorum.minimum and quorum.needed == quorum.minimum:
        return _("never fewer than %(needed)d") % words
    if quorum.more_than:
        return _("more than %(share)s of %(entitled)d = %(needed)d") % words
    return _("at least %(share)s of %(entitled)d = %(needed)d") % words


def _whether(quorum: Quorum) -> list[str]:
    present = _("present: %(count)d") % {"count": quorum.present}
    if not quorum.entitled:
        return [present, _("nobody is entitled, so there is no quorum")]
    if quorum.is_met:
        return [present, _("a quorum")]
    return [present, _("no quorum, %(count)d more must come") % {"count": quorum.lacking}]

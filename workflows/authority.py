# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""On whose authority an act is made: the actor's own, or one that an order lends.

This floor knows no orders. Whoever keeps them registers one check; without it nobody acts for another.
"""

from dataclasses import replace
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from workflows.lifecycle import Attempt, Rule, Subject
from workflows.refusals import NoAuthority


class Authority(Protocol):
    """What an order lends; ``giver`` is the person whose it is, or nobody where the post is vacant."""

    giver: Any


class Check(Protocol):
    """Find the order that an attempt names, and raise NoAuthority where it does not allow this act on this subject.

    ``holding`` asks to keep the order's row locked until the transaction ends, so that a revocation comes before the
    act or after it. Otherwise ``attempt.authority`` may be taken for the order, as the page has read it already.
    """

    def __call__(self, subject: Subject, name: str, power: str, attempt: Attempt, *, holding: bool) -> Authority: ...


_checks: list[Check] = []


def register(check: Check) -> Check:
    """Let this check judge every act that is made for another. There is one; the last registered counts."""
    _checks[:] = [check]
    return check


def admit(subject: Subject, name: str, who: Rule, attempt: Attempt, *, holding: bool = False) -> Attempt:
    """The attempt with the authority that it uses: none but the actor's own, or what the named order lends.

    Raises NoAuthority - and then nothing has changed.
    """
    if attempt.delegation is None:
        if attempt.on_behalf_of is not None:
            raise NoAuthority(_("Who acts for another names the order that allows it."))
        return replace(attempt, authority=None) if attempt.authority else attempt
    if not who.power:
        raise NoAuthority(_("This is done in person only, never for another."))
    if not _checks:
        raise NoAuthority(_("There is no such order."))
    lent = _checks[0](subject, name, who.power, attempt, holding=holding)
    if attempt.on_behalf_of is not None and getattr(lent.giver, "pk", None) != attempt.on_behalf_of.pk:
        raise NoAuthority(_("The order is not from the person for whom you act."))
    return replace(attempt, authority=lent, on_behalf_of=lent.giver)

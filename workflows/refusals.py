# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why the engine says no. After any of these nothing has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows import moments


@dataclass(frozen=True)
class Meanwhile:
    """The act that moved the subject since it was read; ``version`` is the one that it led to."""

    person: Any
    act: str
    label: Any
    at: datetime
    version: int
    on_behalf_of: Any = None

    @property
    def sentence(self) -> Any:
        """Who did what, for whom, and when."""
        words = {"person": self.person, "act": self.label, "when": moments.said(self.at), "giver": self.on_behalf_of}
        if self.on_behalf_of:
            told = _("%(person)s made “%(act)s” for %(giver)s meanwhile, on %(when)s. Look again before you act.")
        else:
            told = _("%(person)s made “%(act)s” meanwhile, on %(when)s. Look again before you act.")
        return told % words

    @property
    def as_earlier(self) -> Any:
        """The same of an act that others followed."""
        words = {"person": self.person, "act": self.label, "when": moments.said(self.at), "giver": self.on_behalf_of}
        if self.on_behalf_of:
            return _("Before that %(person)s made “%(act)s” for %(giver)s, on %(when)s.") % words
        return _("Before that %(person)s made “%(act)s”, on %(when)s.") % words


class Refused(Exception):
    """Nothing has changed; ``reasons`` are sentences for people, in the reader's language when printed.

    ``meanwhile`` is there where the reason is that somebody acted since the subject was read.
    """

    code = "refused"
    title: Any = _("This cannot be done.")

    def __init__(self, *reasons: Any, meanwhile: Meanwhile | None = None) -> None:
        super().__init__(*reasons)
        self.reasons = reasons
        self.meanwhile = meanwhile

    def __str__(self) -> str:
        return " ".join(map(str, self.reasons))


class WrongState(Refused):
    """The step does not start in the present state."""

    code = "wrong_state"
    title = _("This is no longer possible.")


class NotPermitted(Refused):
    """This person may not make the step."""

    code = "not_permitted"
    title = _("You may not do this.")


class NoAuthority(NotPermitted):
    """The order under which somebody acts for another does not allow this."""

    code = "no_authority"
    title = _("The order does not allow this.")


class GuardsUnmet(Refused):
    """Something is missing."""

    code = "guards_unmet"
    title = _("Something is still missing.")


class VersionConflict(Refused):
    """Somebody moved the subject since it was read."""

    code = "version_conflict"
    title = _("Somebody acted meanwhile.")

    @classmethod
    def after(cls, acts: Sequence[Meanwhile]) -> "VersionConflict":
        """The refusal that tells these acts, the last of them first."""
        last, *earlier = acts
        return cls(last.sentence, *(one.as_earlier for one in earlier), meanwhile=last)


class RequestReused(Refused):
    """The request id stands for another act."""

    code = "request_reused"
    title = _("This request was already used for another act.")

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why the engine says no. After any of these nothing has changed."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """Nothing has changed; ``reasons`` are sentences for people, in the reader's language when printed."""

    code = "refused"
    title: Any = _("This cannot be done.")

    def __init__(self, *reasons: Any) -> None:
        super().__init__(*reasons)
        self.reasons = reasons

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


class RequestReused(Refused):
    """The request id stands for another act."""

    code = "request_reused"
    title = _("This request was already used for another act.")

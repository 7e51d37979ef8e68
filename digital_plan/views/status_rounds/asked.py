# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a round is called in headings, and the way to it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from digital_plan.models import StatusRound


def called(round_: StatusRound) -> str:
    """What a round is called in headings."""
    if round_.number:
        return _("Status of plans, round %(number)s") % {"number": round_.called}
    return _("Round on the status of plans, not opened yet")


def trail_to(*rounds: StatusRound) -> list[dict[str, str]]:
    """The way to the list, and to a round."""
    first = {"label": _("Status of agencies' plans"), "href": reverse("status_rounds")}
    return [first, *({"label": called(one), "href": reverse("status_round", args=[one.pk])} for one in rounds)]

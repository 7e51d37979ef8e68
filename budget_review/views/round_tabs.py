# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of one round, as tabs above each of them."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.queries.ranking import may_rank


def round_tabs(user: User, at: datetime, pk: int, here: str) -> list[dict[str, Any]]:
    """The tabs that this person has; ``here`` is the name of the page."""
    found = [
        ("round", _("Overview"), reverse("round", args=[pk])),
        ("round_progress", _("Progress"), reverse("round_progress", args=[pk])),
        ("round_pictures", _("Money in pictures"), reverse("round_pictures", args=[pk])),
        ("round_money", _("Money by project"), reverse("round_money", args=[pk])),
    ]
    if may_rank(user, at):
        found.append(("board", _("Ranking"), f"{reverse('board')}?round={pk}"))
    return [{"label": label, "href": href, "is_here": name == here} for name, label, href in found]

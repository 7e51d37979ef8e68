# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One resolution for a person."""

from datetime import datetime

from django.shortcuts import get_object_or_404

from accounts.models import User
from committee.models import Resolution
from committee.queries.register import resolutions_for


def resolution_for(user: User, pk: int, at: datetime) -> Resolution:
    """One numbered resolution, or 404 when this person may not see it or it is not there."""
    seen = resolutions_for(user, at).select_related("meeting__committee", "item__project__round", "corrects")
    found: Resolution = get_object_or_404(seen, pk=pk)
    return found

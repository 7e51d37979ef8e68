# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every page knows: where this person can go, with counts, and in which roles they act. Read when shown."""

from django.http import HttpRequest

from project.navigation import Navigation


def navigation(request: HttpRequest) -> dict[str, Navigation]:
    """The context processor; a page that shows no navigation asks nothing of the database."""
    return {"navigation": Navigation(request)}

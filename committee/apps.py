# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The app of the committees: seats, meetings, resolutions, packs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitteeConfig(AppConfig):
    name = "committee"
    verbose_name = _("Committees")

    def ready(self) -> None:
        from committee import (
            jobs_of_papers,  # noqa: F401 - prints letters, and has what was issued signed
            oversight,  # noqa: F401 - lets the chair say who does the secretariat's tasks
            overview_places,  # noqa: F401 - lets secretaries put an overview on an agenda
            triggers,  # noqa: F401 - SQLite's, for tenures and the rules of a meeting
            year_of_meetings,  # noqa: F401 - puts meetings on the calendar of the year
        )
        from committee.operations import building  # noqa: F401 - its periodic work
        from committee.queries import issued, visibility  # noqa: F401 - what strangers learn of papers, members of projects

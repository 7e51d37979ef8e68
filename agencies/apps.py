# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agencies app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = _("Agencies")

    def ready(self) -> None:
        """Register what the acts of orders keep, the check of acts made for another, and what tasks ask of people."""
        from agencies import absences, authority, leaving, operations, oversight  # noqa: F401

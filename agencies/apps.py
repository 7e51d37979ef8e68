# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agencies app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = _("Agencies")

    def ready(self) -> None:
<<<<<<< HEAD
        """Register what the acts of orders keep, and the check that judges every act made for another."""
        from agencies import authority, operations  # noqa: F401
=======
        from agencies import oversight  # noqa: F401  # registers its answers
>>>>>>> 3eae1d7 (Let tasks change hands, and keep every change with its reason)

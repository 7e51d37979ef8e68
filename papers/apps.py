# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The papers floor as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "papers"
    verbose_name = _("papers")

    def ready(self) -> None:
        from papers import (
            checking,  # noqa: F401 - verify asks it too
            checks,  # noqa: F401 - of the certificate
        )
        from papers.signing import asking  # noqa: F401 - the job that signs

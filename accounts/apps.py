# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The accounts app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from accounts.notifications import sending, telling  # noqa: F401
        from accounts.notifications.delivering import deliver_rules

        autodiscover_modules("notices")
        post_migrate.connect(deliver_rules, sender=self)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The app of the benches' letters."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Installed by ``bench.settings`` only."""

    name = "bench.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"

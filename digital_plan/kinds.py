# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an item of a plan can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """What an item of a plan is."""

    STRATEGY = "strategy", _("Strategy")
    FOCUS = "focus", _("Focus area")
    KEY_PROJECT = "key_project", _("Key project")
    MEASURE = "measure", _("Measure")
    MECHANISM = "mechanism", _("Mechanism")

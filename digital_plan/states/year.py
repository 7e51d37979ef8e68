# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on the calendar of the year: in which lane, of which kind, and how sure its time is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lane(models.TextChoices):
    """The lanes of the slides, and one each for what other floors have there. Source: DGA slides 2564, action plan."""

    DRIVING = "driving", _("Driving the plan")
    TRACKING = "tracking", _("Monitoring and evaluation")
    BUDGET = "budget", _("Integrated budget")
    MEETINGS = "meetings", _("Meetings of the committee")
    CLINIC = "clinic", _("Plan clinic")


class EntryKind(models.TextChoices):
    """The legend of the slides."""

    ACTIVITY = "activity", _("Activity")
    GENERAL = "general", _("General meeting")
    COMMITTEE = "committee", _("Committee meeting")


class Certainty(models.TextChoices):
    """How sure the time of an entry is."""

    DAY = "day", _("On these days")
    MONTH = "month", _("Some time in these months")
    UNKNOWN = "unknown", _("To be checked")

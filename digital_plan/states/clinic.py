# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a booking of the plan clinic stands, what it is about, and how it came in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BookingState(models.TextChoices):
    """Where a booking stands."""

    WAITING = "waiting", _("Waiting for a place")
    BOOKED = "booked", _("Has a place")
    CAME = "came", _("The agency came")
    MISSED = "missed", _("The agency did not come")
    CANCELLED = "cancelled", _("Cancelled")
    LAPSED = "lapsed", _("No place came free")


OPEN_BOOKING = (BookingState.WAITING, BookingState.BOOKED)


class Topic(models.TextChoices):
    """What an agency comes with. Source: DGA slides 2564, what the clinic is for and what agencies are asked to do."""

    PLAN = "plan", _("Preparing or revising the action plan")
    ALIGNMENT = "alignment", _("Alignment with the Digital Government plan, and its questionnaire")
    OBSTACLE = "obstacle", _("An obstacle, and a way out together")
    PROJECT = "project", _("A project shared with other agencies")


class Channel(models.TextChoices):
    """How a booking came in."""

    WEB = "web", _("By the agency, here")
    PHONE = "phone", _("By telephone")
    MAIL = "mail", _("By letter or e-mail")

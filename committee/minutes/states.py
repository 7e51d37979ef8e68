# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The states of a meeting's minutes, of a member's answer to them, and the ways in which they are adopted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MinutesState(models.TextChoices):
    """Where the minutes stand."""

    DRAFTING = "drafting", _("Minutes being drafted")
    CIRCULATED = "circulated", _("Circulated to the members")
    ADOPTED = "adopted", _("Minutes adopted")
    PUBLISHED = "published", _("Minutes published")


class ReplyState(models.TextChoices):
    """How a member has answered a circulation."""

    ASKED = "asked", _("Not answered yet")
    CONFIRMED = "confirmed", _("Confirmed")
    AMENDMENT_ASKED = "amendment_asked", _("Asks for an amendment")
    LAPSED = "lapsed", _("Lapsed with its circulation")


class Way(models.TextChoices):
    """The three ways in which minutes are adopted."""

    SAME_MEETING = "same_meeting", _("At the same meeting")
    NEXT_MEETING = "next_meeting", _("At a later meeting")
    CIRCULATION = "circulation", _("By circulation, confirmed in writing")


class Verdict(models.TextChoices):
    """What the secretariat answers to a comment."""

    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Not accepted")
    ANSWERED = "answered", _("Explained")


class Kind(models.TextChoices):
    """What a section of the minutes holds."""

    PRESENT = "present", _("Those who attended")
    ABSENT = "absent", _("Those who did not attend")
    ATTENDING = "attending", _("Others in attendance")
    OPENING = "opening", _("Opening")
    HEADING = "heading", _("Agenda heading")
    ITEM = "item", _("Agenda item")
    CLOSING = "closing", _("End of the meeting")
    SIGNATURES = "signatures", _("Recorded and checked by")


OPEN = (MinutesState.DRAFTING, MinutesState.CIRCULATED)
FIXED = (MinutesState.ADOPTED, MinutesState.PUBLISHED)
NEEDED = (Kind.PRESENT, Kind.OPENING, Kind.CLOSING, Kind.SIGNATURES)  # a report without them is no form 11

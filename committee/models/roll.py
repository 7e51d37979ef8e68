# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is on the roll of a meeting."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.lifecycle import RollEntryLifecycle
from committee.models.committees import Seat
from committee.models.meetings import Meeting


class RollEntry(RollEntryLifecycle):
    """A seat on the roll of one meeting, as it was when the meeting was convened."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="roll")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="roll_entries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roll_entries")
    title = models.CharField(_("title"), max_length=200)
    is_voting = models.BooleanField(_("entitled to vote"))

    class Meta:
        verbose_name = _("member on the roll")
        verbose_name_plural = _("roll")
        ordering = ("meeting_id", "seat__position", "id")
        constraints = (models.UniqueConstraint(fields=["meeting", "seat"], name="one_entry_per_seat"),)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.title}"

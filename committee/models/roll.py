# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is on the roll of a meeting."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.lifecycle import RollEntryLifecycle
from committee.models.meetings import Meeting
from committee.models.seats import Seat, SeatRole, SeatTenure


class RollEntry(RollEntryLifecycle):
    """A seat's holder, or an alternate beside them, on the roll of one meeting, as it was when they were put there.

    The database refuses any change of what stands here: an entry moves, and says the same. ``alternate_for`` is the
    holder's entry; both have the same seat, which counts once.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="roll")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="roll_entries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roll_entries")
    tenure = models.ForeignKey(SeatTenure, models.PROTECT, null=True, editable=False, related_name="roll_entries")
    alternate_for = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="alternates", verbose_name=_("in place of")
    )
    title = models.CharField(_("title"), max_length=200)
    post = models.CharField(_("position held"), max_length=200, blank=True)
    role = models.CharField(_("seat"), max_length=30, choices=SeatRole.choices, default=SeatRole.MEMBER)
    is_voting = models.BooleanField(_("entitled to vote"))

    class Meta:
        verbose_name = _("member on the roll")
        verbose_name_plural = _("roll")
        ordering = ("meeting_id", "seat__position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "seat"], name="one_holder_per_seat", condition=models.Q(alternate_for=None)
            ),
            models.UniqueConstraint(fields=["meeting", "seat", "user"], name="one_entry_per_person_and_seat"),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.title}"

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who was in the meeting from when to when: one kept row for each coming and going, and guests beside the members.

Intervals are never stored: they follow from the marks that stand (``committee.rules.presence``). A mark that was wrong
stays, and another that names it takes its place.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.models.items import AgendaItem
from committee.models.meetings import Meeting
from committee.models.roll import RollEntry
from committee.rules.presence import MarkKind
from committee.states import STANDING, Mode


class Channel(models.TextChoices):
    """How somebody takes part."""

    IN_PERSON = "in_person", _("In the room")
    ONLINE = "online", _("Online")


class Identified(models.TextChoices):
    """How somebody who takes part online was identified.

    Source: Royal Decree on electronic meetings 2563 and its security standard: before the meeting, by a password, a
    one-time code, or by others who vouch.
    """

    LOGIN = "login", _("Logged in to the system")
    ONE_TIME_CODE = "one_time_code", _("One-time code")
    VOUCHED = "vouched", _("Vouched for by the secretary")


class Guest(models.Model):
    """Somebody who attends without being a member: an expert, an agency's officer who explains a matter."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="guests")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="guests", verbose_name=_("for the matter")
    )
    name = models.CharField(_("name"), max_length=200)
    post = models.CharField(_("position and agency"), max_length=300, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("guest of a meeting")
        verbose_name_plural = _("guests of a meeting")
        ordering = ("meeting_id", "id")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.name} #{self.pk}"


class Admission(models.Model):
    """A member showed who they are before joining online, by signing in themselves, and consents to the recording.

    Source: Emergency Decree on Electronic Meetings 2563 (identification before the meeting, its logs kept).
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="admissions")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="admissions")
    consents = models.BooleanField(_("consents to the recording"))
    at = models.DateTimeField(_("at"))
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("admission to a meeting online")
        verbose_name_plural = _("admissions to meetings online")
        ordering = ("meeting_id", "at", "id")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.entry_id} #{self.pk}"

    def lets_in(self, meeting: Meeting) -> bool:
        """Whether it shows the link now: while people can join, to who consented where the meeting is recorded."""
        is_open = meeting.state in STANDING and meeting.mode != Mode.IN_PERSON
        return is_open and (self.consents or not meeting.is_recorded)


class AttendanceMark(models.Model):
    """One coming or going of a member of the roll or of a guest, at the moment ``at``, noted at ``noted_at``.

    With ``corrects`` it takes the place of an earlier mark; as ``struck`` it only takes that mark away.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="marks")
    entry = models.ForeignKey(RollEntry, models.PROTECT, null=True, blank=True, related_name="marks")
    guest = models.ForeignKey(Guest, models.PROTECT, null=True, blank=True, related_name="marks")
    kind = models.CharField(_("what"), max_length=10, choices=MarkKind.choices)
    at = models.DateTimeField(_("at"))
    channel = models.CharField(_("takes part"), max_length=20, choices=Channel.choices, default=Channel.IN_PERSON)
    identified_by = models.CharField(_("identified by"), max_length=20, choices=Identified.choices, blank=True)
    consents = models.BooleanField(_("consents to the recording"), null=True)  # None: not asked, or not recorded
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("corrects")
    )
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("mark of attendance")
        verbose_name_plural = _("marks of attendance")
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(entry=None, guest__isnull=False) | models.Q(entry__isnull=False, guest=None),
                name="mark_of_a_member_or_a_guest",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=MarkKind.CAME, channel=Channel.ONLINE, identified_by=""),
                name="online_after_identification",
            ),
            models.CheckConstraint(
                condition=models.Q(corrects=None) | ~models.Q(reason=""), name="correction_says_why"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=MarkKind.STRUCK, corrects=None), name="only_a_correction_strikes"
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.kind} #{self.pk}"

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is to be told of what, what each person was told, and how each wants to be told."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The kinds of news that a person chooses a way for."""

    TURN = "turn", _("What waits for me")
    PROGRESS = "progress", _("How projects go on")
    MEETING = "meeting", _("Meetings and resolutions")
    CLOCK = "clock", _("Reminders and overdue work")
    SERVICE = "service", _("The service itself")


class Way(models.TextChoices):
    """How somebody is told. Whatever is told at all stands in the list of notices too."""

    MAIL = "mail", _("Here, and by e-mail at once")
    DIGEST = "digest", _("Here, and in one e-mail a day")
    HERE = "here", _("Here only")
    OFF = "off", _("Not at all")


class NoticeRule(models.Model):
    """An event that tells somebody something. Topics end in ``*`` to stand for several: ``committee.meeting.*``."""

    topic = models.CharField(_("event"), max_length=160)
    audience = models.CharField(_("who is told"), max_length=60)
    kind = models.CharField(_("kind of news"), max_length=10, choices=Kind.choices)
    way = models.CharField(_("how, unless the person chose another way"), max_length=10, choices=Way.choices)
    text_th = models.CharField(_("sentence in Thai"), max_length=500)
    text_en = models.CharField(_("sentence in English"), max_length=500)
    is_active = models.BooleanField(_("in use"), default=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["topic", "audience"], name="one_rule_per_event_and_audience"),)

    def __str__(self) -> str:
        return f"{self.topic} → {self.audience}"


class Channel(models.TextChoices):
    """By what a notice reaches its reader."""

    HERE = "here", _("Notices")
    MAIL = "mail", _("E-mail")
    DIGEST = "digest", _("Daily e-mail")


class Notice(models.Model):
    """One event told to one person by one channel, in the words of that day; it is told once however often we try."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    event_id = models.UUIDField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    topic = models.CharField(max_length=160)
    title = models.CharField(max_length=500)
    text_th = models.TextField()
    text_en = models.TextField()
    href = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(_("when"))  # of the event
    read_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)  # by e-mail

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = (
            models.UniqueConstraint(fields=["event_id", "person", "channel"], name="told_once_by_each_channel"),
        )
        indexes = (
            models.Index(fields=["person", "-id"], name="notices_of_person", condition=models.Q(channel="here")),
            models.Index(
                fields=["person"], name="unread_notices", condition=models.Q(channel="here", read_at__isnull=True)
            ),
            models.Index(
                fields=["person", "id"],
                name="notices_for_digest",
                condition=models.Q(channel="digest", sent_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.event_id} {self.channel} {self.person_id}"

    @property
    def text(self) -> str:
        """The sentence in the reader's language."""
        return self.text_th if get_language() == "th" else self.text_en


class NoticePreference(models.Model):
    """The way in which a person wants one kind of news; without it the rule's own way holds."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    way = models.CharField(max_length=10, choices=Way.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "kind"], name="one_way_per_kind"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}: {self.way}"

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Minutes in circulation: each member's answer, comments with what the secretariat says to them, and corrigenda."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.lifecycle import MinutesReplyLifecycle
from committee.minutes.states import Verdict
from committee.models.meetings import Meeting
from committee.models.minutes import Minutes, MinutesSection
from committee.models.roll import RollEntry


class MinutesReply(MinutesReplyLifecycle):
    """A member's answer to one circulation of the minutes; ``read_at`` is when they first opened it."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="replies")
    circulation = models.PositiveIntegerField(_("circulation"))
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="minutes_replies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="minutes_replies")
    read_at = models.DateTimeField(_("read"), null=True, editable=False)

    class Meta:
        verbose_name = _("answer to minutes")
        verbose_name_plural = _("answers to minutes")
        ordering = ("minutes_id", "circulation", "entry__seat__position", "id")
        constraints = (
            models.UniqueConstraint(fields=["minutes", "circulation", "entry"], name="one_reply_per_circulation"),
        )

    def __str__(self) -> str:
        return f"{self.minutes_id}/{self.circulation} {self.user_id}"


class MinutesComment(models.Model):
    """What a member says of a section. It is kept as it was said."""

    rows_are_kept: ClassVar[bool] = True

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="comments")
    section = models.ForeignKey(MinutesSection, models.PROTECT, related_name="comments")
    circulation = models.PositiveIntegerField(_("circulation"))
    text = models.TextField(_("comment"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("comment on minutes")
        verbose_name_plural = _("comments on minutes")
        ordering = ("minutes_id", "id")

    def __str__(self) -> str:
        return f"{self.minutes_id} comment {self.pk}"

    @property
    def answered(self) -> "MinutesAnswer | None":
        """The secretariat's answer, once there is one."""
        return getattr(self, "answer", None)


class MinutesAnswer(models.Model):
    """What the secretariat says to a comment. It is kept as it was said."""

    rows_are_kept: ClassVar[bool] = True

    comment = models.OneToOneField(MinutesComment, models.PROTECT, related_name="answer")
    verdict = models.CharField(_("answer"), max_length=20, choices=Verdict.choices)
    text = models.TextField(_("explanation"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a comment on minutes")
        verbose_name_plural = _("answers to comments on minutes")
        ordering = ("comment_id",)

    def __str__(self) -> str:
        return f"{self.comment_id} {self.verdict}"


class Corrigendum(models.Model):
    """A correction of adopted minutes, beside them: what stood, what is right, why, and which meeting adopted it."""

    rows_are_kept: ClassVar[bool] = True

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="corrigenda")
    number = models.PositiveIntegerField(_("corrigendum number"))
    key = models.CharField(max_length=40)
    label = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=400)
    before = models.TextField()
    after = models.TextField()
    reason = models.TextField()
    adopted_at_meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="adopted_corrigenda")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        verbose_name = _("corrigendum")
        verbose_name_plural = _("corrigenda")
        ordering = ("minutes_id", "number")
        constraints = (models.UniqueConstraint(fields=["minutes", "number"], name="one_corrigendum_per_number"),)

    def __str__(self) -> str:
        return f"{self.minutes_id} corrigendum {self.number}"

    def as_told(self) -> dict[str, Any]:
        """``{"number": 1, "key": "item-7", "label", "title", "before", "after", "reason", "meeting": "3/2564"}``."""
        told = {name: getattr(self, name) for name in ("number", "key", "label", "title", "before", "after", "reason")}
        return told | {"meeting": self.adopted_at_meeting.called}

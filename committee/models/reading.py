# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What members do with their papers: notes of their own, and questions to the secretariat."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.models.items import AgendaItem


class PrivateNote(models.Model):
    """A person's own note on a matter. Nobody else reads it; it stays whatever pack is issued next."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="private_notes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="private_notes")
    text = models.TextField(_("note"), blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    written_at = models.DateTimeField(_("written"))
    pack_number = models.PositiveIntegerField(_("pack that was read"), null=True, editable=False)

    class Meta:
        verbose_name = _("private note")
        verbose_name_plural = _("private notes")
        ordering = ("item_id", "user_id")
        constraints = (models.UniqueConstraint(fields=["item", "user"], name="one_note_per_person_and_item"),)

    def __str__(self) -> str:
        return f"{self.item_id} {self.user_id}"


class Question(models.Model):
    """A member's question on a matter before the meeting, and the secretariat's answer; all members read both."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField(_("asked"))
    request_id = models.UUIDField(unique=True, editable=False)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("question on a matter")
        verbose_name_plural = _("questions on matters")
        ordering = ("item_id", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answered_by=None, answer="")
                | (models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(answer="")),
                name="answered_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id} #{self.pk}"

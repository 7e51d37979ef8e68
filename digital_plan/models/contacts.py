# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whom agencies ask about what: offices and posts, never persons."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Contact(models.Model):
    """A contact point as it stood from one day to another. It is never removed: who puts one right writes it anew."""

    class Topic(models.TextChoices):
        PLAN = "plan", _("The plan, and driving it")
        CLINIC = "clinic", _("The plan clinic")
        QUESTIONNAIRE = "questionnaire", _("The alignment questionnaire")
        BUDGET = "budget", _("The integrated budget")
        SERVICE = "service", _("This service")

    topic = models.CharField(_("topic"), max_length=15, choices=Topic.choices)
    office = models.CharField(_("office"), max_length=255)
    post = models.CharField(_("post"), max_length=255, blank=True)
    mailbox = models.EmailField(_("shared mailbox"), blank=True)
    phone = models.CharField(_("office telephone"), max_length=60, blank=True)
    channel = models.CharField(_("group channel"), max_length=255, blank=True)
    source = models.CharField(_("source"), max_length=255)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("when"))
    request_id = models.UUIDField(unique=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("retired by")
    )
    retired_at = models.DateTimeField(_("retired"), null=True)

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ("topic", "id")

    def __str__(self) -> str:
        return f"{self.topic} {self.office} #{self.pk}"

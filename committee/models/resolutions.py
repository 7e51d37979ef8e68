# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a meeting resolves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.lifecycle import ResolutionLifecycle
from committee.models.items import AgendaItem
from committee.models.meetings import Meeting
from committee.states import Verb


class Resolution(ResolutionLifecycle):
    """What is resolved on an item. Amounts are strings of baht by budget line, as they go into the records."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="resolutions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions")
    number = models.PositiveIntegerField(_("resolution number"), null=True, editable=False)
    be_year = models.PositiveIntegerField(_("year (B.E.)"), null=True, editable=False)
    verb = models.CharField(_("resolution"), max_length=40, choices=Verb.choices)
    text = models.TextField(_("text"))
    amounts = models.JSONField(default=dict)  # {"7": "68500000.00"}
    conditions = models.JSONField(default=list)  # [{"text": …, "due_date": …, "before_forwarding": true}]

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ("meeting_id", "item__section", "item__position", "id")

    def __str__(self) -> str:
        return f"{self.item_id} {self.called or self.pk}"

    @property
    def called(self) -> str:
        """``"3/2564"``, or nothing before it is certified."""
        return f"{self.number}/{self.be_year}" if self.number else ""

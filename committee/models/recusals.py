# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member who takes no part in one matter, on what ground, and whether they left the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.lifecycle import RecusalLifecycle
from committee.models.items import AgendaItem
from committee.models.meetings import Meeting
from committee.models.roll import RollEntry
from committee.states import RECUSED, RecusalState


class Ground(models.TextChoices):
    """Why a member takes no part. Source: Administrative Procedure Act 2539, s.13 and s.16."""

    PARTY = "party", _("Is a party, or heads an agency that takes part in the project")
    RELATIVE = "relative", _("Is a relative of a party")
    REPRESENTATIVE = "representative", _("Is or was the guardian or representative of a party")
    BUSINESS = "business", _("Is a creditor, debtor or employer of a party")
    OTHER = "other", _("Another circumstance that may make them partial")


class Recusal(RecusalLifecycle):
    """A seat that is not entitled for one item, and for that item only."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="recusals")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="recusals")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="recusals")
    ground = models.CharField(_("ground"), max_length=20, choices=Ground.choices)
    details = models.CharField(_("details"), max_length=1000, blank=True)
    declared_at = models.DateTimeField(_("declared"))

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ("item_id", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "entry"], name="one_standing_recusal", condition=models.Q(state__in=RECUSED)
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id} {self.entry_id} #{self.pk}"

    @property
    def left_room(self) -> bool:
        """Whether the member is out of the room for the item."""
        return bool(self.state == RecusalState.LEFT_ROOM)

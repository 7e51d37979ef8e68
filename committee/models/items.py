# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on a meeting's agenda."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from budget_review.models import IntegrationProject
from committee.lifecycle import AgendaItemLifecycle
from committee.models.meetings import Meeting
from committee.states import OPEN_ITEM

if TYPE_CHECKING:
    from committee.models.resolutions import Resolution


class AgendaItem(AgendaItemLifecycle):
    """A matter on the agenda: a project to be decided on, or something to be told."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    section = models.PositiveIntegerField(_("agenda heading"))
    position = models.PositiveIntegerField(_("order"))
    title = models.CharField(_("matter"), max_length=400)
    note = models.TextField(_("details"), blank=True)
    project = models.ForeignKey(
        IntegrationProject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("project"),
    )

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ("meeting_id", "section", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["project"], name="one_open_item_per_project", condition=models.Q(state__in=OPEN_ITEM)
            ),
            models.CheckConstraint(condition=models.Q(section__gte=1, section__lte=6), name="one_of_six_headings"),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.title} #{self.pk}"

    def references(self) -> set[str]:
        """Itself, its meeting and its project, whose round or workplan an order may name."""
        return super().references() | (self.project.references() if self.project else set())

    @property
    def label(self) -> str:
        """``"5.1"``."""
        return f"{self.section}.{self.position}"

    @property
    def drafted(self) -> "Resolution":
        """The resolution on this item that was drafted last."""
        return self.resolutions.order_by("-pk")[0]

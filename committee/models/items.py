# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on a meeting's agenda."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from budget_review.models import IntegrationProject
from committee.lifecycle import AgendaItemLifecycle
from committee.models.committees import Committee
from committee.models.meetings import Meeting
from committee.states import DECIDED_ON, OPEN_ITEM, Confidentiality, ItemKind

if TYPE_CHECKING:
    from committee.models.resolutions import Resolution


LATE = models.Q(is_late=True, late_approved_by__isnull=False, late_approved_at__isnull=False) & ~models.Q(
    late_reason=""
)
IN_TIME = models.Q(is_late=False, late_approved_by=None, late_approved_at=None)


class AgendaItem(AgendaItemLifecycle):
    """A matter on the agenda: a project to be decided on, or something to be told.

    ``committee`` is the meeting's; the one key of "a project has one open item per committee" needs it here.
    ``issued_label`` is given when the agenda is fixed first, and stays.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="items", editable=False)
    item_kind = models.CharField(
        _("kind of item"), max_length=20, choices=ItemKind.choices, default=ItemKind.INFORMATION
    )
    confidentiality = models.CharField(
        _("who sees it"), max_length=10, choices=Confidentiality.choices, default=Confidentiality.OPEN
    )
    issued_label = models.CharField(_("label"), max_length=12, blank=True, editable=False)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="agenda_items", verbose_name=_("handed in by")
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    predecessor = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="successor")
    # the item on which another body resolved what this one confirms, amends or returns
    confirms = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="confirmed_by")
    is_late = models.BooleanField(_("late item"), default=False, editable=False)
    late_reason = models.TextField(_("why it comes late"), blank=True)
    late_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    late_approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
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
                fields=["project", "committee"],
                name="one_open_item_per_project_and_committee",
                condition=models.Q(state__in=OPEN_ITEM),
            ),
            models.UniqueConstraint(
                fields=["meeting", "issued_label"], name="one_item_per_label", condition=~models.Q(issued_label="")
            ),
            models.CheckConstraint(condition=models.Q(section__gte=1, section__lte=20), name="a_heading_of_the_agenda"),
            models.CheckConstraint(condition=LATE | IN_TIME, name="late_means_approved_late"),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.title} #{self.pk}"

    def references(self) -> set[str]:
        """Itself, its meeting and its project, whose round or workplan an order may name."""
        return super().references() | (self.project.references() if self.project else set())

    @property
    def label(self) -> str:
        """``"5.1"``: as issued, or as it would be issued now; a dash for what is not on the agenda."""
        return self.issued_label or self.meeting.draft_labels.get(self.pk, "–")

    @property
    def changes_heading(self) -> bool:
        """Whether it may be put under another heading: a project may not, nor what was issued with its label."""
        return self.project_id is None and not self.issued_label

    @property
    def is_decided_on(self) -> bool:
        """Whether the committee resolves on it: a project, or a matter in words that is for decision."""
        return self.project_id is not None or self.item_kind in DECIDED_ON

    @property
    def drafted(self) -> "Resolution":
        """The resolution on this item that was drafted last."""
        return self.resolutions.order_by("-pk")[0]

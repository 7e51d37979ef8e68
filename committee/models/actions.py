# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What resolutions assign, and what its owners brought to show that it is done."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from committee.lifecycle.actions import ActionItemLifecycle
from committee.models.committees import Committee
from committee.models.resolutions import Resolution
from committee.states import ActionState
from papers.models import Document

MOST_WORKING_DAYS = 750  # three years of them


class ActionItem(ActionItemLifecycle):
    """One thing to do, by an agency or by a person, until a day."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="actions")
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="action_items")
    text = models.TextField(_("what is to be done"))
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="actions", verbose_name=_("agency"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="actions", verbose_name=_("person")
    )
    due_date = models.DateField(_("due"))

    class Meta:
        verbose_name = _("assigned action")
        verbose_name_plural = _("assigned actions")
        ordering = ("due_date", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(agency=None, person__isnull=False) | models.Q(agency__isnull=False, person=None),
                name="action_has_one_owner",
            ),
        )

    def __str__(self) -> str:
        return f"{self.resolution_id} #{self.pk}"

    @property
    def owner(self) -> str:
        """Who does it, in the reader's language."""
        return str(self.agency.name if self.agency else self.person)

    def is_late_on(self, day: date) -> bool:
        """Whether its term has passed and nobody has reported it as done."""
        return self.state in (ActionState.OPEN, ActionState.RETURNED) and self.due_date < day

    def references(self) -> set[str]:
        """Itself, its resolution's item and its project."""
        return super().references() | self.resolution.item.references()


class ActionEvidence(models.Model):
    """What was brought with one report: words, a link or a file."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    action = models.ForeignKey(ActionItem, models.PROTECT, related_name="evidence")
    note = models.TextField(_("what was done"))
    link = models.URLField(_("link"), max_length=500, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("evidence of an action")
        verbose_name_plural = _("evidence of actions")
        ordering = ("action_id", "id")

    def __str__(self) -> str:
        return f"{self.action_id} #{self.pk}"

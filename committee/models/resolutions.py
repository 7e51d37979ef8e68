# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a meeting resolves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.lifecycle import ResolutionLifecycle
from committee.models.committees import Committee
from committee.models.items import AgendaItem
from committee.models.meetings import Meeting
from committee.states import STANDS, ResolutionState, Verb
from committee.verbs import MEANINGS


class Resolution(ResolutionLifecycle):
    """What is resolved on an item. Amounts are strings of baht by budget line, as they go into the records.

    Its number is given when it is certified, by committee and year, and never again. What is wrong in it is mended by
    another resolution: one that ``corrects`` its words, or one that the committee resolves anew on the same item.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="resolutions")  # whose series of numbers
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="resolutions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="corrections")
    reason = models.TextField(_("reason"), blank=True)  # of a correction
    number = models.PositiveIntegerField(_("resolution number"), null=True, editable=False)
    be_year = models.PositiveIntegerField(_("year (B.E.)"), null=True, editable=False)
    certified_at = models.DateTimeField(_("certified"), null=True, editable=False)
    verb = models.CharField(_("resolution"), max_length=40, choices=Verb.choices)
    also = models.JSONField(default=list)  # what goes along with the verb: ["assign"]
    text = models.TextField(_("text"))
    amounts = models.JSONField(default=dict)  # {"7": "68500000.00"}
    conditions = models.JSONField(default=list)  # [{"text": …, "due_date": …, "before_forwarding": true}]
    actions = models.JSONField(default=list)  # [{"text": …, "agency": "dga", "person": null, "working_days": 30}]

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ("meeting_id", "item__section", "item__position", "id")
        constraints = (
            models.UniqueConstraint(fields=["committee", "be_year", "number"], name="one_resolution_per_number"),
            models.UniqueConstraint(
                fields=["item"], name="one_standing_resolution_per_item", condition=models.Q(state__in=STANDS)
            ),
            models.UniqueConstraint(
                fields=["item"],
                name="one_drafted_resolution_per_item",
                condition=models.Q(state=ResolutionState.DRAFT),
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id} {self.called or self.pk}"

    @property
    def called(self) -> str:
        """``"3/2564"``, or nothing before it is certified."""
        return f"{self.number}/{self.be_year}" if self.number else ""

    @property
    def verbs(self) -> list[Verb]:
        """Everything that it says, what decides the matter first."""
        return [Verb(self.verb), *map(Verb, self.also)]

    @property
    def verbs_display(self) -> str:
        """What it says, in the reader's language: ``"Endorse · Assign"``."""
        return " · ".join(str(verb.label) for verb in self.verbs)

    @property
    def moves(self) -> str:
        """The step that it makes its project take; nothing when it leaves it alone."""
        return next((MEANINGS[verb].moves for verb in self.verbs if MEANINGS[verb].moves), "")

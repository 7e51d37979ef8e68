# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Committees as data: what they are, under which other they stand, and what was changed about them."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Named

if TYPE_CHECKING:
    from committee.models.profiles import ProcedureProfile
    from committee.models.seats import SeatTenure


class CommitteeKind(models.TextChoices):
    """What sort of body a committee is."""

    DIGITAL_GOVERNMENT = "digital_government", _("Digital Government Development Committee")
    SUB_COMMITTEE = "sub_committee", _("Sub-committee")
    INTEGRATED_BUDGET = "integrated_budget", _("Integrated-budget committee of a year")
    AGENCY_ICT = "agency_ict", _("ICT committee of a ministry or an agency")
    WORKING_GROUP = "working_group", _("Working group")
    OTHER = "other", _("Other committee")


class Committee(Named):
    """A body that resolves, with its own rules, seats and series of numbers.

    ``confirming_body`` takes up what this body has resolved, and confirms, amends or returns it.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=CommitteeKind.choices, default=CommitteeKind.OTHER)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("stands under")
    )
    confirming_body = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="confirms", verbose_name=_("confirmed by")
    )
    legal_basis = models.TextField(_("legal basis"), blank=True)
    active_from = models.DateField(_("set up on"), null=True, blank=True)
    active_to = models.DateField(_("ended on"), null=True, blank=True)
    is_example = models.BooleanField(_("example data"), default=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(active_to=None)
                | models.Q(active_from=None)
                | models.Q(active_to__gte=models.F("active_from")),
                name="committee_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")), name="no_committee_under_itself"
            ),
            models.CheckConstraint(
                condition=models.Q(confirming_body=None) | ~models.Q(confirming_body=models.F("id")),
                name="no_committee_confirms_itself",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def is_active_on(self, day: date) -> bool:
        """Whether the committee is there on this day."""
        return (self.active_from is None or self.active_from <= day) and (
            self.active_to is None or day <= self.active_to
        )

    def sitting_on(self, day: date) -> "list[SeatTenure]":
        """Who sits on this day, in the order of the seats; nobody sits on a body that has ended.

        Prefetch ``tenures`` where many ask.
        """
        if not self.is_active_on(day):
            return []
        return [tenure for tenure in self.tenures.all() if tenure.holds_on(day)]

    def profile_on(self, day: date) -> "ProcedureProfile | None":
        """The version of the rules in force on this day. Prefetch ``profiles`` where many ask."""
        begun = [profile for profile in self.profiles.all() if profile.effective_from <= day]
        return max(begun, key=lambda profile: (profile.effective_from, profile.version), default=None)


class CommitteeChange(models.Model):
    """One change of what is known of a committee: what, by whom, when and why.

    ``details`` are what changed, as ``{"title": ["before", "after"]}``.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="changes")
    act = models.CharField(_("act"), max_length=40)  # a name of committee.operations.registers
    about = models.CharField(_("about"), max_length=300)
    details = models.JSONField(default=dict)
    reason = models.TextField(_("reason"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("changed"))
    request_id = models.UUIDField(null=True, unique=True, editable=False)  # the same request again changes nothing
    row_id = models.BigIntegerField(null=True, editable=False)  # of the row that was written

    class Meta:
        verbose_name = _("change of a committee")
        verbose_name_plural = _("changes of committees")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.committee_id} {self.act} #{self.pk}"

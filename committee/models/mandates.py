# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a committee leaves to a sub-committee or to a person: by which order, for what, from when to when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.models.committees import Committee
from committee.models.seats import ENDS_AFTER_IT_BEGINS, Dated


class Power(models.TextChoices):
    """What a mandate lets its holder do."""

    RESOLVE_FINALLY = "resolve_finally", _("Resolve on projects without confirmation")
    APPROVE_LATE_ITEM = "approve_late_item", _("Approve a late item")
    VERIFY_CONDITION = "verify_condition", _("Verify that what was assigned is done")
    SIGN_LETTER = "sign_letter", _("Send letters on the committee's resolutions")
    REPORT = "report", _("Study, and put a report on the committee's agenda")


class Mandate(Dated):
    """A delegation by a committee, as evidence. What it lets do is asked of ``committee.permissions.mandate_used``.

    Source: DGA slides 2564 (a sub-committee or any person as the committee assigns).
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="mandates")
    to_committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="mandates_held", verbose_name=_("to the body")
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates_held",
        verbose_name=_("to the person"),
    )
    order_number = models.CharField(_("order"), max_length=200)
    order_date = models.DateField(_("dated"))
    scope = models.TextField(_("scope"))
    powers = models.JSONField(_("lets them"), default=list)  # names of Power
    ceiling_baht = models.DecimalField(_("up to (baht)"), max_digits=15, decimal_places=2, null=True, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ("committee_id", "-from_date", "-id")
        constraints = (
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="mandate_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(to_committee=None, to_user__isnull=False) | Q(to_committee__isnull=False, to_user=None),
                name="mandate_to_a_body_or_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.committee_id} {self.order_number} #{self.pk}"

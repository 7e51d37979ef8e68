# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What if: amounts tried against the ceiling, and the scenario that the meeting adopts, kept as it was adopted."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.models.meetings import Meeting


class Scenario(models.Model):
    """Cuts of one's own, tried out: an amount of baht by budget line, ``{"7": "68500000.00"}``. 0 leaves a line out."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="scenarios")
    name = models.CharField(_("name"), max_length=120)
    amounts = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("changed"))
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        ordering = ("meeting_id", "id")
        constraints = (models.UniqueConstraint(fields=["meeting", "name"], name="one_scenario_per_name"),)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.name}"


class AdoptedScenario(models.Model):
    """The amounts that the meeting goes by from here on; the last one stands. Resolutions give these and no others.

    ``content`` is ``{"name": "…", "amounts": {"7": "68500000.00"}, "totals": {"2565": "850000000.00"}, "ceilings":
    {"2565": "852861900.00"}}``.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="adopted_scenarios")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(_("adopted"))
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("adopted scenario")
        verbose_name_plural = _("adopted scenarios")
        ordering = ("meeting_id", "number")
        constraints = (models.UniqueConstraint(fields=["meeting", "number"], name="one_adoption_per_number"),)

    def __str__(self) -> str:
        return f"{self.meeting_id} scenario {self.number}"

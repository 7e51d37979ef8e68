# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The result, reported back to each agency that took part."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from budget_review.models.parts import Participation


class ResultNotice(models.Model):
    """A letter with the result, one for each agency; its PDF is printed from ``snapshot`` alone."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="notices")
    letter_number = models.CharField(_("letter number"), max_length=80)
    snapshot = models.JSONField()  # budget_review.letters.snapshot_of
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("result letter")
        verbose_name_plural = _("result letters")
        ordering = ("participation_id", "id")

    def __str__(self) -> str:
        return f"{self.letter_number} #{self.pk}"

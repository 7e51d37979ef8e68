# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The result, reported back to each agency that took part."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from budget_review.models.parts import Participation
from papers.models import Document


class ResultNotice(models.Model):
    """A letter with the result, one for each agency; its paper is printed from ``snapshot`` alone."""

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


class ResultPaper(models.Model):
    """A result letter as it was first printed: whoever asks later gets these bytes."""

    rows_are_kept: ClassVar[bool] = True

    letter = models.OneToOneField(ResultNotice, models.PROTECT, related_name="paper")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paper of a result letter")
        verbose_name_plural = _("papers of result letters")

    def __str__(self) -> str:
        return f"paper of {self.letter_id}"

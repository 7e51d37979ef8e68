# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letters that tell agencies of a resolution, and the patterns by which they are numbered."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from committee.lifecycle.letters import DecisionLetterLifecycle
from committee.models.committees import Committee
from committee.models.resolutions import Resolution
from committee.states import Urgency
from papers.models import Document
from papers.numbering import letter_number


class LetterPattern(models.Model):
    """A series of letter numbers of a committee's secretariat: ``สพร ๐๑/…``, as a circular ``นร ๐๕๐๕/ว …``.

    The running number begins anew each calendar year. Source: the Saraban Rule 2526, on numbers of outward letters.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="letter_patterns")
    prefix = models.CharField(_("code of the office"), max_length=60)
    is_circular = models.BooleanField(_("circular: one number for all who receive it"), default=False)
    thai_digits = models.BooleanField(_("Thai digits"), default=True)
    sender = models.CharField(_("sending office"), max_length=200)
    signer = models.CharField(_("post that signs"), max_length=200)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("series of letters")
        verbose_name_plural = _("series of letters")
        ordering = ("committee_id", "id")
        constraints = (
            models.UniqueConstraint(fields=["committee", "prefix", "is_circular"], name="one_series_per_prefix"),
        )

    def __str__(self) -> str:
        return letter_number(self.prefix, "…", circular=self.is_circular, thai=self.thai_digits)

    def numbered(self, running: int) -> str:
        """``"สพร ๐๑/๑๒"``."""
        return letter_number(self.prefix, str(running), circular=self.is_circular, thai=self.thai_digits)


class DecisionLetter(DecisionLetterLifecycle):
    """One letter to one agency; its PDF is printed from ``snapshot`` alone. Who acknowledged it is in its records."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="letters")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="decision_letters")
    pattern = models.ForeignKey(LetterPattern, models.PROTECT, related_name="letters")
    be_year = models.PositiveIntegerField(_("year (B.E.)"))
    running = models.PositiveIntegerField(_("running number"), null=True)  # none for a number typed by hand
    shares_number = models.BooleanField(default=False)  # of a circular
    letter_number = models.CharField(_("letter number"), max_length=80)
    urgency = models.CharField(_("urgency"), max_length=20, choices=Urgency.choices, default=Urgency.NORMAL)
    snapshot: Any = models.JSONField()  # committee.letters.snapshot_of
    sha256 = models.CharField(max_length=64)
    token = models.CharField(max_length=64, unique=True)  # by it anybody may ask whether the letter holds
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("letter on a resolution")
        verbose_name_plural = _("letters on resolutions")
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["pattern", "be_year", "running"],
                name="one_letter_per_number",
                condition=models.Q(shares_number=False),
            ),
            models.UniqueConstraint(fields=["resolution", "agency"], name="one_letter_per_agency"),
        )

    def __str__(self) -> str:
        return f"{self.letter_number} #{self.pk}"

    def references(self) -> set[str]:
        """Itself, its resolution and its project."""
        return super().references() | self.resolution.item.references()


class LetterPaper(models.Model):
    """A letter as it was first printed: whoever asks later gets these bytes."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    letter = models.OneToOneField(DecisionLetter, models.PROTECT, related_name="paper")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paper of a letter")
        verbose_name_plural = _("papers of letters")

    def __str__(self) -> str:
        return f"paper of {self.letter_id}"

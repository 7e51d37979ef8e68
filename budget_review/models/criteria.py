# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What screening looks at: published lists of criteria that nobody changes, and the draft of the next one."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agencies.models import Named
from budget_review.states import Tier


class Verdict(models.TextChoices):
    """What was found."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT_MET = "not_met", _("Not met")
    NOTED = "noted", _("To be noted")


JUDGED = (Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET)  # what an officer answers; only the service notes
WORTH = {
    Verdict.MET: Decimal(1),
    Verdict.PARTLY: Decimal("0.5"),
    Verdict.NOT_MET: Decimal(0),
    Verdict.NOTED: Decimal(1),
}


class Kind(models.TextChoices):
    """Who finds it, and how."""

    INTAKE = "intake", _("Checked when it is taken up")
    AUTOMATIC = "automatic", _("Found by the service")
    REVIEWER = "reviewer", _("Judged by the officer")
    SCORED = "scored", _("Scored by the officer")


class CriteriaSet(models.Model):
    """One published version of the criteria. A round keeps the one it began with; nobody made the delivered one."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    number = models.PositiveIntegerField(_("version"), unique=True)
    reason = models.TextField(_("what changed and why"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("version of the criteria")
        verbose_name_plural = _("versions of the criteria")
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number}"


class Criterion(Named):
    """One thing that screening looks at.

    ``answers_th`` and ``answers_en`` say what each answer means, one a line: of a judged criterion met, partly met and
    not met; of a scored one each score from 0 up. Projects below ``from_tier`` are not asked. Weight 0 only tells.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="criteria")
    code = models.SlugField(_("code"), max_length=40)
    position = models.PositiveIntegerField(_("position"))
    weight = models.PositiveIntegerField(_("weight"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    guidance_th = models.TextField(_("guidance, Thai"), blank=True)
    guidance_en = models.TextField(_("guidance, English"), blank=True)
    answers_th = models.TextField(_("answers, Thai"), blank=True)
    answers_en = models.TextField(_("answers, English"), blank=True)
    needs_evidence = models.BooleanField(_("evidence must be named"), default=False)
    from_tier = models.CharField(_("asked from"), max_length=10, choices=Tier.choices, default=Tier.LIGHT)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ("criteria_set_id", "position")
        constraints = (models.UniqueConstraint(fields=["criteria_set", "code"], name="one_criterion_per_code"),)

    def __str__(self) -> str:
        return f"{self.code}"

    @property
    def is_automatic(self) -> bool:
        """Whether the service finds it."""
        return bool(self.kind == Kind.AUTOMATIC)

    @property
    def is_scored(self) -> bool:
        """Whether the officer gives a score."""
        return bool(self.kind == Kind.SCORED)

    @property
    def guidance(self) -> str:
        """What to look at, in the reader's language."""
        return self.guidance_th if get_language() == "th" else self.guidance_en or self.guidance_th

    @property
    def meanings(self) -> list[str]:
        """What each answer means, in the reader's language."""
        own = self.answers_th if get_language() == "th" else self.answers_en or self.answers_th
        return lines_of_text(own)

    @property
    def top_score(self) -> int:
        """The highest score of the scale."""
        return max(len(lines_of_text(self.answers_th)) - 1, 1)

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The answers that an officer chooses among, each with its words: the value, then what it means."""
        meanings = self.meanings
        if self.is_scored:
            return [(str(value), f"{value} · {meaning}") for value, meaning in enumerate(meanings)]
        words = [f"{verdict.label} · {meaning}" for verdict, meaning in zip(JUDGED, meanings, strict=False)]
        plain = [str(verdict.label) for verdict in JUDGED[len(words) :]]
        return [(verdict.value, word) for verdict, word in zip(JUDGED, words + plain, strict=True)]


def lines_of_text(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class CriteriaDraft(models.Model):
    """The next version while it is being written: ``rows`` are ``{"code": "value", "kind": "scored", …}``.

    There is at most one that is not ``published`` yet.
    """

    based_on = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="+")
    rows = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    published = models.OneToOneField(CriteriaSet, models.PROTECT, null=True, related_name="drafted_as")

    class Meta:
        verbose_name = _("draft of the criteria")
        verbose_name_plural = _("drafts of the criteria")
        constraints = (
            models.UniqueConstraint(
                fields=["based_on"], condition=models.Q(published=None), name="one_open_draft_of_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk}"

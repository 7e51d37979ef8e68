# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each project says, brought to numbers so that others like it are found; what was found, what officers say."""

from secrets import token_hex
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from budget_review.lifecycle_of_pairs import PairFindingLifecycle
from budget_review.models.projects import IntegrationProject


class Signature(models.Model):
    """One project as it is compared: the works of its name, objective and lines (``similarity.works.Work.as_data``).

    ``digest`` is of all that answers rest on (``similarity.saying.digest_of``); ``searched`` the one for which others
    like it were looked for last.
    """

    project = models.OneToOneField(IntegrationProject, models.PROTECT, primary_key=True, related_name="signature")
    works = models.JSONField()
    method = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, default="", db_default="")
    searched = models.CharField(max_length=64, default="", db_default="")

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")

    def __str__(self) -> str:
        return f"{self.project_id}@{self.revision}"


class SignatureMark(models.Model):
    """One mark of a project in the inverted index: a run of letters, or a matter, by its number."""

    signature = models.ForeignKey(Signature, models.CASCADE, related_name="marks", db_index=False)
    mark = models.BigIntegerField()

    class Meta:
        verbose_name = _("mark")
        constraints = (
            models.UniqueConstraint(fields=["mark", "signature"], name="one_mark_per_project"),  # also finds by mark
        )
        indexes = (models.Index(fields=["signature", "mark"], name="marks_of_project"),)

    def __str__(self) -> str:
        return f"{self.signature_id}/{self.mark}"


class Question(models.TextChoices):
    """The two questions that are asked of a pair of projects."""

    DUPLICATE = "duplicate", _("Duplicate")
    CONNECT = "connect", _("Could connect")


def fresh_salt() -> str:
    """Thirty-two letters by chance."""
    return token_hex(16)


class FoundPair(models.Model):
    """Two projects that the service found alike, of what each said then: with another digest it counts no more.

    One row for both sides: ``first`` is the one with the smaller id. Not evidence but an index; it is found again.
    """

    first = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="+", db_index=False)
    second = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="+")
    question = models.CharField(_("question"), max_length=20, choices=Question.choices)
    score_percent = models.PositiveIntegerField()
    first_digest = models.CharField(max_length=64)
    second_digest = models.CharField(max_length=64)
    found_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pair found alike")
        verbose_name_plural = _("pairs found alike")
        constraints = (
            models.UniqueConstraint(fields=["first", "second", "question"], name="one_pair_per_question"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pair_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.first_id}/{self.second_id} {self.question}"


class Answer(models.TextChoices):
    """What an officer answers."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    CONTINUES = "continues", _("One carries the other on")


WORDS: dict[Question, dict[Answer, Any]] = {
    Question.DUPLICATE: {
        Answer.YES: _("It says the same again"),
        Answer.NO: _("It is not a duplicate"),
        Answer.CONTINUES: _("One carries the other on"),
    },
    Question.CONNECT: {Answer.YES: _("They should connect"), Answer.NO: _("There is nothing to connect")},
}


def words_of(question: str, answer: str) -> str:
    """An answer as people read it."""
    return str(WORDS[Question(question)][Answer(answer)])


class PairFinding(PairFindingLifecycle):
    """An officer's answer about a project and another, with what was before them. A later one stands in its place.

    ``content_version`` and ``other_version`` are the frozen versions then, None for a draft; ``score_percent`` the
    service's own score, 0 to 100. The record of its beginning names a digest of all of it (``similarity.proving``);
    ``salt`` keeps whoever reads the record from trying which project the other is.
    """

    shown_other = ""  # the code of the other project, for a reader who may open it (``queries.pairs.name_others``)

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="pair_findings")
    other = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="+")
    question = models.CharField(_("question"), max_length=20, choices=Question.choices)
    answer = models.CharField(_("finding"), max_length=20, choices=Answer.choices)
    note = models.TextField(_("reason"))
    score_percent = models.PositiveIntegerField()
    content_version = models.PositiveIntegerField(null=True)
    other_version = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("officer"))
    delegation = models.PositiveBigIntegerField(null=True)  # the order under which the officer acted
    request_id = models.UUIDField(unique=True)
    at = models.DateTimeField()
    salt = models.CharField(max_length=32, default=fresh_salt)

    class Meta:
        verbose_name = _("finding on a pair")
        verbose_name_plural = _("findings on pairs")
        ordering = ("project_id", "id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(project=models.F("other")), name="pair_of_two_projects"),
        )

    def __str__(self) -> str:
        return f"{self.project_id}/{self.other_id} {self.question} #{self.pk}"

    @property
    def words(self) -> str:
        """The answer as people read it."""
        return words_of(self.question, self.answer)

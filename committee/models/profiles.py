# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rules by which a committee works, in versions that are never changed: a change is a new version from a day on."""

from datetime import date
from fractions import Fraction
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committee.models.committees import Committee
from committee.rules.kinds import (
    Certifier,
    Digits,
    NumberingYear,
    PassRule,
    QuorumBase,
    every_vote_mode,
    official_headings,
    the_chair,
)
from committee.rules.quorum import QuorumRule
from papers.thai import buddhist_year, fiscal_year

AT_MOST_ONE = Q(quorum_numerator__gte=1, quorum_numerator__lte=F("quorum_denominator"))
RECALL_AT_MOST_ONE = Q(recall_numerator__gte=1, recall_numerator__lte=F("recall_denominator"))
DAYS = [MaxValueValidator(366)]


class ProcedureProfile(models.Model):
    """One version of a committee's rules. The database refuses any change of it; a meeting keeps the one it began with.

    The defaults are those of the Administrative Procedure Act 2539, s.79 to 82 (``committee.rules.kinds``); days of
    submission and of circulation are our decision, after practice.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="profiles")
    version = models.PositiveIntegerField(_("version"))
    effective_from = models.DateField(_("in force from"))

    quorum_numerator = models.PositiveSmallIntegerField(_("quorum: parts"), default=1)
    quorum_denominator = models.PositiveSmallIntegerField(_("quorum: of"), default=2)
    quorum_more_than = models.BooleanField(_("more than that share, not at least"), default=False)
    quorum_minimum = models.PositiveSmallIntegerField(_("and at least so many persons"), default=0)
    quorum_base = models.CharField(_("taken of"), max_length=20, choices=QuorumBase.choices, default=QuorumBase.HOLDERS)
    recused_leave = models.BooleanField(_("whoever is recused leaves the number of those entitled"), default=True)
    recall_days = models.PositiveSmallIntegerField(
        _("called again within days"), null=True, blank=True, default=14, validators=DAYS
    )
    recall_numerator = models.PositiveSmallIntegerField(_("quorum when called again: parts"), default=1)
    recall_denominator = models.PositiveSmallIntegerField(_("quorum when called again: of"), default=3)

    pass_rule = models.CharField(
        _("what carries"), max_length=30, choices=PassRule.choices, default=PassRule.MAJORITY_OF_VOTES
    )
    casting_vote = models.BooleanField(_("the chair has a casting vote at a tie"), default=True)
    vote_modes = models.JSONField(_("ways to vote"), default=every_vote_mode)  # ["consensus", "named"]

    notice_days = models.PositiveSmallIntegerField(_("days of notice"), default=3, validators=DAYS)
    submission_lead_days = models.PositiveSmallIntegerField(
        _("items are handed in so many days before"), default=7, validators=DAYS
    )
    minutes_circulation_days = models.PositiveSmallIntegerField(
        _("days for comments on the minutes"), default=7, validators=[MinValueValidator(1), *DAYS]
    )
    minutes_confirmation_percent = models.PositiveSmallIntegerField(
        _("percent of the members who must confirm minutes for an adoption by circulation"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    agenda = models.JSONField(
        _("agenda headings"), default=official_headings
    )  # committee.rules.kinds.Heading, in order
    late_approvers = models.JSONField(_("who approves a late item"), default=the_chair)  # seats' roles: ["chair"]
    certified_by = models.CharField(
        _("who certifies resolutions"), max_length=20, choices=Certifier.choices, default=Certifier.CHAIR
    )
    numbering = models.CharField(
        _("numbered within"), max_length=20, choices=NumberingYear.choices, default=NumberingYear.CALENDAR
    )
    digits = models.CharField(_("digits"), max_length=10, choices=Digits.choices, default=Digits.THAI)

    source = models.TextField(_("source"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("made"), null=True)

    class Meta:
        verbose_name = _("rules of procedure")
        verbose_name_plural = _("rules of procedure")
        ordering = ("committee_id", "-version")
        constraints = (
            models.UniqueConstraint(fields=["committee", "version"], name="one_profile_per_version"),
            models.CheckConstraint(condition=AT_MOST_ONE, name="quorum_is_a_share"),
            models.CheckConstraint(condition=RECALL_AT_MOST_ONE, name="recall_quorum_is_a_share"),
            models.CheckConstraint(
                condition=Q(quorum_more_than=False) | Q(quorum_numerator__lt=F("quorum_denominator")),
                name="nobody_is_more_than_all",
            ),
        )

    def __str__(self) -> str:
        return f"{self.committee_id} v{self.version}"

    @property
    def quorum_rule(self) -> QuorumRule:
        """What the quorum is reckoned by."""
        return QuorumRule(
            share=Fraction(self.quorum_numerator, self.quorum_denominator),
            more_than=self.quorum_more_than,
            minimum=self.quorum_minimum,
            base=QuorumBase(self.quorum_base),
            recused_leave=self.recused_leave,
            recall_days=self.recall_days,
            recall_share=Fraction(self.recall_numerator, self.recall_denominator),
        )

    def year_of(self, day: date) -> int:
        """The Buddhist year in whose series a meeting on this day is numbered."""
        return fiscal_year(day) if self.numbering == NumberingYear.FISCAL else buddhist_year(day)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Votes: a round on one question, who may vote in it, the named ballots, and who dissents and why.

Nothing here goes with anything else: every foreign key protects, and the database refuses to delete a row.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committee.lifecycle import VoteRoundLifecycle
from committee.models.items import AgendaItem
from committee.models.meetings import Meeting
from committee.models.roll import RollEntry
from committee.rules.kinds import VoteMode
from committee.rules.passing import Outcome, rederived
from committee.states import VoteRoundState
from workflows.triggers import more_on_sqlite


class VoteRound(VoteRoundLifecycle):
    """One vote on one question. Who may vote and by what rule is fixed when it is opened, the tally when it is counted.

    ``profile_version`` is the version of the committee's rules; ``explanation`` is ``Outcome.kept()``, from which the
    outcome follows again.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="rounds")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField(_("round"), editable=False)
    question = models.CharField(_("question"), max_length=1000)
    mode = models.CharField(_("way of voting"), max_length=20, choices=VoteMode.choices)
    rule = models.CharField(_("what carries"), max_length=40, editable=False)
    profile_version = models.PositiveIntegerField(_("version of the rules"), editable=False)
    recused_leave = models.BooleanField(editable=False)
    has_casting_vote = models.BooleanField(editable=False)
    voting_count = models.PositiveIntegerField(_("seats with a vote"), editable=False)
    recused_count = models.PositiveIntegerField(_("recused"), editable=False)
    present_count = models.PositiveIntegerField(_("may vote"), editable=False)
    quorum_needed = models.PositiveIntegerField(_("quorum"), editable=False)
    quorum_present = models.PositiveIntegerField(_("present for the quorum"), editable=False)
    for_count = models.PositiveIntegerField(_("for"), null=True, editable=False)
    against_count = models.PositiveIntegerField(_("against"), null=True, editable=False)
    abstained_count = models.PositiveIntegerField(_("abstained"), null=True, editable=False)
    invalid_count = models.PositiveIntegerField(_("invalid"), null=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=10, blank=True, editable=False)
    explanation = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ("item_id", "number")
        constraints = (
            models.UniqueConstraint(fields=["item", "number"], name="one_round_per_number"),
            models.UniqueConstraint(
                fields=["meeting"], name="one_open_round_per_meeting", condition=Q(state=VoteRoundState.OPEN)
            ),
            models.CheckConstraint(
                condition=Q(present_count__lte=F("voting_count") - F("recused_count")), name="voters_are_entitled"
            ),
            models.CheckConstraint(
                condition=Q(for_count=None)
                | Q(present_count__gte=F("for_count") + F("against_count") + F("abstained_count") + F("invalid_count")),
                name="no_more_votes_than_voters",
            ),
            models.CheckConstraint(
                condition=~Q(state=VoteRoundState.COUNTED) | (~Q(outcome="") & Q(for_count__isnull=False)),
                name="counted_round_has_its_tally",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id}/{self.number}"

    def told(self) -> Outcome:
        """The outcome, derived again from the stored explanation."""
        return rederived(self.explanation)


class Choice(models.TextChoices):
    """What a named ballot says."""

    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstains")


class Entitlement(models.Model):
    """A seat that may vote in a round, as it was when the round was opened: one line of the roll for one seat."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    round = models.ForeignKey(VoteRound, models.PROTECT, related_name="entitlements")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="entitlements")
    seat = models.ForeignKey("committee.Seat", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("right to vote")
        verbose_name_plural = _("rights to vote")
        ordering = ("round_id", "id")
        constraints = (models.UniqueConstraint(fields=["round", "seat"], name="one_vote_per_seat_and_round"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.entry_id}"


class Ballot(models.Model):
    """A named vote, by one right to vote and once. A secret vote leaves nothing here."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    entitlement = models.OneToOneField(Entitlement, models.PROTECT, related_name="ballot")
    choice = models.CharField(_("vote"), max_length=10, choices=Choice.choices)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ("entitlement_id",)
        constraints = (models.CheckConstraint(condition=Q(choice__in=Choice.values), name="ballot_says_one_of_three"),)

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.choice}"


class Dissent(models.Model):
    """A member who is against what the meeting resolves, and why.

    Source: Administrative Procedure Act 2539, s.83: dissent and its reasons are recorded; written ones are attached.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="dissents")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="dissents")
    round = models.ForeignKey(VoteRound, models.PROTECT, null=True, blank=True, related_name="dissents")
    reason = models.TextField(_("reason"))
    is_written = models.BooleanField(_("handed in in writing"), default=False)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("dissent")
        verbose_name_plural = _("dissents")
        ordering = ("item_id", "id")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="dissent_says_why"),)

    def __str__(self) -> str:
        return f"{self.item_id} {self.entry_id} #{self.pk}"


@more_on_sqlite("committee_ballot")
def only_named_and_open() -> list[str]:
    """A ballot is given in a round that is open and by name: on SQLite, as the migration says it to PostgreSQL."""
    return [
        """CREATE TRIGGER mati_committee_ballot_named BEFORE INSERT ON committee_ballot
        WHEN NOT EXISTS (SELECT 1 FROM committee_entitlement e JOIN committee_voteround r ON r.id = e.round_id
            WHERE e.id = NEW.entitlement_id AND r.mode = 'named' AND r.state = 'open')
        BEGIN SELECT RAISE(ABORT, 'a ballot is given in an open vote by name'); END"""
    ]

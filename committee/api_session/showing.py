# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of a session as programs read them."""

from collections.abc import Sequence

from committee.models import AdoptedScenario, AttendanceMark, Ballot, Dissent, Guest, Recusal, Scenario, VoteRound
from committee.models.attendance import Channel
from committee.models.recusals import Ground
from committee.models.votes import Choice
from committee.rules.kinds import VoteMode
from committee.rules.passing import arithmetic
from committee.rules.presence import MarkKind
from committee.schemas_of_sessions import (
    AdoptedScenarioOut,
    BallotOut,
    DissentOut,
    GuestOut,
    MarkOut,
    RecusalOut,
    ScenarioOut,
    VoteOut,
)
from workflows.records import moment


def mark(one: AttendanceMark) -> MarkOut:
    """Somebody came or left."""
    return MarkOut(
        id=one.pk, entry=one.entry_id, guest=one.guest_id, kind=MarkKind(one.kind), at=moment(one.at),
        channel=Channel(one.channel), identified_by=one.identified_by, consents=one.consents, reason=one.reason,
        corrects=one.corrects_id, noted_at=moment(one.noted_at),
    )  # fmt: skip


def guest(one: Guest) -> GuestOut:
    """Somebody who is no member."""
    return GuestOut(id=one.pk, item=one.item_id, name=one.name, post=one.post)


def recusal(one: Recusal) -> RecusalOut:
    """A member who takes no part in a matter."""
    return RecusalOut(
        id=one.pk, item=one.item_id, entry=one.entry_id, ground=Ground(one.ground), details=one.details,
        declared_at=moment(one.declared_at), state=one.state, version=one.version,
    )  # fmt: skip


def vote(one: VoteRound, entitled: Sequence[int], ballots: Sequence[BallotOut]) -> VoteOut:
    """A vote, with who may vote and what was voted by name."""
    return VoteOut(
        id=one.pk, item=one.item_id, number=one.number, question=one.question, mode=VoteMode(one.mode), rule=one.rule,
        may_vote=list(entitled), quorum_needed=one.quorum_needed, quorum_present=one.quorum_present,
        for_count=one.for_count, against_count=one.against_count, abstained_count=one.abstained_count,
        invalid_count=one.invalid_count, outcome=one.outcome, told=arithmetic(one.told()) if one.outcome else "",
        ballots=list(ballots), state=one.state, version=one.version,
    )  # fmt: skip


def vote_alone(one: VoteRound) -> VoteOut:
    """One vote by itself."""
    ballots = Ballot.objects.filter(entitlement__round=one.pk).order_by("entitlement")
    given = ballots.values_list("entitlement__entry", "choice")
    entitled = list(one.entitlements.order_by("pk").values_list("entry", flat=True))
    return vote(one, entitled, [BallotOut(entry=entry, choice=Choice(choice)) for entry, choice in given])


def dissent(one: Dissent) -> DissentOut:
    """A member who is against."""
    return DissentOut(
        id=one.pk, item=one.item_id, entry=one.entry_id, vote=one.round_id, reason=one.reason, is_written=one.is_written
    )


def scenario(one: Scenario) -> ScenarioOut:
    """Amounts that are tried."""
    return ScenarioOut(id=one.pk, name=one.name, amounts=one.amounts, revision=one.revision)


def adopted(one: AdoptedScenario) -> AdoptedScenarioOut:
    """Amounts that the meeting goes by."""
    said = {name: one.content[name] for name in ("name", "amounts", "totals", "ceilings")}
    return AdoptedScenarioOut(
        number=one.number, reason=one.reason, adopted_at=moment(one.adopted_at), content_sha256=one.content_sha256,
        **said,
    )  # fmt: skip

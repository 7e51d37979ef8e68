# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shapes in which programs read a session, and what they send to it."""

from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AwareDatetime

from accounts.api import ActBody, Moment, Prose, Strict, Words
from budget_review.schemas import Amounts
from committee.models.attendance import Channel, Identified
from committee.models.recusals import Ground
from committee.models.votes import Choice
from committee.rules.kinds import VoteMode
from committee.rules.presence import MarkKind
from committee.states import RecusalState, VoteRoundState

Id = Annotated[int, Field(ge=1, lt=2**63)]
Reason = Annotated[Prose, Field(max_length=1000)]
Count = Annotated[int | None, Field(ge=0, le=9999)]


class MarkOut(Schema):
    """Somebody came or left. A mark that ``corrects`` another stands in its place."""

    id: int
    entry: int | None = Field(description="The place on the roll; none of a guest.")
    guest: int | None
    kind: MarkKind
    at: Moment
    channel: Channel
    identified_by: str
    consents: bool | None = Field(description="To the recording; null where nobody was asked.")
    reason: str
    corrects: int | None
    noted_at: Moment


class GuestOut(Schema):
    """Somebody who attends and is no member."""

    id: int
    item: int | None = Field(description="The matter for which they attend; none for the whole meeting.")
    name: str
    post: str


class RecusalOut(Schema):
    """A member takes no part in one matter."""

    id: int
    item: int
    entry: int
    ground: Ground
    details: str
    declared_at: Moment
    state: RecusalState
    version: int


class BallotOut(Schema):
    """A vote by name."""

    entry: int
    choice: Choice


class VoteOut(Schema):
    """A vote on one question. ``ballots`` are of a vote by name alone: a secret one keeps numbers."""

    id: int
    item: int
    number: int
    question: str
    mode: VoteMode
    rule: str
    may_vote: list[int] = Field(description="The places on the roll that may vote.")
    quorum_needed: int
    quorum_present: int
    for_count: int | None
    against_count: int | None
    abstained_count: int | None
    invalid_count: int | None
    outcome: str = Field(examples=["carried"])
    told: str = Field(description="The outcome's arithmetic in words.")
    ballots: list[BallotOut]
    state: VoteRoundState
    version: int


class DissentOut(Schema):
    """A member is against what is resolved, and why."""

    id: int
    item: int
    entry: int
    vote: int | None
    reason: str
    is_written: bool


class ScenarioOut(Schema):
    """Amounts tried against the ceiling. ``revision`` is what a write names as read."""

    id: int
    name: str
    amounts: dict[str, str]
    revision: int


class AdoptedScenarioOut(Schema):
    """What the meeting goes by from here on; the last one stands."""

    number: int
    name: str
    amounts: dict[str, str]
    totals: dict[str, str]
    ceilings: dict[str, str]
    reason: str
    adopted_at: Moment
    content_sha256: str


class SessionOut(Schema):
    """Everything that a session holds beside agenda, roll and resolutions. ``pulse`` changes when anything moves."""

    meeting: int
    pulse: str
    marks: list[MarkOut]
    guests: list[GuestOut]
    recusals: list[RecusalOut]
    votes: list[VoteOut]
    dissents: list[DissentOut]
    scenarios: list[ScenarioOut]
    adopted_scenarios: list[AdoptedScenarioOut]


class Presence(Strict):
    """When somebody came or left, if earlier than now, and how they take part."""

    moment: AwareDatetime | None = None
    channel: Channel | None = None
    identified_by: Identified | None = None
    consents: bool | None = None

    def facts(self) -> dict[str, Any]:
        """What is said, as the operations take it."""
        said = self.model_dump(mode="json", include=set(Presence.model_fields), exclude_none=True)
        return said | ({"moment": self.moment.isoformat()} if self.moment else {})


class CorrectionIn(Strict):
    """What is right in the place of a mark: another time, the other thing, or ``struck`` out altogether."""

    kind: MarkKind
    moment: AwareDatetime | None = None
    reason: Reason


class GuestIn(Presence):
    """Somebody who comes and is no member."""

    name: Words
    post: Annotated[Prose, Field(max_length=300)] = ""
    item: Id | None = None


class GuestMarkIn(Presence):
    """A guest left, or came back."""

    kind: MarkKind


class RecusalIn(Strict):
    """A member declares an interest."""

    entry: Id
    ground: Ground
    details: Reason = ""


class VoteIn(Strict):
    """A question put to the vote."""

    question: Annotated[Prose, Field(min_length=1, max_length=1000)]
    mode: VoteMode


class BallotIn(Strict):
    """A seat's vote."""

    entry: Id
    choice: Choice


class CountFacts(Strict):
    """What was counted; of a vote by name nothing, the ballots say it. ``casting`` is asked at a tie."""

    for_count: Count = None
    against_count: Count = None
    abstained_count: Count = None
    invalid_count: Count = None
    casting: Annotated[str | None, Field(pattern="^(for|against|none)$")] = None


class VoteAct(ActBody):
    """An act on a vote; ``count`` takes the numbers along."""

    facts: CountFacts = CountFacts()


class DissentIn(Strict):
    """A member who is against, and why."""

    entry: Id
    reason: Annotated[Prose, Field(max_length=8000)]
    is_written: bool = False


class ScenarioIn(Strict):
    """A scenario as it is to stand; lines that are left out stay as they were screened."""

    name: Annotated[Words, Field(max_length=120)]
    amounts: Amounts
    expected_revision: int = Field(0, ge=0, le=2**31 - 1, description="The revision that you have read.")


class AdoptionIn(Strict):
    """What the meeting is to go by; another than the first says why."""

    name: Annotated[Words, Field(max_length=120)]
    amounts: Amounts
    reason: Reason = ""

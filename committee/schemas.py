# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shapes in which programs read meetings, and what they may send with an act on one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AwareDatetime

from accounts.api import Moment, Prose, Strict, Words
from budget_review.schemas import Amounts
from committee.models import AgendaItem, Meeting, PackEdition, Resolution, RollEntry
from committee.models.attendance import Channel, Identified
from committee.operations import wording_sha256
from committee.queries import Issue
from committee.rules.presence import MarkKind
from committee.states import (
    Confidentiality,
    ItemKind,
    ItemState,
    MeetingState,
    ResolutionState,
    RollState,
    Urgency,
    Verb,
)
from workflows.records import moment


class ConditionIn(Strict):
    """A condition that a resolution sets."""

    text: Prose
    due_date: date | None = None
    before_forwarding: bool = False


class ActionIn(Strict):
    """What a resolution assigns: to an agency, by its code, or to a person."""

    text: Prose
    agency: Annotated[str | None, Field(max_length=40)] = None
    person: int | None = None
    working_days: Annotated[int | None, Field(ge=1, le=750, description="From the certification; or a day.")] = None
    due_date: date | None = None


class DraftFacts(Strict):
    """What a drafted resolution says: amounts with an endorsement, conditions with a conditional one.

    ``letter_number`` is of ``lay_report``: under which a report to the cabinet leaves the house.
    """

    verb: Verb | None = None
    also: Annotated[list[Verb] | None, Field(max_length=2)] = None
    text: Prose | None = None
    amounts: Amounts | None = None
    conditions: Annotated[list[ConditionIn] | None, Field(max_length=50)] = None
    actions: Annotated[list[ActionIn] | None, Field(max_length=50)] = None
    letter_number: Words | None = None


class RollFacts(Strict):
    """Of coming and going: when, if earlier than now, and how. Of a correction: which mark, and what is right."""

    moment: AwareDatetime | None = None
    channel: Channel | None = None
    identified_by: Identified | None = None
    consents: bool | None = None
    corrects: Annotated[int | None, Field(ge=1, lt=2**63)] = None
    kind: MarkKind | None = None


class CertifyFacts(Strict):
    """The resolution's ``wording_sha256``, as it was read; how its letters are sent; what is assigned."""

    wording_sha256: Annotated[str | None, Field(pattern="^[0-9a-f]{64}$")] = None
    pattern: Annotated[int | None, Field(ge=1, le=2**63 - 1, description="Of ``communicate``: the series.")] = None
    letter_number: Annotated[Words | None, Field(description="Of ``communicate``: a number given by hand.")] = None
    urgency: Urgency | None = None
    no_letter: Annotated[Prose | None, Field(description="Of ``communicate``: why no letter is sent.")] = None
    text: Annotated[Prose | None, Field(description="Of ``assign_more``: what is to be done.")] = None
    agency: Annotated[str | None, Field(max_length=40, description="Of ``assign_more``: by its code.")] = None
    person: Annotated[int | None, Field(ge=1, le=2**63 - 1)] = None
    working_days: Annotated[int | None, Field(ge=1, le=750)] = None
    due_date: date | None = None


class CommitteeOut(Schema):
    """A committee."""

    id: int
    code: str
    name: str


class MeetingLine(Schema):
    """A meeting in a list; it has its number once it is convened."""

    id: int
    committee: CommitteeOut
    number: int | None
    be_year: int | None
    title: str
    starts_at: Moment
    ends_at: Moment
    place: str
    state: MeetingState
    state_label: str
    version: int


class MeetingPage(Schema):
    """Meetings, the latest first."""

    meetings: list[MeetingLine]
    next: int | None


class ItemOut(Schema):
    """A matter on the agenda."""

    id: int
    label: str = Field(examples=["5.1"])
    section: int = Field(description="The number of its heading.")
    title: str
    note: str
    project: str | None = Field(description="The project's code.")
    item_kind: ItemKind
    confidentiality: Confidentiality
    is_late: bool = Field(description="It came after the call had closed, and was approved so.")
    late_reason: str
    state: ItemState
    version: int


class RollOut(Schema):
    """A member on the roll of the day."""

    id: int
    alternate_for: int | None = Field(description="The holder's line, for whose seat this one may come.")
    title: str
    name: str
    is_voting: bool
    state: RollState
    version: int


class ResolutionOut(Schema):
    """What is resolved on an item; it has its number once it is certified."""

    id: int
    item: int
    number: str | None
    verb: Verb
    also: list[Verb]
    text: str
    amounts: dict[str, str]
    conditions: list[dict[str, Any]]
    actions: list[dict[str, Any]]
    corrects: int | None
    reason: str
    wording_sha256: str
    state: ResolutionState
    version: int


class PackOut(Schema):
    """A pack; its PDF is at ``/meetings/{id}/packs/{number}``. One that is only built has no moment of issue.

    ``adds_to`` is the pack issued before, which an addendum adds to and another pack takes the place of.
    """

    number: int
    filename: str
    sha256: str
    snapshot_sha256: str
    page_count: int | None
    built_at: Moment
    issued_at: Moment | None
    adds_to: int | None
    is_addendum: bool
    is_handed: bool = Field(description="Whether it is handed to you: you see every matter that it prints.")
    copies: list[str] = Field(description="Other copies that you may have: ``chair-th``, ``public-en``.")


class QuorumOut(Schema):
    """The quorum now, over the roll of the day."""

    entitled: int
    present: int
    needed: int
    is_met: bool


class MeetingOut(MeetingLine):
    """A meeting whole. Members see items, resolutions and the pack once the agenda is fixed."""

    revision: int = Field(description="Of its words and the order of its agenda: what a change of them names as read.")
    quorum: QuorumOut
    items: list[ItemOut]
    roll: list[RollOut]
    resolutions: list[ResolutionOut]
    packs: list[PackOut]


def meeting_page(found: Sequence[Meeting], limit: int) -> MeetingPage:
    """A page of meetings; ``found`` holds one more when there is more."""
    shown = found[:limit]
    lines = [MeetingLine(**_line(meeting)) for meeting in shown]
    return MeetingPage(meetings=lines, next=shown[-1].pk if len(found) > limit else None)


def meeting_out(
    meeting: Meeting, *, levels: Collection[str], issues: Sequence[Issue], copies: Mapping[int, Sequence[PackEdition]]
) -> MeetingOut:
    """A meeting whole, in a fixed number of queries for any number of items and members.

    ``levels`` are the confidentialities of the matters that are shown; none before the agenda is fixed.
    """
    quorum = meeting.quorum()
    items = meeting.items.filter(confidentiality__in=levels).select_related("project")
    resolutions = meeting.resolutions.filter(item__confidentiality__in=levels).select_related("item")
    return MeetingOut(
        **_line(meeting),
        revision=meeting.revision,
        quorum=QuorumOut(entitled=quorum.entitled, present=quorum.present, needed=quorum.needed, is_met=quorum.is_met),
        items=[item_out(item) for item in items],
        roll=[roll_out(entry) for entry in meeting.roll.select_related("user")],
        resolutions=[_resolution(resolution) for resolution in resolutions],
        packs=[_pack(issue, copies.get(issue.pack.number, ())) for issue in issues],
    )


def _line(meeting: Meeting) -> dict[str, Any]:
    committee = meeting.committee
    return {
        "id": meeting.pk,
        "committee": CommitteeOut(id=committee.pk, code=committee.code, name=committee.name),
        "number": meeting.number,
        "be_year": meeting.be_year,
        "title": meeting.title,
        "starts_at": moment(meeting.starts_at),
        "ends_at": moment(meeting.ends_at),
        "place": meeting.place,
        "state": meeting.state,
        "state_label": meeting.get_state_display(),
        "version": meeting.version,
    }


def item_out(item: AgendaItem) -> ItemOut:
    """A matter as programs read it."""
    return ItemOut(
        id=item.pk,
        label=item.label,
        section=item.section,
        title=item.title,
        note=item.note,
        project=item.project.code if item.project else None,
        item_kind=ItemKind(item.item_kind),
        confidentiality=Confidentiality(item.confidentiality),
        is_late=item.is_late,
        late_reason=item.late_reason,
        state=item.state,
        version=item.version,
    )


def roll_out(entry: RollEntry) -> RollOut:
    """A line of the roll as programs read it."""
    return RollOut(
        id=entry.pk,
        alternate_for=entry.alternate_for_id,
        title=entry.title,
        name=str(entry.user),
        is_voting=entry.is_voting,
        state=entry.state,
        version=entry.version,
    )


def _resolution(resolution: Resolution) -> ResolutionOut:
    return ResolutionOut(
        id=resolution.pk,
        item=resolution.item_id,
        number=resolution.called or None,
        verb=Verb(resolution.verb),
        also=[Verb(verb) for verb in resolution.also],
        text=resolution.text,
        amounts=resolution.amounts,
        conditions=resolution.conditions,
        actions=resolution.actions,
        corrects=resolution.corrects_id,
        reason=resolution.reason,
        wording_sha256=wording_sha256(resolution),
        state=resolution.state,
        version=resolution.version,
    )


def _pack(issue: Issue, copies: Sequence[PackEdition]) -> PackOut:
    pack = issue.pack
    return PackOut(
        number=pack.number,
        filename=pack.document.filename,
        sha256=pack.document.sha256,
        snapshot_sha256=pack.snapshot_sha256,
        page_count=pack.document.page_count,
        built_at=moment(pack.built_at),
        issued_at=moment(issue.issued_at) if issue.issued_at else None,
        adds_to=issue.adds_to,
        is_addendum=issue.is_addendum,
        is_handed=issue.is_handed,
        copies=[one.name for one in copies],
    )

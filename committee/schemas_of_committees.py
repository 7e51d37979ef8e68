# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shapes in which programs read committees: what they are, who sits when, by which rules, with which mandates."""

from datetime import date
from typing import Any

from ninja import Schema

from accounts.api import Moment
from committee.models import Committee, CommitteeKind, Mandate, Power, ProcedureProfile, SeatRole
from committee.queries.seating import Seating
from committee.rules.kinds import Certifier, Digits, NumberingYear, PassRule, QuorumBase, VoteMode
from workflows.records import moment


class CommitteeRow(Schema):
    """A committee; ``parent`` and ``confirming_body`` are codes."""

    code: str
    name_th: str
    name_en: str
    kind: CommitteeKind
    parent: str | None
    confirming_body: str | None
    legal_basis: str
    active_from: date | None
    active_to: date | None
    is_example: bool
    revision: int


class CommitteeList(Schema):
    """The committees that you may see."""

    committees: list[CommitteeRow]


class AlternateOut(Schema):
    """Who attends in place of a holder, by which letter."""

    person: str
    post: str
    letter: str
    from_date: date
    to_date: date | None
    ended_reason: str


class TenureOut(Schema):
    """A person in a seat."""

    id: int
    person: str
    post: str
    appointment_order: str
    from_date: date
    to_date: date | None
    ended_reason: str
    revision: int
    alternates: list[AlternateOut]


class SeatOut(Schema):
    """A seat with everybody who holds or held it, the latest first."""

    id: int
    title: str
    role: SeatRole
    is_voting: bool
    represents: str | None
    ex_officio_post: str
    from_date: date
    to_date: date | None
    is_vacant: bool
    revision: int
    tenures: list[TenureOut]


class HeadingOut(Schema):
    """A heading of the agenda."""

    kind: str
    th: str
    en: str


class RulesOut(Schema):
    """A version of the rules of procedure; it is never changed."""

    version: int
    effective_from: date
    quorum_numerator: int
    quorum_denominator: int
    quorum_more_than: bool
    quorum_minimum: int
    quorum_base: QuorumBase
    recused_leave: bool
    recall_days: int | None
    recall_numerator: int
    recall_denominator: int
    pass_rule: PassRule
    casting_vote: bool
    vote_modes: list[VoteMode]
    notice_days: int
    submission_lead_days: int
    minutes_circulation_days: int
    minutes_confirmation_percent: int
    agenda: list[HeadingOut]
    late_approvers: list[SeatRole]
    certified_by: Certifier
    numbering: NumberingYear
    digits: Digits
    source: str
    reason: str
    made_at: Moment | None


class MandateOut(Schema):
    """What a committee leaves to a body (its code) or to a person. The ceiling is baht as text, empty without one."""

    id: int
    to_committee: str | None
    to_person: str | None
    order_number: str
    order_date: date
    scope: str
    powers: list[Power]
    ceiling_baht: str
    from_date: date
    to_date: date | None
    ended_reason: str


class CommitteeWhole(CommitteeRow):
    """A committee whole: its seats, the version of its rules in force, every version, its mandates."""

    rules_in_force: int | None
    rules: list[RulesOut]
    seats: list[SeatOut]
    mandates: list[MandateOut]


def committee_row(committee: Committee) -> dict[str, Any]:
    """What a committee is."""
    columns = (
        "code",
        "name_th",
        "name_en",
        "kind",
        "legal_basis",
        "active_from",
        "active_to",
        "is_example",
        "revision",
    )
    return {name: getattr(committee, name) for name in columns} | {
        "parent": committee.parent.code if committee.parent else None,
        "confirming_body": committee.confirming_body.code if committee.confirming_body else None,
    }


def committee_whole(
    committee: Committee, seating: list[Seating], rules: list[ProcedureProfile], mandates: list[Mandate], day: date
) -> CommitteeWhole:
    """A committee whole, on a day."""
    in_force = committee.profile_on(day)
    return CommitteeWhole(
        **committee_row(committee),
        rules_in_force=in_force.version if in_force else None,
        rules=[_rules(one) for one in rules],
        seats=[_seat(place) for place in seating],
        mandates=[_mandate(one) for one in mandates],
    )


def _rules(profile: ProcedureProfile) -> RulesOut:
    told = {name: getattr(profile, name) for name in RulesOut.model_fields if name != "made_at"}
    return RulesOut(**told, made_at=moment(profile.made_at) if profile.made_at else None)


def _seat(place: Seating) -> SeatOut:
    columns = ("title", "role", "is_voting", "ex_officio_post", "from_date", "to_date", "revision")
    held = sorted(place.tenures, key=lambda tenure: (tenure.from_date, tenure.pk), reverse=True)
    return SeatOut(
        id=place.seat.pk,
        **{name: getattr(place.seat, name) for name in columns},
        represents=place.seat.represents.code if place.seat.represents else None,
        is_vacant=place.is_vacant,
        tenures=[_tenure(tenure) for tenure in held],
    )


def _tenure(tenure: Any) -> TenureOut:
    columns = ("post", "appointment_order", "from_date", "to_date", "ended_reason", "revision")
    own = ("post", "letter", "from_date", "to_date", "ended_reason")
    return TenureOut(
        id=tenure.pk,
        person=str(tenure.user),
        **{name: getattr(tenure, name) for name in columns},
        alternates=[
            AlternateOut(person=str(one.user), **{name: getattr(one, name) for name in own})
            for one in tenure.alternates.all()
        ],
    )


def _mandate(mandate: Mandate) -> MandateOut:
    columns = ("order_number", "order_date", "scope", "powers", "from_date", "to_date", "ended_reason")
    return MandateOut(
        id=mandate.pk,
        to_committee=mandate.to_committee.code if mandate.to_committee else None,
        to_person=str(mandate.to_user) if mandate.to_user else None,
        ceiling_baht="" if mandate.ceiling_baht is None else f"{mandate.ceiling_baht:.2f}",
        **{name: getattr(mandate, name) for name in columns},
    )

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every act on the register of committees, on one screen: what it writes, who may, what must be sound."""

from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from committee.models import (
    Alternate,
    Committee,
    Mandate,
    ProcedureProfile,
    Seat,
    SeatTenure,
    StandingInterest,
)
from committee.notices_of_results import tell_of_naming
from committee.operations.registers import faults
from committee.operations.registers.writing import Act, By
from committee.permissions import keeps_people, keeps_register

ADMINISTRATOR = _("An administrator.")
ITS_OWN = _("An administrator, or the committee's secretary.")
COMMITTEE = (
    "code", "name_th", "name_en", "kind", "parent", "confirming_body", "legal_basis", "active_from", "active_to"
)  # fmt: skip
SEAT = ("title", "role", "is_voting", "represents", "ex_officio_post", "position", "from_date", "to_date")
TENURE = ("post", "appointment_order", "from_date", "to_date")
ENDING = ("to_date", "ended_reason")
RULES = (
    "effective_from", "quorum_numerator", "quorum_denominator", "quorum_more_than", "quorum_minimum", "quorum_base",
    "recused_leave", "recall_days", "recall_numerator", "recall_denominator", "pass_rule", "casting_vote", "vote_modes",
    "notice_days", "submission_lead_days", "minutes_circulation_days",
    "minutes_confirmation_percent", "agenda", "late_approvers", "certified_by", "numbering",
    "digits", "source",
)  # fmt: skip
MANDATE = (
    "to_committee", "to_user", "order_number", "order_date", "scope", "powers", "ceiling_baht", "from_date", "to_date"
)  # fmt: skip


def end_alternates(tenure: SeatTenure) -> None:
    """Nobody stands in for a holder who no longer sits."""
    later = Q(to_date=None) | Q(to_date__gt=tenure.to_date)
    tenure.alternates.filter(later).update(to_date=tenure.to_date, ended_reason=tenure.ended_reason)


def no_alternate_is_left(row: SeatTenure, today: date) -> faults.Faults:
    """A tenure ends before none of its alternates began."""
    yield from faults.of_ended(row, today)
    if row.to_date and row.alternates.filter(from_date__gt=row.to_date).exists():
        yield _("An alternate is named from after that day: end that first.")


def as_in_force(row: ProcedureProfile) -> None:
    """Let new rules begin as the last ones, so that only what changes is typed; without any they begin as the Act's."""
    last = ProcedureProfile.objects.filter(committee=row.committee_id).order_by("-version").first()
    for name in RULES if last is not None else ():
        if name not in {"effective_from", "source"}:
            setattr(row, name, getattr(last, name))


def number_rules(row: ProcedureProfile, by: By) -> None:
    """Give rules the next number of their committee, and say whose they are and why."""
    last = ProcedureProfile.objects.filter(committee=row.committee_id).aggregate(last=Max("version"))["last"]
    row.version = (last or 0) + 1
    row.made_by, row.made_at, row.reason = by.actor, by.at, by.reason


def tell_who_is_named(row: Alternate | Mandate, by: By) -> None:
    """An alternate and the holder; whoever has a mandate."""
    tell_of_naming(row, actor=by.actor, at=by.at, request_id=by.request_id)


def _act(name: str, label: Any, model: Any, fields: tuple[str, ...], sound: Any, **more: Any) -> Act:
    return Act(name=name, label=label, model=model, fields=fields, faults=sound, **more)


_REGISTER: dict[str, Any] = {"may": keeps_register, "who": ADMINISTRATOR}
_PEOPLE: dict[str, Any] = {"may": keeps_people, "who": ITS_OWN}
ACTS = {
    act.name: act
    for act in (
        _act("found", _("Enter a committee"), Committee, COMMITTEE, faults.of_committee, **_REGISTER),
        _act("edit", _("Change the committee"), Committee, COMMITTEE, faults.of_committee, **_REGISTER),
        _act("add-seat", _("Add a seat"), Seat, SEAT, faults.of_seat, of="committee", **_REGISTER),
        _act("edit-seat", _("Change the seat"), Seat, SEAT, faults.of_seat, **_REGISTER),
        _act("appoint", _("Seat a person"), SeatTenure, ("user", *TENURE), faults.of_tenure, of="seat",
             of_model=Seat, **_PEOPLE),
        _act("edit-tenure", _("Correct the tenure"), SeatTenure, TENURE, faults.of_tenure, **_PEOPLE),
        _act("end-tenure", _("End the tenure"), SeatTenure, ENDING, no_alternate_is_left,
             then=end_alternates, **_PEOPLE),
        _act("name-alternate", _("Name an alternate"), Alternate,
             ("user", "post", "letter", "from_date", "to_date"), faults.of_alternate, of="tenure",
             of_model=SeatTenure, tells=tell_who_is_named, **_PEOPLE),
        _act("end-alternate", _("End the alternate's turn"), Alternate, ENDING, faults.of_ended, **_PEOPLE),
        _act("declare-interest", _("Enter a standing interest"), StandingInterest,
             ("user", "agency", "project", "ground", "from_date", "to_date"), faults.of_interest, of="committee",
             **_PEOPLE),
        _act("end-interest", _("End the standing interest"), StandingInterest, ENDING, faults.of_ended,
             **_PEOPLE),
        _act("new-rules", _("Write new rules"), ProcedureProfile, RULES, faults.of_rules, of="committee",
             starts_as=as_in_force, prepare=number_rules, **_REGISTER),
        _act("give-mandate", _("Enter a mandate"), Mandate, MANDATE, faults.of_mandate, of="committee",
             tells=tell_who_is_named, **_REGISTER),
        _act("end-mandate", _("End the mandate"), Mandate, ENDING, faults.of_ended, **_REGISTER),
    )
}  # fmt: skip

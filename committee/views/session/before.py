# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The matter before the meeting: its sheet, who takes no part, the votes on it, and the form of its outcome."""

from dataclasses import dataclass
from typing import Any

from committee.forms import session as forms
from committee.guards.session import CONSIDERED, quorum_for
from committee.models import AgendaItem, Ballot, Minutes, RollEntry, VoteRound
from committee.models.votes import Choice
from committee.operations import wording_sha256
from committee.permissions import chair_or_secretary, keeps
from committee.queries.interests import suggested_recusals
from committee.rules.passing import arithmetic, said
from committee.rules.telling import arithmetic_of
from committee.states import OPEN_ITEM, RECUSED, STANDING, ItemState, MeetingState, VoteRoundState
from committee.views.asking import Asking
from committee.views.decisions import decision_of, endorsed_baht
from committee.views.items import draft_form, seals_on, sheet_before
from workflows.explaining import explain
from workflows.forms import hidden

ANNULLED = VoteRoundState.ANNULLED


@dataclass(frozen=True)
class Voter:
    """A seat in a vote by name: what it voted, or the presses that are open to it."""

    entry: RollEntry
    choice: str = ""
    may: bool = False


@dataclass(frozen=True)
class Round:
    """A vote as it is shown: its voters where it is by name, its outcome with the arithmetic."""

    round: VoteRound
    voters: list[Voter]
    told: str = ""
    outcome: str = ""
    count: forms.CountForm | None = None
    annul: forms.AnnulForm | None = None


def before_the_meeting(me: Asking, item: AgendaItem, roll: list[RollEntry]) -> dict[str, Any]:
    """Everything about one item; as many queries whatever the number of items and members."""
    meeting = item.meeting
    keeper, in_session = keeps(meeting, me.attempt), meeting.state == MeetingState.IN_SESSION
    considered = in_session and item.state in CONSIDERED
    conducts = considered and chair_or_secretary(meeting, me.attempt)
    by_pk = {entry.pk: entry for entry in roll}
    recusals = [one for one in item.recusals.all() if one.state in RECUSED]
    for one in recusals:
        one.entry, one.item, one.meeting = by_pk[one.entry_id], item, meeting
    # all of one matter: what can be done with one of a state can be done with each, and many ask no more than one
    of_states = {one.state: one for one in recusals}
    may = {
        state: {answer.name for answer in explain(one, me.attempt) if answer.may} for state, one in of_states.items()
    }
    recused = {one.entry_id for one in recusals}
    suggestions = suggested_recusals(meeting, [item], roll).get(item.pk, [])
    rounds = _rounds(me, item, by_pk, conducts)
    may_recuse = keeper and meeting.state in STANDING and item.state in OPEN_ITEM
    context: dict[str, Any] = {
        "recusals": [(one, may[one.state]) for one in recusals],
        "withdrawable": [one for one in recusals if "withdraw" in may[one.state]],
        "suggestions": [(entry, tie.ground) for entry, tie in suggestions if entry.pk not in recused],
        "recuse": forms.RecusalForm(meeting, initial={"item": item.pk}, prefix=None) if may_recuse else None,
        "item_quorum": quorum_for(item) if in_session else None,
        "rounds": rounds,
        "vote": forms.VoteForm(meeting, initial={"item": item.pk, "question": item.title})
        if conducts and not any(one.round.state == VoteRoundState.OPEN for one in rounds)
        else None,
        "dissents": item.dissents.select_related("entry__user"),
        "dissent": forms.DissentForm(meeting, initial={"item": item.pk})
        if keeper and in_session and item.state in (*CONSIDERED, ItemState.RESOLVED, ItemState.DEFERRED)
        else None,
        **_presses(me, item),
    }
    if context["item_quorum"]:
        context["item_quorum_told"] = arithmetic_of(context["item_quorum"])
    return context | (_to_decide(me, item) if item.is_decided_on else {})


def _presses(me: Asking, item: AgendaItem) -> dict[str, forms.NotePress | Minutes | None]:
    """The press by which the meeting takes note, or adopts minutes, where that is the outcome; and those minutes."""
    may = {one.name for one in explain(item, me.attempt) if one.may}
    minutes = None if item.project_id else getattr(item, "minutes_to_adopt", None)
    return {
        "minutes": minutes,
        **{
            press: forms.NotePress(initial={"item": item.pk, "expected_version": item.version}) if act in may else None
            for press, act in (("note_press", "take_note"), ("adopt_press", "adopt_minutes"))
        },
    }


def _to_decide(me: Asking, item: AgendaItem) -> dict[str, Any]:
    """The sheet of a project, the draft or the resolution, and who may do what with it."""
    resolution = item.resolutions.order_by("pk").last()
    if resolution is not None:
        resolution.item, resolution.meeting = item, item.meeting
    seals = seals_on(me, resolution)
    wording = wording_sha256(resolution) if resolution else ""
    return {
        "item": item,
        "project": item.project,
        **sheet_before(item, resolution),
        "resolution": resolution,
        "decision": decision_of(resolution) if resolution else None,
        "form": draft_form(me, item),
        **seals,
        "certify_hidden": hidden(resolution) if resolution else {},
        "record_press": forms.RecordPress(
            initial={"item": item.pk, "expected_version": resolution.version, "wording": wording}
        )
        if resolution and seals["record"] and seals["record"].may
        else None,
        "wording": wording,
        "endorsed_baht": endorsed_baht(resolution),
    }


def _rounds(me: Asking, item: AgendaItem, by_pk: dict[int, RollEntry], conducts: bool) -> list[Round]:
    """The votes on an item, the latest first."""
    rounds: list[VoteRound] = list(item.rounds.order_by("-number"))
    if not rounds:
        return []
    choices = dict(Ballot.objects.filter(entitlement__round__item=item.pk).values_list("entitlement", "choice"))
    seats: dict[int, list[tuple[int, int]]] = {}
    rights = item.rounds.order_by("entitlements__entry__seat__position", "entitlements")
    for right, of_round, entry in rights.values_list("entitlements", "pk", "entitlements__entry"):
        if right is not None:
            seats.setdefault(of_round, []).append((right, entry))
    shown = []
    for round_ in rounds:
        is_open, is_named = round_.state == VoteRoundState.OPEN, round_.mode == "named"
        voters = [_voter(me, by_pk[entry], choices.get(right, ""), is_open, conducts)
                  for right, entry in seats.get(round_.pk, [])] if is_named else []  # fmt: skip
        initial = {"round": round_.pk, "expected_version": round_.version}
        shown.append(
            Round(
                round=round_,
                voters=voters,
                told=arithmetic(round_.told()) if round_.outcome else "",
                outcome=said(round_.outcome) if round_.outcome else "",
                count=forms.CountForm(initial=initial) if is_open and conducts else None,
                annul=forms.AnnulForm(initial=initial)
                if conducts and round_.state != VoteRoundState.ANNULLED
                else None,
            )
        )
    return shown


def _voter(me: Asking, entry: RollEntry, choice: str, is_open: bool, conducts: bool) -> Voter:
    may = is_open and not choice and (conducts or entry.user_id == me.user.pk)
    return Voter(entry, str(Choice(choice).label) if choice else "", may)

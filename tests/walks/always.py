# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is always so of committees, whoever did what: one function a rule, asked of the whole database after each act.

Each asserts over every row there is. What must never change is compared with what a walk saw before, in its ``Memory``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.apps import apps

from budget_review.models import Stage
from budget_review.queries import latest_amounts
from committee.guards.resolutions import CERTIFIED_IN
from committee.guards.session import quorum_for, recused_from
from committee.models import AgendaItem, Ballot, Meeting, Minutes, Pack, Resolution, RollEntry, SeatTenure, VoteRound
from committee.queries.attendance import attendance_of
from committee.rules.passing import rederived
from committee.states import OPEN_ITEM, OVER, SEALED, STANDING, STANDS, ItemState, MeetingState, ResolutionState
from workflows.lifecycle import Subject, initial_state
from workflows.models import TransitionRecord

ROLL = ("pk", "meeting", "seat", "user", "title", "post", "role", "is_voting", "alternate_for")


@dataclass
class Memory:
    """What one walk saw of what never changes: ``{"numbers of meetings": {3: "1/2564"}}``."""

    seen: dict[str, dict[Any, Any]] = field(default_factory=dict)

    def keeps(self, name: str, now: dict[Any, Any]) -> None:
        """Assert that whatever was there is there still, and the same."""
        assert self.seen.get(name, {}).items() <= now.items(), name
        self.seen[name] = now


def look(memory: Memory) -> None:
    """Assert every rule."""
    for rule in RULES:
        rule(memory)


def records(kind: str, *names: str) -> Any:
    """The records of some steps, in the order in which they were made."""
    return TransitionRecord.objects.filter(subject_type=kind, transition__in=names).order_by("pk")


def states_follow_from_records(memory: Memory) -> None:
    """The records alone lead to where everything of the committee stands, one after the other."""
    chains: dict[tuple[str, int], list[Any]] = {}
    of_committees = TransitionRecord.objects.filter(subject_type__startswith="committee.").order_by("subject_id", "seq")
    for kind, pk, seq, source, target in of_committees.values_list(
        "subject_type", "subject_id", "seq", "source", "target"
    ):
        chains.setdefault((kind, pk), []).append((seq, source, target))
    lifecycles: list[Any] = [one for one in apps.get_app_config("committee").get_models() if issubclass(one, Subject)]
    for model in lifecycles:
        for pk, state, version in model._default_manager.values_list("pk", "state", "version"):
            chain = chains.pop((model._meta.label_lower, pk))
            assert [seq for seq, _source, _target in chain] == list(range(1, version + 1))
            assert [source for _seq, source, _target in chain] == [
                initial_state(model), *(target for _seq, _source, target in chain[:-1])
            ]  # fmt: skip
            assert chain[-1][2] == state
    assert chains == {}


def meetings_are_numbered_once(memory: Memory) -> None:
    """A meeting's number is its committee's alone in its year, and stays: also of one that was cancelled."""
    numbers = {meeting.pk: (meeting.committee_id, meeting.called) for meeting in Meeting.objects.exclude(number=None)}
    assert len(set(numbers.values())) == len(numbers)
    memory.keeps("numbers of meetings", numbers)


def resolutions_are_numbered_once(memory: Memory) -> None:
    """A resolution's number runs on without gap or twin, and stays: a correction is another row with the next."""
    numbered = Resolution.objects.exclude(number=None)
    numbers = {one.pk: (one.committee_id, one.be_year, one.number or 0) for one in numbered}
    for series in {number[:2] for number in numbers.values()}:
        given = sorted(number for *of, number in numbers.values() if tuple(of) == series)
        assert given == list(range(1, len(given) + 1))
    memory.keeps("numbers of resolutions", numbers)
    said = numbered.values_list("pk", "verb", "text", "amounts", "conditions", "also", "actions")
    memory.keeps("words of resolutions", {pk: words for pk, *words in said})


def seats_have_one_holder(memory: Memory) -> None:
    """On no day has a seat two holders, or a person two seats of a committee."""
    tenures = list(SeatTenure.objects.order_by("committee", "pk"))
    for place, one in enumerate(tenures):
        for other in tenures[place + 1 :]:
            shares = one.seat_id == other.seat_id or (one.committee_id, one.user_id) == (
                other.committee_id, other.user_id
            )  # fmt: skip
            apart = any(a.to_date is not None and a.to_date < b.from_date for a, b in ((one, other), (other, one)))
            assert apart or not shares


def convened_meetings_keep_what_they_had(memory: Memory) -> None:
    """Roll and rules are those of the convening, papers those that were built, whatever is edited later."""
    memory.keeps("rolls", {pk: row for pk, *row in RollEntry.objects.values_list(*ROLL)})
    memory.keeps("rules", dict(Meeting.objects.exclude(profile=None).values_list("pk", "profile")))
    memory.keeps("packs", dict(Pack.objects.values_list("pk", "snapshot_sha256")))


def projects_stand_on_one_open_agenda(memory: Memory) -> None:
    """A project has at most one open item in a committee."""
    held = AgendaItem.objects.exclude(project=None).filter(state__in=OPEN_ITEM).values_list("project", "committee")
    assert len(set(held)) == len(held)


def labels_are_given_once(memory: Memory) -> None:
    """A label that was issued is its item's alone in the meeting, and stays."""
    labels = {pk: (meeting, label) for pk, meeting, label in
              AgendaItem.objects.exclude(issued_label="").values_list("pk", "meeting", "issued_label")}  # fmt: skip
    assert len(set(labels.values())) == len(labels)
    memory.keeps("labels", labels)


def late_items_are_approved_late(memory: Memory) -> None:
    """An item that came after the call closed is on an agenda if and only if another than who asked approved it."""
    closings = dict(records("committee.meeting", "close_call").values_list("subject_id", "pk"))
    begun = dict(records("committee.agendaitem", "begin").values_list("subject_id", "pk"))
    listed = set(records("committee.agendaitem", "list_it", "admit_late").values_list("subject_id", flat=True))
    for item in AgendaItem.objects.all():
        came_late = item.pk in listed and begun[item.pk] > closings.get(item.meeting_id, begun[item.pk])
        assert item.is_late is came_late is (item.late_approved_by_id is not None)
        assert not item.is_late or item.late_approved_by_id != item.proposed_by_id


def quorums_are_those_of_the_intervals(memory: Memory) -> None:
    """Who is there follows from who came and left; what was decided had its quorum at its own time."""
    for meeting in Meeting.objects.filter(state__in=STANDING):
        marks = attendance_of(meeting)
        last = max((mark.at for mark in marks.marks), default=meeting.starts_at)
        there = {entry.pk for entry in meeting.roll.all() if entry.state == "present"}
        assert marks.present_at(last) == there
        assert meeting.quorum(present=marks.present_at(last)) == meeting.quorum()
    for record in records("committee.resolution", "record", "certify"):
        assert record.facts.get("present", 0) >= record.facts.get("needed", 0)
    for round_ in VoteRound.objects.all():
        assert round_.quorum_present >= round_.quorum_needed


def recused_seats_are_not_entitled(memory: Memory) -> None:
    """For that matter alone: the quorum of the meeting, and of every other matter, stands as it was."""
    for meeting in Meeting.objects.filter(state=MeetingState.IN_SESSION):
        whole = meeting.quorum()
        assert whole.recused == 0
        for item in meeting.items.filter(state__in=OPEN_ITEM).select_related("meeting", "predecessor"):
            here, recused = quorum_for(item), recused_from(item)
            seats = set(meeting.roll.filter(pk__in=recused, is_voting=True).values_list("seat", flat=True))
            assert here.entitled == whole.entitled - (len(seats) if meeting.rules.recused_leave else 0)
            rounds = item.rounds.exclude(state="annulled")
            assert not rounds.filter(entitlements__seat__in=seats).exists()


def seats_vote_once(memory: Memory) -> None:
    """One vote for a seat and round, holder and alternate never both; a secret vote keeps nobody's choice."""
    for round_ in VoteRound.objects.all():
        seats = [one.seat_id for one in round_.entitlements.all()]
        ballots = Ballot.objects.filter(entitlement__round=round_)
        assert len(set(seats)) == len(seats) == round_.present_count <= round_.voting_count - round_.recused_count
        assert ballots.count() <= len(seats)
        assert round_.mode == "named" or not ballots.exists()


def outcomes_are_the_rule_over_the_tally(memory: Memory) -> None:
    """Of every vote that was counted the kept explanation gives the outcome again."""
    for round_ in VoteRound.objects.filter(state="counted"):
        again = rederived(round_.explanation)
        assert (again.kept(), str(again.result)) == (round_.explanation, round_.outcome)
        if round_.mode == "named":
            assert Ballot.objects.filter(entitlement__round=round_).count() == again.tally.given


def resolved_matters_have_one_resolution(memory: Memory) -> None:
    """A matter that is resolved or put off has exactly one standing resolution, and any other has none.

    But for the adoption of minutes, which is written in the minutes.
    """
    for item in AgendaItem.objects.select_related("minutes_to_adopt"):
        standing = item.resolutions.filter(state__in=STANDS).count()
        adopts = hasattr(item, "minutes_to_adopt") and item.state == ItemState.RESOLVED
        was_put_off = item.state == ItemState.DROPPED
        assert standing == (item.state in (ItemState.RESOLVED, ItemState.DEFERRED) and not adopts) or was_put_off
        assert standing <= 1


def amounts_are_those_resolved(memory: Memory) -> None:
    """What the ledger holds as endorsed is what the last sealed resolution says, line by line, and so in each year."""
    sealed = Resolution.objects.filter(state__in=SEALED, item__project__isnull=False).order_by("pk")
    last = {one.item.project_id: one for one in sealed.select_related("item__project")}
    for resolution in last.values():
        project = resolution.item.project
        if not resolution.amounts or project is None:
            continue
        said = {int(line): Decimal(amount) for line, amount in resolution.amounts.items()}
        assert latest_amounts(project, Stage.ENDORSED) == said


def certified_means_moved(memory: Memory) -> None:
    """A resolution is sealed while its meeting sits or is just over, and moves its project by the same request."""
    for record in records("committee.resolution", "certify"):
        resolution: Any = Resolution.objects.select_related("item__project").get(pk=record.subject_id)
        before = TransitionRecord.objects.filter(
            subject_type="committee.meeting", subject_id=resolution.meeting_id, pk__lt=record.pk
        ).latest("pk")
        assert before.target in CERTIFIED_IN
        if resolution.item.project is not None and resolution.corrects_id is None and resolution.moves:
            [moved] = TransitionRecord.objects.filter(
                subject_type="budget_review.integrationproject", subject_id=resolution.item.project_id,
                facts__cause=f"committee.resolution/{resolution.pk}/{record.seq}",
            )  # fmt: skip
            assert (moved.facts["resolution"], moved.facts["verb"], moved.at) == (
                resolution.pk, resolution.verb, record.at
            )  # fmt: skip


def letters_hold_as_their_resolutions(memory: Memory) -> None:
    """A letter falls away with its resolution, and never alone."""
    for resolution in Resolution.objects.prefetch_related("letters"):
        is_numbered = resolution.number is not None
        assert is_numbered or resolution.state not in (*SEALED, ResolutionState.CORRECTED)
        for letter in resolution.letters.all():
            fell = resolution.state in (ResolutionState.SUPERSEDED, ResolutionState.CORRECTED)
            assert (letter.state == "superseded") is fell


def adopted_minutes_never_change(memory: Memory) -> None:
    """Adopted minutes name what adopted them, and say the same from then on."""
    adopted = {}
    for minutes in Minutes.objects.filter(state__in=("adopted", "published")).select_related("adopted"):
        assert minutes.adopted is not None
        assert (minutes.way == "circulation") is (minutes.adopted_at_meeting_id is None)
        adopted[minutes.pk] = (minutes.adopted.content, minutes.way, minutes.adopted_at_meeting_id, minutes.adopted_at)
    memory.keeps("adopted minutes", adopted)


def nothing_put_off_is_lost(memory: Memory) -> None:
    """What was not reached or put off comes back by itself on the next agenda whose call closes, or was dropped."""
    closings = dict(records("committee.meeting", "close_call").values_list("subject_id", "pk"))
    waiting = AgendaItem.objects.filter(state__in=(ItemState.NOT_REACHED, ItemState.DEFERRED), meeting__state__in=OVER)
    for item in waiting.select_related("meeting", "project"):
        when = TransitionRecord.objects.filter(subject_type=item.kind, subject_id=item.pk).latest("pk").pk
        over = TransitionRecord.objects.filter(subject_type="committee.meeting", subject_id=item.meeting_id).latest(
            "pk"
        )
        later = [pk for meeting, pk in closings.items() if pk > max(when, over.pk) and meeting != item.meeting_id]
        is_free = item.project is None or item.project.state in ("screened", "deferred")
        assert hasattr(item, "successor") or not later or not is_free


RULES: tuple[Callable[[Memory], None], ...] = (
    states_follow_from_records,
    meetings_are_numbered_once,
    resolutions_are_numbered_once,
    seats_have_one_holder,
    convened_meetings_keep_what_they_had,
    projects_stand_on_one_open_agenda,
    labels_are_given_once,
    late_items_are_approved_late,
    quorums_are_those_of_the_intervals,
    recused_seats_are_not_entitled,
    seats_vote_once,
    outcomes_are_the_rule_over_the_tally,
    resolved_matters_have_one_resolution,
    amounts_are_those_resolved,
    certified_means_moved,
    letters_hold_as_their_resolutions,
    adopted_minutes_never_change,
    nothing_put_off_is_lost,
)

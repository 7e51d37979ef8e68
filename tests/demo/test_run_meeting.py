# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The meeting of three hours: what becomes of each item, and that a run that was stopped goes on where it was."""

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from committee.models import AgendaItem, DecisionLetter, Meeting, Minutes, Recusal, Resolution, RollEntry, VoteRound
from committee.queries.attendance import doubtful_votes
from project.demo import registers
from project.demo.acts import Event
from project.demo.session import people, script, telling
from tests.sizes import SIZES
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db
STOPPED_AT = "count"  # in the middle of the session, with an open vote


class Killed(Exception):
    """The run ended here."""


def stop(place: int, count: int, event: Event) -> None:
    if event.name == STOPPED_AT:
        raise Killed


def test_meeting_is_replayed_item_by_item_and_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    of = script.Script(SIZES.meeting)
    with pytest.raises(Killed):
        telling.tell(of, stop)
    assert VoteRound.objects.get().state == "open"
    made = list(TransitionRecord.objects.order_by("pk").values_list("hash", flat=True))

    out = StringIO()
    call_command("run_meeting", "--items", str(SIZES.meeting), "--json", "--packs", str(tmp_path), stdout=out)

    told = json.loads(out.getvalue())
    assert list(TransitionRecord.objects.order_by("pk").values_list("hash", flat=True))[: len(made)] == made
    assert (told["verified"], told["fault"]) == (True, None)
    first, following = told["meetings"]
    assert [first[name] for name in ("called", "state", "entitled", "needed")] == ["1/2564", "closed", 15, 8]
    assert (first["present_when_opened"], first["present_when_ended"]) == (12, 8)
    _assert_items(of, first["items"])
    _assert_session(of)
    _assert_next(following)
    _assert_minutes()
    assert first["endorsed_baht"] == f"{_endorsed_baht(first):.2f}"
    assert len(told["files"]) == 2


def _assert_items(of: script.Script, items: list[dict]) -> None:
    """Every item by its place: told, decided, recused, voted on, deferred, late."""
    assert len(items) == SIZES.meeting
    told = [item for item in items if not item["project"]]
    assert {item["state"] for item in told} == {"noted"}
    assert len(told) == len(of.told)
    decided = [item for item in items if item["project"]]
    assert [item["project"] for item in decided] == of.projects
    assert [item["label"] for item in decided] == [f"5.{nth}" for nth in range(1, len(decided) + 1)]
    expected = {0: "endorse", 2: "defer", 3: "endorse_with_conditions", 6: "not_endorse", 7: "return_from_committee"}
    assert [item["verb"] for item in decided] == [expected.get(nth, "endorse") for nth in range(len(decided))]
    assert [item["state"] for item in decided] == [
        "deferred" if nth == 2 else "resolved" for nth in range(len(decided))
    ]
    assert [item["number"] for item in decided] == [f"{nth}/2564" for nth in range(1, len(decided) + 1)]
    assert [nth for nth, item in enumerate(decided) if item["recused"]] == [1, 5]
    assert [(nth, item["vote"], item["dissents"]) for nth, item in enumerate(decided) if item["vote"]] == [
        (3, "carried", ["กรรมการ คนที่ 5"])
    ]
    assert [nth for nth, item in enumerate(decided) if item["is_late"]] == [len(decided) - 1]
    assert all(item["letters"] for item in decided)
    assert [item["endorsed_baht"] != "" for item in decided] == [nth not in (2, 6, 7) for nth in range(len(decided))]
    assert decided[3]["endorsed_baht"] == "20122000.00"  # as the adopted scenario cut it, not as it was proposed


def _assert_session(of: script.Script) -> None:
    """The tie that the chair decided, the two recusals, who came late and left, the seals of the next day."""
    meeting = Meeting.objects.get(number=1)
    vote = VoteRound.objects.get()
    assert (vote.for_count, vote.against_count, vote.present_count, vote.recused_count) == (6, 6, 12, 0)
    assert vote.told().tally.casting == "for"
    assert sorted(Recusal.objects.values_list("entry__user__username", "state")) == [
        ("member2", "returned"), ("member3", "returned"),
    ]  # fmt: skip
    roll = dict(RollEntry.objects.filter(meeting=meeting).values_list("user__username", "state"))
    assert {name for name, state in roll.items() if state == "away"} == set(people.LEAVING)
    assert {name for name, state in roll.items() if state == "not_coming"} == {*people.REGRETS, *people.MISSING}
    assert list(meeting.guests.values_list("item__project__code", flat=True)) == ["DG65-01"]
    assert meeting.adopted_scenarios.count() == 1
    assert doubtful_votes(meeting) == []
    moves = TransitionRecord.objects.filter(subject_type=meeting.kind, subject_id=meeting.pk).order_by("seq")
    assert list(moves.values_list("transition", flat=True)) == [
        "begin", "convene", "close_call", "freeze", "open", "suspend", "resume", "end", "close",
    ]  # fmt: skip
    ended = moves.get(transition="end").at
    after = Resolution.objects.filter(meeting=meeting, certified_at__gt=ended).order_by("number")
    assert [one.item.project.code for one in after if one.item.project] == of.projects[-script.WAIT_FOR_THE_SEAL :]


def _assert_next(following: dict) -> None:
    """The minutes, the open condition and what was put off came by themselves; the meeting decided on them."""
    assert (following["called"], following["state"]) == ("2/2564", "concluded")
    by_section = {item["label"]: (item["state"], item["project"], item["verb"]) for item in following["items"]}
    assert by_section["5.1"] == ("resolved", "DG65-03", "endorse")
    assert by_section["2.1"][0] == "resolved"
    assert by_section["3.1"][0] == "noted"
    returned = AgendaItem.objects.get(meeting__number=2, project__code="DG65-03")
    assert returned.predecessor == AgendaItem.objects.get(meeting__number=1, project__code="DG65-03")


def _assert_minutes() -> None:
    """Circulated, amended as a member asked, adopted by the second meeting, published."""
    minutes = Minutes.objects.get(meeting__number=1)
    assert minutes.state == "published"
    assert minutes.adopted_at_meeting == Meeting.objects.get(number=2)
    assert [one["key"] for one in minutes.amendments] == ["opening"]
    assert minutes.adopted is not None
    text = "\n".join(section["text"] for section in minutes.adopted.content["sections"])
    assert people.DISSENT in text
    assert DecisionLetter.objects.exclude(state="sent").count() == 0


def _endorsed_baht(first: dict) -> Decimal:
    return sum((Decimal(item["endorsed_baht"] or 0) for item in first["items"]), Decimal(0))


def test_database_that_holds_something_else_is_refused() -> None:
    registers.enter_agencies()
    with pytest.raises(CommandError, match="something else"):
        call_command("run_meeting")
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("items", [12, 41])
def test_agenda_of_another_length_is_refused(items: int) -> None:
    with pytest.raises(CommandError, match="between 13 and 40"):
        call_command("run_meeting", "--items", str(items))

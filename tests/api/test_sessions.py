# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The session for programs: attendance, guests, recusals, votes, dissents, scenarios; refused as on the pages."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from committee.models import AttendanceMark, Ballot, Dissent, Guest, Recusal, Scenario, VoteRound
from committee.operations.session import cast_ballot, open_vote
from tests.api.asking import Program, told
from tests.world import AT, World, everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World().to("in_committee")


def test_session_is_carried_by_programs_alone(world: World) -> None:
    """A guest, a recusal that is withdrawn, a vote by name, a dissent, an adopted scenario, and all of it read."""
    secretary, member = Program(world, "secretary"), Program(world, "member")
    item, meeting = f"/agenda-items/{world.item.pk}", f"/meetings/{world.meeting_id}"
    guest = secretary.send(f"{meeting}/guests", {"name": "ผู้ชี้แจง", "item": world.item.pk}).json()
    assert secretary.send(f"/guests/{guest['id']}/marks", {"kind": "left"}).json()["guest"] == guest["id"]
    declared = member.send(f"{item}/recusals", {"entry": world.entry("member").pk, "ground": "party"}).json()
    assert declared["state"] == "declared"
    withdraw = f"/recusals/{declared['id']}/transitions/withdraw"
    assert secretary.act(withdraw, note="แจ้งผิดวาระ", if_match='"0"').status_code == 409
    assert secretary.act(withdraw, note="แจ้งผิดวาระ").json()["target"] == "withdrawn"
    vote = secretary.send(f"{item}/votes", {"question": "เห็นชอบหรือไม่", "mode": "named"}).json()
    assert vote["may_vote"] == [world.entry("chair").pk, world.entry("member").pk]
    ballots = f"/votes/{vote['id']}/ballots"
    assert secretary.send(ballots, {"entry": world.entry("chair").pk, "choice": "for"}).status_code == 200
    assert member.send(ballots, {"entry": world.entry("member").pk, "choice": "against"}).status_code == 200
    counted = secretary.act(f"/votes/{vote['id']}/transitions/count", facts={"casting": "for"})
    assert counted.json()["facts"]["outcome"] == "carried"
    dissent = {"entry": world.entry("member").pk, "reason": "ไม่คุ้มค่า", "is_written": True}
    assert member.send(f"{item}/dissents", dissent).json()["vote"] == vote["id"]
    assert secretary.send(f"{meeting}/scenarios", {"name": "ก", "amounts": world.amounts()}).json()["revision"] == 0
    adopted = secretary.send(f"{meeting}/adopted-scenarios", {"name": "ก", "amounts": world.amounts()}).json()
    assert adopted["totals"] == {"2565": "4500000.00"}

    read = secretary.get(f"{meeting}/session").json()
    assert [len(read[name]) for name in ("marks", "guests", "recusals", "votes", "dissents", "scenarios")] == [
        4, 1, 1, 1, 1, 1,
    ]  # fmt: skip
    assert read["votes"][0]["outcome"] == "carried"
    assert [one["choice"] for one in read["votes"][0]["ballots"]] == ["for", "against"]
    assert read["adopted_scenarios"] == [adopted]


def test_wrong_mark_is_set_right_and_stays(world: World) -> None:
    secretary = Program(world, "secretary")
    mark = AttendanceMark.objects.get(entry=world.entry("member"))
    path = f"/attendance-marks/{mark.pk}/corrections"
    assert secretary.send(path, {"kind": "struck", "reason": "จดผิดคน"}).json()["target"] == "not_coming"
    marks = secretary.get(f"/meetings/{world.meeting_id}/session").json()["marks"]
    assert {(one["kind"], one["corrects"]) for one in marks if one["entry"] == world.entry("member").pk} == {
        ("came", None), ("struck", mark.pk),
    }  # fmt: skip


def test_scenario_that_changed_meanwhile_is_not_written_over(world: World) -> None:
    secretary = Program(world, "secretary")
    kept = secretary.send(f"/meetings/{world.meeting_id}/scenarios", {"name": "ก", "amounts": {}}).json()
    path = f"/scenarios/{kept['id']}"
    body = {"name": "ข", "amounts": world.amounts(), "expected_revision": 0}
    assert secretary.put(path, body).json()["revision"] == 1
    before = everything()
    assert told(secretary.put(path, body)) == (409, "version_conflict")
    assert everything() == before


NEW: dict[str, tuple[Callable[[World], str], Callable[[World], dict[str, Any]], Any]] = {
    "guest": (lambda w: f"/meetings/{w.meeting_id}/guests", lambda w: {"name": "ผู้ชี้แจง"}, Guest),
    "recusal": (
        lambda w: f"/agenda-items/{w.item.pk}/recusals",
        lambda w: {"entry": w.entry("member").pk, "ground": "party"}, Recusal,
    ),
    "vote": (
        lambda w: f"/agenda-items/{w.item.pk}/votes", lambda w: {"question": "เห็นชอบหรือไม่", "mode": "named"}, VoteRound
    ),
    "dissent": (
        lambda w: f"/agenda-items/{w.item.pk}/dissents",
        lambda w: {"entry": w.entry("member").pk, "reason": "ไม่คุ้มค่า"}, Dissent,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", NEW)
def test_request_sent_twice_makes_one(world: World, what: str) -> None:
    """And who may not is refused, who sees no meeting finds nothing, and another's request keeps its id."""
    path, body, model = NEW[what]
    secretary, request_id = Program(world, "secretary"), uuid4()
    before = everything()
    assert told(Program(world, "stranger").send(path(world), body(world))) == (404, "not_found")
    assert told(Program(world, "auditor").send(path(world), body(world)))[0] in (403, 404)
    assert told(secretary.send(path(world), body(world) | {"more": 1})) == (422, "invalid")
    assert everything() == before
    first = secretary.send(path(world), body(world), request_id=request_id)
    stands = everything()
    assert (first.status_code, first.json()) == (
        200,
        secretary.send(path(world), body(world), request_id=request_id).json(),
    )
    assert told(Program(world, "chair").send(path(world), body(world), request_id=request_id)) == (
        409,
        "request_reused",
    )
    assert everything() == stands
    assert model.objects.count() == 1


def test_ballot_under_the_id_of_another_is_refused(world: World) -> None:
    secretary, request_id = Program(world, "secretary"), uuid4()
    vote = secretary.send(f"/agenda-items/{world.item.pk}/votes", {"question": "?", "mode": "named"}).json()
    path = f"/votes/{vote['id']}/ballots"
    given = {"entry": world.entry("chair").pk, "choice": "for"}
    for _again in range(2):
        assert secretary.send(path, given, request_id=request_id).json() == given
    before = everything()
    for other in ({"entry": world.entry("member").pk}, {"choice": "against"}):
        assert told(secretary.send(path, given | other, request_id=request_id)) == (409, "request_reused")
    assert told(secretary.send(path, given | {"choice": "against"})) == (409, "wrong_state")
    assert told(Program(world, "member").send(path, given)) == (403, "not_permitted")
    assert told(secretary.send(path, given | {"entry": world.entry("absent").pk})) == (403, "not_permitted")
    assert everything() == before
    assert Ballot.objects.count() == 1


def test_confidential_matter_is_not_there_for_who_may_not_see_it(world: World) -> None:
    """What was said on it stands neither in the session that they read, nor can they act on it."""
    world.act("count", "secretary", _voted(world), facts={"casting": "none"})
    world.item.__class__.objects.filter(pk=world.item.pk).update(confidentiality="chair")
    read = Program(world, "member").get(f"/meetings/{world.meeting_id}/session").json()
    assert (read["recusals"], read["votes"], read["dissents"]) == ([], [], [])
    refused = Program(world, "member").send(f"/agenda-items/{world.item.pk}/recusals", {"entry": 1, "ground": "party"})
    assert told(refused) == (404, "not_found")
    assert len(Program(world, "chair").get(f"/meetings/{world.meeting_id}/session").json()["votes"]) == 1


def _voted(world: World) -> VoteRound:
    made: dict[str, Any] = {"actor": world.secretary, "at": AT}
    round_ = open_vote(item=world.item, question="?", mode="named", request_id=uuid4(), **made)
    for name, choice in (("chair", "for"), ("member", "against")):
        cast_ballot(round_=round_, entry=world.entry(name), choice=choice, request_id=uuid4(), **made)
    return round_


def test_reading_a_session_takes_as_many_queries_for_many_votes(world: World) -> None:
    secretary = Program(world, "secretary")
    path, counts = f"/meetings/{world.meeting_id}/session", list[int]()
    assert secretary.get(path).status_code == 200  # the token's first use of the day is noted
    for _nth in range(3):
        world.act("count", "secretary", _voted(world), facts={"casting": "none"})
        Scenario.objects.create(meeting=world.meeting, name=str(uuid4()), made_by=world.secretary, changed_at=AT)
        with CaptureQueriesContext(connection) as asked:
            assert secretary.get(path).status_code == 200
        counts.append(len(asked))
    assert counts == [counts[0]] * 3

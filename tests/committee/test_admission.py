# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings by electronic means: each member identified before joining, each one's consent to the recording, kept."""

from typing import Any
from uuid import uuid4

import pytest

from committee.models import Admission, AttendanceMark, Meeting
from committee.operations import plan_meeting
from committee.operations.session import be_admitted
from tests.api.asking import Program, told
from tests.api.test_agenda import sent
from tests.committee.conftest import Visit
from tests.refusing import refused
from tests.world import MEETING_AT as AT
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState
from workflows.verification import faults

HYBRID = {"mode": "hybrid", "online_link": "https://meet.example.go.th/1", "identification": "account"}


@pytest.fixture
def hybrid(world: World) -> World:
    """About to begin, in one place and online, recorded."""
    world.to("queued")
    Meeting.objects.filter(pk=world.meeting.pk).update(is_recorded=True, **HYBRID)
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    world.at = AT
    return world


def admit(world: World, who: str = "member", **more: Any) -> Admission:
    given: dict[str, Any] = {"meeting": world.meeting, "consents": True, "at": world.at, "request_id": uuid4()} | more
    return be_admitted(user=world.people[who], **given)


def arrive(world: World, who: str = "member", **facts: Any) -> Any:
    return world.act("arrive", "secretary", world.entry(who), facts=facts)


def test_member_who_signed_in_arrives_online_as_identified_with_consent(hybrid: World) -> None:
    admit(hybrid)
    record = arrive(hybrid)
    mark = AttendanceMark.objects.get()
    assert (mark.channel, mark.identified_by, mark.consents) == ("online", "login", True)
    assert {name: record.facts[name] for name in ("channel", "identified_by", "consents")} == {
        "channel": "online", "identified_by": "login", "consents": True,
    }  # fmt: skip
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, "Who takes part online must be identified before the meeting, and it is noted how."),
        (
            {"identified_by": "login", "consents": True},
            "They have not signed in for this meeting themselves: say how else they were identified.",
        ),
        ({"identified_by": "vouched"}, "The meeting is recorded: who takes part online must have consented to it."),
        (
            {"identified_by": "one_time_code", "consents": False},
            "The meeting is recorded: who takes part online must have consented to it.",
        ),
    ],
)
def test_who_lacks_identification_or_consent_does_not_join(hybrid: World, facts: dict[str, Any], why: str) -> None:
    with refused(GuardsUnmet) as no:
        arrive(hybrid, channel="online", **facts)
    assert no.value.reasons == (why,)


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        ({"channel": "online", "identified_by": "vouched", "consents": True}, ("online", "vouched", True)),
        ({"channel": "in_person"}, ("in_person", "", None)),
        ({"consents": False}, ("in_person", "", False)),
        ({"consents": True}, ("in_person", "", True)),
    ],
)
def test_what_the_secretary_notes_is_kept_for_each(hybrid: World, facts: dict[str, Any], kept: tuple[Any, ...]) -> None:
    arrive(hybrid, **facts)
    mark = AttendanceMark.objects.get()
    assert (mark.channel, mark.identified_by, mark.consents) == kept


def test_consent_is_asked_for_only_where_the_meeting_is_recorded(hybrid: World) -> None:
    Meeting.objects.update(is_recorded=False)
    admit(hybrid, consents=False)
    arrive(hybrid)
    assert AttendanceMark.objects.get().consents is None


def test_nobody_is_admitted_without_consent_place_or_time(hybrid: World) -> None:
    with refused(GuardsUnmet):
        admit(hybrid, consents=False)
    for who in ("auditor", "officer"):
        with refused(NotPermitted):
            admit(hybrid, who)
    with refused(NotPermitted):
        admit(hybrid, delegation=1)
    key = uuid4()
    assert admit(hybrid, request_id=key) == admit(hybrid, request_id=key)
    with refused(RequestReused):
        admit(hybrid, "chair", request_id=key)
    hybrid.act("thaw", "secretary", hybrid.meeting, note="แก้")
    with refused(WrongState):
        admit(hybrid)
    Meeting.objects.update(mode="in_person")
    with refused(WrongState):
        admit(hybrid)


def test_same_request_admits_to_one_meeting_alone(hybrid: World) -> None:
    request_id = uuid4()
    first = admit(hybrid, request_id=request_id)
    assert admit(hybrid, request_id=request_id) == first
    other = plan_meeting(
        committee=hybrid.committee, title="อีกครั้ง", starts_at=hybrid.meeting.starts_at, ends_at=hybrid.meeting.ends_at,
        place="ห้องประชุม", actor=hybrid.secretary, at=hybrid.at, request_id=uuid4(),
    )  # fmt: skip
    with refused(RequestReused):
        admit(hybrid, request_id=request_id, meeting=other)


def test_page_shows_the_link_to_who_has_shown_who_they_are(hybrid: World, visit: Visit) -> None:
    page, link = f"/meetings/{hybrid.meeting_id}/join/", HYBRID["online_link"]
    member = visit("member")
    assert page in member.get(f"/meetings/{hybrid.meeting_id}/").content.decode()
    shown = member.get(page)
    assert (shown.status_code, link in shown.content.decode()) == (200, False)
    without = member.post(page, {"request_id": str(uuid4())})
    assert (without.status_code, Admission.objects.count()) == (422, 0)
    words = {"request_id": str(uuid4()), "consents": "on"}
    for _press in (1, 2):
        assert member.post(page, words).status_code == 302
    assert Admission.objects.get().entry == hybrid.entry("member")
    assert link in member.get(page).content.decode()
    assert [visit(who).get(page).status_code for who in ("auditor", "officer")] == [404, 404]
    assert (
        "Signed in for the meeting"
        in visit("secretary").get(f"/meetings/{hybrid.meeting_id}/console/").content.decode()
    )


def test_programs_of_members_join_and_are_refused_as_on_the_page(hybrid: World) -> None:
    path, member = f"/meetings/{hybrid.meeting_id}/admissions", Program(hybrid, "member")
    assert told(sent(member, path, {})) == (422, "guards_unmet")
    assert told(sent(Program(hybrid, "auditor"), path, {"consents": True})) == (403, "not_permitted")
    made = sent(member, path, {"consents": True}).json()
    assert (made["entry"], made["consents"], made["online_link"]) == (
        hybrid.entry("member").pk, True, HYBRID["online_link"],
    )  # fmt: skip

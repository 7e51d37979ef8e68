# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack is handed to who sees every matter in it; others are told why not, and read their own matters."""

import pytest

from committee.models import AgendaItem
from committee.operations import add_item, build_pack, issue_addendum
from committee.operations.archives import make_archive
from committee.queries.archives import may_have_archive
from committee.queries.packs import packs_for
from tests.api.asking import Program, told
from tests.committee.needles import Needles
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.world import World, everything
from workflows.refusals import WrongState

pytestmark = pytest.mark.django_db
SEES_MEMBERS = {"secretary", "chair", "member", "absent"}
OTHERS = {"stranger", "elsewhere_secretary", "elsewhere_chair", "alternate", "auditor", "admin"}


def handed(world: World) -> dict[str, list[bool]]:
    """Of each person who finds the packs, which are handed to them, the newest first."""
    meeting = world.meeting
    people = {name: world.people[name] for name in (*SEES_MEMBERS, *OTHERS)}
    return {
        name: [issue.is_handed for issue in packs_for(person, meeting, world.at)] for name, person in people.items()
    }


@pytest.mark.parametrize(
    ("level", "having"),
    [("members", SEES_MEMBERS), ("chair", SEES_MEMBERS | OTHERS)],
)
def test_pack_goes_to_who_sees_all_that_it_prints(level: str, having: set[str]) -> None:
    """What the chair and the secretariat keep to themselves no pack prints."""
    world = Needles(level).issued().world
    assert {name for name, packs in handed(world).items() if packs == [True]} == having


def test_matter_that_was_opened_or_closed_since_counts_as_it_is_now() -> None:
    needles = Needles("members").issued()
    AgendaItem.objects.update(confidentiality="open")
    assert set(map(str, handed(needles.world).values())) == {"[True]"}
    AgendaItem.objects.filter(pk=needles.item_pk).update(confidentiality="chair")
    assert {name for name, packs in handed(needles.world).items() if packs == [True]} == {"secretary", "chair"}


def test_addendum_that_adds_what_is_open_still_prints_the_agenda_with_the_rest() -> None:
    needles = Needles("members").issued()
    world = needles.world
    late = add_item(
        meeting=world.meeting, actor=world.secretary, at=world.at, request_id=world.request(), title="ขอปรับแผน",
        section=5, kind="decision", late_reason="เพิ่งมาถึง",
    )  # fmt: skip
    world.act("admit_late", "chair", late)
    issue_addendum(meeting=world.meeting, actor=world.secretary, at=world.at, request_id=world.request())
    found = handed(world)
    assert {name for name in found if found[name] == [True, True]} == SEES_MEMBERS
    assert {name for name in found if found[name] == [False, False]} == OTHERS


def test_pack_that_is_only_built_is_for_who_sees_everything() -> None:
    needles = Needles("members")
    world = needles.world
    world.act("convene", "secretary", world.meeting)
    assert Program(world, "auditor").get(f"/meetings/{world.meeting_id}/packs/1").status_code == 404
    world.act("close_call", "secretary", world.meeting)
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    found = handed(world)
    assert (found["secretary"], found["chair"], found["auditor"], found["member"]) == ([True], [True], [False], [])


def test_refusal_says_why_and_where_to_read_on() -> None:
    world = Needles("members").issued().world
    path = f"/meetings/{world.meeting_id}/packs/1"
    asking = [(Program(world, who), visitor(world.people[who])) for who in sorted(OTHERS - {"alternate"})]
    before = everything()
    for program, browser in asking:
        answer, page = program.get(path), browser.get(f"{path}.pdf?view=1")
        assert told(answer) == (403, "not_permitted")
        [why] = answer.json()["reasons"]
        assert why.startswith("This pack also prints matters that are not open to you")
        html = page.content.decode()
        assert (page.status_code, why in html, "Read the matters that you may see" in html) == (403, True, True)
        assert f'href="{path}.pdf' not in html
        assert program.get(f"/meetings/{world.meeting_id}").json()["packs"][0]["is_handed"] is False
        room = browser.get(f"/meetings/{world.meeting_id}/reading/").content.decode()
        assert ("The whole pack is not for you" in room, "เรื่องเปิดเผย" in room) == (True, True)
    assert everything() == before


def test_who_sees_all_is_given_the_pack() -> None:
    world = Needles("members").issued().world
    path = f"/meetings/{world.meeting_id}/packs/1"
    for who in sorted(SEES_MEMBERS):
        answers = Program(world, who).get(path), visitor(world.people[who]).get(f"{path}.pdf")
        assert [answer.content[:5] for answer in answers] == [b"%PDF-", b"%PDF-"]


@pytest.mark.parametrize("level", ["members", "chair"])
def test_archive_is_for_an_auditor_who_sees_every_matter_alone(level: str) -> None:
    world = Needles(level).issued().world

    def having() -> set[str]:
        return {name for name, person in world.people.items() if may_have_archive(person, world.meeting, world.at)}

    assert having() == {"secretary"}
    AgendaItem.objects.update(confidentiality="open")
    assert having() == {"secretary", "auditor"}


def test_archive_is_made_of_a_closed_file_alone() -> None:
    world = Needles("members").issued().world
    with refused(WrongState):
        make_archive(meeting_id=world.meeting.pk, at=world.at)

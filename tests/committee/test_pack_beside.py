# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a pack prints beside its agenda: the invitation, minutes to adopt, what earlier resolutions left to be done."""

import io

import pypdf
import pytest
from django.db.models import QuerySet

from committee.models import AgendaItem, Minutes, MinutesText, Pack
from committee.operations import build_pack
from committee.pack_beside import beside
from committee.queries.packs import packs_for
from committee.states import Confidentiality
from papers.queries import document_content
from tests.committee.test_arising import assigned
from tests.minutes import circulated, offered, section
from tests.world import World

pytestmark = pytest.mark.django_db
EVERYTHING = frozenset(Confidentiality)


def built(world: World) -> Pack:
    return build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)


def words(pack: Pack) -> str:
    pages = pypdf.PdfReader(io.BytesIO(document_content(pack.document))).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def text_of(minutes: Minutes) -> MinutesText:
    """As they were circulated."""
    assert minutes.circulated is not None
    return minutes.circulated


def resolved_on(minutes: Minutes) -> QuerySet[AgendaItem]:
    """The one matter of the meeting that they are of."""
    return AgendaItem.objects.filter(meeting=minutes.meeting_id)


def to_adopt(world: World) -> AgendaItem:
    """The minutes of the meeting before stand on the agenda that is being put together."""
    item = offered(world, circulated(world), is_open=False)
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    return AgendaItem.objects.get(pk=item.pk)


def test_pack_holds_the_invitation_the_minutes_and_who_signs() -> None:
    world = World()
    item = to_adopt(world)
    pack = built(world)
    [minutes] = pack.snapshot["minutes"]
    sent = text_of(item.minutes_to_adopt)
    assert (minutes["sha256"], minutes["content"]) == (sent.sha256, sent.content)
    names = [source["id"] for source in pack.manifest["sources"]]
    assert [names[2], names[-1]] == ["invitation", "attendance"]
    assert "minutes-2564-1" in names
    text = words(pack)
    assert "จึงเรียนมาเพื่อโปรดเข้าร่วมประชุม" in text
    assert "ผู้จดรายงานการประชุม" in text


def test_matters_arising_stand_in_the_pack_of_the_next_meeting() -> None:
    world = World()
    assigned(world)
    world.plan_meeting()
    world.act("convene", "secretary", world.meeting)
    told = beside(world.meeting, world.at)["arising"]
    [row] = told["rows"]
    assert (row["text"], row["resolution"], row["due_date"], row["is_late"]) == (
        "จัดทำข้อมูล",
        "1/2564",
        "2021-03-31",
        False,
    )
    assert (told["level"], told["as_of"]) == ("", "2020-11-02")


@pytest.mark.parametrize(
    ("level", "members", "chair"),
    [("open", (1, ""), (1, "")), ("members", (1, "members"), (1, "members")), ("chair", (0, ""), (1, "chair"))],
)
def test_what_arises_goes_as_far_as_its_matter(level: str, members: tuple[int, str], chair: tuple[int, str]) -> None:
    world = World()
    assigned(world)
    AgendaItem.objects.update(confidentiality=level)
    world.plan_meeting()
    world.act("convene", "secretary", world.meeting)
    for told, expected in (
        (beside(world.meeting, world.at), members),
        (beside(world.meeting, world.at, EVERYTHING), chair),
    ):
        assert (len(told["arising"]["rows"]), told["arising"]["level"]) == expected
        assert told["level_beside"] == expected[1]


def test_pack_with_closed_minutes_is_handed_to_members_alone() -> None:
    world = World()
    to_adopt(world)
    pack = built(world)
    who = ("secretary", "auditor", "admin")
    assert pack.snapshot["level_beside"] == ""
    item = AgendaItem.objects.get(minutes_to_adopt__isnull=False)
    resolved_on(item.minutes_to_adopt).update(confidentiality="members")
    told = beside(world.meeting, world.at)
    assert told["level_beside"] == "members"
    AgendaItem.objects.filter(pk=item.pk).update(note="แก้ไข")
    closed = built(world)
    found = {name: [one.is_handed for one in packs_for(world.people[name], world.meeting, world.at)] for name in who}
    assert closed.number == 2
    assert found == {"secretary": [True, True], "auditor": [False, True], "admin": [False, True]}


def test_what_the_chair_keeps_stays_out_of_the_minutes_that_members_read() -> None:
    world = World()
    item = to_adopt(world)
    minutes = item.minutes_to_adopt
    resolved_on(minutes).update(confidentiality="chair")
    kept = section(minutes, f"item-{resolved_on(minutes).get().pk}")
    [shown], [whole] = (
        beside(world.meeting, world.at)["minutes"],
        beside(world.meeting, world.at, EVERYTHING)["minutes"],
    )
    by_key = {one["key"]: one for one in shown["content"]["sections"]}
    assert (by_key[kept.key]["text"], by_key[kept.key]["title"] != kept.title) == ("", True)
    assert whole["content"] == text_of(minutes).content
    assert (shown["level"], whole["level"]) == ("", "chair")

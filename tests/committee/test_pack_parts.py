# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts of the issued pack as papers of their own, each of the matters that its reader sees."""

import io

import pypdf
import pytest

from committee.models import AgendaItem
from tests.api.asking import Program
from tests.committee.needles import INSIDE, MATTER, Needles
from tests.project.conftest import visitor
from tests.world import World

pytestmark = pytest.mark.django_db


def words(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(content))
    attached = b"".join(one for files in reader.attachments.values() for one in files).decode()
    return "".join("".join([*(page.extract_text() for page in reader.pages), attached]).split())


def label(world: World, title: str) -> str:
    return AgendaItem.objects.get(meeting=world.meeting_id, title=title).issued_label


def test_parts_tell_each_reader_of_their_own_matters() -> None:
    needles = Needles("members").issued()
    world = needles.world
    closed, opened = label(world, f"เรื่อง{MATTER}"), label(world, "เรื่องเปิดเผย")
    path = f"/meetings/{world.meeting_id}/parts/"
    member, auditor = visitor(world.member), visitor(world.people["auditor"])
    agendas = [words(browser.get(f"{path}agenda.pdf").content) for browser in (member, auditor)]
    assert [(MATTER in text, "เรื่องเปิดเผย" in text) for text in agendas] == [(True, True), (False, True)]
    assert INSIDE not in agendas[1]
    assert ["เฉพาะกรรมการ" in text for text in agendas] == [True, False]
    for browser, statuses in ((member, [200, 200]), (auditor, [404, 200])):
        assert [browser.get(f"{path}item-{one}.pdf").status_code for one in (closed, opened)] == statuses
    assert Program(world, "auditor").get(f"{path}item-{closed}").status_code == 404
    assert Program(world, "member").get(f"{path}item-{closed}").content[:5] == b"%PDF-"
    assert [member.get(f"{path}{piece}.pdf").status_code for piece in ("item-9.9", "x", "money")] == [404] * 3


def test_one_matter_brings_its_papers_and_english_words() -> None:
    world = World().to("in_committee")
    path = f"/meetings/{world.meeting_id}/parts/item-{world.item.issued_label}"
    thai = words(visitor(world.member).get(f"{path}.pdf").content)
    english = words(visitor(world.member).get(f"{path}.pdf?language=en").content)
    assert ("ประเด็นเสนอเพื่อพิจารณา" in thai, "รายละเอียดโครงการ" in thai, "เอกสารบางส่วน" in thai) == (True, True, True)
    assert ("Matterforconsideration" in english, "Excerpt" in english) == (True, True)
    sheet = words(visitor(world.member).get(f"/meetings/{world.meeting_id}/parts/attendance.pdf").content)
    assert ("บัญชีลงชื่อผู้มาประชุม" in sheet, "ประเด็นเสนอเพื่อพิจารณา" in sheet) == (True, False)


def test_no_part_before_the_pack_is_issued() -> None:
    world = World().to("queued")
    path = f"/meetings/{world.meeting_id}/parts/agenda.pdf"
    assert [visitor(one).get(path).status_code for one in (world.secretary, world.member)] == [404, 404]

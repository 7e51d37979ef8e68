# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies of a pack, finding in it, and archives of a meeting, for programs: as on the pages, for the same people."""

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from committee.models import MeetingArchive, PackEdition
from committee.operations import packs
from papers.queries import document_content
from tests.api.asking import Program
from tests.world import World, everything

pytestmark = pytest.mark.django_db
ENGLISH = {"profile": "member", "language": "en"}


@pytest.fixture
def world(db: None) -> World:
    """A meeting with its agenda fixed and its pack issued."""
    world = World().to("queued")
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    return world


def copies(world: World) -> str:
    return f"/meetings/{world.meeting_id}/packs/1/copies"


def test_copy_is_made_once_and_fetched_by_its_name(world: World) -> None:
    for _again in range(2):
        made = Program(world, "secretary").send(copies(world), ENGLISH)
        assert (made.status_code, made.json()["name"]) == (201, "member-en")
    edition = PackEdition.objects.get()
    assert made.json()["sha256"] == edition.document.sha256
    fetched = Program(world, "secretary").get(f"{copies(world)}/member-en")
    assert fetched.content == document_content(edition.document)


@pytest.mark.parametrize(
    ("who", "body", "status"),
    [
        ("member", ENGLISH, 403),
        ("stranger", ENGLISH, 404),
        ("secretary", {"profile": "public", "language": "th"}, 409),  # not before the meeting is over
        ("secretary", {"profile": "nobody", "language": "th"}, 422),
        ("secretary", {"profile": "member", "language": "th"}, 409),
    ],
)
def test_copy_is_refused_and_nothing_changes(world: World, who: str, body: Any, status: int) -> None:
    program = Program(world, who)
    before = everything()
    assert program.send(copies(world), body).status_code == status
    assert everything() == before


def test_copy_of_many_matters_is_made_by_a_job(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "AT_ONCE", 0)
    asked = Program(world, "secretary").send(copies(world), ENGLISH)
    assert (asked.status_code, asked.json()["copy_for"]) == (202, "member-en")
    assert not PackEdition.objects.exists()


def test_words_are_found_in_the_pack_by_who_may_have_it(world: World) -> None:
    path = f"/meetings/{world.meeting_id}/packs/1/find"
    found = Program(world, "absent").get(path, words=world.project.code).json()
    assert found["all_count"] == len(found["parts"]) > 1
    sheet = next(part for part in found["parts"] if part["part"] == f"project-{world.project.code}")
    assert (sheet["label"], sheet["count"] > 0) == ("5.1", True)
    assert any(world.project.code in excerpt and "<" not in excerpt for excerpt in sheet["excerpts"])
    assert Program(world, "absent").get(path, words="ไม่มีคำนี้อยู่เลย").json() == {"all_count": 0, "parts": []}
    assert Program(world, "absent").get(path, words="").status_code == 422
    assert Program(world, "stranger").get(path, words="ก").status_code == 404


def test_archives_are_not_there_before_the_file_is_closed(world: World) -> None:
    path = f"/meetings/{world.meeting_id}/archives"
    assert Program(world, "secretary").get(path).status_code == 404
    assert Program(world, "secretary").get(f"{path}/1").status_code == 404
    assert Program(world, "secretary").act(path).status_code == 409
    assert Program(world, "member").act(path).status_code == 403
    assert not DBTaskResult.objects.filter(task_path__endswith=".archive_meeting").exists()
    assert not MeetingArchive.objects.exists()

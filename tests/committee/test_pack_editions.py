# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Other copies of a pack: who makes them, who has them, and what each says."""

import io
import json
from collections.abc import Iterator
from copy import copy

import pypdf
import pytest
from pytest_django import DjangoDbBlocker

from committee.models import AgendaItem, PackEdition
from committee.queries.editions import copies_to_make, editions_for
from papers.queries import document_content
from tests.api.asking import Program
from tests.committee.needles import INSIDE, MATTER, Needles
from tests.project.conftest import visitor
from tests.standing import standing
from tests.world import World

pytestmark = pytest.mark.django_db
SEE_ALL = {"secretary", "chair"}
PEOPLE = ("secretary", "chair", "member", "auditor", "admin", "elsewhere_chair")


@pytest.fixture(scope="module")
def standing_needles(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Needles]:
    """A meeting that is over, with matters for the chair alone."""
    with standing(django_db_blocker, tmp_path_factory):
        yield Needles("chair").over()


@pytest.fixture
def needles(standing_needles: Needles) -> Needles:
    """The same for one test."""
    return copy(standing_needles)


def words(edition: PackEdition) -> str:
    """Everything in the file: text, names of the outline, metadata, and what is attached."""
    reader = pypdf.PdfReader(io.BytesIO(document_content(edition.document)))
    attached = b"".join(content for files in reader.attachments.values() for content in files).decode()
    said = [*(page.extract_text() for page in reader.pages), str(reader.metadata), str(reader.outline), attached]
    return "".join("".join(said).split()) + json.dumps(edition.manifest, ensure_ascii=False)


def having(world: World, name: str) -> set[str]:
    """Who is shown this copy."""
    meeting = world.meeting
    return {
        who for who in PEOPLE
        if name in [one.name for one in editions_for(world.people[who], meeting, world.at).get(1, ())]
    }  # fmt: skip


def test_each_copy_says_what_its_readers_may_know(needles: Needles) -> None:
    made = {one.name: words(one) for one in PackEdition.objects.all()}
    assert set(made) == {"chair-th", "public-th", "archive-en"}
    assert {name: MATTER in text for name, text in made.items()} == {
        "chair-th": True, "public-th": False, "archive-en": True,
    }  # fmt: skip
    assert INSIDE not in made["public-th"]
    assert "เรื่องเปิดเผย" in made["public-th"]
    assert ("เฉพาะประธานและฝ่ายเลขานุการ" in made["chair-th"], "Chairandsecretariatonly" in made["archive-en"]) == (
        True,
        True,
    )
    assert f"มติ{MATTER}" in made["archive-en"]  # with what was resolved
    assert [name for name, text in made.items() if needles.world.project.title.replace(" ", "") in text] != []


def test_copies_go_to_their_readers(needles: Needles) -> None:
    world = needles.world
    assert having(world, "chair-th") == having(world, "archive-en") == SEE_ALL
    assert having(world, "public-th") == set(PEOPLE)
    for who in PEOPLE:
        for name in ("chair-th", "public-th", "archive-en", "chair-en", "x"):
            path = f"/meetings/{world.meeting_id}/packs/1/copies/{name}"
            may = name == "public-th" or (name in ("chair-th", "archive-en") and who in SEE_ALL)
            answers = visitor(world.people[who]).get(f"{path}.pdf"), Program(world, who).get(path)
            assert [answer.status_code for answer in answers] == [200 if may else 404] * 2


def test_public_copy_is_withdrawn_from_others_when_a_matter_in_it_is_closed(needles: Needles) -> None:
    AgendaItem.objects.filter(title="เรื่องเปิดเผย").update(confidentiality="members")
    assert having(needles.world, "public-th") == SEE_ALL


def test_secretary_makes_a_copy_from_the_page_and_never_twice(needles: Needles) -> None:
    world = needles.world
    path, browser = f"/meetings/{world.meeting_id}/packs/1/copies/", visitor(world.secretary, "en")
    assert "Public copy · English" in browser.get(f"/meetings/{world.meeting_id}/").content.decode()
    for _turn in range(2):
        assert browser.post(path, {"copy": "public-en"}).status_code == 302
    made = PackEdition.objects.get(profile="public", language="en")
    assert "Meetingpapers" in words(made)
    assert "public-en" not in [name for name, _words in copies_to_make(world.meeting)]
    count = PackEdition.objects.count()
    assert browser.post(path, {"copy": "x"}).status_code == 302
    assert visitor(world.chair).post(path, {"copy": "member-en"}).status_code == 403
    assert PackEdition.objects.count() == count

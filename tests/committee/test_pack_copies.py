# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies of a pack of many matters are made by a job, given a code, signed, and known to who checks papers."""

from collections.abc import Iterator
from copy import copy
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.notifications.models import Notice
from committee.models import Pack, PackBuild, PackEdition
from committee.models.editions import Language, Profile
from committee.operations import cancel_build, packs
from committee.operations.building import build_in_parts
from committee.operations.editions import build_edition, want_edition
from committee.pack_editions import edition_of
from papers.issued import IssuedPaper, Kind, Status, paper_by_code, paper_by_hash
from papers.models import PaperCode, SignedForm
from papers.queries import document_content
from tests.committee.annexed import annex_of
from tests.committee.needles import INSIDE, MATTER, Needles
from tests.papers.conftest import pypdf_text
from tests.papers.signing.conftest import authority, certificate, configured
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.standing import standing
from tests.world import World, everything
from workflows.jobs.running import claim
from workflows.jobs.running import run as run_job
from workflows.refusals import NotPermitted, WrongState

__all__ = ["authority", "certificate", "configured"]
pytestmark = pytest.mark.django_db
ANNEX = "Zqannex"
ENGLISH = (Profile.MEMBER, Language.ENGLISH)


@pytest.fixture(scope="module")
def standing_needles(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Needles]:
    """An issued pack with matters for members alone, each matter with an annex."""
    with standing(django_db_blocker, tmp_path_factory):
        needles = Needles("members")
        for item in needles.world.meeting.standing_items():
            annex_of(needles.world, item, title=f"{ANNEX} {item.title}")
        yield needles.issued()


@pytest.fixture
def world(standing_needles: Needles, monkeypatch: pytest.MonkeyPatch) -> World:
    """The same for one test; every agenda has many matters here."""
    monkeypatch.setattr(packs, "AT_ONCE", 0)
    cache.clear()
    return copy(standing_needles.world)


def ask(world: World, who: str = "secretary", kind: tuple[Profile, Language] = ENGLISH) -> Any:
    pack = Pack.objects.get()
    return want_edition(pack, *kind, actor=world.people[who], at=world.at, request_id=uuid4())


def run(build: PackBuild) -> PackBuild:
    """As a worker does it."""
    build_in_parts.func(build.pk)
    return PackBuild.objects.get(pk=build.pk)


def asked_by_a_stranger(address: str) -> str:
    browser = Client()
    browser.cookies["django_language"] = "en"
    return browser.get(address).content.decode()


def known(paper: IssuedPaper | None) -> tuple[Kind, str, str, Status]:
    assert paper is not None
    return paper.kind, paper.copy, paper.number, paper.status


def test_copy_is_made_by_a_job_and_known_by_its_code_and_its_hash(world: World) -> None:
    build = ask(world)
    assert (build.status, PackEdition.objects.count()) == ("queued", 0)
    done = run(build)
    edition = PackEdition.objects.get()
    assert (done.status, done.edition, done.pack) == ("built", edition, None)
    assert set(done.parts.values_list("status", flat=True)) <= {"done", "kept"}
    told = Notice.objects.filter(channel="here", person=world.secretary, topic__startswith="committee.pack")
    assert list(told.values_list("topic", flat=True)) == ["committee.packcopy.built"]

    code = PaperCode.objects.get(document=edition.document).code
    assert code != PaperCode.objects.get(document=Pack.objects.get().document).code
    assert edition.snapshot["verify"]["code"] in pypdf_text(document_content(edition.document))
    assert known(paper_by_code(code)) == (Kind.COPY, "member-en", "1", Status.VALID)
    assert paper_by_hash(edition.document.sha256) == paper_by_code(code)
    assert ask(world) == edition  # never twice


def test_same_copy_is_joined_and_another_waits_for_its_end(world: World) -> None:
    build = ask(world)
    assert ask(world) == build
    with refused(WrongState):
        ask(world, kind=(Profile.CHAIR, Language.THAI))
    with refused(WrongState):
        ask(world, kind=(Profile.MEMBER, Language.THAI))  # which is the pack itself
    cancel_build(meeting_id=world.meeting.pk, build_id=build.pk, actor=world.secretary, at=world.at)
    assert (run(build).status, PackEdition.objects.count()) == ("cancelled", 0)
    assert run(ask(world)).status == "built"


@pytest.mark.parametrize("who", ["chair", "member", "auditor", "admin", "officer", "stranger"])
def test_only_the_secretariat_has_copies_made(world: World, who: str) -> None:
    with refused(NotPermitted):
        ask(world, who)


def test_secretary_sees_how_far_it_is_and_downloads_it(world: World) -> None:
    me, path = visitor(world.secretary, "en"), f"/meetings/{world.meeting.pk}/"
    page = me.post(f"{path}packs/1/copies/", {"copy": "member-en"}, follow=True).content.decode()
    assert ("The copy is being made" in page, "Cancel the build" in page, "Make the copy" in page) == (
        True,
        True,
        False,
    )
    run(PackBuild.objects.get())
    bar = me.get(f"{path}packs/build/", headers={"HX-Request": "true"}).content.decode()
    assert ("hx-trigger" in bar, f"{path}packs/1/copies/member-en.pdf" in bar) == (False, True)
    assert me.get(f"{path}packs/1/copies/member-en.pdf").status_code == 200
    assert me.get(f"{path}packs/1/copies/member-en.pdf?signed=1").status_code == 404


@pytest.mark.usefixtures("configured")
def test_copy_is_signed_like_the_pack(world: World) -> None:
    run(ask(world))
    while job := claim("test", timezone.now()):
        run_job(job)
    edition = PackEdition.objects.get()
    form = SignedForm.objects.get(document=edition.document)
    assert document_content(form.signed).startswith(document_content(edition.document))
    found = paper_by_hash(form.signed.sha256)
    assert found is not None
    assert (found.is_signed, found.form, found.kind) == (True, form, Kind.COPY)
    me = visitor(world.secretary, "en")
    signed = me.get(f"/meetings/{world.meeting.pk}/packs/1/copies/member-en.pdf?signed=1")
    assert signed.content == document_content(form.signed)


def test_annexes_reach_no_public_copy(world: World) -> None:
    pack = Pack.objects.get()
    assert str(pack.snapshot).count(ANNEX) == 3  # of every matter that members see
    for language in Language:
        public = str(edition_of(pack, Profile.PUBLIC, language, world.at))
        assert [word for word in (ANNEX, MATTER, INSIDE, "annexes") if word in public] == []
        assert "เรื่องเปิดเผย" in public
    assert str(edition_of(pack, Profile.ARCHIVE, Language.THAI, world.at)).count(ANNEX) == 3


def test_stranger_who_checks_a_public_copy_learns_nothing_of_what_is_not_open(world: World) -> None:
    done = run(_asked_for(world, Profile.PUBLIC, Language.THAI))
    edition = PackEdition.objects.get()
    assert (done.status, done.edition) == ("built", edition)
    code = PaperCode.objects.get(document=edition.document).code
    before = everything()
    page = asked_by_a_stranger(reverse("verify_letter", args=[code]))
    answer = asked_by_a_stranger(f"/api/v1/papers/{edition.document.sha256}")
    assert everything() == before
    assert "Copy of a meeting pack · Public copy · Thai" in page
    assert ('"kind": "copy"' in answer, '"copy_for": "public-th"' in answer) == (True, True)
    printed = pypdf_text(document_content(edition.document))
    for said in (page, answer, printed):
        assert [word for word in (MATTER, INSIDE, ANNEX, world.project.title) if word in said] == []
    assert known(paper_by_hash(edition.document.sha256))[1] == "public-th"


def test_copy_at_once_is_the_copy_of_the_job(world: World) -> None:
    made = build_edition(Pack.objects.get(), *ENGLISH, actor=world.secretary, at=world.at)
    done = run(_asked_for(world, *ENGLISH))
    assert (done.status, done.edition, PackEdition.objects.count()) == ("built", made, 1)


def _asked_for(world: World, profile: Profile, language: Language) -> PackBuild:
    """A build as it stands when the job begins, whatever became of the meeting since it was asked for."""
    return PackBuild.objects.create(
        meeting=world.meeting, asked_by=world.secretary, request_id=uuid4(), asked_at=world.at,
        copy_of=Pack.objects.get(), agenda_sha256="", profile=profile, language=language,
    )  # fmt: skip

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack of many matters is built by a job: asked for, joined, cancelled, overtaken, failed piece by piece, ended."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from accounts.notifications.models import Notice
from agencies.standing import attempt_of
from committee.build_failures import failure_of, said
from committee.models import Pack, PackBuild
from committee.operations import (
    PackNeeded,
    answers_to,
    ask_for_build,
    building,
    cancel_build,
    edit_item,
    fix_agenda,
    packs,
    want_pack,
)
from committee.operations.building import build_in_parts, end_lost_builds
from committee.pack_agenda import agenda_sha256
from papers.assembly.binding import Binding
from papers.assembly.linker import link
from papers.pack import building as pack_building
from papers.pack import layout
from papers.rendering import LATE, Outcome, RenderingFailed, TooLarge, render_as_ready
from tests.api.asking import Program, told
from tests.committee.test_agenda import matter
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.world import World, everything
from workflows.refusals import GuardsUnmet, NotPermitted, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """A meeting whose agenda is put together, with a project and a matter on it; two are many here."""
    monkeypatch.setattr(packs, "AT_ONCE", 1)
    world = World().to("screened")
    world.plan_meeting()
    matter(world)
    world.put_on_agenda()
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    return world


@pytest.fixture
def nothing_kept(settings: Any, tmp_path: Path) -> None:
    """No piece was laid out before."""
    settings.PAPERS_KEPT_IN = str(tmp_path)


def ask(world: World, who: str = "secretary") -> PackBuild:
    return ask_for_build(meeting_id=world.meeting.pk, actor=world.people[who], at=world.at, request_id=uuid4())


def reword(world: World, title: str) -> None:
    """Change the agenda."""
    item = world.meeting.items.get(project=None)
    given = {"title": title, "note": "", "item_kind": item.item_kind, "confidentiality": "open"}
    revision = world.meeting.revision
    edit_item(item_id=item.pk, expected_revision=revision, given=given, actor=world.secretary, at=world.at)


def run(build: PackBuild) -> PackBuild:
    """As a worker does it."""
    build_in_parts.func(build.pk)
    return PackBuild.objects.get(pk=build.pk)


def notices(world: World, who: str = "secretary") -> list[str]:
    told_of = Notice.objects.filter(channel="here", person=world.people[who], topic__startswith="committee.packbuild")
    return list(told_of.order_by("pk").values_list("topic", flat=True))


def parts(build: PackBuild) -> dict[str, str]:
    return dict(build.parts.values_list("name", "status"))


# ── asking ──


def test_few_matters_are_built_at_once_and_many_by_a_job(many: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {"meeting_id": many.meeting.pk, "actor": many.secretary, "at": many.at}
    build = want_pack(**asked, request_id=uuid4())
    assert isinstance(build, PackBuild)
    assert (build.status, Pack.objects.count()) == ("queued", 0)
    assert DBTaskResult.objects.get(task_path__endswith="build_in_parts").args_kwargs["kwargs"] == {
        "build_id": build.pk
    }
    monkeypatch.setattr(packs, "AT_ONCE", 2)
    pack = want_pack(**asked, request_id=uuid4())
    assert isinstance(pack, Pack)
    assert want_pack(**asked, request_id=uuid4()) == pack


def test_same_request_is_the_same_build_and_another_joins_it(many: World) -> None:
    request = uuid4()
    given: dict[str, Any] = {"meeting_id": many.meeting.pk, "actor": many.secretary, "at": many.at}
    build = ask_for_build(**given, request_id=request)
    assert ask_for_build(**given, request_id=request) == build
    assert ask(many) == build
    assert (PackBuild.objects.count(), DBTaskResult.objects.filter(task_path__endswith="build_in_parts").count()) == (
        1,
        1,
    )


@pytest.mark.parametrize("who", ["chair", "member", "auditor", "admin", "officer", "stranger"])
def test_only_the_secretariat_asks_and_cancels(many: World, who: str) -> None:
    build = ask(many)
    with refused(NotPermitted):
        ask(many, who)
    with refused(NotPermitted):
        cancel_build(meeting_id=many.meeting.pk, build_id=build.pk, actor=many.people[who], at=many.at)


def test_pack_is_not_asked_for_before_the_meeting_is_convened_nor_of_nothing(world: World) -> None:
    world.plan_meeting()
    with refused(WrongState):
        ask(world)
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    with refused(GuardsUnmet):
        ask(world)


# ── building ──


def test_job_builds_the_pack_that_a_request_would(many: World) -> None:
    build = run(ask(many))
    assert (build.status, build.number, build.failure) == ("built", 1, {})
    assert set(parts(build).values()) <= {"done", "kept"}
    assert build.pack is not None
    again = packs.rebuilt(build.pack)
    assert again.manifest_sha256 == build.pack.manifest_sha256
    assert notices(many) == ["committee.packbuild.built"]
    assert run(build) == build
    assert Pack.objects.count() == 1
    packs.fix_agenda(meeting=many.meeting, actor=many.secretary, at=many.at, request_id=uuid4())
    assert (many.meeting.state, many.meeting.issued_pack, Pack.objects.count()) == ("frozen", 1, 1)


def test_fixing_the_agenda_of_many_matters_waits_for_their_pack(many: World) -> None:
    with refused(packs.PackNeeded) as no:
        packs.fix_agenda(meeting=many.meeting, actor=many.secretary, at=many.at, request_id=uuid4())
    assert "more than 1 matters" in str(no.value)


def test_piece_that_fails_is_named_and_the_others_are_kept(
    many: World, nothing_kept: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = many.project.code

    def jammed(pages: Sequence[str], **more: Any) -> Iterator[tuple[int, Outcome | None]]:
        for at, outcome in render_as_ready(pages, **more):
            yield at, RenderingFailed("no ink") if outcome and f"<title>project-{code}" in pages[at] else outcome

    monkeypatch.setattr(layout, "render_as_ready", jammed)
    build = run(ask(many))
    assert (build.status, build.failure, build.pack) == ("failed", {"code": "pieces", "count": 1}, None)
    assert parts(build).pop(f"project-{code}") == "failed"
    assert build.parts.get(status="failed").failure == {"code": "refused", "why": f"project-{code}: no ink"}
    assert notices(many) == ["committee.packbuild.failed"]
    page = visitor(many.secretary).get(f"/meetings/{many.meeting.pk}/").content.decode()
    assert ("no ink" in page, "Build it again" in page, "are kept" in page or "is kept" in page) == (True, True, True)

    monkeypatch.setattr(layout, "render_as_ready", render_as_ready)
    second = run(ask(many))
    assert second.status == "built"
    found = parts(second)
    assert found.pop(f"project-{code}") == "done"
    assert set(found.values()) == {"kept"}


def test_character_without_a_glyph_fails_its_piece_alone(many: World) -> None:
    reword(many, "เรื่อง 🎯")
    build = run(ask(many))
    assert build.status == "failed"
    failed = build.parts.filter(status="failed")
    assert {part.failure["code"] for part in failed} == {"unprintable"}
    assert set(build.parts.exclude(status="failed").values_list("status", flat=True)) <= {"done", "kept"}
    assert "🎯" in visitor(many.secretary).get(f"/meetings/{many.meeting.pk}/packs/build/").content.decode()


def test_cancelled_build_makes_no_pack_and_the_next_one_does(many: World) -> None:
    build = ask(many)
    cancelled = cancel_build(meeting_id=many.meeting.pk, build_id=build.pk, actor=many.secretary, at=many.at)
    assert (cancelled.status, cancelled.cancelled_by) == ("cancelled", many.secretary)
    assert (run(build).status, Pack.objects.count(), notices(many)) == ("cancelled", 0, [])
    with refused(WrongState):
        cancel_build(meeting_id=many.meeting.pk, build_id=build.pk, actor=many.secretary, at=many.at)
    assert run(ask(many)).status == "built"


def test_build_that_is_cancelled_while_pieces_are_laid_out_stops(
    many: World, nothing_kept: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "LOOKS_EVERY", 0.0)
    build = ask(many)
    laid_out: list[int] = []

    def pressed(pages: Sequence[str], **more: Any) -> Iterator[tuple[int, Outcome | None]]:
        for at, outcome in render_as_ready(pages, **more):
            if outcome is not None and not laid_out:
                cancel_build(meeting_id=many.meeting.pk, build_id=build.pk, actor=many.secretary, at=many.at)
                laid_out.append(at)
            yield at, outcome

    monkeypatch.setattr(layout, "render_as_ready", pressed)
    reword(many, f"เรื่องที่ไม่เคยพิมพ์ {uuid4()}")  # so that something is laid out
    PackBuild.objects.update(agenda_sha256=agenda_sha256(many.meeting))
    ended = run(build)
    assert (ended.status, len(laid_out), Pack.objects.count()) == ("cancelled", 1, 0)


def test_build_that_is_cancelled_while_it_is_bound_and_read_stops(
    many: World, nothing_kept: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "LOOKS_EVERY", 0.0)
    build = ask(many)
    reword(many, f"เรื่องที่ไม่เคยพิมพ์ {uuid4()}")
    PackBuild.objects.update(agenda_sha256=agenda_sha256(many.meeting))
    read: list[int] = []

    def linked(binding: Binding) -> bytes:
        cancel_build(meeting_id=many.meeting.pk, build_id=build.pk, actor=many.secretary, at=many.at)
        return link(binding)

    monkeypatch.setattr(pack_building, "link", linked)
    monkeypatch.setattr(pack_building, "check_pack", lambda *_given: read.append(1))
    assert (run(build).status, read, Pack.objects.count()) == ("cancelled", [], 0)


def test_explain_says_that_the_pack_of_many_matters_is_to_be_built_first(many: World) -> None:
    def freeze() -> tuple[bool, list[str]]:
        attempt = attempt_of(many.secretary, many.at)
        [answer] = [one for one in answers_to(many.meeting, attempt) if one.name == "freeze"]
        return answer.may, [str(why) for why in answer.missing]

    with translation.override("en"):
        may, missing = freeze()
        assert (may, ["have its pack built first" in why for why in missing]) == (False, [True])
        with refused(PackNeeded) as raised:
            fix_agenda(meeting=many.meeting, actor=many.secretary, at=many.at, request_id=uuid4())
        assert missing == [str(raised.value)]
        run(ask(many))
        assert freeze() == (True, [])


def test_agenda_that_changes_meanwhile_ends_the_build_and_another_is_asked_for(many: World) -> None:
    build = ask(many)
    reword(many, "อีกเรื่องหนึ่ง")
    assert run(build).status == "overtaken"
    assert (PackBuild.objects.get().failure, Pack.objects.count()) == ({"code": "agenda_changed"}, 0)
    assert notices(many) == ["committee.packbuild.overtaken"]
    going = ask(many)
    reword(many, "และอีกเรื่องหนึ่ง")
    later = ask(many)
    going.refresh_from_db()
    assert (going.status, later.status, later.pk != going.pk) == ("overtaken", "queued", True)


def test_meeting_that_moved_on_ends_the_build(many: World) -> None:
    build = ask(many)
    many.act("cancel", "secretary", many.meeting, note="ยกเลิก")
    assert (run(build).status, PackBuild.objects.get().failure) == ("overtaken", {"code": "moved_on"})


def test_build_whose_job_was_given_up_is_said_to_have_failed(many: World) -> None:
    build = ask(many)
    end_lost_builds(many.at)
    assert PackBuild.objects.get().status == "queued"
    DBTaskResult.objects.filter(task_path__endswith="build_in_parts").update(status="FAILED")
    assert ask(many) != build
    assert PackBuild.objects.get(pk=build.pk).failure == {"code": "lost"}
    DBTaskResult.objects.filter(task_path__endswith="build_in_parts").update(status="FAILED")
    end_lost_builds(many.at)
    assert set(PackBuild.objects.values_list("status", flat=True)) == {"failed"}


def test_why_a_piece_failed_is_kept_so_that_each_reads_it_in_their_language() -> None:
    kept = failure_of(TooLarge(LATE, seconds="60"))
    assert kept == {"code": "refused", "sentence": LATE, "facts": {"seconds": "60"}}
    with translation.override("en"):
        assert "The paper was not ready after 60 seconds." in said(kept)
        assert "as it was said then" in said({"code": "differs", "why": "as it was said then"})  # of an older build
        assert "no ink 5 %" in said(failure_of(RenderingFailed("no ink 5 %")))


# ── pages and programs ──


def test_bar_becomes_the_buttons(many: World) -> None:
    me, path = visitor(many.secretary), f"/meetings/{many.meeting.pk}/"
    assert "No pack is being built" in me.get(f"{path}packs/build/").content.decode()
    assert me.post(f"{path}packs/").status_code == 302
    page = me.get(path).content.decode()
    assert ('hx-trigger="every 2s"' in page, "Cancel the build" in page, "Build the pack to look" in page) == (
        True, True, False,
    )  # fmt: skip
    run(PackBuild.objects.get())
    bar = me.get(f"{path}packs/build/", headers={"HX-Request": "true"}).content.decode()
    assert ("hx-trigger" in bar, "Look at it" in bar, "Fix the agenda with it" in bar, "<html" in bar) == (
        False, True, True, False,
    )  # fmt: skip
    assert "Piece" in me.get(f"{path}packs/build/").content.decode()
    assert visitor(many.chair).get(f"{path}packs/build/").status_code == 404
    assert visitor(many.chair).post(f"{path}packs/build/cancel/").status_code != 200


def test_cancel_button_cancels_and_retry_asks_again(many: World) -> None:
    me, path = visitor(many.secretary), f"/meetings/{many.meeting.pk}/"
    me.post(f"{path}packs/")
    assert me.post(f"{path}packs/build/cancel/").status_code == 302
    page = me.get(path).content.decode()
    assert ("cancelled the build" in page, "Build it again" in page) == (True, True)
    assert me.post(f"{path}packs/build/cancel/").status_code == 409
    me.post(f"{path}packs/")
    assert list(PackBuild.objects.order_by("pk").values_list("status", flat=True)) == ["cancelled", "queued"]


def test_fixing_the_agenda_on_the_page_asks_for_the_pack(many: World) -> None:
    me, path = visitor(many.secretary), f"/meetings/{many.meeting.pk}/"
    form = {"request_id": uuid4(), "expected_version": many.meeting.version}
    answer = me.post(f"{path}acts/freeze/", form, follow=True)
    assert "The pack is being built" in answer.content.decode()
    assert (PackBuild.objects.get().status, many.meeting.state) == ("queued", "compiling")


def test_program_asks_reads_and_cancels(many: World) -> None:
    program, path = Program(many, "secretary"), f"/meetings/{many.meeting.pk}/packs/build"
    assert program.get(path).status_code == 404
    asked = program.send(path, {})
    assert (asked.status_code, asked.json()["status"], asked.json()["pieces"]) == (202, "queued", [])
    assert program.send(f"{path}/cancel", {}).json()["status"] == "cancelled"
    run(ask(many))
    done = program.get(path).json()
    assert (done["status"], done["number"], done["ready_count"]) == ("built", 1, done["all_count"])
    assert {piece["status"] for piece in done["pieces"]} <= {"done", "kept"}
    assert told(program.send(f"{path}/cancel", {})) == (409, "wrong_state")
    before = everything()
    assert Program(many, "auditor").get(path).status_code == 404
    assert told(Program(many, "chair").send(path, {})) == (403, "not_permitted")
    assert everything() == before

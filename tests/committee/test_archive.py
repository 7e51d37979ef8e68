# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The archive of a closed meeting: made by itself, whole, the same bytes each time, played back, for who sees all."""

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile, ZipInfo

import pytest
from django.conf import settings
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker

from committee.archive.contents import files_of, info_of, name_of
from committee.archive.replay import Verdict, replayed, worst_of
from committee.models import LetterPattern, Meeting, MeetingArchive, PackEdition
from committee.operations.letter_papers import paper_of
from committee.operations.reading import write_note
from papers.bags import NotABag, bagged, opened
from papers.keeping import NOWHERE
from papers.operations import keep_document
from papers.pack import manifest as manifests
from papers.pack.building import build_pack
from papers.queries import document_content
from tests.api.asking import Program
from tests.committee.annexed import annex_of
from tests.minutes import adopted
from tests.notices.conftest import hand_on
from tests.project.conftest import visitor
from tests.standing import standing
from tests.world import World
from workflows.anchors.making import make_anchor
from workflows.models import Anchor, TransitionRecord
from workflows.records import canonical_json, digest

NOTE, LINK = "บันทึกที่ไม่มีใครเห็น", "https://meet.example.go.th/secret-room"


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A meeting whose file is closed: with an annex, resolved, told by letter, minutes adopted."""
    with standing(django_db_blocker, tmp_path_factory):
        world = World().to("queued")
        make_anchor(world.at)
        annex_of(world, world.item)
        world.to("in_committee")
        write_note(item=world.item, user=world.member, text=NOTE, expected_revision=0, at=world.at)
        Meeting.objects.filter(pk=world.meeting.pk).update(online_link=LINK)
        world.resolve("endorse")
        world.act("end", "secretary", world.meeting)
        series = LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="ส", signer="ล")
        world.act("communicate", "secretary", world.resolution, facts={"pattern": str(series.pk)})
        adopted(world)
        world.act("close", "secretary", world.meeting)
        yield world


@pytest.fixture(scope="module")
def files(world: World) -> dict[str, bytes]:
    return files_of(world.meeting, world.at, partial(paper_of, at=world.at))


@pytest.fixture(scope="module")
def bundle(world: World, files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "archive.zip"
    path.write_bytes(bagged(name_of(world.meeting), files, info_of(world.meeting, world.at)))
    return path


def test_archive_is_made_once_by_itself_when_the_file_is_closed(world: World, db: None) -> None:
    for _turn in range(2):
        hand_on(world.at)
    archive = MeetingArchive.objects.get(meeting=world.meeting)
    assert (archive.number, archive.verdict, archive.asked_by) == (1, "same", None)
    assert [one["about"] for one in archive.findings] == ["histories/meeting.jsonl", "packs/1"]
    page = visitor(world.secretary).get(f"/meetings/{world.meeting_id}/").content.decode()
    assert reverse("meeting_archive", args=[world.meeting_id, 1]) in page
    assert not MeetingArchive.objects.exclude(meeting=world.meeting).exists()


def test_archive_holds_the_whole_file(world: World, files: dict[str, bytes]) -> None:
    pack, letters = world.meeting.packs.get(), world.resolution.letters.order_by("pk")
    assert files["packs/1/pack.pdf"] == document_content(pack.document)
    assert digest(files["packs/1/snapshot.json"].decode()) == pack.snapshot_sha256
    assert digest(files["packs/1/manifest.json"].decode()) == pack.manifest_sha256
    expected = {
        "README.th.md", "README.en.md", "archive.json", "verify_history.py", "histories/meeting.jsonl",
        "invitation/invitation.pdf", "rows/agenda.jsonl", "rows/attendance.jsonl", "rows/roll.jsonl",
        "rows/resolutions.jsonl", "rows/minutes.jsonl", "rows/people.jsonl",
        *(f"letters/{letter.pk}.{kind}" for letter in letters for kind in ("json", "pdf")),
    }  # fmt: skip
    assert (expected - set(files), letters.count()) == (set(), 3)
    assert any(name.startswith("minutes/") and name.endswith("-adopted.pdf") for name in files)
    names = {json.loads(line)["name"] for line in files["rows/people.jsonl"].decode().splitlines()}
    assert {str(world.member), str(world.chair), str(world.secretary)} <= names
    chains = [json.loads(line) for line in files["histories/meeting.jsonl"].decode().splitlines()]
    closing = TransitionRecord.objects.get(subject_type="committee.meeting", transition="close")
    assert closing.hash in [line.get("hash") for line in chains]


def test_pack_carries_the_last_anchor_and_the_head_of_each_projects_chain(world: World) -> None:
    snapshot, anchor = world.meeting.packs.get().snapshot, Anchor.objects.get()
    assert (snapshot["anchor"]["number"], snapshot["anchor"]["hash"]) == (anchor.number, anchor.hash)
    (sheet,) = snapshot["projects"]
    head = TransitionRecord.objects.get(hash=sheet["record_hash"])
    frozen = TransitionRecord.objects.get(subject_type="committee.meeting", transition="freeze")
    chain = TransitionRecord.objects.filter(subject_type=head.subject_type, subject_id=world.project_id)
    assert (head.seq, head) == (sheet["record_seq"], chain.filter(pk__lt=frozen.pk).order_by("seq").last())


def test_archive_holds_the_copies_of_a_pack(world: World, db: None) -> None:
    pack = world.meeting.packs.get()
    PackEdition.objects.create(
        pack=pack, profile="public", language="th", document=pack.document, snapshot={"kept": 1},
        snapshot_sha256="0" * 64, manifest={}, manifest_sha256="0" * 64, built_at=world.at,
    )  # fmt: skip
    found = files_of(world.meeting, world.at, partial(paper_of, at=world.at))
    assert found["packs/1/public-th/pack.pdf"] == found["packs/1/pack.pdf"]
    assert found["packs/1/public-th/snapshot.json"] == b'{"kept":1}'


def test_archive_holds_no_private_note_and_no_link_to_join(files: dict[str, bytes]) -> None:
    whole = b"".join(files.values()).decode("utf-8", "replace")
    escaped = json.dumps(NOTE)[1:-1]
    assert [word for word in (NOTE, escaped, LINK, "secret-room") if word in whole] == []


def test_same_rows_at_the_same_moment_are_the_same_bytes(world: World, bundle: Path) -> None:
    files = files_of(world.meeting, world.at, partial(paper_of, at=world.at))
    again = bagged(name_of(world.meeting), files, info_of(world.meeting, world.at))
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(bundle.read_bytes()).hexdigest()


def play(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Play an archive back in a fresh process without a database."""
    given = {**os.environ, "DATABASE_URL": "sqlite:////nowhere/x.sqlite3", "SECRET_KEY": "x", **environment}
    manage = Path(settings.BASE_DIR) / "manage.py"
    return subprocess.run(
        [sys.executable, str(manage), "replay_archive", str(path)],
        env=given, cwd=environment.get("HOME", "."), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_archive_plays_back_to_the_same_bytes_in_two_clean_environments(bundle: Path, tmp_path: Path) -> None:
    places = [
        {"TZ": "Asia/Bangkok", "LANG": "th_TH.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LANG": "C", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4294967295"},
    ]
    for number, place in enumerate(places):
        home = tmp_path / str(number)
        home.mkdir()
        played = play(bundle, HOME=str(home), TMPDIR=str(home), **place)
        assert (played.returncode, "packs/1" in played.stdout) == (0, True), played.stdout + played.stderr


# ── what is found ──

Change = Callable[[dict[str, bytes]], None]


def found_in(world: World, files: Mapping[str, bytes], change: Change) -> list[Any]:
    """What playing back a bundle gives that was changed and then bagged anew, so that the bag itself is whole."""
    changed = dict(files)
    change(changed)
    made = bagged(name_of(world.meeting), changed, info_of(world.meeting, world.at))
    with opened(io.BytesIO(made)) as data:
        return replayed(data)


def tell(files: dict[str, bytes], **more: Any) -> None:
    about = json.loads(files["archive.json"])
    about["packs"][0] |= more
    files["archive.json"] = canonical_json(about).encode()


def forge_record(files: dict[str, bytes]) -> None:
    files["histories/meeting.jsonl"] = files["histories/meeting.jsonl"].replace(b"convene", b"cancell", 1)


def forge_pdf(files: dict[str, bytes]) -> None:
    files["packs/1/pack.pdf"] += b" "


def forge_snapshot(files: dict[str, bytes]) -> None:
    """With every hash computed anew; what is printed tells."""
    snapshot = json.loads(files["packs/1/snapshot.json"])
    snapshot["meeting"]["place"] = "ที่อื่น"
    files["packs/1/snapshot.json"] = canonical_json(snapshot).encode()
    tell(files, snapshot_sha256=digest(canonical_json(snapshot)))


def forge_anchor(files: dict[str, bytes]) -> None:
    """Of a pack that was printed anew with another anchor's hash."""
    snapshot = json.loads(files["packs/1/snapshot.json"])
    snapshot["anchor"]["hash"] = "a" * 64
    files["packs/1/snapshot.json"] = canonical_json(snapshot).encode()
    told = {"number": 1, "snapshot_sha256": digest(canonical_json(snapshot))}
    built = build_pack({**snapshot, "pack": told}, NOWHERE)
    files |= {"packs/1/pack.pdf": built.pdf, "packs/1/manifest.json": canonical_json(built.manifest).encode()}
    tell(files, sha256=hashlib.sha256(built.pdf).hexdigest(), manifest_sha256=built.manifest_sha256, **told)


def forge_manifest(files: dict[str, bytes]) -> None:
    files["packs/1/manifest.json"] = b"{}"


def lose_a_pack(files: dict[str, bytes]) -> None:
    del files["packs/1/pack.pdf"]


@pytest.mark.parametrize(
    ("change", "about"),
    [
        (forge_record, "histories/meeting.jsonl"),
        (forge_pdf, "packs/1"),
        (forge_snapshot, "packs/1"),
        (forge_anchor, "packs/1"),
        (forge_manifest, "packs/1"),
        (lose_a_pack, "packs/1"),
    ],
)
def test_what_was_forged_is_named_though_the_bag_is_whole(
    world: World, files: dict[str, bytes], change: Change, about: str
) -> None:
    findings = found_in(world, files, change)
    assert [one.about for one in findings if one.verdict == Verdict.DIFFERS] == [about]


def test_other_versions_of_tools_are_told_where_the_text_is_the_same(
    world: World, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = world.meeting.packs.get()
    with monkeypatch.context() as then:
        then.setattr(manifests, "made_with", lambda: {"weasyprint": "1.0"})
        number = {"number": 1, "snapshot_sha256": pack.snapshot_sha256}
        built = build_pack({**pack.snapshot, "pack": number}, NOWHERE)

    def as_it_was(changed: dict[str, bytes]) -> None:
        changed["packs/1/pack.pdf"] = built.pdf
        changed["packs/1/manifest.json"] = canonical_json(built.manifest).encode()
        tell(changed, sha256=hashlib.sha256(built.pdf).hexdigest(), manifest_sha256=built.manifest_sha256)

    history, told = found_in(world, files, as_it_was)
    assert (history.verdict, told.verdict, "weasyprint" in told.says) == (Verdict.SAME, Verdict.TEXT, True)
    assert worst_of([history, told]) == Verdict.TEXT


def test_signature_that_was_added_leaves_the_bytes_before_it(world: World, files: dict[str, bytes]) -> None:
    def sign(changed: dict[str, bytes]) -> None:
        changed["packs/1/pack.pdf"] += b"\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"
        tell(changed, sha256=hashlib.sha256(changed["packs/1/pack.pdf"]).hexdigest())

    assert worst_of(found_in(world, files, sign)) == Verdict.SAME


def test_torn_bag_is_no_bag(bundle: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.zip"
    torn.write_bytes(bundle.read_bytes()[:-40_000])
    changed = tmp_path / "changed.zip"
    with ZipFile(bundle) as old, ZipFile(changed, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, content + b"\n" if info.filename.endswith("README.en.md") else content)
    leading_out = tmp_path / "out.zip"
    with ZipFile(leading_out, "w") as file:
        file.writestr(ZipInfo("bag/../../outside.txt"), b"x")
    for path in (torn, changed, leading_out):
        with pytest.raises(NotABag), opened(path):
            pass
    assert not (tmp_path.parent / "outside.txt").exists()
    assert play(torn).returncode == 2


# ── for whom ──


@pytest.fixture
def archive(world: World, bundle: Path, db: None) -> MeetingArchive:
    """The bundle as it is kept."""
    name, at = f"{name_of(world.meeting)}.zip", world.at
    kept = keep_document(content=bundle.read_bytes(), media_type="application/zip", filename=name, title="x", at=at)
    return MeetingArchive.objects.create(meeting=world.meeting, number=1, document=kept, verdict="same", made_at=at)


@pytest.mark.usefixtures("archive")
def test_secretariat_and_auditors_have_it_and_nobody_else(world: World) -> None:
    path, page = reverse("meeting_archive", args=[world.meeting_id, 1]), f"/meetings/{world.meeting_id}/"
    for name in ("secretary", "auditor", "chair", "member", "absent", "admin", "stranger", "officer"):
        client = visitor(world.people[name])
        has_it = name in ("secretary", "auditor")
        assert client.get(path).status_code == (200 if has_it else 404), name
        assert (path in client.get(page).content.decode()) is has_it, name
    answer = visitor(world.auditor).get(path)
    assert answer["Content-Type"] == "application/zip"
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.usefixtures("archive")
def test_secretary_asks_for_another_and_no_one_else(world: World) -> None:
    path = reverse("meeting_archive_ask", args=[world.meeting_id])
    for name, status in (("auditor", 403), ("member", 403), ("stranger", 404), ("secretary", 302), ("secretary", 302)):
        assert visitor(world.people[name]).post(path, {"request_id": str(uuid4())}).status_code == status, name
    asked = [job.args_kwargs["kwargs"] for job in DBTaskResult.objects.filter(task_path__endswith=".archive_meeting")]
    assert asked == [{"meeting_id": world.meeting_id, "number": 2, "asked_by": world.secretary.pk}]


@pytest.mark.usefixtures("archive")
def test_programs_have_it_as_people_do(world: World) -> None:
    path = f"/meetings/{world.meeting_id}/archives"
    for name in ("secretary", "auditor", "chair", "member", "admin", "stranger"):
        program, has_it = Program(world, name), name in ("secretary", "auditor")
        assert program.get(path).status_code == program.get(f"{path}/1").status_code == (200 if has_it else 404), name
    kept = MeetingArchive.objects.get().document
    told = Program(world, "auditor").get(path).json()["archives"]
    assert [(one["number"], one["verdict"], one["sha256"]) for one in told] == [(1, "same", kept.sha256)]
    assert b"".join(Program(world, "auditor").get(f"{path}/1").streaming_content) == document_content(kept)
    assert Program(world, "auditor").get(f"{path}/2").status_code == 404
    assert Program(world, "auditor").act(path).status_code == 403
    assert [Program(world, "secretary").act(path).json() for _again in range(2)] == [{"number": 2}] * 2
    assert DBTaskResult.objects.filter(task_path__endswith=".archive_meeting").count() == 1

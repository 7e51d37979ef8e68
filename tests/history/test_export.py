# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's exported history, proved by the program that comes with it, alone: ``python -I -S``.

Each way of tampering is tried on the file of a whole life and must be named. ``resealed`` writes the file's own last
line anew, as a forger would; what is still found then is found by the chain, the contents or the anchor.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoDbBlocker

from project.history import history_lines
from project.views.history import VERIFIER
from tests.api.asking import Program
from tests.project.conftest import visitor
from tests.standing import standing
from tests.world import AT, PEOPLE, World
from workflows.anchors.making import make_anchor
from workflows.history.export import export_lines
from workflows.models import Anchor, Timestamp, TransitionRecord
from workflows.records import canonical_json, digest

pytestmark = pytest.mark.django_db
Line = dict[str, Any]
PROJECT = "budget_review.integrationproject"


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A project reported back; anchored, stamped, and gone on since. Another project stands beside it."""
    with standing(django_db_blocker, tmp_path_factory):
        world = World(amount=Decimal("50000000.00")).to("screening")
        World("other")
        make_anchor(AT)
        world.to("endorsed")
        anchor = make_anchor(AT + timedelta(days=1))
        token = b"\x30" + bytes.fromhex(anchor.hash)
        Timestamp.objects.create(
            anchor=anchor, authority="https://tsa.test", stamped_at=AT, received_at=AT, token=token
        )
        world.to("reported_back")
        yield world


@pytest.fixture(scope="module")
def good(world: World) -> list[Line]:
    return [json.loads(line) for line in history_lines(world.project, AT)]


def resealed(lines: list[Line]) -> list[Line]:
    """The same with a last line that fits."""
    body = [line for line in lines if line["line"] != "end"]
    whole = sha256("".join(map(written, body)).encode()).hexdigest()
    return [*body, {"line": "end", "lines": len(body), "sha256": whole}]


def written(line: Line) -> str:
    return canonical_json(line) + "\n"


@pytest.fixture
def proved(tmp_path: Path) -> Callable[..., tuple[int, list[str]]]:
    """Run the program on lines, in a Python that sees neither this project nor any package."""

    def prove(lines: list[Line], *options: str) -> tuple[int, list[str]]:
        file, program = tmp_path / "history.jsonl", tmp_path / "verify_history.py"
        file.write_text("".join(map(written, lines)), encoding="utf-8")
        program.write_bytes(VERIFIER.read_bytes())
        words: list[Any] = [sys.executable, "-I", "-S", program, file, "--language", "en", *options]
        run = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, encoding="utf-8")
        assert run.stderr == ""
        return run.returncode, run.stdout.splitlines()

    return prove


Prove = Callable[..., tuple[int, list[str]]]


def of(lines: list[Line], sort: str) -> list[Line]:
    return [line for line in lines if line["line"] == sort]


def records(lines: list[Line], kind: str = PROJECT) -> list[Line]:
    """The lines of the records of a kind, with what their texts say beside: ``said`` is read only."""
    return [line for line in of(lines, "record") if json.loads(line["canonical"])["subject_type"] == kind]


def rewrite(line: Line, **changes: Any) -> None:
    """Change what a record says, and its hash with it."""
    line["canonical"] = canonical_json(json.loads(line["canonical"]) | changes)
    line["hash"] = digest(line["canonical"])


def rechain(lines: list[Line], kind: str = PROJECT) -> None:
    """Write every hash of the project's chain anew, so that it agrees with itself."""
    before = "0" * 64
    for line in records(lines, kind):
        rewrite(line, prev_hash=before)
        before = line["hash"]


# ── a good one ──


def test_whole_life_stands(good: list[Line], proved: Prove) -> None:
    status, said = proved(good)
    assert status == 0
    after = sum(line["id"] > Anchor.objects.latest("number").last_record for line in of(good, "record"))
    assert after > 0
    assert said == [
        f"{len(of(good, 'record'))} records in {len(of(good, 'subject'))} chains.",
        f"Anchor 2, 2020-11-03T03:00:00.000000Z: {Anchor.objects.latest('number').hash}",
        f"{after} records came after the anchor; only the chain vouches for them.",
        "Compare the anchor's hash with a source of your own (--anchor).",
        "Time-stamp of https://tsa.test, 2020-11-02T03:00:00.000000Z; its signature: --extract, then openssl ts "
        "-verify",
        "VERDICT: this history stands. Nothing was changed, removed, added or moved.",
    ]


def test_verdict_is_thai_unless_told_otherwise(good: list[Line], proved: Prove) -> None:
    assert proved(good, "--language", "th")[1][-1] == "ผล: ประวัตินี้ครบถ้วนและไม่ถูกแก้ไข"
    broken = resealed([line for line in good if line is not records(good)[3]])
    said = proved(broken, "--language", "th")[1]
    assert said[-1].startswith("ผล: ประวัตินี้ไม่เป็นไปตามที่บันทึกไว้")
    assert any(line.startswith("✗ ถูกลบ: ") for line in said)


def test_anchor_that_is_held_is_found_be_it_the_last_or_an_earlier_one(good: list[Line], proved: Prove) -> None:
    for anchor in Anchor.objects.all():
        status, said = proved(good, "--anchor", anchor.hash.upper())
        assert (status, "It agrees with the anchor that you hold." in said) == (0, True)


def test_project_without_an_anchor_is_proved_to_agree_with_itself(good: list[Line], proved: Prove) -> None:
    bare = resealed([line for line in good if line["line"] not in ("anchor", "proof", "timestamp")])
    status, said = proved(bare)
    assert (status, said[1]) == (0, "There is no anchor yet: the file is proved to agree with itself, no more.")
    assert proved(bare, "--anchor", "f" * 64)[0] == 1


def test_export_holds_every_record_of_the_project_and_of_what_committees_did(world: World, good: list[Line]) -> None:
    project = world.project
    parts: dict[str, Any] = {
        "budget_review.participation": project.participations, "budget_review.expertopinion": project.opinions,
        "budget_review.condition": project.conditions, "committee.agendaitem": project.agenda_items,
    }  # fmt: skip
    wanted = {(project.kind, project.pk), ("committee.resolution", world.resolution.pk)}
    wanted |= {(kind, part.pk) for kind, found in parts.items() for part in found.all()}
    own = {record.pk for record in TransitionRecord.objects.all() if (record.subject_type, record.subject_id) in wanted}
    assert {line["id"] for line in of(good, "record")} == own
    assert [line["number"] for line in of(good, "version")] == [1]
    assert {line["sort"] for line in of(good, "document")} == {"letter", "pack"}
    assert {line["name"] for line in of(good, "person")} >= {"ผู้ทดสอบ officer", "ผู้ทดสอบ chair"}
    called = next(line for line in of(good, "kind") if line["kind"] == PROJECT)["steps"]["propose"]["called"]
    assert called["en"] == "Submit to partners"
    assert called["th"] != called["en"]


def test_stamp_is_handed_on_to_openssl(good: list[Line], proved: Prove, tmp_path: Path) -> None:
    said = proved(good, "--extract", str(tmp_path))[1]
    assert "openssl ts -verify -data anchor.json -in stamp.tsr -CAfile <authority.pem>" in said
    anchor = Anchor.objects.latest("number")
    assert digest((tmp_path / "anchor.json").read_text()) == anchor.hash
    assert (tmp_path / "stamp.tsr").read_bytes() == bytes(anchor.timestamp.token)


# ── tampering, each kind named ──


def change_a_reason(lines: list[Line]) -> None:
    records(lines)[2]["canonical"] = records(lines)[2]["canonical"].replace('"note":""', '"note":"x"')


def change_and_hash_anew(lines: list[Line]) -> None:
    rewrite(records(lines)[2], note="x")


def change_and_chain_anew(lines: list[Line]) -> None:
    rewrite(records(lines)[2], note="x")
    rechain(lines)


def change_the_newest(lines: list[Line]) -> None:
    """Behind the anchor: the state then does not fit."""
    rewrite(records(lines)[-1], target="withdrawn")


def write_in_another_way(lines: list[Line]) -> None:
    line = records(lines)[-1]
    line["canonical"] = json.dumps(json.loads(line["canonical"]))
    line["hash"] = digest(line["canonical"])


def remove_from_the_middle(lines: list[Line]) -> None:
    lines.remove(records(lines)[3])


def remove_the_newest(lines: list[Line]) -> None:
    lines.remove(records(lines)[-1])


def remove_what_the_anchor_knows(lines: list[Line]) -> None:
    """Records and the subject's own line cut back to the same place."""
    kept = records(lines)[:4]
    for line in records(lines)[4:]:
        lines.remove(line)
    subject = next(line for line in of(lines, "subject") if line["kind"] == PROJECT)
    subject["version"], subject["state"] = 4, json.loads(kept[-1]["canonical"])["target"]


def insert_a_copy(lines: list[Line]) -> None:
    line = records(lines)[3]
    lines.insert(lines.index(line), dict(line))


def insert_and_chain_anew(lines: list[Line]) -> None:
    last = records(lines)[-1]
    more = dict(last, id=last["id"] + 1000)
    place = max(place for place, line in enumerate(lines) if line["line"] == "record")
    lines.insert(place + 1, more)
    rewrite(more, seq=json.loads(last["canonical"])["seq"] + 1, prev_hash=last["hash"])


def insert_a_strangers(lines: list[Line]) -> None:
    line = dict(records(lines)[0])
    rewrite(line, subject_id=999999)
    lines.insert(lines.index(records(lines)[1]), line)


def swap_two(lines: list[Line]) -> None:
    first, second = records(lines)[2], records(lines)[3]
    one, two = lines.index(first), lines.index(second)
    lines[one], lines[two] = second, first


def cut_the_end(lines: list[Line]) -> None:
    del lines[-5:]


def swap_the_anchor(lines: list[Line]) -> None:
    """Another root, hashed anew, as if it had been published."""
    line = of(lines, "anchor")[-1]
    line["canonical"] = canonical_json(json.loads(line["canonical"]) | {"root": "a" * 64})
    line["hash"] = digest(line["canonical"])


def change_the_anchor(lines: list[Line]) -> None:
    line = of(lines, "anchor")[-1]
    line["canonical"] = line["canonical"].replace("2020", "2021")


def drop_an_anchor(lines: list[Line]) -> None:
    lines.remove(of(lines, "anchor")[-1])


def change_an_earlier_anchor(lines: list[Line]) -> None:
    line = of(lines, "anchor")[0]
    line["canonical"] = canonical_json(json.loads(line["canonical"]) | {"root": "a" * 64})
    line["hash"] = digest(line["canonical"])


def drop_a_proof(lines: list[Line]) -> None:
    lines.remove(of(lines, "proof")[0])


def change_a_proof(lines: list[Line]) -> None:
    of(lines, "proof")[0]["path"][0] = "0" * 64


def shorten_a_proof(lines: list[Line]) -> None:
    of(lines, "proof")[0]["path"].pop()


def swap_the_stamp(lines: list[Line]) -> None:
    of(lines, "timestamp")[0]["token"] = "MDAwMA=="


def change_a_content(lines: list[Line]) -> None:
    of(lines, "version")[0]["content"]["title"] = "อื่น"


def change_a_content_and_its_hash(lines: list[Line]) -> None:
    line = of(lines, "version")[0]
    line["content"]["title"] = "อื่น"
    line["sha256"] = digest(canonical_json(line["content"]))


def drop_a_content(lines: list[Line]) -> None:
    lines.remove(of(lines, "version")[0])


def invent_a_move(lines: list[Line]) -> None:
    """The budget decided, and the state where it belongs, but by a step that no lifecycle has."""
    rewrite(records(lines)[-1], transition="wish")


def break_the_state(lines: list[Line]) -> None:
    rewrite(records(lines)[-1], source="draft")


def change_where_it_stands(lines: list[Line]) -> None:
    next(line for line in of(lines, "subject") if line["kind"] == PROJECT)["state"] = "withdrawn"


def spoil_a_line(lines: list[Line]) -> None:
    del records(lines)[2]["hash"]


FILE = "CHANGED: the file is not as it was exported; its own hash differs."


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (change_a_reason, ["CHANGED: record {p}/3 no longer has its hash."]),
        (change_and_hash_anew, ["UNCHAINED: record {p}/4 does not continue the one before it."]),
        (change_and_chain_anew, ["CHANGED SINCE THE ANCHOR: record {p}/{a} is not the one that the anchor "
                                  "stands for."]),
        (change_the_newest, ["STATE: {p} stands in “reported_back”, where its last record led to “withdrawn”."]),
        (write_in_another_way, ["CHANGED: the text of record {p}/{n} is not canonical."]),
        (remove_from_the_middle, ["REMOVED: record {p}/4 is missing."]),
        (remove_the_newest, ["TRUNCATED: {p} has records up to {m}, and should have up to {n}."]),
        (remove_what_the_anchor_knows, ["TRUNCATED: the anchor knows {p} up to {a}, the file has up to 4."]),
        (insert_a_copy, ["REORDERED: record {p}/4 does not stand in its place.",
                         "INSERTED: record {p}/4 should not be there."]),
        (insert_and_chain_anew, ["INSERTED: record {p}/{o} should not be there."]),
        (insert_a_strangers, ["INSERTED: record " + PROJECT + "/999999/1 should not be there."]),
        (swap_two, ["REORDERED: record {p}/3 does not stand in its place."]),
        (cut_the_end, ["NO PROOF: "]),
        (swap_the_anchor, ["ANCHOR SWAPPED: the proof of {p} does not lead to the anchor's root."]),
        (change_the_anchor, ["ANCHOR CHANGED: anchor 2 no longer has its hash."]),
        (drop_an_anchor, ["ANCHOR SWAPPED: the proof of {p} does not lead to the anchor's root."]),
        (change_an_earlier_anchor, ["ANCHOR SWAPPED: anchor 2 does not continue the one before it."]),
        (drop_a_proof, ["NO PROOF: {p} was there before the anchor, but nothing leads it there."]),
        (change_a_proof, ["ANCHOR SWAPPED: the proof of {p} does not lead to the anchor's root."]),
        (shorten_a_proof, ["ANCHOR SWAPPED: the proof of {p} does not lead to the anchor's root."]),
        (swap_the_stamp, ["TIME-STAMP SWAPPED: it is not over this anchor."]),
        (change_a_content, ["CHANGED: version 1 of the content does not have the hash that was recorded."]),
        (change_a_content_and_its_hash, ["CHANGED: version 1 of the content does not have the hash that was "
                                         "recorded."]),
        (drop_a_content, ["REMOVED: version 1 of the content, which a record names, is missing."]),
        (invent_a_move, ["MOVE: record {p}/{n} makes “wish” from “decided” to “reported_back”, which its lifecycle "
                         "does not know."]),
        (break_the_state, ["STATE: record {p}/{n} begins in “draft”, where the one before ended in “decided”."]),
        (change_where_it_stands, ["STATE: {p} stands in “withdrawn”, where its last record led to “reported_back”."]),
        (spoil_a_line, ["Line ", "REMOVED: record {p}/3 is missing."]),
    ],
)  # fmt: skip
def test_tampering_is_named(
    world: World, good: list[Line], proved: Prove, tamper: Callable[[list[Line]], None], named: list[str]
) -> None:
    lines = deepcopy(good)
    tamper(lines)
    last = world.project.version
    proof = next(json.loads(line["head"]) for line in of(good, "proof") if PROJECT in line["head"])
    words = {"p": f"{PROJECT}/{world.project_id}", "n": last, "m": last - 1, "o": last + 1, "a": proof["seq"]}
    status, said = proved(resealed(lines))
    found = [line.removeprefix("✗ ") for line in said if line.startswith("✗ ")]
    assert status == 1
    for wanted in named:
        assert [line for line in found if line.startswith(wanted.format(**words))] != [], (
            wanted.format(**words),
            found,
        )
    assert said[-1] == f"VERDICT: this history does not stand. Faults: {len(found)}."
    assert FILE not in found
    # without the last line written anew, that too is said
    assert {"✗ " + FILE, "✗ TRUNCATED: the file lacks its last line."} & set(proved(lines)[1]) != set()


def test_whole_file_forged_is_found_by_the_anchor_that_somebody_holds(world: World, proved: Prove) -> None:
    """What no file can show by itself: everything written anew, anchor and all, by one who has the whole program."""
    held = Anchor.objects.latest("number").hash
    forged = [json.loads(line) for line in export_lines(lambda: [world.project], about="x", at=AT)]
    forged = [line for line in forged if line["line"] not in ("proof", "timestamp")]
    rewrite(records(forged)[2], note="x")
    rechain(forged)
    head = json.loads(records(forged)[-1]["canonical"])
    leaf = canonical_json(
        {"hash": records(forged)[-1]["hash"], "seq": head["seq"], "subject_id": head["subject_id"],
         "subject_type": PROJECT}
    )  # fmt: skip
    anchor = of(forged, "anchor")[-1]
    root = sha256(b"\x00" + leaf.encode()).hexdigest()
    anchor["canonical"] = canonical_json(json.loads(anchor["canonical"]) | {"root": root, "chain_count": 1})
    anchor["hash"] = digest(anchor["canonical"])
    forged.append({"line": "proof", "head": leaf, "place": 0, "count": 1, "path": []})
    status, said = proved(resealed(forged), "--anchor", held)
    assert status == 1
    assert f"✗ ANCHOR SWAPPED: the anchor that you hold ({held}) is not in this file." in said


@pytest.mark.parametrize("text", ["", "[]\n", "not json\n", '{"line":"export","format":"other/9"}\n', "{}\n"])
def test_what_is_no_export_cannot_be_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(text)
    run = subprocess.run([sys.executable, "-I", "-S", VERIFIER, tmp_path / "x"], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (2, "")


# ── who, and how ──


@pytest.mark.parametrize("who", PEOPLE)
def test_only_who_may_see_all_takes_the_history_away(world: World, who: str) -> None:
    address = f"/projects/{world.project.code}/history.jsonl"
    client = visitor(world.people[who])
    sees = client.get(f"/projects/{world.project.code}/").status_code == 200
    answer = client.get(address)
    assert answer.status_code == (200 if who in ("auditor", "admin") else 403 if sees else 404)
    link = f'href="{address}"' in client.get(f"/projects/{world.project.code}/?tab=history").content.decode()
    assert link is (who in ("auditor", "admin"))


def test_page_streams_what_the_command_writes(world: World, tmp_path: Path, proved: Prove) -> None:
    answer: Any = visitor(world.auditor).get(f"/projects/{world.project.code}/history.jsonl")
    assert answer.streaming
    assert answer["Content-Disposition"] == f'attachment; filename="{world.project.code}-history.jsonl"'
    streamed = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
    call_command("export_history", world.project.code, output=tmp_path / "out.jsonl")
    kept = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert streamed[1:-1] == kept[1:-1]
    assert proved(streamed)[0] == proved(kept)[0] == 0


def test_command_refuses_a_project_that_is_none_and_a_file_that_is_there(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^There is no project X\.$"):
        call_command("export_history", "X")
    (tmp_path / "there").write_text("mine")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_history", world.project.code, output=tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"


def test_program_is_handed_out_as_it_is(world: World) -> None:
    assert visitor(world.auditor).get("/verify_history.py").content == VERIFIER.read_bytes()
    assert Client().get("/verify_history.py").status_code == 302


def test_export_asks_the_same_number_of_questions_however_long_the_history(
    world: World, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(24):
        list(history_lines(world.project, AT))


@pytest.mark.parametrize("who", ["auditor", "admin", "officer", "stranger"])
def test_program_takes_the_history_away(world: World, proved: Prove, who: str) -> None:
    program = Program(world, who)
    answer: Any = program.get(f"/projects/{world.project.code}/history.jsonl")
    assert answer.status_code == {"officer": 403, "stranger": 404}.get(who, 200)
    if answer.status_code == 403:
        assert answer.json()["code"] == "history_withheld"
    if answer.status_code == 200:
        lines = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
        assert proved(lines)[0] == 0

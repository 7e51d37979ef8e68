# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annexes of matters through the API: the same verdicts, permissions and refusals as the pages."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from committee.models import ItemPaper
from tests.api.asking import ROOT, Program, at
from tests.budget_review.papers_sent import attach_paper
from tests.committee.annexed import annex_of
from tests.papers.annexes import corpus
from tests.world import World

pytestmark = pytest.mark.django_db


def send(program: Program, path: str, request_id: Any = None, **data: Any) -> Any:
    headers = program.headers | {"Idempotency-Key": str(request_id or uuid4())}
    with at():
        return program.client.post(ROOT + path, data, headers=headers)


def test_an_annex_is_handed_in_with_its_verdict_read_and_taken_out() -> None:
    world = World().to("queued")
    program, path, press = Program(world, "secretary"), f"/agenda-items/{world.item.pk}/annexes", uuid4()
    for _twice in range(2):
        file = SimpleUploadedFile("ผล.pdf", corpus.scripts_everywhere())
        made = send(program, path, press, title="ผลการศึกษา", file=file).json()
    assert made["verdict"] == {
        "outcome": "cleaned", "said": "Bound into the pack, cleaned", "findings": ["Taken out: scripts (4)."],
        "taken_out": {"scripts": 4}, "notes": {},
    }  # fmt: skip
    assert (made["title"], made["filename"], made["pages"], made["in_pack"]) == ("ผลการศึกษา", "ผล.pdf", 1, True)
    assert program.get(path).json() == {"annexes": [made]}
    fetched = program.get(f"{path}/{made['id']}/pages")
    assert (fetched.content[:5], b"JavaScript" in fetched.content) == (b"%PDF-", False)
    assert program.send(f"{path}/{made['id']}/take-out", {"reason": "ผิดฉบับ"}).json() == {"annexes": []}
    assert program.get(f"{path}/{made['id']}/pages").status_code == 404


def test_what_is_refused_says_why_and_is_not_kept() -> None:
    world = World().to("queued")
    path = f"/agenda-items/{world.item.pk}/annexes"
    answer = send(Program(world, "secretary"), path, title="x", file=SimpleUploadedFile("a.pdf", corpus.bomb()))
    assert (answer.status_code, answer.json()["code"]) == (422, "guards_unmet")
    assert answer.json()["reasons"] == ["A part of the file unpacks to more than 64 MB. Print it to PDF anew."]
    assert not ItemPaper.objects.exists()


def test_who_sees_no_matter_finds_no_annex_and_who_sees_it_hands_in_none() -> None:
    world = World().to("queued")
    annex, path = annex_of(world, world.item), f"/agenda-items/{world.item.pk}/annexes"
    for who in ("stranger", "officer", "nora", "member"):
        program = Program(world, who)
        found = [program.get(path), program.get(f"{path}/{annex.pk}/pages"), send(program, path, title="x")]
        assert [one.status_code for one in found[:2]] == [404, 404]
        assert found[2].status_code in (404, 422)
    file = SimpleUploadedFile("a.pdf", corpus.plain(1))
    assert send(Program(world, "chair"), path, title="x", file=file).status_code == 403


def test_secretary_takes_over_a_paper_of_the_project_and_no_confidential_one() -> None:
    world = World()
    quotation, open_one = attach_paper(world, "north", "quotation"), attach_paper(world, "lead", "tor")
    world.to("queued")
    program, path = Program(world, "secretary"), f"/agenda-items/{world.item.pk}/annexes/of-project"
    assert program.send(path, {"file": quotation.files.get().pk}).status_code == 422
    made = program.send(path, {"file": open_one.files.get().pk}).json()
    assert (made["title"], made["sha256"]) == (open_one.title, open_one.files.get().document.sha256)
    assert program.send(path, {"file": open_one.files.get().pk}).status_code == 422

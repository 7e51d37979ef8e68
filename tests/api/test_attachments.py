# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A proposal's papers through the API: the same checks, permissions and refusals as the pages."""

from typing import Any
from uuid import uuid4

import pytest

from budget_review.models import Attachment, AttachmentFile
from tests.api.asking import ROOT, Program, at
from tests.budget_review.papers_sent import attach_paper, pdf, sent
from tests.world import World

pytestmark = pytest.mark.django_db


def send(program: Program, path: str, request_id: Any = None, **data: Any) -> Any:
    headers = program.headers | {"Idempotency-Key": str(request_id or uuid4())}
    with at():
        return program.client.post(ROOT + path, data, headers=headers)


def test_a_paper_is_sent_listed_followed_fetched_and_taken_out() -> None:
    world = World()
    program, path = Program(world, "officer"), f"/projects/{world.project.code}/attachments"
    part, request_id = world.part("lead"), uuid4()
    for _twice in range(2):
        answer = send(
            program, path, request_id, kind="quotation", title="ใบเสนอราคา ก", participation=part.pk, file=sent()
        )
    (paper,) = answer.json()["attachments"]
    assert (answer.status_code, paper["participation"], paper["is_confidential"]) == (200, part.pk, True)
    answer = send(program, f"{path}/{paper['id']}/files", file=sent(pdf("new"), "ใหม่.pdf"))
    (paper,) = answer.json()["attachments"]
    assert [file["number"] for file in paper["files"]] == [2, 1]
    fetched = program.get(f"{path}/{paper['id']}/files/2".removeprefix(ROOT))
    assert b"".join(fetched.streaming_content) == pdf("new")
    with at():
        answer = program.client.delete(f"{ROOT}{path}/{paper['id']}", headers=program.headers)
    assert answer.json() == {"attachments": []}
    assert program.get(f"{path}/{paper['id']}/files/1").status_code == 200


def test_what_had_better_stay_out_and_what_belongs_elsewhere_is_refused() -> None:
    world = World()
    program, path = Program(world, "officer"), f"/projects/{world.project.code}/attachments"
    hostile = send(program, path, kind="tor", title="x", file=sent(b"MZ", "a.pdf"))
    assert (hostile.status_code, hostile.json()["code"]) == (422, "guards_unmet")
    assert "Only PDF" in hostile.json()["reasons"][0]
    assert send(program, path, kind="quotation", title="x", file=sent()).status_code == 422
    assert send(program, path, kind="tor", title="x", line=999_999, file=sent()).status_code == 404
    assert send(program, path, kind="tor", title="x").status_code == 422
    assert not Attachment.objects.exists()


def test_strangers_find_nothing_and_partners_no_quotation_of_others() -> None:
    world = World()
    held = attach_paper(world, "north", "quotation")
    path = f"/projects/{world.project.code}/attachments"
    assert Program(world, "screener").get(path).status_code == 404
    world.to("submitted")
    other = Program(world, "somsak")
    (paper,) = other.get(path).json()["attachments"]
    assert (paper["title"], paper["files"][0]["filename"], paper["is_open"]) == (None, None, False)
    assert other.get(f"{path}/{held.pk}/files/1").status_code == 404
    refused = send(Program(world, "nora"), f"{path}/{held.pk}/files", file=sent(pdf("late")))
    assert refused.status_code == 409
    assert AttachmentFile.objects.count() == 1

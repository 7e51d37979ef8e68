# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A disk that is really full: nothing is changed, reading goes on, and the same request acts once there is room."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.models import Delegation
from tests.agencies.test_order_pages import text
from tests.api.asking import Program
from tests.faults.small_disk import Disk, small_disk
from tests.faults.test_full_disk import LONG, asked_by
from tests.orders import pdf
from tests.project.conftest import visitor
from tests.world import World, everything
from workflows.models import TransitionRecord
from workflows.verification import faults

__all__ = ["small_disk"]
FULL_IN_THAI = "พื้นที่จัดเก็บของระบบเต็ม"


def test_act_on_a_full_disk_changes_nothing_and_is_made_once_there_is_room(small_disk: Disk) -> None:
    world = World()
    head, program, key = visitor(world.head, "th"), Program(world, "officer"), uuid4()
    program.client.raise_request_exception = False
    path = f"/projects/{world.project.code}/acts/withdraw/"
    sent = {"request_id": str(uuid4()), "expected_version": str(world.project.version), "note": LONG}
    propose = f"/projects/{world.project.code}/transitions/propose"
    with small_disk.filled():
        before = everything()
        answer = asked_by(head, path, sent)
        assert (answer.status_code, answer["Retry-After"]) == (503, "300")
        assert FULL_IN_THAI in answer.content.decode()
        told = program.act(propose, request_id=key)
        assert (told.status_code, told.json()["code"]) == (503, "storage_full")
        assert everything() == before
        assert list(faults()) == []
        assert head.get(f"/projects/{world.project.code}/").status_code == 200  # reading goes on
    for _press in range(2):
        assert program.act(propose, request_id=key).status_code == 200
    sent["expected_version"] = str(world.project.version)
    for _press in range(2):
        assert asked_by(head, path, sent).status_code == 302
    assert TransitionRecord.objects.filter(transition__in=["propose", "withdraw"]).count() == 2
    assert list(faults()) == []


def test_paper_that_has_no_room_leaves_neither_row_nor_half_a_file(small_disk: Disk) -> None:
    world = World()
    head, said = visitor(world.head, "th"), text(world)

    def written() -> Any:
        return asked_by(head, "/orders/new/", said | {"paper": SimpleUploadedFile("คำสั่ง.pdf", pdf())})

    with small_disk.filled():
        before = everything()
        answer = written()
        assert answer.status_code == 503
        assert FULL_IN_THAI in answer.content.decode()
        assert everything() == before
        assert [file for file in (small_disk.folder / "media").rglob("*") if file.is_file()] == []
    assert written().status_code == 302
    assert Delegation.objects.get().paper is not None
    assert list(faults()) == []

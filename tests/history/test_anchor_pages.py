# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The anchors' page, their downloads and the API: for auditors and administrators; for others they are not there."""

from base64 import b64decode
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.asking import Program
from tests.project.conftest import visitor
from tests.world import AT, World
from workflows.anchors.making import make_anchor
from workflows.models import Anchor, Timestamp
from workflows.records import digest

pytestmark = pytest.mark.django_db


def stamped(anchor: Anchor) -> None:
    Timestamp.objects.create(
        anchor=anchor, authority="https://tsa.test", stamped_at=AT, received_at=AT, token=b"\x30\x00\xff"
    )


def test_auditor_reads_anchors_newest_first_and_takes_text_and_stamp_away() -> None:
    world = World().to("submitted")
    first, second = make_anchor(AT), make_anchor(AT + timedelta(days=1))
    stamped(first)
    client = visitor(world.auditor)
    html = client.get("/records/anchors/").content.decode()
    assert html.index(second.hash) < html.index(first.hash)
    assert first.root in html
    assert "https://tsa.test" in html
    text = client.get("/records/anchors/1.json")
    assert (digest(text.content.decode()), text["Content-Disposition"]) == (
        first.hash, 'attachment; filename="anchor-1.json"'
    )  # fmt: skip
    token = client.get("/records/anchors/1.tsr")
    assert (token.content, token["Content-Type"]) == (b"\x30\x00\xff", "application/timestamp-reply")
    assert [client.get(f"/records/anchors/{name}").status_code for name in ("2.tsr", "3.json", "9999999999.json")] == [
        404, 404, 404,
    ]  # fmt: skip


def test_page_without_anchors_says_so_and_goes_on_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    client = visitor(World().auditor)
    assert "There is no anchor yet" in client.get("/records/anchors/").content.decode()
    monkeypatch.setattr("project.views.anchors.PAGE", 2)
    for day in range(3):
        make_anchor(AT + timedelta(days=day))
    assert "?before=2" in client.get("/records/anchors/").content.decode()
    last = client.get("/records/anchors/?before=2").content.decode()
    assert Anchor.objects.get(number=1).hash in last
    assert Anchor.objects.get(number=2).hash not in last


@pytest.mark.parametrize("who", ["officer", "screener", "secretary", "stranger"])
def test_for_others_there_are_no_anchors(who: str) -> None:
    world = World()
    make_anchor(AT)
    client = visitor(world.people[who])
    for path in ("/records/anchors/", "/records/anchors/1.json", "/records/anchors/1.tsr"):
        assert client.get(path).status_code == 404
    assert Program(world, who).get("/anchors").status_code == 404
    assert Program(world, who).get("/anchors/1").status_code == 404


def test_program_reads_anchors_and_the_whole_stamp() -> None:
    world = World().to("submitted")
    anchor = make_anchor(AT)
    make_anchor(AT + timedelta(days=1))
    stamped(anchor)
    asked = Program(world, "auditor")
    page = asked.get("/anchors?limit=1").json()
    assert ([one["number"] for one in page["anchors"]], page["next"]) == ([2], 2)
    assert [one["number"] for one in asked.get("/anchors?after=2").json()["anchors"]] == [1]
    read = asked.get("/anchors/1").json()
    assert (digest(read["canonical"]), read["root"], read["chain_count"]) == (anchor.hash, anchor.root, 4)
    assert (b64decode(read["token"]), read["timestamp"]["authority"]) == (b"\x30\x00\xff", "https://tsa.test")
    assert asked.get("/anchors/2").json()["token"] is None
    assert asked.get("/anchors/7").status_code == 404


def test_queries_do_not_grow_with_the_anchors() -> None:
    client = visitor(World().auditor)
    counts = []
    for day in range(2):
        stamped(make_anchor(AT + timedelta(days=day)))
        with CaptureQueriesContext(connection) as captured:
            client.get("/records/anchors/")
        counts.append(len(captured))
    assert counts[0] == counts[1]

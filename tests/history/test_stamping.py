# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The time-stamp on an anchor: asked for, checked, kept; a refusal keeps nothing and stops nothing."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.utils import translation

from tests.history.authority import Answer, Authority, serving
from tests.history.tampering import behind
from tests.world import AT, World
from workflows.anchors import stamping
from workflows.anchors.making import make_anchor
from workflows.anchors.stamping import StampRefused, stamp, unstamped
from workflows.models import Anchor, Timestamp
from workflows.verification import faults

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl plays the time-stamp authority"),
]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def reached(authority: Authority, settings: Any) -> Iterator[None]:
    """The service knows the authority, and it answers."""
    with translation.override("en"), serving(authority.stamp) as address:
        settings.TSA_URL, settings.TSA_CERTIFICATES = address, str(authority.certificates)
        yield


def anchor_now(days: int = 0) -> Anchor:
    return make_anchor(AT + timedelta(days=days))


@pytest.mark.usefixtures("reached")
def test_stamp_is_kept_and_stands(settings: Any) -> None:
    World()
    kept = stamp(anchor_now(), AT)
    assert abs(kept.stamped_at - datetime.now(UTC)) < timedelta(minutes=5)  # the authority's clock is this machine's
    assert (kept.received_at, kept.authority) == (AT, settings.TSA_URL)
    assert unstamped() == []
    assert list(faults()) == []


@pytest.mark.usefixtures("reached")
def test_openssl_itself_finds_the_stamp_good(authority: Authority, tmp_path: Path) -> None:
    """Anybody can check it: openssl ts -verify, the anchor's text, and the authority's certificate."""
    kept = stamp(anchor_now(), AT)
    (tmp_path / "anchor.json").write_text(kept.anchor.canonical)
    (tmp_path / "stamp.tsr").write_bytes(bytes(kept.token))
    import subprocess

    words: list[Any] = ["openssl", "ts", "-verify", "-data", tmp_path / "anchor.json", "-in", tmp_path / "stamp.tsr",
             "-CAfile", authority.certificates]  # fmt: skip
    assert b"Verification: OK" in subprocess.run(words, capture_output=True, check=True).stdout


@pytest.mark.usefixtures("reached")
def test_stamp_of_another_anchor_is_found(authority: Authority) -> None:
    first, second = stamp(anchor_now(), AT), stamp(anchor_now(1), AT)
    behind(
        f"UPDATE workflows_timestamp SET token = (SELECT token FROM workflows_timestamp WHERE id = {second.pk})"
        f" WHERE id = {first.pk}"
    )
    assert [fault for fault in faults() if fault.startswith("The time-stamp of anchor 1:")] != []


@pytest.mark.usefixtures("reached")
def test_another_time_than_the_stamps_own_is_found() -> None:
    kept = stamp(anchor_now(), AT)
    behind(f"UPDATE workflows_timestamp SET stamped_at = '2020-01-01 00:00:00+00:00' WHERE id = {kept.pk}")
    assert list(faults()) == ["The time-stamp of anchor 1 names another time."]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda query: (503, b"busy"), "The time-stamp authority refused: HTTP 503."),
        (lambda query: (302, b""), "The time-stamp authority refused: HTTP 302."),
        (lambda query: (200, b"<html>no</html>"), "The time-stamp does not stand: "),
        (lambda query: (200, b""), "The time-stamp does not stand: "),
    ],
)
@pytest.mark.usefixtures("reached")
def test_answer_that_is_no_stamp_is_refused_and_nothing_kept(answer: Answer, reason: str, settings: Any) -> None:
    with serving(answer) as settings.TSA_URL:
        refused(anchor_now(), reason)


@pytest.mark.usefixtures("reached")
def test_answer_to_another_question_is_refused(authority: Authority, settings: Any) -> None:
    """The authority's own stamp, but an old one: over another text, and without our nonce."""
    old = bytes(stamp(anchor_now(), AT).token)
    with serving(lambda query: (200, old)) as settings.TSA_URL:
        refused(anchor_now(1), "The time-stamp does not stand: ", kept=1)


@pytest.mark.usefixtures("reached")
def test_stamp_of_an_authority_that_is_not_trusted_is_refused(settings: Any, tmp_path: Path) -> None:
    with serving(Authority(tmp_path / "stranger").stamp) as settings.TSA_URL:
        refused(anchor_now(), "The time-stamp does not stand: ")


@pytest.mark.usefixtures("reached")
@pytest.mark.parametrize("found", ["", "/no/such/file", "empty"])
def test_certificates_that_cannot_be_read_are_named(found: str, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("")
    settings.TSA_CERTIFICATES = str(tmp_path / found) if found == "empty" else found
    refused(
        anchor_now(), "The certificates of the time-stamp authority (TSA_CERTIFICATES) cannot be read."
    )  # fmt: skip


@pytest.mark.usefixtures("reached")
def test_authority_that_is_away_costs_the_anchor_nothing(settings: Any) -> None:
    with serving(lambda query: (200, b"")) as address:
        pass
    settings.TSA_URL = address  # nobody listens there any more
    out = StringIO()
    call_command("anchor", stdout=out)
    assert "Anchor 1 has no time-stamp yet. The time-stamp authority does not answer: " in out.getvalue()
    assert (Anchor.objects.count(), Timestamp.objects.count()) == (1, 0)


@pytest.mark.usefixtures("reached")
def test_authority_that_keeps_silent_is_not_waited_for(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    hangs = Event()
    monkeypatch.setattr(stamping, "SECONDS", 0.2)
    with serving(lambda query: (hangs.wait(5), (200, b""))[1]) as settings.TSA_URL:
        refused(anchor_now(), "The time-stamp authority does not answer: ")
        hangs.set()


@pytest.mark.usefixtures("reached")
def test_command_asks_for_every_stamp_that_is_missing_newest_first() -> None:
    anchor_now()
    anchor_now(1)
    out = StringIO()
    call_command("anchor", stdout=out)
    said = [line.partition(" was stamped")[0] for line in out.getvalue().splitlines()[1:]]
    assert said == ["Anchor 3", "Anchor 2", "Anchor 1"]
    call_command("anchor", stdout=(again := StringIO()))
    assert len(again.getvalue().splitlines()) == 1
    assert list(faults()) == []


def test_anchors_need_no_authority(settings: Any) -> None:
    assert settings.TSA_URL == ""
    out = StringIO()
    call_command("anchor", stdout=out)
    assert len(out.getvalue().splitlines()) == 1


def test_authority_without_certificates_stops_the_service(settings: Any) -> None:
    settings.TSA_URL = "https://tsa.test/"
    assert [found.id for found in run_checks() if found.id == "workflows.E010"] == ["workflows.E010"]


def refused(anchor: Anchor, reason: str, kept: int = 0) -> None:
    with pytest.raises(StampRefused) as raised:
        stamp(anchor, AT)
    assert str(raised.value).startswith(reason)
    assert Timestamp.objects.count() == kept

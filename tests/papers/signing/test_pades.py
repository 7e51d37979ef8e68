# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The signature itself: behind the paper's own bytes, valid to others' programs, broken by one changed byte."""

import asyncio
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.utils import translation
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from papers.signing.apart import apart
from papers.signing.certificate import CertificateUnusable, holder
from papers.signing.pades import SigningRefused, is_intact, signed
from tests.papers.conformance import faults_of, findings_of
from tests.papers.signing.authorities import NAME, PASSPHRASE, Authority

pytestmark = pytest.mark.usefixtures("configured")


def now() -> datetime:
    return datetime.now(UTC)


def judged(content: bytes, authority: Authority) -> Any:
    """What another program finds that trusts the authority."""
    (one,) = PdfFileReader(io.BytesIO(content), strict=False).embedded_signatures
    trusting = ValidationContext(trust_roots=[authority.root()], allow_fetching=False)
    return apart(lambda: validate_pdf_signature(one, trusting, ts_validation_context=trusting))


def test_signature_stands_behind_the_very_bytes_of_the_paper(paper: bytes, authority: Authority) -> None:
    content = signed(paper, at=now())
    found = judged(content, authority)
    assert content[: len(paper)] == paper
    assert (found.bottom_line, found.coverage.name, found.timestamp_validity) == (True, "ENTIRE_FILE", None)
    assert found.signing_cert.subject.native["common_name"] == NAME
    assert found.docmdp_ok
    assert faults_of(content) == []
    assert findings_of(content) == []


def test_signs_where_an_event_loop_runs(paper: bytes, authority: Authority) -> None:
    async def served() -> bytes:
        return signed(paper, at=now())

    assert judged(apart(lambda: asyncio.run(served())), authority).bottom_line


def test_signature_with_a_time_stamp(paper: bytes, authority: Authority) -> None:
    found = judged(signed(paper, at=now(), authority=authority.stamper()), authority)
    assert found.bottom_line
    assert found.timestamp_validity.trusted
    assert abs(found.timestamp_validity.timestamp - now()) < timedelta(minutes=5)


def test_one_changed_byte_is_found(paper: bytes) -> None:
    content = bytearray(signed(paper, at=now()))
    assert is_intact(bytes(content))
    at = content.index(b"stream\n") + 60
    content[at] ^= 1
    assert not is_intact(bytes(content))


@pytest.mark.parametrize("content", [b"no pdf", b""])
def test_what_is_no_signed_pdf_is_not_intact(content: bytes, paper: bytes) -> None:
    assert not is_intact(content)
    assert not is_intact(paper)


def test_what_cannot_be_signed_is_refused() -> None:
    with pytest.raises(SigningRefused):
        signed(b"no pdf", at=now())


def test_authority_that_does_not_answer_refuses(paper: bytes, settings: Any) -> None:
    settings.TSA_URL = "http://127.0.0.1:1/"
    with translation.override("en"), pytest.raises(SigningRefused, match="does not answer"):
        signed(paper, at=now())


# ── the certificate ──


@pytest.mark.parametrize(
    ("days", "words"), [(400, "expired"), (-400, "is not valid yet")]
)  # fmt: skip
def test_certificate_is_used_only_while_it_holds(paper: bytes, days: int, words: str) -> None:
    with translation.override("en"), pytest.raises(CertificateUnusable, match=words):
        signed(paper, at=now() + timedelta(days=days))


def test_passphrase_may_stand_in_a_file(configured: Any, tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    configured.SIGNING_PASSPHRASE, configured.SIGNING_PASSPHRASE_FILE = "another", str(file)
    assert holder().name == NAME
    file.unlink()
    with pytest.raises(CertificateUnusable):
        holder()


def said() -> list[tuple[str | None, str]]:
    with translation.override("en"):
        return [(one.id, one.msg) for one in run_checks() if (one.id or "").startswith("papers.")]


def test_certificate_is_judged_at_set_up(configured: Any, authority: Authority, tmp_path: Path) -> None:
    assert said() == []
    soon, gone = now() + timedelta(days=9), now() - timedelta(days=9)
    configured.SIGNING_CERTIFICATE = str(authority.signer(tmp_path, ends_at=soon))
    assert said() == [("papers.W002", f"The certificate of {NAME} (SIGNING_CERTIFICATE) ends on {soon.date()}.")]
    configured.SIGNING_CERTIFICATE = str(authority.signer(tmp_path, ends_at=gone))
    assert said() == [("papers.W001", f"The certificate of {NAME} expired.")]
    configured.SIGNING_PASSPHRASE = "wrong"
    assert [one for one, _words in said()] == ["papers.W001"]
    configured.SIGNING_CERTIFICATE = str(tmp_path / "nowhere")
    assert said() == [("papers.W001", "The certificate (SIGNING_CERTIFICATE) cannot be read.")]
    configured.SIGNING_CERTIFICATE = ""
    assert said() == []

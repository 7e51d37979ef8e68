# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A service with a certificate to sign with, and a paper to be signed."""

from pathlib import Path
from typing import Any

import pytest

from papers.archival.single import finished
from papers.rendering import render_pdf
from tests.papers.signing.authorities import PASSPHRASE, Authority


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority.new()


@pytest.fixture(scope="session")
def certificate(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return authority.signer(tmp_path_factory.mktemp("signer"))


@pytest.fixture
def configured(certificate: Path, settings: Any) -> Any:
    """The service signs with the certificate; its settings."""
    settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSPHRASE = str(certificate), PASSPHRASE
    settings.SIGNING_PASSPHRASE_FILE = ""
    return settings


@pytest.fixture(scope="session")
def paper() -> bytes:
    page = '<html lang="th"><head><title>หนังสือ</title></head><body><p>เรียน</p></body></html>'
    return finished(render_pdf(page), b"{}")

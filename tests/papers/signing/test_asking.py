# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Having a paper signed: by a job, once; the paper stays what it was, and a signer that is away loses nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from papers.models import PDF, Document, SignedForm
from papers.operations import keep_document
from papers.queries import document_content
from papers.signing.asking import have_signed, in_form, sign_document
from papers.signing.pades import is_intact
from tests.papers.signing.authorities import NAME
from workflows.jobs.running import claim, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(paper: bytes) -> Document:
    at = datetime(2021, 6, 9, tzinfo=UTC)
    return keep_document(content=paper, media_type=PDF, filename="letter.pdf", title="หนังสือ", at=at)


def work() -> list[bool]:
    """Run every job that is ready; whether each came to its end."""
    done = []
    while job := claim("test", timezone.now()):
        done.append(run(job))
    return done


def test_without_a_certificate_nothing_is_asked(document: Document) -> None:
    have_signed(document)
    assert not DBTaskResult.objects.exists()
    assert in_form(document, signed=True) is None


@pytest.mark.usefixtures("configured")
def test_paper_is_signed_once_beside_itself(document: Document, paper: bytes) -> None:
    have_signed(document)
    have_signed(document)
    assert work() == [True]
    form = SignedForm.objects.get()
    assert in_form(document, signed=True) == form.signed
    assert in_form(document, signed=False) == document
    content = document_content(form.signed)
    assert content.startswith(paper)
    assert is_intact(content)
    assert document_content(document) == paper
    assert (form.signer, form.is_stamped, form.signed.filename) == (NAME, False, "letter-signed.pdf")
    sign_document.func(document.pk)  # its worker was killed after it: the second run finds it done
    assert SignedForm.objects.count() == 1


def test_signer_that_is_away_is_tried_again(document: Document, configured: Any) -> None:
    there = configured.SIGNING_CERTIFICATE
    configured.SIGNING_CERTIFICATE = "/nowhere/signer.p12"
    have_signed(document)
    assert work() == [False]
    job = DBTaskResult.objects.get()
    assert job.status == TaskResultStatus.READY  # it waits for its next try
    assert "cannot be read" in job.traceback
    configured.SIGNING_CERTIFICATE = there
    DBTaskResult.objects.update(run_after=timezone.now())
    assert work() == [True]
    assert in_form(document, signed=True) is not None

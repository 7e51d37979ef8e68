# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Having an issued paper signed, and finding its signed form."""

from django.utils import timezone
from django_tasks import task

from papers.models import Document, SignedForm
from papers.operations import keep_document
from papers.queries import document_content
from papers.signing.certificate import holder, is_configured
from workflows.anchors.stamping import is_configured as an_authority_stamps
from workflows.jobs import enqueue
from workflows.jobs.retrying import GiveUp


def have_signed(document: Document) -> None:
    """Have a job sign an issued paper, once; without a certificate nothing happens."""
    if is_configured():
        enqueue(sign_document, once=str(document.pk), document_id=document.pk)


def in_form(document: Document, *, signed: bool) -> Document | None:
    """A paper as it was issued, or its signed form where that is asked for and there is one."""
    if not signed:
        return document
    form = SignedForm.objects.select_related("signed").filter(document=document).first()
    return form.signed if form is not None else None


@task
def sign_document(document_id: int) -> None:
    """Sign a paper and keep its signed form beside it; a second run finds it done.

    What fails is tried again and then shown at /jobs/: the signer may be away, the paper is issued all the same.
    """
    from papers.signing.pades import signed  # takes half a second to load, which only the worker needs to spend

    document = Document.objects.get(pk=document_id)
    if SignedForm.objects.filter(document=document).exists():
        return
    if not is_configured():
        raise GiveUp("No certificate is configured (SIGNING_CERTIFICATE) to sign with.")
    at = timezone.now()
    content = signed(document_content(document), at=at)
    kept = keep_document(
        content=content,
        media_type=document.media_type,
        filename=document.filename.removesuffix(".pdf") + "-signed.pdf",
        title=document.title,
        at=at,
    )
    SignedForm.objects.get_or_create(
        document=document,
        defaults={"signed": kept, "signer": holder().name, "is_stamped": an_authority_stamps(), "signed_at": at},
    )

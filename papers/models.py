# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents as they were issued or received: named by their content, never changed, never removed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

PDF = "application/pdf"


class Document(models.Model):
    """One file, kept under the sha256 of its bytes; the same bytes are the same document.

    Who may read it is decided by the floor that issued it. Its file lies under MEDIA_ROOT at ``stored_path``.
    """

    sha256 = models.CharField(_("sha256"), max_length=64, unique=True, editable=False)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    page_count = models.PositiveIntegerField(_("pages"), null=True)  # unknown for what has no pages
    filename = models.CharField(_("file name"), max_length=200)
    title = models.CharField(_("title"), max_length=500)
    created_at = models.DateTimeField(_("created at"))

    rows_are_kept = True  # rows refuse update, delete and truncate: workflows.triggers

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256_is_hex"),
        ]

    def __str__(self) -> str:
        return f"{self.filename} ({self.sha256[:12]})"

    @property
    def stored_path(self) -> str:
        """Where the file lies under MEDIA_ROOT: ``documents/4f/4fa1…``."""
        return f"documents/{self.sha256[:2]}/{self.sha256}"


class SignedForm(models.Model):
    """A document with an electronic signature behind its own bytes, with which the signed form begins."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="signed_form")
    signed = models.OneToOneField(Document, models.PROTECT, related_name="unsigned_form")
    signer = models.CharField(_("signed by"), max_length=300)  # the name in the certificate
    is_stamped = models.BooleanField(_("with a time-stamp of an authority"))
    signed_at = models.DateTimeField(_("signed"))

    rows_are_kept = True

    class Meta:
        verbose_name = _("signed form of a document")
        verbose_name_plural = _("signed forms of documents")

    def __str__(self) -> str:
        return f"{self.document_id} signed by {self.signer}"


class PaperCode(models.Model):
    """The code printed on a paper, by which anybody may ask about it without having the file (papers.codes)."""

    code = models.CharField(max_length=16, unique=True)
    document = models.OneToOneField(Document, models.PROTECT, related_name="code")

    rows_are_kept = True

    class Meta:
        verbose_name = _("code of a paper")
        verbose_name_plural = _("codes of papers")

    def __str__(self) -> str:
        return f"code of {self.document_id}"


class AnnexVerdict(models.Model):
    """What was found of a document when it was judged as an annex: ``papers.annexes.verdicts.Verdict``.

    ``tools`` names what judged it: other versions may find otherwise, and then stand beside this row.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="verdicts")
    tools = models.CharField(max_length=300)
    verdict = models.JSONField()
    pages_sha256 = models.CharField(max_length=64, blank=True)  # of what is bound; nothing of what is only named
    judged_at = models.DateTimeField(_("judged"))

    rows_are_kept = True

    class Meta:
        verbose_name = _("verdict on an annex")
        verbose_name_plural = _("verdicts on annexes")
        ordering = ("document_id", "id")
        constraints = [
            models.UniqueConstraint(fields=["document", "tools"], name="one_verdict_per_document_and_tools"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.verdict['outcome']}"

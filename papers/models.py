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

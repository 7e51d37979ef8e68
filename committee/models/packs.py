# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meeting packs as they were built: the PDF and the snapshot that it was printed from."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.models.meetings import Meeting
from papers.models import Document


class Pack(models.Model):
    """One built pack of a meeting. It is issued when the meeting's freeze names it."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packs")
    number = models.PositiveIntegerField(_("pack number"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    snapshot = models.JSONField()  # committee.pack.snapshot_of
    snapshot_sha256 = models.CharField(max_length=64)
    agenda_sha256 = models.CharField(max_length=64)
    manifest = models.JSONField(default=dict, editable=False)  # papers.pack.manifest; of packs built before, nothing
    manifest_sha256 = models.CharField(max_length=64, default="", editable=False)  # stands at the foot of every page
    built_at = models.DateTimeField()

    class Meta:
        verbose_name = _("meeting pack")
        verbose_name_plural = _("meeting packs")
        ordering = ("meeting_id", "number")
        constraints = (models.UniqueConstraint(fields=["meeting", "number"], name="one_pack_per_number"),)

    def __str__(self) -> str:
        return f"{self.meeting_id} pack {self.number}"

    def changes_since(self) -> dict[str, Any]:
        """What an addendum to this pack would tell now, as ``committee.pack_changes`` has it; empty for nothing."""
        from committee.pack_after import changes_since  # the content of a pack is made of these models

        return changes_since(self, self.meeting)

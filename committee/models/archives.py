# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The archive of a closed meeting: the bundle as it was made, and what playing it back gave then."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.models.meetings import Meeting
from papers.models import Document


class ReplayVerdict(models.TextChoices):
    """What playing a bundle back gave."""

    SAME = "same", _("Same bytes when played back")
    TEXT = "text", _("Same text, other bytes")
    DIFFERS = "differs", _("Differs when played back")


class MeetingArchive(models.Model):
    """One bundle of a meeting's whole file. ``findings`` are of ``committee.archive.replay``, in Thai."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="archives")
    number = models.PositiveIntegerField(_("archive number"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    verdict = models.CharField(_("played back"), max_length=10, choices=ReplayVerdict.choices)
    findings: Any = models.JSONField(default=list)  # [{"about": "packs/1", "verdict": "same", "says": "…"}]
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("archive of a meeting")
        verbose_name_plural = _("archives of meetings")
        ordering = ("meeting_id", "number")
        constraints = (models.UniqueConstraint(fields=["meeting", "number"], name="one_archive_per_number"),)

    def __str__(self) -> str:
        return f"{self.meeting_id} archive {self.number}"

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Other copies of a pack than the members': the chair's, the public's, the archive's, and each in English."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.models.packs import Pack
from committee.states import MeetingState
from papers.models import Document


class Profile(models.TextChoices):
    """For whom a copy of a pack is made, and with it what it says."""

    MEMBER = "member", _("Members' copy")
    CHAIR = "chair", _("Chair's and secretariat's copy")
    PUBLIC = "public", _("Public copy")
    ARCHIVE = "archive", _("Archive copy")


OVER = (MeetingState.CONCLUDED, MeetingState.CLOSED)
AFTER_THE_MEETING = (Profile.PUBLIC, Profile.ARCHIVE)  # are made when it is over


class Language(models.TextChoices):
    """The language of a pack's own words; what people wrote stays as it is."""

    THAI = "th", _("Thai")
    ENGLISH = "en", _("English")


class PackEdition(models.Model):
    """A copy of one pack for certain readers, with the same number and the same labels."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="editions")
    profile = models.CharField(_("copy"), max_length=10, choices=Profile.choices)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    snapshot = models.JSONField()  # committee.pack_editions
    snapshot_sha256 = models.CharField(max_length=64)
    manifest = models.JSONField(editable=False)
    manifest_sha256 = models.CharField(max_length=64, editable=False)
    built_at = models.DateTimeField()

    class Meta:
        verbose_name = _("copy of a meeting pack")
        verbose_name_plural = _("copies of meeting packs")
        ordering = ("pack_id", "id")
        constraints = (models.UniqueConstraint(fields=["pack", "profile", "language"], name="one_copy_of_each_kind"),)

    def __str__(self) -> str:
        return f"{self.pack_id} {self.name}"

    @property
    def name(self) -> str:
        """What it is asked for with: ``public-th``."""
        return f"{self.profile}-{self.language}"

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Packs on their way: who asked for one, how far each of its pieces is, and how it ended.

How far a build is, is no lifecycle of the engine's: it decides nothing and binds nobody, it may be thrown away at any
moment without a trace, and a process says it that acts for nobody. What counts is the issue of the pack, and that is
a step of the meeting with its guards and its record; until then a build is like a letter in the printer.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.models.editions import Language, PackEdition, Profile
from committee.models.meetings import Meeting
from committee.models.packs import Pack


class PackBuild(models.Model):
    """One pack asked for, of the agenda with this hash, or one copy of the issued pack ``copy_of`` for certain readers.

    ``snapshot`` is taken once, so that a build that goes on after its worker was killed makes the same pack.
    ``failure`` says why there is none, as ``committee.building`` reads it.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waits to be built")
        RUNNING = "running", _("Being built")
        BUILT = "built", _("Built")
        FAILED = "failed", _("Not built")
        CANCELLED = "cancelled", _("Cancelled")
        OVERTAKEN = "overtaken", _("Overtaken by another agenda")

    UNDER_WAY: ClassVar = (Status.QUEUED, Status.RUNNING)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="builds")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    joined_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    request_id = models.UUIDField(unique=True)
    asked_at = models.DateTimeField(_("asked for"))
    agenda_sha256 = models.CharField(max_length=64)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.QUEUED)
    snapshot = models.JSONField(null=True)
    number = models.PositiveIntegerField(_("pack number"), null=True)
    started_at = models.DateTimeField(_("started"), null=True)
    binds_at = models.DateTimeField(null=True)  # since when all pieces are there and are put together
    ended_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    failure = models.JSONField(default=dict)
    pack = models.OneToOneField(Pack, models.PROTECT, null=True, related_name="build")
    copy_of = models.ForeignKey(Pack, models.PROTECT, null=True, related_name="+")
    profile = models.CharField(_("copy"), max_length=10, choices=Profile.choices, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, blank=True)
    edition = models.OneToOneField(PackEdition, models.PROTECT, null=True, related_name="build")

    class Meta:
        verbose_name = _("build of a pack")
        verbose_name_plural = _("builds of packs")
        ordering = ("meeting_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(status__in=("queued", "running")),
                name="one_build_under_way_per_meeting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} build {self.pk}"

    @property
    def copy_name(self) -> str:
        """What the copy is asked for with, as ``public-th``; empty where a pack is built."""
        return f"{self.profile}-{self.language}" if self.copy_of_id else ""

    @property
    def is_under_way(self) -> bool:
        return self.status in self.UNDER_WAY


class PackBuildPart(models.Model):
    """One piece of a pack on its way. ``failure`` is like that of its build."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        BEGUN = "begun", _("Being laid out")
        KEPT = "kept", _("Kept from before")
        DONE = "done", _("Laid out")
        FAILED = "failed", _("Failed")

    READY: ClassVar = (Status.KEPT, Status.DONE)

    build = models.ForeignKey(PackBuild, models.CASCADE, related_name="parts")
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=200)  # papers.pack.pieces.Piece
    title = models.TextField(blank=True)  # empty of what every pack has: cover, contents, agenda
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    failure: Any = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("piece of a pack being built")
        verbose_name_plural = _("pieces of packs being built")
        ordering = ("build_id", "place")
        constraints = (models.UniqueConstraint(fields=["build", "place"], name="one_piece_per_place_of_a_build"),)

    def __str__(self) -> str:
        return f"{self.build_id}/{self.name}"

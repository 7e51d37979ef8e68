# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody asked to be done to many subjects, and what became of each: rows that pages and programs look at."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkAct(models.Model):
    """One act on many subjects, as it was asked for. Each item's record is the truth; the counts are of the items.

    ``request_id`` is the batch's: every item's own is made of it (``batches.Batch.of``), so that whatever makes an item
    a second time finds it made. ``language`` is the one in which refusals are said; ``back`` the address it came from.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting for a worker")
        RUNNING = "running", _("Being done")
        DONE = "done", _("Ended")
        STOPPED = "stopped", _("Stopped")

    kind = models.CharField(_("kind"), max_length=100)  # "app_label.model"
    step = models.CharField(_("step"), max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    delegation = models.PositiveBigIntegerField(null=True)  # the order under which it is done
    note = models.TextField(_("reason"), blank=True)
    facts = models.JSONField(default=dict)
    request_id = models.UUIDField(unique=True)
    language = models.CharField(max_length=10)
    back = models.TextField(blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.QUEUED)
    asked_at = models.DateTimeField(_("asked for"))
    started_at = models.DateTimeField(_("started"), null=True)
    ended_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    item_count = models.PositiveIntegerField(_("items"))
    made_count = models.PositiveIntegerField(_("done"), default=0)
    refused_count = models.PositiveIntegerField(_("refused"), default=0)

    class Meta:
        app_label = "workflows"
        verbose_name = _("act on many")
        verbose_name_plural = _("acts on many")
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=["actor", "-id"], name="bulk_act_of_person"),
            models.Index(
                fields=["actor"],
                name="bulk_act_under_way",
                condition=models.Q(status__in=("queued", "running")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}.{self.step} #{self.pk}"

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has still something to do for it."""
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)

    @property
    def dealt_count(self) -> int:
        """How many items are made or refused."""
        return self.made_count + self.refused_count

    @property
    def left_count(self) -> int:
        """How many items are neither."""
        return self.item_count - self.dealt_count


class BulkItem(models.Model):
    """One subject of a batch at the version that was read. ``refusal`` is as ``reading.Refusal`` has it."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        MADE = "made", _("Done")
        REFUSED = "refused", _("Refused")
        LEFT = "left", _("Not begun")

    act = models.ForeignKey(BulkAct, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    subject_id = models.BigIntegerField()
    expected_version = models.PositiveIntegerField(null=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.WAITING)
    record = models.ForeignKey("workflows.TransitionRecord", models.PROTECT, null=True, related_name="+")
    refusal = models.JSONField(null=True)

    class Meta:
        app_label = "workflows"
        verbose_name = _("item of an act on many")
        verbose_name_plural = _("items of acts on many")
        ordering = ("act_id", "position")
        constraints = (
            models.UniqueConstraint(fields=["act", "position"], name="bulk_item_at_position"),
            models.UniqueConstraint(fields=["act", "subject_id"], name="bulk_item_once"),
        )

    def __str__(self) -> str:
        return f"{self.act_id}/{self.position} {self.status}"

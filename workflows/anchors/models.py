# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Anchors, each the root over all chains at one moment, and the time-stamps given to them. No row is ever changed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Anchor(models.Model):
    """The Merkle root over the head of every chain, up to and with the record ``last_record``.

    ``hash`` is the SHA-256 of ``canonical``, the canonical JSON of the columns above it (``making.canonical``).
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    number = models.PositiveIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("when"))
    last_record = models.BigIntegerField()  # the cut: every record with this id or a lower one; 0 before the first
    chain_count = models.PositiveBigIntegerField(_("chains"))
    record_count = models.PositiveBigIntegerField(_("records"))
    root = models.CharField(_("Merkle root"), max_length=64)
    prev_hash = models.CharField(max_length=64)
    canonical = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"


class Timestamp(models.Model):
    """A time-stamp authority's signed answer (RFC 3161) that an anchor's text was there by ``stamped_at``."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    anchor = models.OneToOneField(Anchor, models.PROTECT, related_name="timestamp")
    authority = models.CharField(_("time-stamp authority"), max_length=500)
    stamped_at = models.DateTimeField(_("stamped"))
    received_at = models.DateTimeField()
    token = models.BinaryField()  # the whole TimeStampResp, DER

    class Meta:
        verbose_name = _("time-stamp")
        verbose_name_plural = _("time-stamps")
        ordering = ("anchor_id",)

    def __str__(self) -> str:
        return f"{self.anchor_id} {self.authority}"

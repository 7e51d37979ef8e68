# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The row of a change to what an office keeps by hand: who changed what, when and why. For the tables of any floor."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptChange(models.Model):
    """One change, with its reason. The database keeps it; what it changed names it as ``added_by`` or ``retired_by``.

    ``facts`` is told by the model that inherits this. The same ``request_id`` again changes nothing.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    actor = models.ForeignKey(  # nobody for what the service was delivered with
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("person")
    )
    at = models.DateTimeField(_("when"))
    reason = models.TextField(_("reason"))
    facts = models.JSONField(default=dict)
    request_id = models.UUIDField(unique=True)

    class Meta:
        abstract = True
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.reason}"

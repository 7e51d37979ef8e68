# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is frozen so that a committee can be shown it: its content with a hash, who froze it and when; and its paper."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from papers.models import Document


class Frozen(models.Model):
    """Plain data as it was at a moment; ``sha256`` is the hash of its canonical JSON."""

    content: Any = models.JSONField()
    sha256 = models.CharField(max_length=64)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    taken_at = models.DateTimeField(_("frozen"))

    class Meta:
        abstract = True


class FrozenPaper(models.Model):
    """The paper of something frozen as it was first printed: whoever asks later gets these bytes."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of permits and of their references."""

from django.db import models

from tests.permits.lifecycle import PermitLifecycle, ReferenceLifecycle


class Permit(PermitLifecycle):
    """What somebody asks leave for."""

    purpose = models.CharField(max_length=100, blank=True)
    is_small = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)

    class Meta:
        app_label = "permits"

    def __str__(self) -> str:
        return f"Permit {self.pk}"


class Reference(ReferenceLifecycle):
    """Somebody's word for a permit."""

    permit = models.ForeignKey(Permit, models.PROTECT, related_name="references")

    class Meta:
        app_label = "permits"

    def __str__(self) -> str:
        return f"Reference {self.pk}"

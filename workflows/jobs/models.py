# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the workers write down beside the jobs themselves: who is alive, what is taken up once, what was decided."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Worker(models.Model):
    """A worker process. While it lives it renews ``beat_at``; a job whose worker's beat is old runs again."""

    name = models.CharField(max_length=100, primary_key=True)  # "host:pid:chance", never used twice
    started_at = models.DateTimeField(_("started"))
    beat_at = models.DateTimeField(_("last sign of life"))

    class Meta:
        app_label = "workflows"

    def __str__(self) -> str:
        return self.name


class Once(models.Model):
    """Something that is taken up once only: a periodic job's slot of time, a job's event."""

    key = models.CharField(max_length=250, primary_key=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "workflows"

    def __str__(self) -> str:
        return self.key


class Running(models.Model):
    """The job that does a periodic function's work now, so that no later slot runs beside it."""

    name = models.CharField(max_length=250, primary_key=True)
    job_id = models.UUIDField(null=True)

    class Meta:
        app_label = "workflows"

    def __str__(self) -> str:
        return f"{self.name} {self.job_id or '-'}"


class JobDecision(models.Model):
    """What an administrator decided about a job that was given up, with what was known of its failure then."""

    class Verdict(models.TextChoices):
        RERUN = "rerun", _("Run again")
        DISMISSED = "dismissed", _("Dismissed")

    job_id = models.UUIDField(db_index=True)  # no foreign key: the decision stays when the job is cleared away
    job_name = models.CharField(max_length=250)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    attempt_count = models.PositiveIntegerField()
    reason = models.TextField(blank=True)

    class Meta:
        app_label = "workflows"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.job_name} {self.job_id}: {self.verdict}"

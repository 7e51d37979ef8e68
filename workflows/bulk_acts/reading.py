# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person reads of acts on many: which are under way, and whether something keeps one from going on."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from workflows.bulk_acts.models import BulkAct
from workflows.bulk_acts.working import work_on
from workflows.jobs.enqueuing import keeps_jobs_itself
from workflows.jobs.leases import living
from workflows.jobs.parked import parked

UNDER_WAY = (BulkAct.Status.QUEUED, BulkAct.Status.RUNNING)


class Trouble(models.TextChoices):
    """Why an act that is under way does not go on."""

    PARKED = "parked", _("The job was given up after several attempts. An administrator sees it and can run it again.")
    NO_WORKER = "no_worker", _("No worker is at work just now. It goes on by itself as soon as there is one.")


def under_way(actor: Any) -> QuerySet[BulkAct]:
    """What this person asked for and is not done yet, the last first."""
    return BulkAct.objects.filter(actor=actor, status__in=UNDER_WAY)


def trouble_of(act: BulkAct, at: datetime) -> Trouble | None:
    """Why it does not go on, if it does not. Another system's workers are not known here."""
    if not act.is_under_way or not keeps_jobs_itself():
        return None
    if parked().filter(task_path=work_on.module_path, args_kwargs__kwargs__act_id=act.pk).exists():
        return Trouble.PARKED
    return None if living(at) else Trouble.NO_WORKER

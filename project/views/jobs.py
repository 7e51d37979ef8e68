# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The jobs behind the service: how the queue stands, and what was given up, to be run again or let be."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult

from accounts.person import person_of
from project.keeping import for_keepers
from workflows.jobs import parked
from workflows.jobs.enqueuing import keeps_jobs_itself
from workflows.jobs.leases import present
from workflows.jobs.registry import PERIODIC
from workflows.refusals import Refused

PAGE = 50
DONE = {  # what is done by itself, in words
    "workflows.anchors.daily.anchor_daily": gettext_lazy("Anchor the heads of all chains once a day"),
    "workflows.clocks.sweeping.fire_the_ladder": gettext_lazy("Remind of what is due, and tell of what is late"),
    "workflows.jobs.clearing.clear_old_jobs": gettext_lazy("Clear away old jobs that are done"),
    "accounts.notifications.sending.enqueue_digests": gettext_lazy("Send the daily summaries by e-mail"),
    "accounts.notifications.sending.forget_old_notices": gettext_lazy("Clear away old notices"),
}


STATUS = {
    "READY": gettext_lazy("Ready"),
    "RUNNING": gettext_lazy("Running"),
    "FAILED": gettext_lazy("Failed and set aside"),
    "SUCCESSFUL": gettext_lazy("Done"),
}


@for_keepers
def jobs(request: HttpRequest) -> HttpResponse:
    """Say how the queue stands, and list what was given up, the last first."""
    before = _moment(request.GET.get("before", ""))
    found = parked.parked().filter(finished_at__lt=before) if before else parked.parked()
    page = list(found[: PAGE + 1])
    context = {
        "standing": parked.standing(present()),
        "periodic": [(DONE.get(one.name, one.name), one) for one in PERIODIC.values()],
        "is_ours": keeps_jobs_itself(),
        "rows": [_row(job) for job in page[:PAGE]],
        "is_first": before is None,
        "next": page[PAGE - 1].finished_at.isoformat() if len(page) > PAGE else None,
    }
    return render(request, "project/jobs.html", context)


@for_keepers
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Show one job: what it was to do, why it failed, what was decided."""
    found = get_object_or_404(DBTaskResult, pk=job_id)
    context = {
        **_row(found),
        "status": STATUS.get(found.status, found.status),
        "is_parked": parked.parked().filter(pk=job_id).exists(),
        "decisions": parked.decisions_about(job_id),
    }
    return render(request, "project/job.html", context)


@for_keepers
@require_POST
def rerun(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Run a parked job again."""
    return _decide(request, job_id, parked.rerun, _("The job runs again."))


@for_keepers
@require_POST
def dismiss(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Let a parked job be."""
    return _decide(request, job_id, parked.dismiss, _("The job is dismissed."))


def _decide(request: HttpRequest, job_id: UUID, act: Callable[..., None], done: str) -> HttpResponse:
    get_object_or_404(DBTaskResult, pk=job_id)
    try:
        act(job_id, actor=person_of(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, f"{refused.title} {refused}")
    else:
        messages.success(request, done)
    return redirect("jobs")


def _row(job: DBTaskResult) -> dict[str, object]:
    return {
        "job": job,
        "name": parked.name_of(job),
        "reason": parked.reason_of(job),
        "attempt_count": len(job.worker_ids),
    }


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
        return found.astimezone(UTC) if found and found.tzinfo else None
    except (ValueError, OverflowError):  # no moment, or one that no calendar here reaches
        return None

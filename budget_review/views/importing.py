# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing in an existing workplan: send the file, see what it would make, confirm, and see how far it is."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.person import person_of
from agencies.models import Agency
from agencies.queries import roles_of, seen_from
from agencies.roles import Role
from budget_review.forms.importing import ConfirmForm, SendForm
from budget_review.jobs import bring_in_file
from budget_review.models import ImportStatus, IntegrationProject, Workplan, WorkplanImport
from budget_review.operations.importing import (
    Answers,
    Plan,
    answers_of,
    confirm_import,
    plan_import,
    read_sheet,
    refuse_import,
    send_file,
)
from budget_review.operations.importing.progress import told
from budget_review.permissions import SCREENS
from budget_review.queries import projects_for
from budget_review.views.reading import INVALID, STATUS, fresh_request_id, refusal, renew, saved
from papers.spreadsheets import csv_bytes
from workflows.jobs import enqueue
from workflows.refusals import Refused, RequestReused

IMPORTERS = frozenset({*SCREENS, Role.ADMINISTRATOR})
SHOWN = 200  # projects, agencies and remarks of one preview


def imports(request: HttpRequest) -> HttpResponse:
    """List the files that were sent, and take another."""
    user, at = _importer(request)
    form = SendForm(initial={"request_id": fresh_request_id()})
    status = 200
    if request.method == "POST":
        form = SendForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                sent = send_file(
                    form.content, form.cleaned_data["file"].name, replace(form.answers(), host_id=_own_host(user, at)),
                    actor=user, at=at, request_id=form.cleaned_data["request_id"],
                )  # fmt: skip
            except RequestReused as reused:
                form.add_error("file", reused.title)
                renew(form, request_id=fresh_request_id())
            else:
                return redirect("import", pk=sent.pk)
        status = INVALID
    context = {"form": form, "rows": _seen(user, at).defer("content").select_related("actor")[:50]}
    return render(request, "budget_review/imports.html", context, status=status)


def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one file: before it is confirmed what it would make, then how far it is, then what came of it."""
    user, at = _importer(request)
    sent = get_object_or_404(_seen(user, at), pk=pk)
    if sent.status in (ImportStatus.QUEUED, ImportStatus.RUNNING):
        part = "budget_review/parts/import_progress.html"
        page = part if request.headers.get("HX-Request") else "budget_review/import_underway.html"
        return render(request, page, {"sent": sent, "now": at, "told": told(sent.pk)})
    if request.headers.get("HX-Request"):  # the part that shows how far it is: now the whole page is another
        return HttpResponse(headers={"HX-Refresh": "true"})
    if sent.status == ImportStatus.DONE:
        return render(request, "budget_review/import_done.html", _done(sent, user, at))
    return _preview(request, sent, user, at)


def import_reasons(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the rows that keep a file back, and those with a remark, as a table to mend the file by."""
    user, at = _importer(request)
    sent = get_object_or_404(_seen(user, at), pk=pk)
    plan = _plan(sent, answers_of(sent), at)
    rows = [(bad.number, _("Cannot be brought in"), bad.what, bad.reason) for bad in plan.bad]
    rows += [(told.number, _("Remark"), told.what, told.reason) for told in plan.remarks]
    content = csv_bytes([_("Row"), _("Kind"), _("Item or project"), _("Reason")], rows)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{sent.pk}-rows.csv"'
    return response


def _preview(request: HttpRequest, sent: WorkplanImport, user: User, at: datetime) -> HttpResponse:
    answers, refused, status = answers_of(sent), None, 200
    plan = _plan(sent, answers, at)
    form = ConfirmForm(request.POST or None, unknown=plan.unknown, answers=answers, at=at)
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            plan = _plan(sent, form.answers(), at)
            if "confirm" in request.POST and plan.is_ready:
                try:
                    refuse_import(plan, user, at)
                    with transaction.atomic():
                        confirm_import(sent.pk, form.answers(), actor=user)
                        enqueue(bring_in_file, import_id=sent.pk)
                except Refused as reason:
                    refused, status = reason, STATUS[reason.code]
                else:
                    saved(request, _("A worker brings the file in now; you may leave this page."))
                    return redirect("import", pk=sent.pk)
            elif "confirm" not in request.POST:
                status = 200
    context = {
        "sent": sent, "plan": plan, "form": form, "now": at, "shown": SHOWN, "may_confirm": sent.actor_id == user.pk,
        "refusal": refusal(refused) if refused else None,
        "is_held": request.method == "POST" and "confirm" in request.POST and not plan.is_ready,
        "needs_host": any(one.workplan is None for one in plan.rounds),
        "needs_round": any(one.round is None for one in plan.rounds),
        "unknown": _unknown(plan, form),
        "known": Agency.objects.values_list("name_th", flat=True),
        "opened": _opened([one.project.pk for one in plan.projects[:SHOWN] if one.project], user, at),
        "projects": plan.projects[:SHOWN], "bad": plan.bad[:SHOWN], "remarks": plan.remarks[:SHOWN],
    }  # fmt: skip
    return render(request, "budget_review/import.html", context, status=status)


def _unknown(plan: Plan, form: ConfirmForm) -> list[dict[str, Any]]:
    """The names that no agency has, and those that were said to mean one, each with its field."""
    found = {one.name: one for one in plan.unknown}
    names = [name for name in form.names.values() if name in found or form.field_of(name).value()]
    return [{"name": name, "found": found.get(name), "field": form.field_of(name)} for name in names[:SHOWN]]


def _plan(sent: WorkplanImport, answers: Answers, at: datetime) -> Plan:
    return plan_import(read_sheet(bytes(sent.content), sent.filename, answers), answers, at)


def _done(sent: WorkplanImport, user: User, at: datetime) -> dict[str, Any]:
    codes = sent.outcome.get("codes", [])
    projects = IntegrationProject.objects.filter(code__in=codes[:SHOWN]).select_related("lead", "round__workplan")
    return {
        "sent": sent, "outcome": sent.outcome, "count": len(codes), "projects": projects, "shown": SHOWN,
        "opened": _opened([project.pk for project in projects], user, at),
    }  # fmt: skip


def _opened(ids: list[int], user: User, at: datetime) -> set[int]:
    """Those of these projects that this person may open: a draft is its agencies' own."""
    return set(projects_for(user, at).filter(pk__in=ids).order_by().values_list("pk", flat=True))


def _importer(request: HttpRequest) -> tuple[User, datetime]:
    """Let administrators and those who screen in; for anybody else the page is not there."""
    user, at = person_of(request), timezone.now()
    if not roles_of(user, at) & IMPORTERS:
        raise Http404
    return user, at


def _seen(user: User, at: datetime) -> QuerySet[WorkplanImport]:
    """Administrators see every file, others those that they sent."""
    found = WorkplanImport.objects.all()
    return found if Role.ADMINISTRATOR in roles_of(user, at) else found.filter(actor=user)


def _own_host(user: User, at: datetime) -> int | None:
    """The host to begin with: where this person screens, or else the host of the last workplan."""
    own = next((held.agency_id for held in seen_from(user, at) if held.role in SCREENS), None)
    last = Workplan.objects.first() if own is None else None
    return last.host_id if last else own

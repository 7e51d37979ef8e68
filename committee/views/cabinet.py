# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report to the cabinet on an agenda item: as members read it, as it is written, as it is issued."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from committee.cabinet import snapshot_of
from committee.forms.cabinet import CabinetReportForm, IssueReportForm
from committee.models import AgendaItem, CabinetReport
from committee.operations.cabinet import GONE, TAKEN_NOTE_OF, issue_report, printed, write_report
from committee.permissions import keeps
from committee.queries.cabinet import paper_of, report_on, reporting_item_for, said_by
from committee.states import STANDING
from committee.views.asking import Asking, asking
from papers.queries import document_content
from workflows.forms import status_of, typed_but
from workflows.refusals import GuardsUnmet, Refused, VersionConflict


def report(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Show the report; its secretary writes it here."""
    me = asking(request)
    subject = _item(me, pk, item)
    if request.method != "POST":
        return _page(request, me, subject)
    _refuse_others(me, subject)
    form = CabinetReportForm(request.POST)
    if not form.is_valid():
        return _page(request, me, subject, form=form)
    given = form.cleaned_data
    revision = given.pop("revision")
    try:
        write_report(
            item=subject, **given, expected_revision=revision, actor=me.user, at=me.at, delegation=me.delegation
        )
    except Refused as no:
        if isinstance(no, VersionConflict):
            now = CabinetReport.objects.filter(item=subject).first()
            typed_but(form, revision=now.revision if now else 0)
        return _page(request, me, subject, form=form, refused=no)
    messages.success(request, _("The report is saved."))
    return redirect("cabinet_report", pk, item)


def issue(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Issue the report under its number."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("cabinet_report", pk, item)
    me = asking(request)
    subject = _item(me, pk, item)
    _refuse_others(me, subject)
    found = report_on(subject)
    form = IssueReportForm(request.POST)
    if found is None:
        raise Http404
    if not form.is_valid():
        return _page(request, me, subject, issuing=form)
    given = form.cleaned_data
    try:
        issue_report(
            report=found, letter_number=given["letter_number"], expected_revision=given["revision"],
            actor=me.user, at=me.at, delegation=me.delegation,
        )  # fmt: skip
    except Refused as no:
        return _page(request, me, subject, issuing=form, refused=no)
    messages.success(request, _("The report is issued."))
    return redirect("cabinet_report", pk, item)


def pdf(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Hand out the issued paper; before that, the present text as it would be printed."""
    me = asking(request)
    subject = _item(me, pk, item)
    found = report_on(subject)
    if found is None:
        raise Http404
    paper = paper_of(found)
    try:
        content = document_content(paper.document) if paper else printed(snapshot_of(found))
    except GuardsUnmet as no:
        return _page(request, me, subject, refused=no)
    headers = {"Content-Disposition": 'inline; filename="cabinet-report.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _item(me: Asking, pk: int, item: int) -> AgendaItem:
    """An item of that kind of this meeting that this person sees, or 404."""
    subject = reporting_item_for(me.user, item, me.at)
    if subject.meeting_id != pk:
        raise Http404
    return subject


def _refuse_others(me: Asking, subject: AgendaItem) -> None:
    if not keeps(subject.meeting, me.attempt):
        raise PermissionDenied(_("Only the committee's secretary does this."))


def _page(
    request: HttpRequest,
    me: Asking,
    subject: AgendaItem,
    *,
    form: CabinetReportForm | None = None,
    issuing: IssueReportForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    found, meeting = report_on(subject), subject.meeting
    paper = paper_of(found)
    keeper = keeps(meeting, me.attempt)
    may_write = keeper and paper is None and meeting.state not in STANDING and subject.state not in GONE
    may_issue = keeper and paper is None and found is not None and subject.state in TAKEN_NOTE_OF
    context: dict[str, Any] = {
        "meeting": meeting,
        "item": subject,
        "report": found,
        "paper": paper,
        "says": said_by(found) if found else None,
        "form": form or (CabinetReportForm.of(found) if may_write else None),
        "issuing": issuing
        or (IssueReportForm(initial={"revision": found.revision}) if may_issue and found is not None else None),
        "stands_still": keeper and paper is None and meeting.state in STANDING,
        "refused": refused,
        "here": reverse("cabinet_report", args=[meeting.pk, subject.pk]),
    }
    wrong = (form is not None and bool(form.errors)) or (issuing is not None and bool(issuing.errors))
    status = status_of(refused) if refused else 422 if wrong else 200
    return render(request, "committee/cabinet/report.html", context, status=status)

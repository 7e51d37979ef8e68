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

from committee.cabinet import changed_since, draft_of, standing_version
from committee.forms.cabinet import CabinetReportForm, LayReportForm
from committee.models import AgendaItem, CabinetReport
from committee.operations.cabinet import lay_report, stands_because, write_report
from committee.operations.cabinet_letters import printed
from committee.permissions import keeps
from committee.queries.cabinet import handles, letter_for, paper_of, report_on, reporting_item_for, said_by
from committee.views.asking import Asking, asking
from papers.queries import document_content
from papers.signing.asking import in_form
from workflows.explaining import Answer, explain
from workflows.forms import Button, button, status_of, typed_but
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


def lay(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Lay the report's letter before the chair, under its number."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("cabinet_report", pk, item)
    me = asking(request)
    subject = _item(me, pk, item)
    form = LayReportForm(request.POST)
    if not form.is_valid():
        return _page(request, me, subject, laying=form)
    try:
        lay_report(item=subject, **form.cleaned_data, actor=me.user, at=me.at, delegation=me.delegation)
    except Refused as no:
        return _page(request, me, AgendaItem.objects.get(pk=item), laying=form, refused=no)
    messages.success(request, _("The letter is laid before the chair."))
    return redirect("cabinet_report", pk, item)


def pdf(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Hand out the issued paper; before that, to who lays and releases it the laid one, else a draft.

    With ``?signed=1`` the signed form of the issued one.
    """
    me = asking(request)
    subject = _item(me, pk, item)
    found = report_on(subject)
    if found is None:
        raise Http404
    letter = letter_for(found, me.attempt)
    asks_signed = request.GET.get("signed") == "1"
    form = in_form(letter, signed=asks_signed) if letter else None
    if asks_signed and form is None:
        raise Http404
    try:
        content = document_content(form) if form else printed(draft_of(found))
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
    laying: LayReportForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    found, meeting = report_on(subject), subject.meeting
    paper = paper_of(found)
    keeper = keeps(meeting, me.attempt)
    why_not = stands_because(subject, found)
    answers = {answer.name: answer for answer in explain(subject, me.attempt)}
    lay_it, release = answers.get("lay_report"), answers.get("release_report")
    may_lay = lay_it is not None and lay_it.may
    context: dict[str, Any] = {
        "meeting": meeting,
        "item": subject,
        "report": found,
        "paper": paper,
        "says": said_by(found) if found else None,
        "version": standing_version(found) if found else None,
        "since": changed_since(found) if found and keeper and paper is None else [],
        "form": form or (CabinetReportForm.of(found) if keeper and not why_not else None),
        "laid": found.laid if found and paper is None and handles(subject, me.attempt) else None,
        "laying": laying or (LayReportForm.of(subject) if may_lay else None),
        "release": release,
        "release_acts": [_button(subject, release)] if release is not None else [],
        "stands_still": why_not if keeper and paper is None else "",
        "refused": refused,
        "here": reverse("cabinet_report", args=[meeting.pk, subject.pk]),
    }
    wrong = (form is not None and bool(form.errors)) or (laying is not None and bool(laying.errors))
    status = status_of(refused) if refused else 422 if wrong else 200
    return render(request, "committee/cabinet/report.html", context, status=status)


def _button(subject: AgendaItem, answer: Answer) -> Button:
    return button(subject, answer, reverse("item_act", args=[subject.meeting_id, subject.pk, answer.name]))

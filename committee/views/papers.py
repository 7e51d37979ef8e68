# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annexes of a matter, and what becomes of each in the pack: handing in, taking out, putting in order."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from committee.forms.papers import AnnexForm, FromProjectForm, MoveForm, TakeOutForm
from committee.guards.papers import why_nothing_is_added, why_nothing_is_taken_out, why_the_order_stands
from committee.models import AgendaItem, ItemPaper
from committee.operations.papers import add_paper, order_papers, take_over, take_paper_out
from committee.permissions import keeps, proposer
from committee.queries.meetings import meetings_for
from committee.queries.papers import in_order, last_order, offered_from_project, papers_seen
from committee.states import ItemState
from committee.views.asking import Asking, asking
from papers.annexes.keeping import bound_pages
from papers.annexes.saying import findings_of, outcome_of, pages_of
from papers.handing_out import handed_out
from papers.models import PDF
from papers.queries import DocumentDamaged
from papers.uploads import NotAccepted
from workflows.forms import status_of
from workflows.refusals import Refused


@dataclass(frozen=True)
class Shown:
    """An annex as its page has it."""

    paper: ItemPaper
    number: int
    may_take_out: bool
    has_original: bool
    outcome: str = ""
    pages: str = ""
    findings: list[str] = field(default_factory=list)


def papers(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Show the annexes with their verdicts, and take one more."""
    me = asking(request)
    subject = _item(me, pk, item)
    if request.method != "POST":
        return _page(request, me, subject)
    form = AnnexForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, me, subject, form=form)
    given = form.cleaned_data
    try:
        made = add_paper(
            item_id=subject.pk, title=given["title"], received=given["file"], in_pack=given["in_pack"], actor=me.user,
            at=me.at, request_id=given["request_id"], delegation=me.delegation,
        )  # fmt: skip
    except Refused as no:
        return _page(request, me, subject, form=form, refused=no)
    return _added(request, made)


def from_project(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Bind a paper that stands with the project's version."""
    me = asking(request)
    subject = _item(me, pk, item)
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("item_papers", pk, item)
    form = FromProjectForm(_offered(me, subject), request.POST)
    if not form.is_valid():
        return _page(request, me, subject, of_project=form)
    try:
        made = take_over(
            item_id=subject.pk, file_id=form.cleaned_data["paper"], actor=me.user, at=me.at,
            request_id=form.cleaned_data["request_id"], delegation=me.delegation,
        )  # fmt: skip
    except Refused as no:
        return _page(request, me, subject, of_project=form, refused=no)
    return _added(request, made)


def take_out(request: HttpRequest, pk: int, item: int, paper: int) -> HttpResponse:
    """Take an annex out, with the reason."""
    me = asking(request)
    subject = _item(me, pk, item)
    held = get_object_or_404(papers_seen(subject, me.user, me.at), pk=paper)
    form, refused = TakeOutForm(request.POST or None), None
    if form.is_valid():
        try:
            take_paper_out(
                paper_id=held.pk, reason=form.cleaned_data["reason"], actor=me.user, at=me.at, delegation=me.delegation
            )
        except Refused as no:
            refused = no
        else:
            messages.success(
                request, _("“%(title)s” is taken out. Packs that were issued with it keep it.") % {"title": held.title}
            )
            return redirect("item_papers", pk, item)
    context = {"meeting": subject.meeting, "item": subject, "paper": held, "form": form, "refused": refused}
    status = status_of(refused) if refused else 422 if form.errors else 200
    return render(request, "committee/papers/take_out.html", context, status=status)


def order(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Move one annex up or down among the others."""
    me = asking(request)
    subject = _item(me, pk, item)
    form = MoveForm(request.POST)
    if request.method != "POST" or not form.is_valid():  # also the address that a refusal leaves in the bar
        return redirect("item_papers", pk, item)
    ids = [paper.pk for paper in in_order(subject, papers_seen(subject, me.user, me.at))]
    try:
        order_papers(
            item_id=subject.pk, papers=form.moved(ids), actor=me.user, at=me.at,
            request_id=form.cleaned_data["request_id"], delegation=me.delegation,
        )  # fmt: skip
    except Refused as no:
        return _page(request, me, subject, refused=no)
    return redirect(f"{reverse('item_papers', args=[pk, item])}#annex-{form.cleaned_data['paper']}")


@require_safe
def pages(request: HttpRequest, pk: int, item: int, paper: int) -> HttpResponse:
    """Hand out the pages as they are bound."""
    me = asking(request)
    held = get_object_or_404(papers_seen(_item(me, pk, item), me.user, me.at), pk=paper)
    if not held.judged.pages_sha256:
        raise Http404
    try:
        content = bound_pages(held.document)
    except (DocumentDamaged, NotAccepted):
        return _unreadable(request, held)
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="annex-{held.pk}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def original(request: HttpRequest, pk: int, item: int, paper: int) -> HttpResponseBase:
    """Hand out the file as it was sent, to be saved: what was taken out of it is still in there."""
    me = asking(request)
    subject = _item(me, pk, item)
    held = get_object_or_404(papers_seen(subject, me.user, me.at), pk=paper)
    if not may_have_original(me, subject, held):
        raise Http404
    try:
        return handed_out(held.document, held.filename)
    except DocumentDamaged:
        return _unreadable(request, held)


def may_have_original(me: Asking, subject: AgendaItem, held: ItemPaper) -> bool:
    """Who keeps the agenda, and the agency that sent it; everybody has what has no pages to be read instead."""
    return not held.judged.pages_sha256 or held.agency_id is not None or keeps(subject.meeting, me.attempt)


def _item(me: Asking, pk: int, item: int) -> AgendaItem:
    """A matter whose annexes this person may read, or 404."""
    found: AgendaItem = get_object_or_404(
        AgendaItem.objects.select_related("meeting__committee", "meeting__profile", "project", "agency"),
        pk=item,
        meeting=pk,
    )
    papers_seen(found, me.user, me.at)
    return found


def _offered(me: Asking, subject: AgendaItem) -> list[Any]:
    return offered_from_project(subject) if keeps(subject.meeting, me.attempt) else []


def _changes(me: Asking, subject: AgendaItem) -> bool:
    """Whether this person hands in and takes out annexes of the matter as it stands."""
    if keeps(subject.meeting, me.attempt):
        return True
    return subject.state == ItemState.PROPOSED and proposer(subject, me.attempt)


def _added(request: HttpRequest, made: ItemPaper) -> HttpResponse:
    said = " ".join([f"{outcome_of(made.verdict)}.", *findings_of(made.verdict)])
    messages.success(request, _("“%(title)s” is handed in. %(verdict)s") % {"title": made.title, "verdict": said})
    return redirect("item_papers", made.item.meeting_id, made.item_id)


def _unreadable(request: HttpRequest, held: ItemPaper) -> HttpResponse:
    told = {"paper": held, "item": held.item, "meeting": held.item.meeting}
    return render(request, "committee/papers/unreadable.html", told, status=503)


def _page(
    request: HttpRequest,
    me: Asking,
    subject: AgendaItem,
    *,
    form: AnnexForm | None = None,
    of_project: FromProjectForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    changes = _changes(me, subject)
    why_not = why_nothing_is_added(subject) if changes else None
    may_add = changes and why_not is None
    may_take_out = changes and why_nothing_is_taken_out(subject) is None
    is_keeper = keeps(subject.meeting, me.attempt)
    offered = _offered(me, subject) if may_add else []
    shown = [
        Shown(
            paper=paper,
            number=number,
            may_take_out=may_take_out and (is_keeper or paper.agency_id is not None),
            has_original=may_have_original(me, subject, paper),
            outcome=outcome_of(paper.verdict),
            pages=pages_of(paper.verdict),
            findings=findings_of(paper.verdict),
        )
        for number, paper in enumerate(in_order(subject, papers_seen(subject, me.user, me.at)), start=1)
    ]
    context = {
        "meeting": subject.meeting,
        "item": subject,
        "sees_meeting": meetings_for(me.user, me.at).filter(pk=subject.meeting_id).exists(),
        "papers": shown,
        "form": (form or AnnexForm()) if may_add else None,
        "of_project": (of_project or FromProjectForm(offered)) if offered else None,
        "why_not": why_not,
        "may_move": is_keeper and len(shown) > 1 and why_the_order_stands(subject) is None,
        "moved": last_order(subject),
        "new_request": uuid4,
        "goes_with_addendum": may_add and bool(subject.issued_label),
        "refused": refused,
    }
    wrong = any(one is not None and one.errors for one in (form, of_project))
    status = status_of(refused) if refused else 422 if wrong else 200
    return render(request, "committee/papers/papers.html", context, status=status)

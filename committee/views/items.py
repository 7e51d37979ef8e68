# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One matter before the committee: its sheet, the secretary's draft while the committee speaks, the chair's seal."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from budget_review.models import Stage
from budget_review.operations.ledger import lines_of
from budget_review.queries import latest_amounts, money_table
from committee import operations
from committee.forms import ResolutionForm
from committee.forms.assigning import owners_for
from committee.guards.papers import why_nothing_is_added
from committee.models import AgendaItem, ItemPaper, Resolution
from committee.pack import sheet_of
from committee.permissions import keeps
from committee.queries import sees_agenda
from committee.queries.confidential import levels_seen
from committee.queries.scenarios import adopted_amounts
from committee.states import ItemState, MeetingState
from committee.views.asking import Asking, asking
from committee.views.decisions import decision_of, endorsed_baht, money_of
from papers.one_act import Page, one_act
from workflows.explaining import Answer, explain
from workflows.forms import PAST_OWNER, ActForm, hidden, status_of
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord
from workflows.queries import taken_by_another
from workflows.refusals import Refused

WRITABLE = (ItemState.UNDER_CONSIDERATION, ItemState.DRAFTED)


class SealForm(forms.Form):
    """The press that records or certifies: which wording was read."""

    request_id = forms.UUIDField()
    expected_version = forms.IntegerField(min_value=0)
    wording = forms.CharField(max_length=64)


def item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Show a matter as the committee has it before it."""
    me = asking(request)
    subject = _item(me, pk, item)
    return _page(request, me, subject, form=draft_form(me, subject))


def write(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Draft the resolution, or write the draft anew; with "more", only show another row of conditions or actions."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("meeting_item", pk, item)
    me = asking(request)
    subject = _item(me, pk, item)
    form = draft_form(me, subject, request.POST, always=True)
    assert form is not None
    if (more := request.POST.get("more")) in ("conditions", "actions"):
        form.is_valid()
        form.one_more(more)
        return _page(request, me, subject, form=form, is_unfinished=True)
    if not form.is_valid():
        return _page(request, me, subject, form=form)
    if _lacks_tick(request, me, subject, "draft"):
        return _page(request, me, subject, form=form, unticked="draft")
    try:
        if subject.state == ItemState.DRAFTED and form.cleaned_data["expected_version"] == subject.version:
            operations.edit_draft(
                resolution_id=subject.drafted.pk, actor=me.user, at=me.at, delegation=me.delegation, facts=form.facts()
            )
        else:
            operations.act(
                subject,
                "draft",
                actor=me.user,
                at=me.at,
                delegation=me.delegation,
                request_id=form.cleaned_data["request_id"],
                expected_version=form.cleaned_data["expected_version"],
                facts=form.facts(),
            )
    except Refused as no:
        now = _item(me, pk, item)
        form.looked_again(now.version)
        return _page(request, me, now, form=form, refused=no)
    messages.success(request, _("The resolution on item %(label)s is drafted.") % {"label": subject.label})
    return redirect("meeting_item", pk, item)


def seal(request: HttpRequest, pk: int, item: int, name: str) -> HttpResponse:
    """Record the drafted resolution, or certify it, as it was read."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("meeting_item", pk, item)
    me = asking(request)
    subject = _item(me, pk, item)
    form = SealForm(request.POST)
    resolution = _resolution(subject)
    if resolution is None or not form.is_valid():
        raise Http404
    if _lacks_tick(request, me, resolution, name):
        return _page(request, me, subject, form=draft_form(me, subject), unticked=name)
    try:
        operations.act_as_read(
            resolution_id=resolution.pk, name=name, **form.cleaned_data, actor=me.user, at=me.at,
            delegation=me.delegation,
        )  # fmt: skip
    except Refused as no:
        now = _item(me, pk, item)
        return _page(request, me, now, form=draft_form(me, now), refused=no)
    done = Resolution.objects.get(pk=resolution.pk)
    words = {"number": done.called, "verb": done.get_verb_display(), "label": subject.label}
    told = _("Resolution %(number)s is certified: %(verb)s.") if done.number else _(
        "The resolution on item %(label)s is recorded: %(verb)s. It waits to be certified."
    )  # fmt: skip
    messages.success(request, told % words)
    return redirect("meeting_item", pk, item)


def drop(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Drop a correction that was drafted, with the reason; what it was to correct stands."""
    me = asking(request)
    subject = _item(me, pk, item)
    resolution = _resolution(subject)
    if resolution is None:
        raise Http404
    back = reverse("meeting_item", args=[pk, item])
    page = Page(
        about=resolution.text,
        back=back,
        trail=[
            {"label": subject.meeting.title, "href": reverse("meeting", args=[pk])},
            {"label": subject.label, "href": back},
        ],
    )

    def perform(form: ActForm, attempt: dict[str, Any]) -> TransitionRecord:
        return operations.act(resolution, "drop", note=form.note, **attempt)

    return one_act(request, me, resolution, "drop", page, perform)


def _item(me: Asking, pk: int, item: int) -> AgendaItem:
    """An item that is decided on and that this person may see, or 404."""
    meeting = me.meeting(pk)
    if not sees_agenda(me.user, meeting, me.at):
        raise Http404
    items = meeting.items.select_related("project__lead", "project__round__workplan", "agency")
    subject: AgendaItem = get_object_or_404(items, pk=item)
    if not subject.is_decided_on or subject.confidentiality not in levels_seen(me.user, meeting, me.at):
        raise Http404
    subject.meeting = meeting
    return subject


def _lacks_tick(request: HttpRequest, me: Asking, subject: Subject, act: str) -> bool:
    """Whether one who may act has not said that they do so at a task which another has taken."""
    if PAST_OWNER in request.POST or not taken_by_another(subject, act, me.user):
        return False
    return any(answer.name == act and answer.may for answer in explain(subject, me.attempt))


def _resolution(subject: AgendaItem) -> Resolution | None:
    resolution = subject.resolutions.order_by("pk").last()
    if resolution is not None:
        resolution.item, resolution.meeting = subject, subject.meeting
    return resolution


def draft_form(me: Asking, subject: AgendaItem, data: Any = None, *, always: bool = False) -> ResolutionForm | None:
    """The draft's form, for the secretary while it can be written."""
    project = subject.project
    waits = subject.state == ItemState.UNDER_CONSIDERATION and subject.meeting.state != MeetingState.IN_SESSION
    if not always and (waits or subject.state not in WRITABLE or not keeps(subject.meeting, me.attempt)):
        return None
    drafted = _resolution(subject) if subject.state == ItemState.DRAFTED else None
    lines = lines_of(project) if project else {}
    adopted = {pk: amount for pk, amount in adopted_amounts(subject.meeting).items() if pk in lines} if lines else {}
    screened = (latest_amounts(project, Stage.SCREENED) | adopted) if project else {}
    return ResolutionForm(
        subject, lines, screened, version=subject.version, owners=owners_for(subject), drafted=drafted, data=data
    )


def sheet_before(subject: AgendaItem, resolution: Resolution | None) -> dict[str, Any]:
    """The project's sheet and money; a matter in words has neither."""
    if subject.project is None:
        return {}
    draft = resolution if subject.state == ItemState.DRAFTED else None
    return {"sheet": sheet_of(subject.meeting, subject), "money": money_of(money_table(subject.project), draft)}


def seals_on(me: Asking, resolution: Resolution | None) -> dict[str, Answer | None]:
    """What ``explain`` says of recording, certifying and dropping what is drafted: ``{"record": …, …}``."""
    answers = {one.name: one for one in explain(resolution, me.attempt)} if resolution else {}
    return {name: answers.get(name) for name in ("record", "certify", "drop")}


def _page(
    request: HttpRequest,
    me: Asking,
    subject: AgendaItem,
    *,
    form: ResolutionForm | None,
    refused: Refused | None = None,
    is_unfinished: bool = False,
    unticked: str = "",
) -> HttpResponse:
    resolution = _resolution(subject)
    project = subject.project
    seals = seals_on(me, resolution)
    certify = seals["certify"]
    taken_seal = taken_by_another(resolution, "certify", me.user) if resolution and certify and certify.may else None
    context = {
        "taken": taken_by_another(subject, "draft", me.user) if form and resolution is None else None,
        "taken_seal": taken_seal,
        "unticked": unticked == "draft",
        "unticked_seal": unticked == "certify",
        "item": subject,
        "meeting": subject.meeting,
        "project": project,
        "annexes": len(ItemPaper.by_item([subject]).get(subject.pk, ())),
        "may_annex": keeps(subject.meeting, me.attempt) and why_nothing_is_added(subject) is None,
        **sheet_before(subject, resolution),
        "endorsed_baht": endorsed_baht(resolution),
        "form": form,
        "refused": refused,
        "is_unfinished": is_unfinished,
        "resolution": resolution,
        "decision": decision_of(resolution) if resolution else None,
        **seals,
        "reconsider": next((one for one in explain(subject, me.attempt) if one.name == "reconsider"), None),
        "certify_hidden": hidden(resolution) if resolution else {},
        "wording": operations.wording_sha256(resolution) if resolution else "",
        "quorum": subject.meeting.quorum() if subject.meeting.state == MeetingState.IN_SESSION else None,
    }
    wrong = form is not None and form.is_bound and bool(form.errors) and not is_unfinished
    status = status_of(refused) if refused else 422 if wrong or unticked else 200
    return render(request, "committee/item.html", context, status=status)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The letters of a resolution: sending them, reading one, acknowledging it, and the series of their numbers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.roles import day_of
from committee import operations
from committee.forms.results import PatternForm, fields_of_sending
from committee.letters import recipients_of
from committee.models import Committee, LetterPaper, LetterPattern
from committee.operations.letter_papers import paper_of
from committee.permissions import SECRETARIES, mandate_to_sign
from committee.queries import committee_for
from committee.queries.letters import acknowledged, holding_of, letter_for, letters_for
from committee.queries.register import resolutions_for
from committee.queries.resolutions import resolution_for
from committee.rules.kinds import Digits
from committee.story import tell
from committee.translations import english_letter
from committee.views.asking import Asking, asking
from papers.fonts import FontsMissing
from papers.models import PDF
from papers.one_act import Page, one_act
from papers.queries import document_content
from papers.rendering import RenderingRefused
from papers.signing.asking import in_form
from papers.text_gate import TextDiffers, Unprintable
from workflows.explaining import explain
from workflows.forms import ActForm, button
from workflows.models import TransitionRecord
from workflows.queries import history_of

SHOWN = 50


def letters(request: HttpRequest) -> HttpResponse:
    """List the letters that this person may see, those that wait to be acknowledged first."""
    me = asking(request)
    after = request.GET.get("after", "")
    found = letters_for(me.user, me.at).order_by("-pk")
    rows = list((found.filter(pk__lt=after) if after.isdecimal() and len(after) < 19 else found)[: SHOWN + 1])
    seen = acknowledged(rows[:SHOWN])
    context = {
        "rows": [(letter, seen.get(letter.pk)) for letter in rows[:SHOWN]],
        "next": rows[SHOWN - 1].pk if len(rows) > SHOWN else None,
        "is_first": not after,
    }
    return render(request, "committee/results/letters.html", context)


def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letters of a resolution, all in one act."""
    me = asking(request)
    resolution = resolution_for(me.user, pk, me.at)
    agencies = recipients_of(resolution)

    def perform(form: ActForm, attempt: dict[str, Any]) -> TransitionRecord:
        facts = form.facts
        if facts.get("pattern"):
            facts["pattern"] = str(facts["pattern"].pk)
        return operations.act(resolution, "communicate", facts=facts, **attempt)

    names = " · ".join(agency.name for agency in agencies)
    page = Page(
        about=_("Letters on resolution %(number)s") % {"number": resolution.called},
        back=reverse("resolution", args=[pk]),
        trail=_trail_of(resolution),
        lead=_("To: %(agencies)s") % {"agencies": names}
        if agencies
        else _("No agency is concerned. Say why no letter is sent."),
    )
    fields = fields_of_sending(
        resolution, has_recipients=bool(agencies), by_mandate=mandate_to_sign(resolution, me.attempt) is not None
    )
    return one_act(request, me, resolution, "communicate", page, perform, fields=fields)


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter: what it says, whether it holds, who acknowledged it."""
    me = asking(request)
    found = letter_for(me.user, pk, me.at)
    context = {
        "letter": found,
        "paper": LetterPaper.objects.select_related("document__signed_form").filter(letter=found).first(),
        "says": found.snapshot,
        "opens_resolution": resolutions_for(me.user, me.at).filter(pk=found.resolution_id).exists(),
        "standing": holding_of(found),
        "acknowledged": acknowledged([found]).get(found.pk),
        "buttons": [
            button(found, answer, reverse("decision_letter_act", args=[pk, answer.name]))
            for answer in explain(found, me.attempt)
        ],
        "story": tell(history_of(found), [], []),
    }
    return render(request, "committee/results/letter.html", context)


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Acknowledge a letter."""
    me = asking(request)
    found = letter_for(me.user, pk, me.at)
    page = Page(
        about=found.letter_number,
        back=reverse("decision_letter", args=[pk]),
        trail=[
            {"label": _("Letters on resolutions"), "href": reverse("decision_letters")},
            {"label": found.letter_number, "href": reverse("decision_letter", args=[pk])},
        ],
    )

    def perform(form: ActForm, attempt: dict[str, Any]) -> TransitionRecord:
        return operations.act(found, name, note=form.note, facts=form.facts, **attempt)

    return one_act(request, me, found, name, page, perform)


def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the paper of a letter, with ``?signed=1`` its signed form, or with ``?language=en`` what it says in
    English, which is kept nowhere and is no paper of record.
    """
    me = asking(request)
    found = letter_for(me.user, pk, me.at)
    try:
        if request.GET.get("language") == "en":
            name = f'filename="letter-{found.pk}-en.pdf"'
            headers = {"Content-Disposition": f"attachment; {name}", "X-Content-Type-Options": "nosniff"}
            return HttpResponse(english_letter(found), content_type=PDF, headers=headers)
        document = in_form(paper_of(found, at=me.at), signed=request.GET.get("signed") == "1")
    except (FontsMissing, RenderingRefused, TextDiffers, Unprintable) as error:
        refusal = {"rule": _("The letter cannot be printed now."), "missing": [str(error)]}
        return render(request, "committee/results/refused.html", {"refusal": refusal}, status=503)
    if document is None:
        raise Http404
    headers = {
        "Content-Disposition": f'attachment; filename="{document.filename}"', "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    return HttpResponse(document_content(document), content_type=document.media_type, headers=headers)


def series(request: HttpRequest, code: str) -> HttpResponse:
    """The series of letter numbers of a committee; its secretaries add one."""
    me = asking(request)
    committee = committee_for(me.user, code, me.at)
    may_add = _keeps_committee(me, committee)
    rules = committee.profile_on(day_of(me.at))
    form = PatternForm(request.POST or None, initial={"thai_digits": rules is None or rules.digits == Digits.THAI})
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied(_("Only the committee's secretary does this."))
        form.instance.committee = committee
        if form.is_valid():
            form.save()
            messages.success(request, _("The series is added."))
            return redirect("letter_series", code)
    context = {
        "committee": committee,
        "rows": list(committee.letter_patterns.order_by("pk")),
        "form": form if may_add else None,
    }
    return render(request, "committee/results/series.html", context, status=422 if form.errors else 200)


def retire(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Use a series no longer, or again; the letters that it numbered stand."""
    me = asking(request)
    committee = committee_for(me.user, code, me.at)
    if request.method == "POST":
        if not _keeps_committee(me, committee):
            raise PermissionDenied(_("Only the committee's secretary does this."))
        pattern = get_object_or_404(LetterPattern, pk=pk, committee=committee)
        pattern.is_active = not pattern.is_active
        pattern.save(update_fields=["is_active"])
    return redirect("letter_series", code)


def _keeps_committee(me: Asking, committee: Committee) -> bool:
    """Whether this person is a secretary of the committee today."""
    sitting = committee.sitting_on(day_of(me.at))
    return any(tenure.user_id == me.user.pk and tenure.seat.role in SECRETARIES for tenure in sitting)


def _trail_of(resolution: Any) -> list[dict[str, str]]:
    return [
        {"label": _("Register of resolutions"), "href": reverse("resolutions")},
        {"label": resolution.called, "href": reverse("resolution", args=[resolution.pk])},
    ]

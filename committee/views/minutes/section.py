# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing one section of the minutes: saved as one goes, never over another's words unread, nor by a drafting."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budget_review.queries.versions import FieldChange
from committee.forms.minutes import HideForm, SectionForm, SettleForm
from committee.minutes.states import OPEN
from committee.models import Minutes, MinutesSection
from committee.operations.minutes import hide_section, keep_words, take_draft, write_section
from committee.operations.minutes.writing import cleaned
from committee.permissions import keeps
from committee.views.asking import Asking, asking
from committee.views.minutes.page import minutes_of, page
from committee.views.minutes.showing import text_for
from papers.templatetags.thai import thai_time
from workflows.forms import status_of, typed_but
from workflows.refusals import NotPermitted, Refused, VersionConflict, WrongState


def section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Write a section. The page's own script posts it in the background too, and is answered with one line."""
    me = asking(request)
    found = minutes_of(me, pk)
    held = _held(found, key)
    if refused := _refused(me, found):
        return page(request, me, found, refused=refused)
    if request.method != "POST":
        form = SectionForm(initial={"expected_revision": held.revision, "text": held.text})
        return _shown(request, me, found, held, form)
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _shown(request, me, found, held, form, status=422)
    return _save(request, me, found, held, form)


@require_POST
def settle(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Say which text stands when the facts have changed since somebody wrote: the words, or the draft."""
    me = asking(request)
    found = minutes_of(me, pk)
    held = _held(found, key)
    form = SettleForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        act = take_draft if given["choice"] == "draft" else keep_words
        try:
            act(
                minutes_id=found.pk, key=key, expected_revision=given["expected_revision"],
                drafted_sha256=given["drafted_sha256"], actor=me.user, at=me.at, delegation=me.delegation,
            )  # fmt: skip
        except Refused as refused:
            now = SectionForm(initial={"expected_revision": held.revision, "text": held.text})
            return _shown(request, me, found, held, now, refused=refused)
        said = (
            _("The drafted text stands; your words are kept below.")
            if given["choice"] == "draft"
            else _("Your words stand.")
        )
        messages.success(request, said)
    return redirect("minutes_section", pk, key)


@require_POST
def hide(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Keep a section out of the published minutes, or let it in."""
    me = asking(request)
    found = minutes_of(me, pk)
    held = _held(found, key)
    form = HideForm(request.POST)
    if form.is_valid():
        try:
            hide_section(
                minutes_id=found.pk, key=held.key, is_confidential=form.cleaned_data["is_confidential"],
                actor=me.user, at=me.at, delegation=me.delegation,
            )  # fmt: skip
        except Refused as refused:
            return page(request, me, found, refused=refused)
    return redirect("minutes_section", pk, key)


def _save(request: HttpRequest, me: Asking, found: Minutes, held: MinutesSection, form: SectionForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        saved = write_section(
            minutes_id=found.pk, key=held.key, text=given["text"], expected_revision=given["expected_revision"],
            actor=me.user, at=me.at, delegation=me.delegation,
        )  # fmt: skip
    except VersionConflict as conflict:
        theirs = _held(found, held.key)
        if request.htmx:  # type: ignore[attr-defined]
            context = {"refused": conflict, "theirs": theirs}
            return render(request, "committee/minutes/saved.html", context, status=status_of(conflict))
        typed_but(form, expected_revision=theirs.revision)
        both = FieldChange(held.key, held.title, theirs.text, cleaned(given["text"]))
        return _shown(request, me, found, theirs, form, refused=conflict, both=both)
    except Refused as refused:
        return _shown(request, me, found, held, form, refused=refused)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "committee/minutes/saved.html", {"at": me.at, "revision": saved.revision})
    messages.success(request, _("Saved at %(time)s.") % {"time": thai_time(me.at)})
    following = _next(found, held) if "next" in request.POST else None
    if following is not None:
        return redirect("minutes_section", found.meeting_id, following.key)
    return redirect(f"{reverse('minutes', args=[found.meeting_id])}#{held.key}")


def _shown(
    request: HttpRequest, me: Asking, found: Minutes, held: MinutesSection, form: SectionForm, *,
    refused: Refused | None = None, status: int = 200, both: FieldChange | None = None,
) -> HttpResponse:  # fmt: skip
    status = status_of(refused) if refused else status
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "committee/minutes/saved.html", {"refused": refused, "form": form}, status=status)
    changed = FieldChange(held.key, held.title, held.edited_from, held.generated) if held.is_behind else None
    context: dict[str, Any] = {
        "meeting": found.meeting, "minutes": found, "section": held, "form": form, "refused": refused, "both": both,
        "written": {"held": held}, "sections": text_for(me, found, comments=False), "changed": changed,
        "comments": found.comments.filter(section=held).select_related("said_by", "answer"),
        "earlier": held.earlier.select_related("written_by")[:5], "following": _next(found, held),
    }  # fmt: skip
    return render(request, "committee/minutes/section.html", context, status=status)


def _refused(me: Asking, found: Minutes) -> Refused | None:
    if found.state not in OPEN:
        return WrongState(_("Adopted minutes do not change; a corrigendum corrects them."))
    if not keeps(found.meeting, me.attempt):
        return NotPermitted(_("The committee's secretary."))
    return None


def _held(found: Minutes, key: str) -> MinutesSection:
    held: MinutesSection = get_object_or_404(found.sections.select_related("written_by", "item"), key=key)
    return held


def _next(found: Minutes, held: MinutesSection) -> MinutesSection | None:
    return found.sections.filter(position__gt=held.position).order_by("position", "pk").first()

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing one section of a proposal: saved as one goes, and never over another's text unread."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from budget_review.forms.sections import SectionForm, Whose, both_rows, choose, row_formset
from budget_review.models import IntegrationProject
from budget_review.operations.sections import write_section
from budget_review.queries.sections import Written, section_of
from budget_review.queries.versions import FieldChange
from budget_review.sections import BY_KEY, ROWS_MAX, SECTIONS, Section, clean_rows, clean_text, words_of
from budget_review.views.reading import INVALID, STATUS, Asked, ask, refusal, renew, saved
from budget_review.views.writing import back_to_overview, not_open_for_sections, refused_page
from papers.templatetags.thai import thai_time
from workflows.refusals import Refused, VersionConflict

MORE_ROWS = 2


def section(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Write a section. The page's own script posts it in the background too, and is answered with one line."""
    asked = ask(request, code)
    if key not in BY_KEY:
        raise Http404
    written = section_of(asked.project, BY_KEY[key])
    if request.method != "POST":
        if refused := not_open_for_sections(asked):
            return refused_page(asked, refused)
        initial = {"expected_revision": asked.project.revision, "text": written.text}
        form = SectionForm(section=written.section, initial=initial)
        return _shown(asked, written, form, row_formset(written=written))
    form = SectionForm(request.POST, section=written.section)
    if "more" in request.POST:
        return _shown(asked, written, form, row_formset(_with_more(request.POST), written=written))
    if request.POST.get("choose") in Whose.values:  # rows of two writers: nothing is saved by ticking them
        return _shown(asked, written, form, row_formset(choose(request.POST, request.POST["choose"]), written=written))
    rows = row_formset(request.POST, written=written) if written.section.is_table else None
    if not (form.is_valid() and (rows is None or rows.is_valid())):
        return _shown(asked, written, form, rows, refused=not_open_for_sections(asked), status=INVALID)
    return _save(asked, written, form, rows)


def _save(asked: Asked, written: Written, form: SectionForm, rows: Any) -> HttpResponse:
    given = form.cleaned_data
    typed = rows.rows() if rows is not None else []
    try:
        project = write_section(
            project_id=asked.project.pk, key=written.section.key, actor=asked.user, at=asked.at,
            delegation=asked.delegation, expected_revision=given["expected_revision"], text=given["text"], rows=typed,
        )  # fmt: skip
    except VersionConflict as conflict:
        now = IntegrationProject.objects.get(pk=asked.project.pk)
        theirs = section_of(now, written.section)
        if asked.request.htmx:  # type: ignore[attr-defined]
            return _told(asked, written, conflict, theirs=theirs)
        renew(form, expected_revision=now.revision)
        mine = clean_rows(written.section, typed)
        if mine != theirs.rows:
            rows = row_formset(both_rows(form.data, theirs.rows, mine), written=theirs)
        own = words_of(written.section, clean_text(given["text"]), mine)
        both = FieldChange(written.section.key, str(written.section.label), theirs.words, own)
        return _shown(asked, written, form, rows, refused=conflict, both=both, theirs=theirs)
    except Refused as refused:
        return _shown(asked, written, form, rows, refused=refused)
    if asked.request.htmx:  # type: ignore[attr-defined]
        return render(asked.request, "budget_review/edit/saved.html", {"at": asked.at, "revision": project.revision})
    return _onward(asked, written.section)


def _onward(asked: Asked, here: Section) -> HttpResponse:
    """To the next section when the person asked for it, else back to what is there and what is missing."""
    following = next_of(here)
    if "next" not in asked.request.POST or following is None:
        return back_to_overview(asked)
    saved(asked.request, _("Saved at %(time)s.") % {"time": thai_time(asked.at)})
    return redirect("edit_section", code=asked.project.code, key=following.key)


def next_of(here: Section) -> Section | None:
    """The section that follows in the declaration."""
    place = SECTIONS.index(here) + 1
    return SECTIONS[place] if place < len(SECTIONS) else None


def _with_more(data: Any) -> Any:
    """The same form with more empty rows; nothing is saved by asking for them."""
    data = data.copy()
    total = data.get("rows-TOTAL_FORMS", "")
    data["rows-TOTAL_FORMS"] = min(int(total) if total.isdecimal() and len(total) < 4 else 0, ROWS_MAX) + MORE_ROWS
    return data


def _told(asked: Asked, written: Written, refused: Refused, theirs: Written | None = None) -> HttpResponse:
    """Answer the page's own script: why it was not saved. What was typed stays in the page."""
    context = {"refusal": refusal(refused), "theirs": theirs}
    return render(asked.request, "budget_review/edit/saved.html", context, status=STATUS[refused.code])


def _shown(
    asked: Asked, written: Written, form: SectionForm, rows: Any, *, refused: Refused | None = None,
    status: int = 200, both: FieldChange | None = None, theirs: Written | None = None,
) -> HttpResponse:  # fmt: skip
    status = STATUS[refused.code] if refused else status
    context = {
        "project": asked.project, "section": written.section, "written": theirs or written, "form": form, "both": both,
        "rows": rows if written.section.is_table else None, "refusal": refusal(refused) if refused else None,
        "following": next_of(written.section),
        "earlier": written.held.earlier.select_related("written_by")[:5] if written.held else [],
    }  # fmt: skip
    page = "saved" if asked.request.htmx else "section"  # type: ignore[attr-defined]
    return render(asked.request, f"budget_review/edit/{page}.html", context, status=status)

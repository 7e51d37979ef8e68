# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack as pages: its contents, each part, what is found in it, one's own notes, and the whole to take away."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from committee.forms.reading import NoteForm
from committee.offline import offline_pack
from committee.queries.pack_reading import PackBeingRead, pack_being_read
from committee.views.asking import Asking, asking
from committee.views.meeting import page as meeting_page
from committee.views.own_notes import keep_note
from papers.pack import on_screen
from papers.pack.finding import found_in
from papers.pack.reading import Heading, Part
from papers.queries import document_content
from papers.search import terms_of
from workflows.forms import status_of
from workflows.refusals import NotPermitted, Refused

HITS_A_PAGE = 20
LISTED = 60  # parts at most that stand whole beside each page; of a longer pack those around it
AROUND = 12
LONGEST_SEARCH = 200

View = Callable[..., HttpResponse]


def of_a_pack(view: Callable[..., HttpResponse]) -> View:
    """Give the view the pack that this person may have; who may not is told why on the meeting's page."""

    @wraps(view)
    def found(request: HttpRequest, pk: int, number: int, **more: str) -> HttpResponse:
        me = asking(request)
        meeting = me.meeting(pk)
        try:
            of = pack_being_read(me.user, meeting, number, me.at)
        except NotPermitted as no:
            return meeting_page(request, me, meeting, refused=no)
        return view(request, me, of, **more)

    return found


@require_safe
@of_a_pack
def contents(request: HttpRequest, me: Asking, of: PackBeingRead) -> HttpResponse:
    """Every part under its heading; with ``?q=`` the parts in which the words stand."""
    typed = _typed(request)
    hits = found_in(of.screen, typed, sha256=of.pack.snapshot_sha256) if typed else []
    shown = Paginator(hits, HITS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "committee/reading/contents.html",
        {
            **_context(of, typed),
            "hits": shown,
            "next_hits": f"?{urlencode({'q': typed, 'page': shown.next_page_number()})}" if shown.has_next() else "",
            "first_hits": f"?{urlencode({'q': typed})}" if shown.has_previous() else "",
            "lit_query": f"?{urlencode({'q': typed})}" if typed else "",
            "notes": [(note, of.screen.of_label(label)) for label, note in of.notes.items()],
        },
    )


@require_safe
@of_a_pack
def part(request: HttpRequest, me: Asking, of: PackBeingRead, part: str) -> HttpResponse:
    """One part as it was issued, with one's own note on its matter."""
    return _page(request, of, part)


@of_a_pack
def note(request: HttpRequest, me: Asking, of: PackBeingRead, part: str) -> HttpResponse:
    """Keep one's own note on the matter of a part, or leave nothing of it."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("pack_part", of.meeting.pk, of.pack.number, part)
    item = of.items.get(_part(of, part).label)
    if item is None:
        raise Http404
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, of, part, note=form)
    if refused := keep_note(request, me, item, form, of.pack.number):
        return _page(request, of, part, note=form, refused=refused)
    return redirect(f"{reverse('pack_part', args=[of.meeting.pk, of.pack.number, part])}#note")


@require_safe
@of_a_pack
def offline(request: HttpRequest, me: Asking, of: PackBeingRead) -> HttpResponse:
    """The whole pack as a folder of pages that opens without network, with the PDF beside them."""
    pdf, name = document_content(of.pack.document), of.pack.document.filename.removesuffix(".pdf")
    made = offline_pack(of.pack, of.screen, pdf)
    return HttpResponse(
        made,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.zip"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
        },
    )


def _page(
    request: HttpRequest, of: PackBeingRead, name: str, *, note: NoteForm | None = None, refused: Refused | None = None
) -> HttpResponse:
    shown, typed = _part(of, name), _typed(request)
    before, after = of.screen.around(name)
    terms = terms_of(typed)
    item, own = of.items.get(shown.label), of.notes.get(shown.label)
    started = NoteForm(initial={"text": own.text if own else "", "revision": 0})
    if item is not None and note is None:
        started.initial["revision"] = own.revision if own else of.revisions.get(item.pk, 0)
    ways = of.screen.ways(lambda place: reverse("pack_part", args=[of.meeting.pk, of.pack.number, place]))
    tree = of.screen.tree(shown)
    paper = on_screen.shown(tree, ways, terms=terms, before=of.screen.blocks_before(shown))
    context = {
        **_context(of, typed),
        "part": shown,
        "before": before,
        "after": after,
        "paper": paper,
        "has_changes": on_screen.CHANGED in paper,
        "lit": len(on_screen.places(on_screen.spelt(tree), terms)) if terms else 0,
        "headings": _beside(of, shown),
        "note": (note or started) if item is not None else None,
        "own": own,
        "item": item,
        "refused": refused,
    }
    status = status_of(refused) if refused else 422 if note is not None and note.errors else 200
    return render(request, "committee/reading/part.html", context, status=status)


def _context(of: PackBeingRead, typed: str) -> dict[str, object]:
    return {
        "meeting": of.meeting,
        "of": of,
        "pack": of.pack,
        "typed": typed,
        "after_pack": of.screen.snapshot.get("after"),
    }


def _part(of: PackBeingRead, name: str) -> Part:
    found = of.screen.part(name)
    if found is None:
        raise Http404
    return found


def _typed(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "")[:LONGEST_SEARCH].split())


def _beside(of: PackBeingRead, here: Part) -> list[Heading]:
    """The parts that are listed beside one: all, or of a long pack those that have no matter and those around it."""
    parts = of.screen.parts
    if len(parts) <= LISTED:
        return of.screen.headings
    at = parts.index(here)
    near = {part.name for part in parts[max(at - AROUND, 0) : at + AROUND + 1]}
    kept = [
        Heading(one.number, one.title, [part for part in one.parts if one.number is None or part.name in near])
        for one in of.screen.headings
    ]
    return [one for one in kept if one.parts]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One page for each act on the register of committees: its form, what it refuses, and where it leads."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committee.forms.registers import FORMS
from committee.models import Committee, Mandate, ProcedureProfile
from committee.operations.registers import ACTS, Act, By, target_of, write
from committee.queries import committee_for
from committee.views.asking import Asking, asking
from workflows.forms import status_of, typed_but
from workflows.refusals import Refused, VersionConflict


def found(request: HttpRequest) -> HttpResponse:
    """Enter a committee."""
    return _act(request, asking(request), ACTS["found"], None, None)


def act(request: HttpRequest, code: str, name: str, pk: int | None = None) -> HttpResponse:
    """Make an act on a committee, or on one of its rows."""
    me = asking(request)
    committee = committee_for(me.user, code, me.at)
    doing = ACTS.get(name)
    if doing is None or name == "found" or (pk is not None) != (doing.at_row):
        raise Http404
    return _act(request, me, doing, committee, pk)


def _act(request: HttpRequest, me: Asking, doing: Act, committee: Committee | None, pk: int | None) -> HttpResponse:
    if not doing.may(committee or Committee(), me.attempt):
        raise PermissionDenied(str(doing.who))
    try:
        row = target_of(doing, committee, pk)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    form = FORMS[doing.name](row, request.POST or None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        by = By(
            actor=me.user,
            at=me.at,
            request_id=form.cleaned_data["request_id"],
            reason=form.why,
            delegation=me.delegation,
        )
        try:
            written = write(doing, form.filled(), by, expected_revision=form.cleaned_data["expected_revision"])
        except Refused as no:
            refused = no
            if isinstance(no, VersionConflict):
                typed_but(form, expected_revision=target_of(doing, committee, pk).revision)
        else:
            messages.success(request, _("Kept: %(act)s.") % {"act": doing.label})
            return redirect(_page_of(doing), written.code if committee is None else committee.code)
    return _shown(request, doing, committee, row, form, refused)


def _shown(
    request: HttpRequest, doing: Act, committee: Committee | None, row: Any, form: Any, refused: Refused | None
) -> HttpResponse:
    wrong = form.is_bound and not form.is_valid()
    context = {
        "act": doing,
        "committee": committee,
        "row": row,
        "form": form,
        "refused": refused,
        "back": _page_of(doing),
        "seat": getattr(row, "seat", None) or getattr(getattr(row, "tenure", None), "seat", None),
    }
    status = status_of(refused) if refused else 422 if wrong else 200
    return render(request, "committee/registers/act.html", context, status=status)


def _page_of(doing: Act) -> str:
    """The page that shows what an act has written."""
    if doing.model is Committee:
        return "committee"
    return {ProcedureProfile: "committee_rules", Mandate: "committee_mandates"}.get(doing.model, "committee_seats")

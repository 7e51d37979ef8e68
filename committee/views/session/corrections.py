# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Setting one coming or going right: what was noted, and the form of what is right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from committee.forms.session import CorrectionForm
from committee.models import AttendanceMark
from committee.permissions import keeps
from committee.views.asking import asking


def correct(request: HttpRequest, pk: int, mark: int) -> HttpResponse:
    """Ask what is right in the place of a mark; the secretary's alone."""
    me = asking(request)
    meeting = me.meeting(pk)
    marks = AttendanceMark.objects.filter(meeting=meeting, entry__isnull=False, corrected_by=None)
    wrong = get_object_or_404(marks.select_related("entry__user"), pk=mark)
    may = keeps(meeting, me.attempt)
    form = CorrectionForm(initial={"mark": wrong.pk, "kind": wrong.kind, "at": wrong.at}) if may else None
    context = {"meeting": meeting, "mark": wrong, "form": form}
    return render(request, "committee/session/correct.html", context, status=200 if may else 403)

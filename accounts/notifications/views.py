# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""My notices, and how I am told."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.notifications.forms import PreferencesForm
from accounts.notifications.operations import choose_ways, mark_one_read, mark_read
from accounts.notifications.queries import notices_of
from accounts.person import person_of

PAGE = 50


def notices(request: HttpRequest) -> HttpResponse:
    """List what I was told, newest first."""
    before = request.GET.get("before", "")
    found = notices_of(person_of(request), int(before) if before.isdecimal() and len(before) < 19 else None)
    page = list(found[: PAGE + 1])
    context = {
        "notices": page[:PAGE],
        "is_first": not before,
        "next": page[PAGE - 1].pk if len(page) > PAGE else None,
        "newest": page[0].pk if page else None,
    }
    return render(request, "accounts/notices.html", context)


@require_POST
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Open what a notice is about; it is read from now on."""
    notice = mark_one_read(person_of(request), pk, at=timezone.now())
    if notice is None:
        raise Http404
    return redirect(notice.href or "notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all that I was shown as read."""
    upto = request.POST.get("upto", "")
    if upto.isdecimal() and len(upto) < 19:
        mark_read(person_of(request), at=timezone.now(), upto=int(upto))
    return redirect("notices")


def preferences(request: HttpRequest) -> HttpResponse:
    """Choose how I am told of each kind of news."""
    person = person_of(request)
    form = PreferencesForm(request.POST or None, person)
    if request.method == "POST" and form.is_valid():
        choose_ways(person, form.ways(), form.cleaned_data["language"])
        messages.success(request, _("You will be told this way from now on."))
        return redirect("notice_preferences")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/notice_preferences.html", {"form": form}, status=status)

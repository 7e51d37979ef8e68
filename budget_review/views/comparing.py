# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two to four projects side by side: money, agencies, KPIs, findings and sections."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.person import person_of
from budget_review.queries import projects_for
from budget_review.queries.side_by_side import FEWEST, MOST, side_by_side

_CHOICE = re.compile(r"([1-9][0-9]{0,17}):[0-9]{1,9}")


def compare(request: HttpRequest) -> HttpResponse:
    """Show the projects that the address names; what was ticked in a list leads to their address."""
    user, at = person_of(request), timezone.now()
    seen = projects_for(user, at)
    if request.method == "POST":
        ids = [int(one[1]) for text in request.POST.getlist("projects") if (one := _CHOICE.fullmatch(text))]
        codes = list(seen.filter(pk__in=ids[: MOST + 1]).order_by("code").values_list("code", flat=True))
        if FEWEST <= len(codes) <= MOST:
            return redirect(f"{reverse('compare')}?{urlencode({'code': codes}, doseq=True)}")
        messages.error(request, _("Tick two to four projects to compare them."))
        return redirect(reverse("compare"))
    codes = list(dict.fromkeys(request.GET.getlist("code")))[:MOST]
    by_code = {project.code: project for project in seen.filter(code__in=codes)}
    found = [by_code[code] for code in codes if code in by_code]
    context = {
        "projects": found,
        "is_enough": len(found) >= FEWEST,
        "rows": side_by_side(found, user, at),
        "codes": codes,
    }
    return render(request, "budget_review/compare.html", context)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page by which anybody asks, with the token printed on a letter, whether the letter still holds. No login."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from committee.models import DecisionLetter
from committee.queries.letters import holding_of

ASKED_AT_MOST = 30  # times in a minute by one address
MINUTE = 60


@login_not_required
@require_safe
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether the letter holds, with its number, day and hash; never what it says, nor to whom."""
    if _asks_too_often(request):
        answer = render(request, "committee/results/verify.html", {"too_often": True}, status=429)
        answer["Retry-After"] = str(MINUTE)
        return _closed(answer)
    found: DecisionLetter | None = (
        DecisionLetter.objects.select_related("resolution__committee").filter(token=token).first()
    )
    context = {"letter": found, "holding": holding_of(found) if found else None}
    return _closed(render(request, "committee/results/verify.html", context, status=200 if found else 404))


def _closed(answer: HttpResponse) -> HttpResponse:
    """Kept by nobody, and found by no search engine."""
    answer["Cache-Control"], answer["X-Robots-Tag"] = "no-store", "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _asks_too_often(request: HttpRequest) -> bool:
    """Count the asks of an address within the present minute; each process of the service counts its own."""
    minute = int(timezone.now().timestamp()) // MINUTE
    key = f"verify/{request.META.get('REMOTE_ADDR', '')}/{minute}"
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > ASKED_AT_MOST
    except ValueError:  # its minute ended between the two
        return False

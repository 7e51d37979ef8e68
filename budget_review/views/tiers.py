# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bands of review: every version, and making the next one; and how one project stands by them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.person import person_of
from agencies.roles import day_of
from agencies.standing import attempt_of, delegation_of
from budget_review.forms.tiers import BandsForm
from budget_review.models import IntegrationProject, TierBands
from budget_review.models.parts import Field
from budget_review.operations.tiers import faults_of, may_set_bands, set_bands
from budget_review.queries import projects_for
from budget_review.queries.tiers import bands_in_force, expected, what_if
from budget_review.states import Tier
from budget_review.tiers import RISKS, words_of
from budget_review.views.reading import INVALID, STATUS, refusal, saved
from papers.templatetags.thai import thai_date
from workflows.refusals import GuardsUnmet, Refused

NAMED = 25  # projects that a preview names


@dataclass(frozen=True)
class Review:
    """How a project is screened, and why; ``is_expected`` until it is taken up."""

    tier: Tier
    reasons: list[dict[str, Any]]
    is_expected: bool
    version: int


def review_of(project: IntegrationProject, at: datetime) -> Review:
    """The tier with its reasons: as it was kept at taking up, or as it would be now."""
    screening = project.screening
    if screening is not None and screening.tier and screening.bands:
        kept, number = screening.tier_reasons, screening.bands.number
        return Review(Tier(screening.tier), _said(kept), is_expected=False, version=number)
    rated = expected(project, at)
    return Review(rated.tier, _said(rated.reasons), is_expected=True, version=bands_in_force(day_of(at)).number)


def _said(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"tier": Tier(reason["tier"]).label, "words": words_of(reason)} for reason in reasons]


def tiers(request: HttpRequest) -> HttpResponse:
    """Every version of the bands, the one that counts today named."""
    user, at = person_of(request), timezone.now()
    versions = list(TierBands.objects.select_related("made_by"))
    context = {
        "versions": [_shown(bands) for bands in versions],
        "in_force": bands_in_force(day_of(at)).pk,
        "today": day_of(at),
        "may_set": may_set_bands(attempt_of(user, at)),
    }
    return render(request, "budget_review/tiers.html", context)


def _shown(bands: TierBands) -> dict[str, Any]:
    fields = dict(Field.choices)
    return {
        "bands": bands,
        "amounts": bands.amounts,
        "opinions": [
            (Tier(tier).label, [fields.get(field, field) for field in asked])
            for tier, asked in bands.opinions.items()
            if asked
        ],
        "risks": [
            (risk.label, Tier(bands.risks[code]).label)
            for code, risk in RISKS.items()
            if bands.risks.get(code, Tier.LIGHT) != Tier.LIGHT
        ],
    }


def tiers_new(request: HttpRequest) -> HttpResponse:
    """Make the next version, beginning from the last."""
    user, at = person_of(request), timezone.now()
    if not may_set_bands(attempt_of(user, at)):
        raise Http404
    last = TierBands.objects.order_by("-number")[:1].get()
    form = BandsForm(request.POST or None, last=last, today=day_of(at))
    is_look = "look" in request.POST
    if is_look:
        form.fields["reason"].required = False  # looking asks for none
    refused, status, preview = None, 200, None
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                if is_look:
                    preview, status = _preview(form, last, user, at), 200
                else:
                    made = set_bands(**form.bands(), actor=user, at=at, delegation=delegation_of(user))
            except Refused as why:
                refused, status = why, STATUS[why.code]
            else:
                if not is_look:
                    told = _("Version %(number)s of the bands counts from %(day)s on.")
                    saved(request, told % {"number": made.number, "day": thai_date(made.from_date)})
                    return redirect("tiers")
    context = {"form": form, "refusal": refusal(refused) if refused else None, "preview": preview}
    return render(request, "budget_review/tiers_new.html", context, status=status)


def _preview(form: BandsForm, last: TierBands, user: User, at: datetime) -> dict[str, Any]:
    """What the bands as they are written would change; named are only the projects that this person may see.

    Raises GuardsUnmet for bands that could not be kept.
    """
    bands = TierBands(**form.bands())
    if faults := faults_of(bands, last, at):
        raise GuardsUnmet(*faults)
    found = what_if(bands, at)
    changed = [project.pk for project, _before, _after in found.changed]
    seen = set(projects_for(user, at).filter(pk__in=changed).values_list("pk", flat=True))
    named = [one for one in found.changed if one[0].pk in seen][:NAMED]
    return {"found": found, "named": named, "more": found.count - len(named)}

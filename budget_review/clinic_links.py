# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tells the plan clinic which projects an agency takes part in, and the projects what was said there of them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from budget_review.models import IntegrationProject
from budget_review.queries.visibility import visible_to
from digital_plan.consulting import FINDERS, About, Finder

KIND = IntegrationProject._meta.label_lower
OFFERED = 50


def offered(user: User, agency_id: int, at: datetime) -> list[About]:
    """The projects that this person sees and in which the agency takes part, the latest first."""
    seen = IntegrationProject.objects.filter(visible_to(user, at), participations__agency=agency_id)
    return _told(seen.order_by("-pk").distinct()[:OFFERED])


def told(refs: Collection[str], user: User, at: datetime) -> Mapping[str, About]:
    """Those of the refs that are projects which this person sees."""
    ids = [int(pk) for kind, _slash, pk in (ref.partition("/") for ref in refs) if kind == KIND and pk.isdecimal()]
    seen = IntegrationProject.objects.filter(visible_to(user, at), pk__in=ids)
    return {about.ref: about for about in _told(seen)}


def _told(projects: QuerySet[IntegrationProject]) -> list[About]:
    return [
        About(f"{KIND}/{project.pk}", f"{project.code} {project.title}", reverse("project", args=[project.code]))
        for project in projects
    ]


FINDERS.append(Finder(offered, told))

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking at the pages of projects as a person of the small world."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from budget_review.models import BudgetLine
from tests.world import World, everything


class Visitor:
    """One person's browser, in English, without scripts."""

    def __init__(self, world: World, who: str) -> None:
        self.world = world
        self.client = Client()
        self.client.force_login(world.people[who])
        self.client.cookies["django_language"] = "en"

    def get(self, name: str, *args: Any, query: str = "") -> Any:
        """Open a page by its name."""
        return self.client.get(reverse(name, args=args) + query)

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        """Send a form to a page by its name."""
        return self.client.post(reverse(name, args=args), data)

    def act(self, name: str, *, request_id: Any = None, version: int | None = None, **data: Any) -> Any:
        """Send the form of an act on the project, as it stands now."""
        return self.post(
            "project_act", self.world.project.code, name, **_hidden(self.world.project, request_id, version), **data
        )

    def act_on(self, kind: str, part: Any, name: str, **data: Any) -> Any:
        """Send the form of an act on a part."""
        return self.post("part_act", self.world.project.code, kind, part.pk, name, **_hidden(part, None, None), **data)


def _hidden(subject: Any, request_id: Any, version: int | None) -> dict[str, Any]:
    return {"request_id": request_id or uuid4(), "expected_version": subject.version if version is None else version}


def amounts(world: World) -> dict[str, Any]:
    """The amount of every line as the form names them."""
    return {f"amount_{line}": amount for line, amount in world.amounts().items()}


def content(world: World) -> Any:
    """What edits may touch, besides what acts may touch."""
    project = world.project
    kpis = [(kpi.name, list(kpi.shares.values())) for kpi in project.kpis.all()]
    return everything(), list(BudgetLine.objects.order_by("pk").values()), kpis


def as_shown(*forms: Any) -> dict[str, Any]:
    """What a browser sends when a form, or a formset, is left as it is shown."""
    sent: dict[str, Any] = {}
    for form in forms:
        for one in [form.management_form, *form.forms] if hasattr(form, "forms") else [form]:
            for field in one:
                if field.value() not in (None, "", False):
                    sent[field.html_name] = field.value()
    return sent


def text_of(response: HttpResponse) -> str:
    """What the page says, entities resolved."""
    from html import unescape

    return unescape(response.content.decode())

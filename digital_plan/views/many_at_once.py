# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One act on many subjects: chosen, looked at, and done, each by its own record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workflows.batches import Item
from workflows.bulk import perform_many, preview_many
from workflows.lifecycle import Attempt, Rules, Subject

AT_ONCE = 200


@dataclass(frozen=True)
class Row:
    """A subject that may be chosen, with what tells it from the others."""

    subject: Any
    title: str
    note: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Many:
    """One act on many: of which rows, saying what, with the way here and back. ``trail``: words and addresses."""

    name: str
    rules: Rules
    rows: Sequence[Row]
    lead: Any
    trail: Sequence[tuple[Any, str]]
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def back(self) -> str:
        """Where it leads when it is done."""
        return self.trail[-1][1]


def refuse_others(rules: Rules, of: Subject, attempt: Attempt) -> None:
    """Raise PermissionDenied for who does not make this act."""
    rule = rules.who
    if rule is None or not rule(of, attempt):
        raise PermissionDenied(rule.sentence if rule else "")


def many_page(request: HttpRequest, model: type[Subject], many: Many, by: Mapping[str, Any]) -> HttpResponse:
    """Choose among the rows, look at what would become of each, and do it; ``by`` as operations take it."""
    context: dict[str, Any] = {"many": many, "request_id": uuid4()}
    if request.method == "POST":
        chosen = {int(value) for value in request.POST.getlist("chosen") if value.isdecimal() and len(value) < 19}
        by_id = {row.subject.pk: row for row in many.rows}
        items = [Item(pk) for pk in by_id if pk in chosen]
        if not items:
            return render(request, "digital_plan/many.html", context | {"nothing": True}, status=422)
        if "confirmed" in request.POST:
            made = perform_many(
                model, items, many.name, facts=many.facts, request_id=_request_id(request), **by
            )  # fmt: skip
            done = sum(1 for one in made if one.refused is None)
            messages.success(request, _("Done: %(act)s (%(count)s)") % {"act": many.rules.label, "count": done})
            for one in made:
                if one.refused is not None:
                    messages.warning(request, f"{by_id[one.item.subject_id].title}: {one.refused}")
            return redirect(many.back)
        outcomes = preview_many(model, items, many.name, facts=many.facts, **by)
        context["outcomes"] = [(by_id[one.item.subject_id], one.refused) for one in outcomes]
    return render(request, "digital_plan/many.html", context)


def _request_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("request_id", ""))
    except ValueError:
        return uuid4()

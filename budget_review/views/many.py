# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One act on many projects of a round: choose, see what would become of each, confirm, read what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.person import person_of
from agencies.standing import attempt_of, delegation_of
from budget_review.consequences import CONSEQUENCES
from budget_review.forms.many import ManyForm, choice_of
from budget_review.models import IntegrationProject, Round
from budget_review.operations.many import ACTS, MOST, act_on_many, acts_for, look_at_many, rules_for, starts_from
from budget_review.queries import projects_for
from budget_review.views.reading import INVALID
from workflows.bulk import Outcome
from workflows.lifecycle import Attempt
from workflows.queries import taken_by_others
from workflows.refusals import NoAuthority, NotPermitted


@dataclass(frozen=True)
class Row:
    """What became of one project, or would: ``taken`` when somebody else is at work on it."""

    project: IntegrationProject
    outcome: Outcome
    taken: Any = None

    @property
    def choice(self) -> str:
        """The project at the version that was asked about."""
        return choice_of(self.project)

    @property
    def why(self) -> Sequence[Any]:
        """The sentences of the refusal; for one that is about the person, who can."""
        refused = self.outcome.refused
        if isinstance(refused, NotPermitted) and not isinstance(refused, NoAuthority):
            return [refused.title]
        return refused.reasons if refused else []

    @property
    def who(self) -> Any:
        """Who can, where this person may not."""
        refused = self.outcome.refused
        is_theirs = isinstance(refused, NotPermitted) and not isinstance(refused, NoAuthority)
        return str(refused) if is_theirs else ""


def round_acts(held: Round, attempt: Attempt, counts: dict[str, int]) -> list[dict[str, Any]]:
    """The acts that this person may make on many projects of a round, with how many stand where each begins."""
    found = []
    for name in acts_for(attempt):
        count = sum(counts.get(state, 0) for state in starts_from(name))
        if count:
            href = reverse("round_act", args=[held.pk, name])
            found.append({"label": rules_for(name).label, "href": href, "count": count})
    return found


def round_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Make one act on the chosen projects of a round, after showing what would become of each."""
    if name not in ACTS:
        raise Http404
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Round.objects.select_related("workplan"), pk=pk)
    seen = projects_for(user, at).filter(round=held)
    if name not in acts_for(attempt_of(user, at)) and not seen.exists():
        raise Http404
    listed = list(seen.filter(state__in=starts_from(name)).order_by("code")[: MOST + 1])
    rules = rules_for(name)
    context: dict[str, Any] = {
        "round": held,
        "label": rules.label,
        "consequence": CONSEQUENCES[name],
        "projects": [(project, choice_of(project)) for project in listed[:MOST]],
        "most": MOST if len(listed) > MOST else None,
        "address": reverse("round_act", args=[pk, name]),
    }
    if request.method != "POST":
        form = ManyForm(name=name, rules=rules, seen=seen)
        return render(request, "budget_review/many.html", context | {"form": form})
    data = _chosen(request.POST, [choice for _project, choice in context["projects"]])
    form = ManyForm(data, name=name, rules=rules, seen=seen)
    context |= {"form": form, "ticked": set(data.getlist("projects"))}
    if not form.is_valid() or "change" in request.POST:
        status = INVALID if form.errors else 200
        return render(request, "budget_review/many.html", context, status=status)
    asked: dict[str, Any] = {
        "actor": user, "at": at, "delegation": delegation_of(user), "note": form.note, "facts": form.facts,
    }  # fmt: skip
    if "confirmed" in request.POST:
        outcomes = act_on_many(form.cleaned_data["items"], name, request_id=form.cleaned_data["request_id"], **asked)
        return render(request, "budget_review/many_report.html", context | _told(outcomes, seen))
    outcomes = look_at_many(form.cleaned_data["items"], name, **asked)
    ids = [outcome.item.subject_id for outcome in outcomes]
    taken = taken_by_others(IntegrationProject, ids, name, user)
    return render(request, "budget_review/many_preview.html", context | _told(outcomes, seen, taken))


def _chosen(posted: QueryDict, listed: list[str]) -> QueryDict:
    """What was sent; the button for all shown stands for every tick."""
    data = posted.copy()
    if "all" in posted:
        data.setlist("projects", listed)
    return data


def _told(outcomes: Sequence[Outcome], seen: Any, taken: dict[int, Any] | None = None) -> dict[str, Any]:
    projects = seen.in_bulk([outcome.item.subject_id for outcome in outcomes])
    rows = [
        Row(projects[pk], outcome, (taken or {}).get(pk))
        for outcome in outcomes
        if (pk := outcome.item.subject_id) in projects
    ]
    return {
        "made": [row for row in rows if row.outcome.may],
        "refused": [row for row in rows if not row.outcome.may],
    }

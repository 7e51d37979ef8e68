# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One act on many projects of a round or a list: choose, see what would become of each, confirm, read what did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.person import person_of
from agencies.standing import attempt_of, delegation_of
from budget_review.consequences import CONSEQUENCES
from budget_review.forms.filters import FilterForm
from budget_review.forms.many import ManyForm, choice_of
from budget_review.models import IntegrationProject, Round
from budget_review.operations.many import (
    ACTS,
    IN_REQUEST,
    MOST,
    act_on_many,
    acts_for,
    leave_to_workers,
    look_at_many,
    rules_for,
    starts_from,
)
from budget_review.queries import projects_for
from budget_review.queries.listing import matching, offered_from
from budget_review.views.reading import INVALID, STATUS, fresh_request_id, refusal, renew
from workflows.batches import Outcome
from workflows.lifecycle import Attempt
from workflows.queries import taken_by_others
from workflows.refusals import NoAuthority, NotPermitted, Refused


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


@dataclass(frozen=True)
class Place:
    """Where projects are chosen from: ``back`` leads there, ``address`` is where one act on them is asked for."""

    seen: QuerySet[IntegrationProject]
    name: Any
    trail: list[dict[str, Any]]
    back: str
    back_label: Any
    address: str


def acts_on_many(attempt: Attempt, counts: Mapping[str, int] | None) -> list[dict[str, Any]]:
    """The acts that this person may make on many of the projects counted, with how many stand where each begins.

    All of them, without a number, when there are too many projects to count.
    """
    found = []
    for name in acts_for(attempt):
        count = None if counts is None else sum(counts.get(state, 0) for state in starts_from(name))
        if count != 0:
            found.append({"name": name, "label": rules_for(name).label, "count": count})
    return found


def round_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Make one act on the chosen projects of a round."""
    held = get_object_or_404(Round.objects.select_related("workplan"), pk=pk)
    back = reverse("round", args=[pk])
    place = Place(
        seen=projects_for(person_of(request), timezone.now()).filter(round=held),
        name=held.name,
        trail=[{"label": _("Rounds"), "href": reverse("rounds")}, {"label": held.name, "href": back}],
        back=back,
        back_label=_("Back to the round"),
        address=reverse("round_act", args=[pk, name]),
    )
    return _asked(request, name, place)


def listed_act(request: HttpRequest, name: str = "") -> HttpResponse:
    """Make one act on the chosen projects of a list, or on all that its filters find; they stand in the address.

    A list sends the act's name along, as it offers several.
    """
    user, at = person_of(request), timezone.now()
    seen = projects_for(user, at)
    form = FilterForm(request.GET, offered_from(seen))
    asked = {field: value for field in form.fields if (value := request.GET.get(field))}
    page = "workbench" if request.GET.get("back") == "workbench" else "projects"
    back = f"{reverse(page)}?{urlencode(asked)}" if asked else reverse(page)
    if page == "workbench":
        asked["back"] = page
    query = f"?{urlencode(asked)}" if asked else ""
    name = name or request.POST.get("act", "")
    place = Place(
        seen=seen,
        name=_("Projects found by the filters") if asked else _("All projects that you may see"),
        trail=[{"label": _("Projects"), "href": back}],
        back=back,
        back_label=_("Back to the projects"),
        address=f"{reverse('listed_act', args=[name])}{query}" if name in ACTS else "",
    )
    return _asked(request, name, place, matching(seen, form.filters(user, at)))


def _asked(
    request: HttpRequest, name: str, place: Place, found: QuerySet[IntegrationProject] | None = None
) -> HttpResponse:
    """Show what can be chosen, what would become of it, or what did; nothing happens before it is confirmed.

    ``found`` are those to choose from; what was ticked may be anything that this person sees in the place.
    """
    if name not in ACTS:
        raise Http404
    user, at = person_of(request), timezone.now()
    if name not in acts_for(attempt_of(user, at)) and not place.seen.exists():
        raise Http404
    offered = place.seen if found is None else found
    listed = list(offered.filter(state__in=starts_from(name)).order_by("code")[: MOST + 1])
    rules = rules_for(name)
    context: dict[str, Any] = {
        "place": place,
        "steps": [*place.trail, {"label": rules.label}],
        "label": rules.label,
        "consequence": CONSEQUENCES[name],
        "most": MOST if len(listed) > MOST else None,
        "in_request": IN_REQUEST,
    }
    data = _chosen(request.POST, [choice_of(project) for project in listed[:MOST]])
    ticked = set(data.getlist("projects"))
    is_begun = bool("begin" in request.POST and rules.asks and ticked)  # chosen in the list; the rest is asked here
    context |= {
        "ticked": ticked,
        "projects": _to_choose_from([] if is_begun else listed[:MOST], ticked, place),
        "found": 0 if is_begun else len(listed[:MOST]),
    }
    if request.method != "POST" or is_begun:
        form = ManyForm(name=name, rules=rules, seen=place.seen)
        return render(request, "budget_review/many.html", context | {"form": form})
    form = ManyForm(data, name=name, rules=rules, seen=place.seen)
    context["form"] = form
    if not form.is_valid() or "change" in request.POST:
        status = INVALID if form.errors else 200
        return render(request, "budget_review/many.html", context, status=status)
    asked: dict[str, Any] = {
        "actor": user, "at": at, "delegation": delegation_of(user), "note": form.note, "facts": form.facts,
    }  # fmt: skip
    items, request_id = form.cleaned_data["items"], form.cleaned_data["request_id"]
    if "confirmed" in request.POST and len(items) > IN_REQUEST:
        try:
            left = leave_to_workers(items, name, request_id=request_id, back=place.back, **asked)
        except Refused as refused:
            context["refusal"] = refusal(refused)
            renew(form, request_id=fresh_request_id())
            return render(request, "budget_review/many.html", context, status=STATUS[refused.code])
        return redirect("bulk_act", pk=left.pk)
    if "confirmed" in request.POST:
        outcomes = act_on_many(items, name, request_id=request_id, **asked)
        return render(request, "budget_review/many_report.html", context | _told(outcomes, place.seen))
    outcomes = look_at_many(items, name, **asked)
    ids = [outcome.item.subject_id for outcome in outcomes]
    taken = taken_by_others(IntegrationProject, ids, name, user)
    return render(request, "budget_review/many_preview.html", context | _told(outcomes, place.seen, taken))


def _to_choose_from(
    listed: Sequence[IntegrationProject], ticked: set[str], place: Place
) -> list[tuple[IntegrationProject, str]]:
    """Each with its choice; what was ticked elsewhere, or as it was before, is among them: no tick is lost."""
    found = {project.pk: (project, choice_of(project)) for project in listed}
    read = {int(pk): choice for choice in ticked if (pk := choice.partition(":")[0]).isdecimal() and len(pk) < 19}
    if read:
        found |= {pk: (project, read[pk]) for pk, project in place.seen.in_bulk(list(read)[:MOST]).items()}
    return sorted(found.values(), key=lambda one: one[0].code)


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

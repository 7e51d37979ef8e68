# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a workplan, its rounds, and permissions to be late; never over a colleague's writing unread."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.person import person_of
from agencies.standing import delegation_of
from budget_review.forms.rounds import ROUND, WORKPLAN, LateForm, RoundForm, WorkplanForm, target_formset, targets_of
from budget_review.models import LatePermission, Round, Workplan, WorkplanTarget
from budget_review.operations.rounds import TargetText, has_begun, may_keep, permit_late, write_round, write_workplan
from budget_review.queries.criteria import latest_set
from budget_review.views.reading import INVALID, STATUS, refusal, renew, saved
from budget_review.views.workplans import may_keep_any
from papers.differences import Difference, differences, rows
from workflows.refusals import Refused, VersionConflict


@dataclass(frozen=True)
class Answer:
    """What came of writing: what is kept now, or why not and what differs from it."""

    kept: Any = None
    told: dict[str, Any] = field(default_factory=dict)
    status: int = 200


def workplan_write(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write a workplan, a new one without ``pk``."""
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Workplan, pk=pk) if pk else None
    if not (_keeps(held, user, at) if held else may_keep_any(user, at)):
        raise Http404
    form = WorkplanForm(request.POST or None, initial=_stored(held, WORKPLAN) if held else {})
    targets = target_formset(request.POST or None, workplan=held)
    answer = Answer(status=INVALID)
    if request.method != "POST":
        answer = Answer()
    elif form.is_valid() & targets.is_valid():
        given, typed = form.cleaned_data, targets_of(targets)
        same = {"pk": pk} if pk else {"fiscal_year": given["fiscal_year"], "name_th": given["name_th"]}

        def write() -> Workplan:
            return write_workplan(
                form.workplan(held), typed, actor=user, at=at, delegation=delegation_of(user),
                expected_revision=given["expected_revision"],
            )  # fmt: skip

        def apart(now: Workplan) -> list[Difference]:
            own = [_words(target) for target in typed]
            theirs = [_words(target) for target in now.targets.all()]
            return differences(form, _stored(now, WORKPLAN)) + rows(_("Target"), theirs, own)

        answer = _answer(form, write, Workplan.objects.filter(**same), apart)
    if answer.kept:
        saved(request, _("The workplan was kept."))
        return redirect("workplan", pk=answer.kept.pk)
    context = {"form": form, "targets": targets, "workplan": held, **answer.told}
    return render(request, "budget_review/workplan_write.html", context, status=answer.status)


def round_write(request: HttpRequest, workplan: int | None = None, pk: int | None = None) -> HttpResponse:
    """Write a round: a new one of a workplan, or the window of one that is there."""
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Round.objects.select_related("workplan", "criteria_set"), pk=pk) if pk else None
    if held is None:
        held = Round(workplan=get_object_or_404(Workplan, pk=workplan), criteria_set=latest_set())
    if not _keeps(held.workplan, user, at):
        raise Http404
    form = RoundForm(
        request.POST or None, initial=_stored(held, ROUND), is_new=held.pk is None,
        may_choose_criteria=held.pk is None or not has_begun(held, at),
    )  # fmt: skip
    title = held.name if held.pk else _("New round")
    answer = Answer(status=INVALID)
    if request.method != "POST":
        answer = Answer()
    elif form.is_valid():

        def write() -> Round:
            return write_round(
                form.round(held), actor=user, at=at, delegation=delegation_of(user), reason=form.why,
                expected_revision=form.cleaned_data["expected_revision"],
            )  # fmt: skip

        of_the_name = Round.objects.filter(workplan=held.workplan, name_th=form.cleaned_data["name_th"])
        same = Round.objects.filter(pk=pk) if pk else of_the_name
        answer = _answer(form, write, same, lambda now: differences(form, _stored(now, ROUND)))
    if answer.kept:
        saved(request, _("The round was kept."))
        return redirect("round", pk=answer.kept.pk)
    return _form(request, held, form, title, answer)


def late(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an agency hand in late."""
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Round.objects.select_related("workplan"), pk=pk)
    if not _keeps(held.workplan, user, at):
        raise Http404
    form = LateForm(request.POST or None)
    answer = Answer(status=INVALID)
    if request.method != "POST":
        answer = Answer()
    elif form.is_valid():
        given = form.cleaned_data

        def permit() -> LatePermission:
            return permit_late(
                held, given["agency"], until=given["until"], reason=given["reason"], actor=user, at=at,
                delegation=delegation_of(user),
            )  # fmt: skip

        answer = _answer(form, permit, LatePermission.objects.none(), lambda _now: [])
    if answer.kept:
        saved(request, _("%(agency)s may hand in late.") % {"agency": given["agency"].name})
        return redirect("round", pk=held.pk)
    return _form(request, held, form, _("Let an agency hand in late"), answer)


def _answer(
    form: Any, write: Callable[[], Any], same: QuerySet[Any], apart: Callable[[Any], list[Difference]]
) -> Answer:
    """Write, and when it is refused look at what stands there now.

    ``same`` finds that: the thing itself, or one of its name that was made meanwhile. What says just what was typed
    was made by the same press twice.
    """
    try:
        return Answer(write())
    except VersionConflict as conflict:
        now = same.get()
        if not (told := apart(now)):
            return Answer(now)
        renew(form, expected_revision=now.revision)
        return Answer(told={"refusal": refusal(conflict), "differences": told}, status=STATUS[conflict.code])
    except Refused as refused:
        made = same.first() if form.cleaned_data.get("expected_revision") == 0 else None
        if made and not apart(made):
            return Answer(made)
        return Answer(told={"refusal": refusal(refused)}, status=STATUS[refused.code])


def _form(request: HttpRequest, held: Round, form: Any, title: str, answer: Answer) -> HttpResponse:
    context = {"form": form, "title": title, "round": held, **answer.told}
    return render(request, "budget_review/round_write.html", context, status=answer.status)


def _keeps(workplan: Workplan, user: User, at: datetime) -> bool:
    return may_keep(workplan.host_id, actor=user, at=at, delegation=delegation_of(user))


def _stored(held: Workplan | Round, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(held, name) for name in names} | {"expected_revision": held.revision}


def _words(target: TargetText | WorkplanTarget) -> str:
    return "\n".join(filter(None, (target.text, target.indicator, *target.approaches.splitlines())))

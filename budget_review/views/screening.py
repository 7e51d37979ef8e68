# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The screening officer's page: findings, amounts, opinion, recommendation, on one page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import fields
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from budget_review.forms.screening import ScreeningForm, found
from budget_review.models import Screening
from budget_review.operations.screening import save_screening
from budget_review.permissions import screener
from budget_review.queries.attachments import papers_of
from budget_review.queries.mending import mending_of
from budget_review.states import State
from budget_review.story import sentence_of
from budget_review.views import shapes
from budget_review.views.acts import refused_now
from budget_review.views.reading import INVALID, STATUS, Asked, ask, fresh_request_id, refusal, renew, saved
from budget_review.views.recusal import recusal_of
from budget_review.views.sent_back import asked_again
from budget_review.views.tiers import review_of
from budget_review.views.working import findings_of
from papers.differences import Difference, differences
from papers.templatetags.thai import thai_time
from workflows.acting import act
from workflows.models import TransitionRecord
from workflows.refusals import NotPermitted, Refused, VersionConflict, WrongState


def screening(request: HttpRequest, code: str) -> HttpResponse:
    """Write what was found; save it, or save and recommend."""
    asked = ask(request, code)
    if _is_recommended_by_this(asked):
        return redirect("project", code=code)
    refused = _not_here(asked)
    if refused:
        return _refused(asked, refused)
    if request.method != "POST":
        return _shown(asked, _form(asked, initial=_initial(asked)))
    form = _form(asked, data=request.POST)
    if not form.is_valid():
        return _shown(asked, form, status=INVALID)
    given = form.cleaned_data
    try:
        save_screening(
            project_id=asked.project.pk, actor=asked.user, at=asked.at, delegation=asked.delegation,
            expected_revision=given["expected_revision"],
            opinion=given["opinion"], recommendation=given["recommendation"], verdicts=form.verdicts(),
            amounts=form.amounts(), evidence=form.evidence(),
        )  # fmt: skip
    except VersionConflict as conflict:
        if told := _told(asked, form):  # otherwise the same press twice: what is stored is what was typed
            return _shown(asked, form, refused=conflict, told=told, status=STATUS[conflict.code])
    except Refused as other:
        return _shown(asked, form, refused=other, status=STATUS[other.code])
    if "recommend" in request.POST:
        return _recommend(asked, form)
    saved(request, _("Saved at %(time)s.") % {"time": thai_time(asked.at)})
    return redirect("screening", code=code)


def _recommend(asked: Asked, form: ScreeningForm) -> HttpResponse:
    """Recommend what was just saved; when that is refused, what was saved stays saved."""
    given = form.cleaned_data
    again = ask(asked.request, asked.project.code)  # with the findings as they are saved
    try:
        record = act(
            again.project, "recommend", actor=again.user, at=again.at, delegation=again.delegation,
            request_id=given["request_id"],
            expected_version=given["expected_version"],
        )  # fmt: skip
    except Refused as refused:
        kept = _("Your findings are saved. The recommendation was not made.")
        return _shown(
            again, _form(again, initial=_initial(again)), refused=refused, kept=kept, status=STATUS[refused.code]
        )
    saved(again.request, sentence_of(record, again.project))
    return redirect("project", code=again.project.code)


def _is_recommended_by_this(asked: Asked) -> bool:
    """Whether this very press has recommended before: the second one leads to where the first one led."""
    sent = fields.UUIDField(required=False)
    try:
        request_id = sent.clean(asked.request.POST.get("request_id"))
    except ValidationError:
        return False
    same = TransitionRecord.objects.filter(request_id=request_id, actor=asked.user, transition="recommend")
    return request_id is not None and same.filter(subject_id=asked.project.pk).exists()


def _not_here(asked: Asked) -> Refused | None:
    """Whether this person has this page now."""
    if asked.project.state != State.SCREENING or asked.project.screening is None:
        return refused_now(asked, asked.project, "recommend") or WrongState()
    return None if screener(asked.project, asked.attempt) else NotPermitted(screener.sentence)


def _refused(asked: Asked, refused: Refused) -> HttpResponse:
    context = {"project": asked.project, "refusal": refusal(refused, screener.sentence)}
    return render(asked.request, "budget_review/refused.html", context, status=STATUS[refused.code])


def _told(asked: Asked, form: ScreeningForm) -> list[Difference]:
    """What another has saved beside what was typed; the next press writes over what was just shown."""
    now = Screening.objects.get(pk=asked.project.screening.pk)  # type: ignore[union-attr]
    told = differences(form, found(now, list(now.findings.all()), form.lines))
    renew(form, expected_revision=now.revision)
    return told


def _initial(asked: Asked) -> dict[str, Any]:
    held = asked.project.screening
    assert held is not None
    lines = asked.project.active_lines()
    return found(held, list(held.findings.all()), lines) | {
        "expected_revision": held.revision,
        "expected_version": asked.project.version,
        "request_id": fresh_request_id(),
    }


def _form(asked: Asked, **given: Any) -> ScreeningForm:
    held = asked.project.screening
    assert held is not None
    lines = asked.project.active_lines()
    findings = list(held.findings.select_related("criterion").order_by("criterion__position"))
    return ScreeningForm(**given, findings=findings, lines=lines, use_required_attribute=False)


def _shown(
    asked: Asked, form: ScreeningForm, *, refused: Refused | None = None, told: list[Difference] | None = None,
    kept: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    project = asked.project
    findings, mending = findings_of(project, names_projects=True), mending_of(project)
    context = {
        "project": project,
        "screening": project.screening,
        "form": form,
        "automatic": [held for held in findings if held.finding.criterion.is_automatic],
        "review": review_of(project, asked.at),
        "recusal": recusal_of(project),
        "essentials": shapes.essentials(project),
        "sections": shapes.sections(project, mending.changed if mending else ()),
        "mending": mending,
        "money": shapes.money(project),
        "later": shapes.later_years(project),
        "ict": shapes.ict(project, asked.user, asked.at),
        "papers": papers_of(project, asked.user, asked.at),
        "kpis": shapes.kpis(project),
        "opinions": project.opinions.all(),
        "total_baht": shapes.total_asked(project),
        "differences": told,
        "reasons": asked_again(project),
        "refusal": (refusal(refused) | {"kept": kept}) if refused else None,
    }
    return render(asked.request, "budget_review/screening.html", context, status=status)

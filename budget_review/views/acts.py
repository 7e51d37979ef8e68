# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One page for every act: what will happen, what is asked, and why it is refused when it is."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from budget_review.consequences import CONSEQUENCES
from budget_review.expertise import expertise_of
from budget_review.forms.acts import ActForm
from budget_review.lifecycle import ProjectLifecycle
from budget_review.models import ExpertOpinion, IntegrationProject, Stage
from budget_review.operations.going_on import go_on_with
from budget_review.operations.spending import own_lines
from budget_review.queries.criteria import intake_of
from budget_review.queries.experts import experts_for
from budget_review.queries.inquiries import without_unreadable
from budget_review.queries.money import ORDER, amounts_by_stage
from budget_review.story import sentence_of
from budget_review.views import evidence
from budget_review.views.reading import INVALID, STATUS, Asked, ask, fresh_request_id, refusal, renew, saved
from workflows.acting import act
from workflows.explaining import explain
from workflows.forms import PAST_OWNER
from workflows.judging import refuse
from workflows.lifecycle import Rules, Subject, rules_of, steps_for
from workflows.queries import taken_by_another
from workflows.refusals import GuardsUnmet, NoAuthority, NotPermitted, Refused, RequestReused, WrongState

PARTS = {
    "participation": "participations",
    "opinion": "opinions",
    "condition": "conditions",
    "inquiry": "inquiries",
}


def project_act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Make a step on the project itself."""
    asked = ask(request, code)
    return _page(asked, asked.project, name)


def part_act(request: HttpRequest, code: str, kind: str, pk: int, name: str) -> HttpResponse:
    """Make a step on one of its parts: an agency's part, an expert's opinion, a condition."""
    asked = ask(request, code)
    if kind not in PARTS:
        raise Http404
    part = get_object_or_404(getattr(asked.project, PARTS[kind]), pk=pk)
    part.project = asked.project
    if part not in without_unreadable([part], asked.user, asked.at):
        raise Http404
    return _page(asked, part, name)


def _page(asked: Asked, subject: Subject, name: str) -> HttpResponse:
    step = steps_for(subject).get(name)
    if step is None or rules_of(step).who is None:  # no such act, or none that a person makes
        raise Http404
    rules = rules_of(step)
    if asked.request.method == "POST":
        return _act(asked, subject, name, rules)
    refused = refused_now(asked, subject, name)
    if refused:
        return _shown(asked, subject, name, rules, refused=refused)
    initial = {"request_id": fresh_request_id(), "expected_version": subject.version}
    return _shown(asked, subject, name, rules, form=_form(asked, subject, name, rules, initial=initial))


def _act(asked: Asked, subject: Subject, name: str, rules: Rules) -> HttpResponse:
    form = _form(asked, subject, name, rules, data=asked.request.POST)
    if not form.is_valid():
        refused = refused_now(asked, subject, name)
        return _shown(
            asked, subject, name, rules, form=form, refused=refused, status=STATUS[refused.code] if refused else INVALID
        )
    if "change" in asked.request.POST:
        return _shown(asked, subject, name, rules, form=form)
    if PAST_OWNER not in asked.request.POST and taken_by_another(subject, name, asked.user):
        if refused := refused_now(asked, subject, name):
            return _shown(asked, subject, name, rules, refused=refused)
        return _shown(asked, subject, name, rules, form=form, unticked=True, status=INVALID)
    if form.lines and "confirmed" not in asked.request.POST:
        return _shown(asked, subject, name, rules, form=form, to_confirm=True)
    try:
        record = act(
            subject, name, actor=asked.user, at=asked.at, delegation=asked.delegation,
            request_id=form.cleaned_data["request_id"],
            expected_version=form.cleaned_data["expected_version"], note=form.note, facts=form.facts,
        )  # fmt: skip
    except Refused as refused:
        return _shown(
            asked,
            subject,
            name,
            rules,
            form=_once_more(form, subject, refused),
            refused=refused,
            status=STATUS[refused.code],
        )
    told = sentence_of(record, subject)
    if name == ProjectLifecycle.take_up.__name__ and go_on_with(asked.project, actor=asked.user, at=asked.at):
        told = f"{told} {_('The screening is in your hands now.')}"
    saved(asked.request, told)
    return redirect("project", code=asked.project.code)


def refused_now(asked: Asked, subject: Subject, name: str) -> Refused | None:
    """Why this act would be refused whatever is filled in; nothing when only the form is between."""
    answer = next((answer for answer in explain(subject, asked.attempt) if answer.name == name), None)
    if answer is None:
        try:
            refuse(subject, name, asked.attempt)
        except WrongState as refused:
            return refused
        raise AssertionError("explain and refuse disagree")  # pragma: no cover
    if not answer.permitted:
        return NoAuthority(answer.barred) if answer.barred else NotPermitted(answer.who)
    return GuardsUnmet(*answer.missing) if answer.missing else None


def _form(asked: Asked, subject: Subject, name: str, rules: Rules, **given: Any) -> ActForm:
    lines = asked.project.active_lines()
    amounts: dict[int, Decimal] = {}
    if any(wanted.name == "amounts" for wanted in rules.asks):
        by_stage = amounts_by_stage(asked.project)
        if name == "record_spending":
            lines = own_lines(asked.project, asked.attempt)
            amounts = dict.fromkeys((line.pk for line in lines), Decimal(0)) | by_stage.get(Stage.SPENT, {})
        else:
            for stage in sorted(by_stage.keys() - {Stage.SPENT}, key=ORDER.__getitem__):
                amounts |= by_stage[stage]  # the furthest stage stands
    if isinstance(subject, ExpertOpinion) and name == "give":
        given["points"] = expertise_of(subject.field).points
    if isinstance(subject, ExpertOpinion) and name == "ask_another":
        given["experts"] = experts_for(subject, asked.at)
    intake = intake_of(asked.project.round) if name == "take_up" else ()
    return ActForm(**given, name=name, rules=rules, lines=lines, amounts=amounts, intake=intake)


def _once_more(form: ActForm, subject: Subject, refused: Refused) -> Any:
    """Keep what was typed; let the next press act on what is there now, which the refusal has told."""
    now = type(subject)._default_manager.get(pk=subject.pk)
    renew(form, expected_version=now.version)
    return renew(form, request_id=fresh_request_id()) if isinstance(refused, RequestReused) else form


def _shown(
    asked: Asked, subject: Subject, name: str, rules: Rules, *, form: ActForm | None = None,
    refused: Refused | None = None, to_confirm: bool = False, unticked: bool = False, status: int | None = None,
) -> HttpResponse:  # fmt: skip
    assert rules.who is not None
    project = asked.project
    context = {
        "project": project,
        "subject": subject,
        "name": name,
        "label": rules.label,
        "consequence": CONSEQUENCES[name],
        "back": rules.back,
        "form": form,
        "to_confirm": to_confirm,
        "refusal": refusal(refused, rules.who.sentence) if refused else None,
        "is_project": isinstance(subject, IntegrationProject),
        "unticked": unticked,
        "taken": taken_by_another(subject, name, asked.user) if form else None,
        "title": _("%(act)s: %(code)s") % {"act": rules.label, "code": project.code},
        **(evidence.for_act(asked, subject, name) if form else {}),
    }
    if status is None:
        status = STATUS[refused.code] if refused else 200
    return render(asked.request, "budget_review/act.html", context, status=status)

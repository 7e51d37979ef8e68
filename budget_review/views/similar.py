# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects like this one: the tab with both findings, the page with two projects side by side, the officer's answer."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from budget_review.forms.similar import PairForm
from budget_review.models import IntegrationProject, PairFinding
from budget_review.models.similarity import Answer, Question, words_of
from budget_review.operations.similarity import answer_pair
from budget_review.permissions import screener
from budget_review.queries import project_for
from budget_review.queries.similar import Reader
from budget_review.similarity.answers import Answers
from budget_review.similarity.explaining import Texts, Told, common_agencies, marked
from budget_review.similarity.searching import FROM, Pair
from budget_review.states import State
from budget_review.views import shapes
from budget_review.views.reading import INVALID, STATUS, Asked, ask, fresh_request_id, refusal, saved
from workflows.judging import is_permitted
from workflows.refusals import Refused

IN_LIST = 3  # matches told of each pair; the rest stands on the pair's own page
TONES = {Answer.YES: "caution", Answer.NO: "quiet", Answer.CONTINUES: "quiet"}


@dataclass(frozen=True)
class Row:
    """One found pair as the tab shows it."""

    pair: Pair
    other: IntegrationProject
    told: list[Told]
    agencies: list[str]
    href: str
    answer: str
    tone: str


def tab(asked: Asked) -> dict[str, Any]:
    """Both findings, of projects that this person may open; agencies read of connections only."""
    reader = Reader(asked.project, asked.user, asked.at)
    seen = reader.seen()
    texts = Texts([asked.project, *seen.others.values()], seen.pairs)
    rows: dict[Question, list[Row]] = {question: [] for question in Question}
    for pair in seen.pairs:
        rows[pair.question].append(_row(asked, pair, seen.others[pair.other], texts, reader.answers))
    return {
        "sees_duplicates": reader.reads_duplicates,
        "duplicates": rows[Question.DUPLICATE],
        "could_connect": rows[Question.CONNECT],
        "dga_sees_more": seen.dga_sees_more,
    }


def _row(asked: Asked, pair: Pair, other: IntegrationProject, texts: Texts, answers: Answers) -> Row:
    given = answers.get((pair.other, pair.question.value))
    own = {part.agency_id: part.agency.name for part in asked.project.active_parts()}
    both = [own[part.agency_id] for part in other.participations.all() if part.agency_id in own]
    return Row(
        pair, other, [texts.told(asked.project.pk, pair, match) for match in pair.matches[:IN_LIST]], both,
        reverse("similar", args=[asked.project.code, other.code]),
        words_of(given.question, given.answer) if given else "", TONES[Answer(given.answer)] if given else "",
    )  # fmt: skip


def similar(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """Show two projects side by side, with what they share, and take the officer's answers."""
    asked = ask(request, code)
    beside = project_for(asked.user, other, asked.at)
    if beside.pk == asked.project.pk:
        raise Http404
    if request.method != "POST":
        return _shown(asked, beside, _forms(asked))
    forms = _forms(asked, data=request.POST)
    form = next((form for form in forms if form.add_prefix("answer") in request.POST), forms[0])
    if not form.is_valid():
        return _shown(asked, beside, _with(form, asked), status=INVALID)
    given = form.cleaned_data
    try:
        answer_pair(
            project_id=asked.project.pk, other_id=beside.pk, question=form.asks.value, answer=given["answer"],
            note=given["note"], actor=asked.user, at=asked.at, delegation=asked.delegation,
            request_id=given["request_id"],
        )  # fmt: skip
    except Refused as refused:
        return _shown(asked, beside, _with(form, asked), refused=refused, status=STATUS[refused.code])
    saved(request, _("Your finding on %(code)s is kept.") % {"code": beside.code})
    return redirect("similar", code=code, other=other)


def may_answer(asked: Asked) -> bool:
    """Whether this person may answer now."""
    project = asked.project
    return project.state == State.SCREENING and is_permitted(project, "recommend", screener, asked.attempt)


def _forms(asked: Asked, data: Any = None) -> list[PairForm]:
    return [PairForm(data, question=question, request_id=fresh_request_id()) for question in Question]


def _with(sent: PairForm, asked: Asked) -> list[PairForm]:
    """The form that was sent, and the other one fresh."""
    return [sent if form.asks == sent.asks else form for form in _forms(asked)]


def _shown(
    asked: Asked,
    beside: IntegrationProject,
    forms: list[PairForm],
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    project = asked.project
    reader = Reader(project, asked.user, asked.at)
    pairs = {pair.question: pair for pair in reader.pairs_with(beside)}
    texts = Texts([project, beside], pairs.values())
    told: dict[Question, dict[str, Any]] = {
        question: {
            "pair": pair, "found": pair.value >= FROM[question], "label": question.label,
            "told": [texts.told(project.pk, pair, match) for match in pair.matches],
            "answer": _answered(reader.answers.get((beside.pk, question.value))),
            "form": next(form for form in forms if form.asks == question),
        }
        for question, pair in pairs.items()
    }  # fmt: skip
    shared = list(dict.fromkeys(phrase for one in told.values() for held in one["told"] for phrase in held.phrases))
    context = {
        "project": project, "beside": beside, "questions": list(told.values()),
        "agencies": common_agencies(project, beside),
        "sides": [_side(held, shared) for held in (project, beside)],
        "may_answer": may_answer(asked), "refusal": refusal(refused, screener.sentence) if refused else None,
    }  # fmt: skip
    return render(asked.request, "budget_review/similar.html", context, status=status)


def _answered(given: PairFinding | None) -> dict[str, Any] | None:
    if given is None:
        return None
    words = words_of(given.question, given.answer)
    return {"words": words, "tone": TONES[Answer(given.answer)], "note": given.note, "by": given.by, "at": given.at}


def _side(held: IntegrationProject, shared: list[str]) -> dict[str, Any]:
    """One of the two projects, everything that both say marked."""
    return {
        "project": held,
        "title": marked(held.title, shared),
        "objective": marked(held.objective, shared),
        "parts": [
            {"agency": part.agency, "is_lead": part.is_lead,
             "lines": [{"line": line, "item": marked(line.item, shared)} for line in part.active_lines()]}
            for part in held.active_parts()
        ],
        "kpis": [{"kpi": shown["kpi"], "name": marked(shown["kpi"].name, shared)} for shown in shapes.kpis(held)],
        "asked_baht": shapes.total_asked(held),
    }  # fmt: skip

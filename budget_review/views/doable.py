# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person can do on a project now: each act with its page, or what is missing and who can."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from budget_review.models import Condition, ExpertOpinion, Inquiry, Participation
from budget_review.operations.editing import may_edit
from budget_review.permissions import expert, screener
from budget_review.queries.inquiries import inquiries_for
from budget_review.states import OpinionState, State
from budget_review.views.assigning import heads_screening
from budget_review.views.reading import Asked
from workflows.explaining import Answer, explain
from workflows.lifecycle import Subject

OTHERS_ACTS = {
    "consent",
    "give",
    "meet",
    "answer",
}  # of those that others make on parts, the one that the project waits for
ON_OWN_PAGES = {  # found where the agencies are named, and in the thread of a question
    "leave", "rejoin", "ask_further", "close", "withdraw_question",
}  # fmt: skip
BACKWARD = {  # acts that stop or undo; open to those who need them, never the page's hoped-for one
    "take_back", "withdraw", "send_back", "return_for_revision", "reconsider", "find_not_eligible", "not_fund",
    "ask_changes", "decline", "reopen_screening", "begin_again", "correct_decision",
    "decline_to_advise", "ask_another", "do_without",
}  # fmt: skip


def doable(asked: Asked) -> list[dict[str, Any]]:
    """Every act for the tag ``requirement_list``: what this person writes first, then the acts, the parts' before."""
    acts = [act for part in _parts(asked) for act in _of_part(asked, part)]
    acts += [
        _shown(answer, reverse("project_act", args=[asked.project.code, answer.name]))
        for answer in explain(asked.project, asked.attempt)
    ]
    return _writing(asked, acts) + acts


def _writing(asked: Asked, acts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The pages on which content is written; they move no state, so no step stands for them."""
    project = asked.project
    own = any(may_edit(project, asked.attempt, part) for part in project.active_parts())
    if own:
        page = _page(_("Go on writing the proposal"), reverse("project_edit", args=[project.code]))
        ready = any(act["name"] == "propose" and act["may"] for act in acts)
        return [page | {"aside": ready and not project.content_version}]  # once it came back, mending goes first
    heads = project.state in (State.SUBMITTED, State.SCREENING) and heads_screening(asked.user, asked.at)
    gives = _page(_("Say who screens it"), reverse("project_assign", args=[project.code])) | {"aside": True}
    if project.state == State.SCREENING and screener(project, asked.attempt):
        return [
            *([gives] if heads else []),
            _page(_("Write findings and opinion"), reverse("screening", args=[project.code])),
            _page(_("Ask an agency a question"), reverse("ask_question", args=[project.code])) | {"aside": True},
        ]
    return [
        *([gives] if heads else []),
        *(
            _page(
                _("Ask an agency a question for your opinion: %(field)s") % {"field": opinion.get_field_display()},
                f"{reverse('ask_question', args=[project.code])}?opinion={opinion.pk}",
            )
            | {"aside": True}
            for opinion in _opinions_in_hand(asked)
        ),
    ]


def _opinions_in_hand(asked: Asked) -> list[ExpertOpinion]:
    """The opinions that are waited for and that this person may give."""
    project = asked.project
    found = list(project.opinions.filter(state=OpinionState.ASKED)) if project.state == State.SCREENING else []
    for opinion in found:
        opinion.project = project
    return [opinion for opinion in found if expert(opinion, asked.attempt)]


def _parts(asked: Asked) -> list[Subject]:
    project = asked.project
    inquiries = inquiries_for(project, asked.user, asked.at)
    return [*inquiries, *project.opinions.all(), *project.conditions.all(), *project.active_parts()]


def _of_part(asked: Asked, part: Subject) -> list[dict[str, Any]]:
    part.project = asked.project  # type: ignore[attr-defined]
    kind, name = _named(part)
    shown = []
    for answer in explain(part, asked.attempt):
        if answer.name in ON_OWN_PAGES or not (answer.permitted or answer.name in OTHERS_ACTS):
            continue
        href = reverse("part_act", args=[asked.project.code, kind, part.pk, answer.name])
        shown.append(_shown(answer, href) | {"label": f"{answer.label}: {name}"})
    return shown


def _named(part: Subject) -> tuple[str, str]:
    """The part's word in addresses, and what it is called in a list of acts."""
    if isinstance(part, Participation):
        return "participation", part.agency.abbreviation or part.agency.name
    if isinstance(part, ExpertOpinion):
        return "opinion", str(part.get_field_display())
    if isinstance(part, Inquiry):
        agency = part.participation.agency
        return "inquiry", " · ".join(filter(None, [agency.abbreviation or agency.name, str(part.section_label)]))
    assert isinstance(part, Condition)
    return "condition", part.text if len(part.text) <= 60 else f"{part.text[:59]}…"


def _shown(answer: Answer, href: str) -> dict[str, Any]:
    return {
        "name": answer.name, "label": answer.label, "href": href, "aside": answer.name in BACKWARD,
        "may": answer.may, "permitted": answer.permitted,
        "missing": answer.missing, "who": answer.who,
    }  # fmt: skip


def _page(label: str, href: str) -> dict[str, Any]:
    return {"label": label, "href": href, "may": True, "permitted": True, "missing": [], "who": ""}

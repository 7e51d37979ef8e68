# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each tab of a project's page shows; only the one that is asked for is read."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from budget_review.clinic_links import KIND
from budget_review.models import ResultNotice
from budget_review.permissions import lead_officer
from budget_review.queries import (
    may_see_everything,
    may_see_letter,
    may_see_screening,
    parts_with_subjects,
    story_of,
)
from budget_review.queries.attachments import papers_of
from budget_review.queries.carrying import chain_of, kin_of
from budget_review.queries.consents import with_shares
from budget_review.queries.experts import advised
from budget_review.queries.inquiries import without_unreadable
from budget_review.queries.mending import mending_of
from budget_review.queries.money import series_of, standing_entries
from budget_review.queries.pairs import name_others
from budget_review.queries.visibility import sees_findings_inside
from budget_review.states import ConditionState
from budget_review.story import Entry, story
from budget_review.views import shapes
from budget_review.views.reading import Asked
from budget_review.views.recusal import recusal_of
from budget_review.views.tiers import review_of
from budget_review.views.working import findings_of, grouped
from digital_plan.queries.clinic import notes_on
from papers.templatetags.thai import thai_datetime
from papers.thai import format_baht
from workflows.models import TaskEvent
from workflows.tasks.telling import events_of
from workflows.tasks.telling import sentence_of as task_sentence

WORDS = {
    "defer": "caution",
    "return_from_committee": "caution",
    "endorse": "good",
    "endorse_with_conditions": "caution",
    "not_endorse": "bad",
}


def essentials(asked: Asked) -> dict[str, Any]:
    """Objective, rationale, target group, time; round and lead; the sections, with what was mended."""
    project = asked.project
    address = reverse("round", args=[project.round_id])
    of_round = [
        {"term": _("Lead agency"), "value": project.lead.name, "note": project.lead.ministry},
        {"term": _("Round"), "value": project.round.name, "href": address, "link": _("See the round")},
        {"term": _("Fiscal year"), "value": project.round.workplan.fiscal_year},
    ]  # fmt: skip
    of_round += [
        {
            "term": _("Receipt number"),
            "value": str(receipt),
            "note": _("received %(moment)s, letter %(letter)s")
            % {"moment": thai_datetime(receipt.at), "letter": receipt.letter_number},
        }
        for receipt in project.receipts.all()
    ]
    of_round += _kin(asked)
    mending = mending_of(project)
    return {
        "essentials": shapes.essentials(project) + of_round,
        "sections": shapes.sections(project, mending.changed if mending else ()),
        "mending": mending,
        "review": review_of(project, asked.at),
        "notes": list(notes_on(f"{KIND}/{project.pk}", asked.user, asked.at)),
    }


def _kin(asked: Asked) -> list[dict[str, Any]]:
    """The project of the year before and those of later years, and the way to carry this one on."""
    project = asked.project
    before, after = kin_of(project, asked.user, asked.at)
    rows = []
    if before or after:
        years = [f"{one.round.workplan.fiscal_year} ({one.code})" for one in chain_of(project, asked.user, asked.at)]
        rows.append({"term": _("Chain of years"), "value": " → ".join(years)})
    if before:
        rows += [
            {"term": _("Carried over from"), "value": str(before), "href": reverse("project", args=[before.code]),
             "link": _("See the project")},
            {"term": _("Since last year"), "value": _("What was changed"), "link": _("See the differences"),
             "href": reverse("last_year", args=[project.code])},
        ]  # fmt: skip
    rows += [
        {
            "term": _("Carried over to"),
            "value": str(one),
            "href": reverse("project", args=[one.code]),
            "link": _("See the project"),
        }
        for one in after
    ]
    if project.content_version and not after and lead_officer(project, asked.attempt):
        rows.append(
            {"term": _("A later year"), "value": _("Not carried over"), "link": _("Carry over"),
             "href": reverse("carry_over", args=[project.code])}
        )  # fmt: skip
    return rows


def agencies(asked: Asked) -> dict[str, Any]:
    """Everyone who takes part, with their word about it."""
    parts = with_shares(asked.project.parts)
    return {"parts": parts, "stands": {part.pk for part in parts if part.consented_sha256 and part.consent_stands()}}


def money(asked: Asked) -> dict[str, Any]:
    """The table by stage, and what its amounts rest on."""
    entries = standing_entries([asked.project.pk])
    sources = sorted({(entry.get_stage_display(), entry.source) for entry in entries if entry.source})
    reasons = [
        (entry.get_stage_display(), entry.line.item, entry.reason, format_baht(entry.amount_baht))
        for entry in entries
        if entry.reason
    ]
    return {
        "money": shapes.money(asked.project), "sources": sources, "reasons": reasons,
        "later": shapes.later_years(asked.project),
        "ict": shapes.ict(asked.project, asked.user, asked.at),
        "series": series_of(asked.project),
    }  # fmt: skip


def kpis(asked: Asked) -> dict[str, Any]:
    """KPIs with their owners' weights."""
    return {"kpis": shapes.kpis(asked.project)}


def attachments(asked: Asked) -> dict[str, Any]:
    """The papers of the proposal, as far as this person may read them."""
    return {"papers": papers_of(asked.project, asked.user, asked.at)}


def screening(asked: Asked) -> dict[str, Any]:
    """Findings, score, opinion, screened amounts and experts' opinions."""
    project = asked.project
    return {
        "screening": project.screening,
        "groups": grouped(findings_of(project, names_projects=sees_findings_inside(asked.user, asked.at))),
        "review": review_of(project, asked.at),
        "recusal": recusal_of(project),
        "money": shapes.screened_money(project),
        "now": asked.at,
        "opinions": advised(project),
    }


def committee(asked: Asked) -> dict[str, Any]:
    """The resolutions as they were handed down: evidence in the project's own records."""
    project = asked.project
    records = story_of(project).filter(subject_type=project.kind, transition__in=WORDS).order_by("-seq")
    decisions = [
        {
            "of": _("%(committee)s, meeting %(meeting)s, resolution %(number)s")
            % {name: record.facts.get(name, "") for name in ("committee", "meeting", "number")},
            "word": _word(record.transition),
            "tone": WORDS[record.transition],
            "text": record.facts.get("text", ""),
            "amounts": _endorsed(record.facts),
            "mark": _("Example data") if project.is_example else "",
        }
        for record in records
    ]  # fmt: skip
    return {"decisions": decisions, "conditions": project.conditions.all(), "MET": ConditionState.MET}


def letters(asked: Asked) -> dict[str, Any]:
    """The result letters that this person may open."""
    notices = ResultNotice.objects.filter(participation__project=asked.project).select_related(
        "participation__agency", "paper__document__signed_form"
    )
    papers = [
        {
            "title": notice.participation.agency.name,
            "href": reverse("letter", args=[asked.project.code, notice.pk]),
            "kind": "PDF", "issued_at": notice.at, "number": notice.letter_number, "sha256": notice.sha256,
            "is_example": asked.project.is_example, "in_english": True,
            "document": notice.paper.document if hasattr(notice, "paper") else None,
        }
        for notice in notices
        if may_see_letter(notice.participation, asked.user, asked.at)
    ]  # fmt: skip
    return {"papers": papers}


def history(asked: Asked) -> dict[str, Any]:
    """The story of the project and its parts."""
    subjects = without_unreadable(parts_with_subjects(asked.project), asked.user, asked.at)
    name_others(subjects, asked.user, asked.at)
    entries = story(
        story_of(asked.project),
        subjects,
        with_screening=may_see_screening(asked.project, asked.user, asked.at),
    )
    told = [_with_link(asked, entry) for entry in entries] + [_of_task(event) for event in events_of(asked.project)]
    return {
        "entries": sorted(told, key=lambda entry: entry["at"], reverse=True),
        "takes_away": may_see_everything(asked.user, asked.at),
    }


def _of_task(event: TaskEvent) -> dict[str, Any]:
    """Who took a task and passed it on; the reasons are read on the task's own page, by those whose task it is."""
    return {"at": event.at, "sentence": task_sentence(event), "actor": event.actor, "tone": "quiet"}


def _with_link(asked: Asked, entry: Entry) -> dict[str, Any]:
    shown = vars(entry).copy()
    if entry.version and entry.version > 1:
        shown["href"] = f"{reverse('versions', args=[asked.project.code])}?from={entry.version - 1}&to={entry.version}"
        shown["link"] = _("Compare with version %(version)s") % {"version": entry.version - 1}
    return shown


def _endorsed(facts: dict[str, Any]) -> list[tuple[Any, Decimal]]:
    return [(_("Endorsed"), Decimal(facts["endorsed_baht"]))] if "endorsed_baht" in facts else []


def _word(transition: str) -> str:
    return {
        "defer": _("Deferred"),
        "return_from_committee": _("Returned for revision"),
        "endorse": _("Endorsed"),
        "endorse_with_conditions": _("Endorsed with conditions"),
        "not_endorse": _("Not endorsed"),
    }[transition]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Printing an action plan in the shape of the template: a revision that was sent, kept as first printed, or a draft."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import translation

from agencies.roles import day_of
from digital_plan.models import ActionPlan, ActionPlanPaper, ActionPlanRevision
from digital_plan.states.action_plans import ActionPlanKind
from digital_plan.template_sections import STRATEGIES, written_in
from papers.codes import code_of
from papers.models import Document
from papers.packs import build_action_plan_pdf
from papers.printing import printed_once
from papers.reference import printed_with
from papers.sections import Written

LONG = 240  # letters of a cell: with longer ones a row of a table could fill a page


def draft_pdf(plan: ActionPlan, sections: Sequence[Written], *, at: datetime) -> bytes:
    """What is written now, marked as a draft; nothing is kept. Raises as ``papers.packs.build_letter_pdf``."""
    years = (plan.first_year, plan.last_year)
    return build_action_plan_pdf(_printed(plan, plan.plan_kind, years, sections) | {"date": day_of(at).isoformat()})


def paper_of_revision(revision: ActionPlanRevision, *, at: datetime) -> Document:
    """The paper of a revision as it was first printed (papers.printing).

    Raises as ``papers.packs.build_letter_pdf``, and then nothing is kept.
    """
    plan, said, code = revision.plan, revision.content, code_of(f"action-plan/{revision.plan_id}/{revision.number}")
    snapshot = _printed(plan, said["kind"], (said["first_year"], said["last_year"]), written_in(said)) | {
        "revision": revision.number,
        "date": day_of(revision.sent_at).isoformat(),
        "sha256": revision.sha256,
        "verify": printed_with(code),
    }
    return printed_once(
        ActionPlanPaper.objects, revision, lambda: build_action_plan_pdf(snapshot), of="revision",
        filename=f"action-plan-{plan.agency.code}-{revision.number}.pdf", title=plan.agency.name_th, at=at, code=code,
    )  # fmt: skip


def _printed(plan: ActionPlan, kind: str, years: tuple[int, int], sections: Sequence[Written]) -> dict[str, Any]:
    """What the paper says, all Thai: ``{"kind": "…", "agency": "…", "years": "2566–2570", "sections": [{"label": "…",
    "text": "…", "columns": ["…"], "rows": [["…"]], "each": ""}]}``; strategies, and rows too long to stand side
    by side, stand one by one: ``"rows": [{"name": "…", "cells": [["label", "…"]]}], "each": "strategy" or "row"``."""
    first, last = years
    with translation.override("th"):
        return {
            "kind": str(ActionPlanKind(kind).label),
            "agency": plan.agency.name_th,
            "years": str(first) if first == last else f"{first}–{last}",
            "sections": [_section(one) for one in sections],
        }


def _section(one: Written) -> dict[str, Any]:
    columns = [str(column.label) for column in one.section.columns]
    said = {"label": str(one.section.label), "text": one.text, "columns": columns, "rows": one.table, "each": ""}
    if one.section.key == STRATEGIES:
        return said | {"each": "strategy", "rows": _one_by_one(columns, one.table)}
    if any(len(cell) > LONG for row in one.table for cell in row):
        return said | {"each": "row", "rows": _one_by_one(columns, one.table)}
    return said


def _one_by_one(columns: Sequence[str], table: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    return [
        {"name": name, "cells": [[label, cell] for label, cell in zip(columns[1:], cells, strict=True) if cell]}
        for name, *cells in table
    ]

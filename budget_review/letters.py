# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The content of a result letter: everything it says, frozen when the result is reported back."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from agencies.lifecycle import Extent, OrderState
from agencies.models import Delegation
from agencies.roles import Role, day_of
from budget_review.models.money import Stage
from budget_review.queries.money import amounts_by_stage
from budget_review.states import ConditionState
from papers.codes import code_of
from papers.reference import printed_with
from workflows.lifecycle import Attempt
from workflows.models import TransitionRecord

if TYPE_CHECKING:
    from budget_review.models import IntegrationProject, Participation

SIGNER = "ผู้อำนวยการสำนักงานพัฒนารัฐบาลดิจิทัล"
BY_RESOLUTION = ("endorse", "endorse_with_conditions", "not_endorse")
WITH_REASON = ("decide", "correct_decision", "not_fund", "not_endorse", "find_not_eligible")


def snapshot_of(part: "Participation", attempt: Attempt) -> dict[str, Any]:
    """What the letter to one agency says, as ``papers`` prints it; amounts are strings of baht, the date ISO."""
    project = part.project
    by_stage = amounts_by_stage(project)
    conditions = project.conditions.exclude(state=ConditionState.VOID).order_by("pk")
    lines = [
        {
            "item": line.item,
            "category": line.get_category_display(),
            "proposed_baht": _baht(by_stage, Stage.PROPOSED, line.pk),
            "endorsed_baht": _baht(by_stage, Stage.ENDORSED, line.pk),
            "decided_baht": _baht(by_stage, Stage.ACT, line.pk),
        }
        for line in part.active_lines()
    ]
    return {
        "letter_number": attempt.facts["letter_number"],
        "replaces": part.notices.order_by("-pk").values_list("letter_number", flat=True).first() or "",
        "date": day_of(attempt.at).isoformat(),
        "to_agency": part.agency.name_th,
        "project": {"code": project.code, "title": project.title},
        "receipt_number": str(project.receipts.last() or ""),
        "fiscal_year": project.round.workplan.fiscal_year,
        "resolution": _resolution(project),
        "conditions": [condition.text for condition in conditions],
        "outcome": project.outcome,
        "lines": lines,
        "totals": {
            key: f"{sum((Decimal(line[key]) for line in lines), Decimal(0)):.2f}"
            for key in ("proposed_baht", "endorsed_baht", "decided_baht")
        },
        "reason": _last(project, WITH_REASON).note if _last(project, WITH_REASON) else "",
        **_signature(project, attempt),
        "example": project.is_example,
        "verify": printed_with(code_of(f"result/{part.pk}/{part.notices.count() + 1}")),
    }


def _signature(project: "IntegrationProject", attempt: Attempt) -> dict[str, str]:
    """Who signs: the head of the host, or who acts in that post on the day; and by which order the officer acted.

    ``{"signer": "ผู้อำนวยการ…", "signer_name": "…", "signer_form": "รักษาราชการแทน …", "made_under": "…"}``.
    """
    day, host = day_of(attempt.at), project.round.workplan.host
    post = Delegation.objects.filter(
        state=OrderState.IN_FORCE, agency=host, role=Role.AGENCY_HEAD, extent=Extent.ACTING
    )
    orders = post.filter(valid_from__lte=day, valid_to__gte=day).select_related("receiver", "giver", "agency", "unit")
    acting = next((order for order in orders.order_by("-valid_from", "-pk") if _covers(order, project)), None)
    used: Delegation | None = attempt.authority
    return {
        "signer": SIGNER,
        "signer_name": str(acting.receiver) if acting else "",
        "signer_form": f"รักษาราชการแทน{SIGNER}" if acting else "",
        "signer_order": acting.order_number if acting else "",
        "made_under": f"{attempt.actor} {used.words_of_signing} ตามคำสั่งที่ {used.order_number}" if used else "",
    }


def _covers(order: Delegation, project: "IntegrationProject") -> bool:
    return not order.subjects or bool(set(order.subjects) & project.references())


def _baht(by_stage: dict[Stage, dict[int, Decimal]], stage: Stage, line: int) -> str:
    return f"{by_stage.get(stage, {}).get(line, Decimal(0)):.2f}"


def _last(project: "IntegrationProject", steps: tuple[str, ...]) -> Any:
    found = TransitionRecord.objects.filter(subject_type=project.kind, subject_id=project.pk, transition__in=steps)
    return found.order_by("-seq").first()


def _resolution(project: "IntegrationProject") -> dict[str, str]:
    record = _last(project, BY_RESOLUTION)
    facts = record.facts if record else {}
    return {"meeting": facts.get("meeting", ""), "verb": facts.get("verb", ""), "text": facts.get("text", "")}

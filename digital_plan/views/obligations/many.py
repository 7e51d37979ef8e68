# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many agencies' reports at once: confirmed, looked at before."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from digital_plan.lifecycle.obligations import AgencyObligationLifecycle
from digital_plan.models import AgencyObligation
from digital_plan.queries.campaigns import reads_all
from digital_plan.queries.obligations import obligation_for
from digital_plan.states.obligations import DutyState
from digital_plan.views.many_at_once import AT_ONCE, Many, Row, many_page, refuse_others
from papers.one_act import asking
from workflows.lifecycle import rules_of

ACTS: dict[str, tuple[Any, str]] = {
    "confirm_done": (AgencyObligationLifecycle.confirm_done, DutyState.REPORTED),
    "confirm_exemption": (AgencyObligationLifecycle.confirm_exemption, DutyState.CLAIMED),
}


def many(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Choose agencies' reports on one obligation, look at what would become of each, and confirm them."""
    me = asking(request)
    found = obligation_for(me.user, pk, me.at)
    if name not in ACTS:
        raise Http404
    step, state = ACTS[name]
    rules = rules_of(step)
    if not reads_all(me.user, me.at):
        raise PermissionDenied(rules.who.sentence if rules.who else "")
    refuse_others(rules, AgencyObligation(obligation=found), me.attempt)
    waiting = found.duties.filter(state=state).select_related("agency").prefetch_related("evidence")
    asked = Many(
        name=name, rules=rules,
        rows=[_row(one) for one in waiting.order_by("reported_at", "pk")[:AT_ONCE]],
        lead=_("Each that you tick is confirmed by its own record."),
        trail=[(_("Obligations"), reverse("obligations")), (found.name, reverse("obligation", args=[pk]))],
    )  # fmt: skip
    return many_page(request, AgencyObligation, asked, me.by)


def _row(duty: AgencyObligation) -> Row:
    pieces = sum(1 for one in duty.evidence.all() if one.removed_at is None)
    note = " · ".join(filter(None, (duty.agency.ministry, f"{_('Evidence')}: {pieces}", duty.report[:200])))
    return Row(duty, duty.agency.name, note, reverse("duty", args=[duty.pk]))

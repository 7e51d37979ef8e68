# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The projects that an agenda may take, in the order of their readiness, each with the reasons."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from agencies.roles import day_of
from budget_review.models import IntegrationProject, Stage
from budget_review.queries import totals_by_stage
from budget_review.queries.scores import scores_of
from committee.models import AgendaItem, Meeting
from committee.queries.meetings import waiting_projects
from committee.queries.returning import to_confirm
from committee.states import OPEN_ITEM, WAITS_TO_RETURN
from papers.templatetags.thai import thai_date
from workflows.models import TransitionRecord

RETURNS, WAITS, ELSEWHERE, PROPOSED = range(4)  # the order


@dataclass(frozen=True)
class Ready:
    """One project with its place in the order. ``reasons`` are sentences in the reader's language."""

    project: IntegrationProject
    rank: int
    since: datetime | None
    amount_baht: Decimal | None
    reasons: list[str]


def readiness_of(meeting: Meeting, at: datetime) -> list[Ready]:
    """What waits for an agenda: first what this committee has to come back to, then by the days it has waited.

    The number of queries is the same for any number of projects.
    """
    confirming = to_confirm(meeting.committee)
    projects = list(waiting_projects(confirming))
    ids = [project.pk for project in projects]
    since = _since(ids)
    amounts, scores = totals_by_stage(ids), scores_of(ids)
    before: dict[int, AgendaItem] = {}
    for item in AgendaItem.objects.filter(project__in=ids).select_related("meeting__committee").order_by("pk"):
        before[item.project_id or 0] = item
    found = []
    for project in projects:
        rank, reason = _rank(meeting, before.get(project.pk), project.pk in confirming)
        came = since.get(project.pk)
        money = amounts.get(project.pk, {})
        reasons = [reason] if reason else []
        if came is not None:
            days = (day_of(at) - day_of(came)).days
            reasons.append(_("Waits since %(date)s, %(days)s days") % {"date": thai_date(came), "days": days})
        if project.pk in scores:
            reasons.append(_("Score %(score)s") % {"score": f"{scores[project.pk].normalize():f}"})
        amount = money.get(Stage.SCREENED, money.get(Stage.PROPOSED))
        found.append(Ready(project, rank, came, amount, reasons))
    return sorted(found, key=lambda one: (one.rank, one.since or at, one.project.code))


def _rank(meeting: Meeting, last: AgendaItem | None, confirms: bool) -> tuple[int, str]:
    """Where a project stands by its last item, and why."""
    if last is None:
        return WAITS, ""
    words = {"meeting": last.meeting.called or last.meeting.title, "committee": last.meeting.committee.name}
    if confirms:
        return RETURNS, _("%(committee)s resolved on it at %(meeting)s; this body confirms") % words
    if last.state in OPEN_ITEM:
        return PROPOSED, _("Proposed already, for %(meeting)s of %(committee)s") % words
    if last.state not in WAITS_TO_RETURN:
        return WAITS, ""
    said = _("Put off at %(meeting)s") if last.state == "deferred" else _("Not reached at %(meeting)s")
    if last.committee_id == meeting.committee_id:
        return RETURNS, said % words
    return ELSEWHERE, _("%(committee)s has it to come back to") % words


def _since(ids: list[int]) -> dict[int, datetime]:
    """When each came to wait: the moment of its last record."""
    records = TransitionRecord.objects.filter(
        subject_type=IntegrationProject._meta.label_lower, subject_id__in=ids,
        target__in=("screened", "deferred"),
    )  # fmt: skip
    return dict(records.order_by("seq").values_list("subject_id", "at"))

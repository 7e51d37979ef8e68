# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing workplans and rounds, and letting an agency hand in late. None of them has a state of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from budget_review.models import IntegrationProject, LatePermission, Round, RoundChange, Workplan, WorkplanTarget
from budget_review.permissions import keeps_rounds
from budget_review.queries.criteria import latest_set
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict


@dataclass(frozen=True, kw_only=True)
class TargetText:
    """A target as written."""

    text: str
    indicator: str
    approaches: str


@transaction.atomic
def write_workplan(
    workplan: Workplan, targets: Sequence[TargetText], *, actor: User, at: datetime, expected_revision: int,
    delegation: int | None = None,
) -> Workplan:  # fmt: skip
    """Keep a workplan with its targets, by who has read the revision that is named (0 for a new one).

    Raises NotPermitted, VersionConflict or GuardsUnmet, and then nothing has changed.
    """
    _refuse(workplan, actor, at, delegation)
    before = Workplan.objects.select_for_update().filter(pk=workplan.pk).first()
    if before and before.host_id != workplan.host_id:
        _refuse(before, actor, at, delegation)
    _expect(before, expected_revision)
    if _is_of_another_year(workplan):
        raise GuardsUnmet(_("A workplan that has projects stays in its fiscal year: their codes name it."))
    _keep(workplan, expected_revision, _("There is a workplan of this name in this year already."))
    workplan.targets.all().delete()
    WorkplanTarget.objects.bulk_create(
        WorkplanTarget(
            workplan=workplan, position=place, text=target.text, indicator=target.indicator,
            approaches=target.approaches,
        )
        for place, target in enumerate(targets, 1)
    )  # fmt: skip
    return workplan


@transaction.atomic
def write_round(
    held: Round, *, actor: User, at: datetime, expected_revision: int, delegation: int | None = None, reason: str = ""
) -> Round:
    """Keep a round with its window, likewise; a change of the window is kept with its reason.

    Until it opens its criteria may be chosen; then it keeps them. A new one without any takes the latest. Raises
    NotPermitted, VersionConflict or GuardsUnmet, and then nothing has changed.
    """
    _refuse(held.workplan, actor, at, delegation)
    if held.closes_at <= held.opens_at:
        raise GuardsUnmet(_("A round closes after it opens."))
    before = Round.objects.select_for_update().filter(pk=held.pk).first()
    _expect(before, expected_revision)
    if before and before.criteria_set_id != held.criteria_set_id and has_begun(before, at):
        raise GuardsUnmet(_("A round keeps the criteria that it began with."))
    if before is None:
        held.criteria_set = held.criteria_set or latest_set()
    is_moved = before is not None and (before.opens_at, before.closes_at) != (held.opens_at, held.closes_at)
    if is_moved and not reason.strip():
        raise GuardsUnmet(_("The window changes: give the reason."))
    _keep(held, expected_revision, _("The workplan has a round of this name already."))
    if before and is_moved:
        RoundChange.objects.create(
            round=held, opened_at=before.opens_at, closed_at=before.closes_at, opens_at=held.opens_at,
            closes_at=held.closes_at, reason=reason, changed_by=actor, changed_at=at,
        )  # fmt: skip
    return held


def has_begun(held: Round, at: datetime) -> bool:
    """Whether a round has opened, or has projects already: brought in, or under a window that was moved since."""
    return held.opens_at <= at or held.projects.exists()


@transaction.atomic
def permit_late(
    held: Round, agency: Agency, *, until: datetime, reason: str, actor: User, at: datetime,
    delegation: int | None = None,
) -> LatePermission:  # fmt: skip
    """Let one agency hand in after the closing; the same permission again is the one that there is.

    Raises NotPermitted or GuardsUnmet, and then nothing has changed.
    """
    _refuse(held.workplan, actor, at, delegation)
    if not reason.strip():
        raise GuardsUnmet(_("The reason must be given."))
    if until <= max(at, held.closes_at):
        raise GuardsUnmet(_("A permission to be late ends after the round's closing, and not in the past."))
    return LatePermission.objects.get_or_create(
        round=held, agency=agency, until=until, reason=reason, given_by=actor, defaults={"given_at": at}
    )[0]


def _expect(before: Workplan | Round | None, expected_revision: int) -> None:
    if (before.revision if before else 0) != expected_revision:
        raise VersionConflict(_("Somebody else changed it meanwhile. What you typed is still here."))


def _keep(written: Workplan | Round, revision: int, taken: str) -> None:
    """Save under the next revision; the database alone knows of a name that is taken at the same moment."""
    written.revision = revision + 1
    try:
        with transaction.atomic():
            written.save()
    except IntegrityError as error:
        raise GuardsUnmet(taken) from error


def _is_of_another_year(workplan: Workplan) -> bool:
    projects = IntegrationProject.objects.filter(round__workplan=workplan.pk)
    return projects.exclude(round__workplan__fiscal_year=workplan.fiscal_year).exists() if workplan.pk else False


def may_keep(host_id: int | None, *, actor: User, at: datetime, delegation: int | None = None) -> bool:
    """Whether a person may write the workplans of this host, their rounds, and permissions to be late."""
    return keeps_rounds(host_id, Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation))


def _refuse(workplan: Workplan, actor: User, at: datetime, delegation: int | None) -> None:
    if not may_keep(workplan.host_id, actor=actor, at=at, delegation=delegation):
        raise NotPermitted(_("An administrator, or a head of screening of the agency that hosts the workplan."))

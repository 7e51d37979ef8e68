# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Edits of a draft's content. They move no state; what they leave is frozen when the project is proposed.

Every edit names the revision that its writer has read. Essentials, KPIs, each part and each section keep the revision
at which they last changed: a second writer of the same one is told and nothing of either is lost, while people who
write different ones never meet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Unit
from budget_review.models import IntegrationProject, Kpi, KpiShare, Participation, ProposalSection
from budget_review.operations.lines import LineText as LineText
from budget_review.operations.lines import write_lines
from budget_review.permissions import lead_officer, partner_officer
from budget_review.similarity.signing import sign
from budget_review.states import EDITABLE, State
from workflows.authority import admit
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict, WrongState

KPIS_MOST = 100  # of one project: what one form shows and one browser sends


@dataclass(frozen=True, kw_only=True)
class KpiText:
    """One KPI as written, with its owners' weights by participation.

    ``targets`` are those of fiscal years, ``{2565: "40"}``; None leaves them as they are.
    """

    id: int | None
    name: str
    unit: str
    baseline: str
    target: str
    weights: dict[int, Decimal]
    targets: dict[int, str] | None = None


@transaction.atomic
def edit_essentials(
    *,
    project_id: int,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    expected_revision: int,
    title: str,
    starts_on: date | None,
    ends_on: date | None,
    **texts: str,
) -> IntegrationProject:
    """Write name and time, and in ``texts`` any of the sections that the project keeps itself (``ON_PROJECT``).

    Raises WrongState, NotPermitted, VersionConflict or GuardsUnmet - and then nothing has changed.
    """
    project = open_for(project_id, attempt_of(actor, at, delegation))
    written = {key: text for key, text in texts.items() if text != getattr(project, key)}
    theirs = project.sections.filter(key__in=written).values_list("revision", flat=True)
    expect(project, expected_revision, max([project.essentials_revision, *theirs]))
    if starts_on and ends_on and ends_on < starts_on:
        raise GuardsUnmet(_("A project ends after it begins."))
    project.title, project.starts_on, project.ends_on = title, starts_on, ends_on
    project.essentials_revision = project.revision + 1
    for key, text in written.items():
        setattr(project, key, text)
        now = {"revision": project.revision + 1, "written_by": actor, "written_at": at}
        ProposalSection.objects.update_or_create(project=project, key=key, defaults=now)
    revised(project, "title", "starts_on", "ends_on", "essentials_revision", *written)
    sign(project)
    return project


@transaction.atomic
def edit_part(
    *,
    participation_id: int,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    expected_revision: int,
    contribution: str,
    unit: Unit | None,
    lines: Sequence[LineText],
) -> Participation:
    """Write an agency's contribution and budget lines; the lead's officer or the agency's own may.

    A line left out is removed, or dropped when the ledger already knows it.
    """
    part = Participation.objects.select_related("agency").get(pk=participation_id)
    project = open_for(part.project_id, attempt_of(actor, at, delegation), parts=[part])
    part.refresh_from_db(fields=["revision"])  # under the project's lock
    expect(project, expected_revision, part.revision)
    part.project = project
    part.contribution, part.unit, part.revision = contribution, unit, project.revision + 1
    part.save(update_fields=["contribution", "unit", "revision"])
    write_lines(part, lines)
    sign(revised(project))
    return part


@transaction.atomic
def invite_to_write(
    *, participation_id: int, actor: User, at: datetime, delegation: int | None = None, is_invited: bool
) -> Participation:
    """Let an agency that is only listed see the draft and write along, or no longer; the lead's officer may."""
    part = Participation.objects.select_related("agency").get(pk=participation_id)
    part.project = open_for(part.project_id, attempt_of(actor, at, delegation))
    part.is_invited = is_invited
    part.save(update_fields=["is_invited"])
    return part


@transaction.atomic
def edit_kpis(
    *,
    project_id: int,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    expected_revision: int,
    kpis: Sequence[KpiText],
) -> IntegrationProject:
    """Write the KPIs with their owners' weights; a KPI left out is removed."""
    project = open_for(project_id, attempt_of(actor, at, delegation))
    expect(project, expected_revision, project.kpis_revision)
    own = {part.pk for part in project.active_parts()}
    if len(kpis) > KPIS_MOST:
        raise GuardsUnmet(_("A project takes at most %(most)s KPIs.") % {"most": KPIS_MOST})
    if any(set(kpi.weights) - own for kpi in kpis):
        raise GuardsUnmet(_("Only those who take part can own a KPI."))
    stored: dict[int | None, Kpi] = {kpi.pk: kpi for kpi in project.kpis.all()}  # typed ids never reach the database
    for pk in stored.keys() - {text.id for text in kpis}:
        stored[pk].delete()
    for text in kpis:
        kpi = stored.pop(text.id, None) or Kpi(project=project)
        kpi.name, kpi.unit, kpi.baseline, kpi.target = text.name, text.unit, text.baseline, text.target
        if text.targets is not None:
            kpi.targets = {str(year): target for year, target in sorted(text.targets.items()) if target}
        kpi.save()
        kpi.shares.all().delete()
        KpiShare.objects.bulk_create(
            KpiShare(kpi=kpi, participation_id=part, weight_percent=weight)
            for part, weight in sorted(text.weights.items())
            if weight
        )
    project.kpis_revision = project.revision + 1
    return revised(project, "kpis_revision")


def may_edit(project: IntegrationProject, attempt: Attempt, part: Participation | None = None) -> bool:
    """Whether a person may write here now; partners write only their own part."""
    if project.state not in EDITABLE:
        return False
    try:
        _refuse_stranger(project, attempt, [part] if part else [])
    except NotPermitted:
        return False
    return True


def may_write_sections(project: IntegrationProject, attempt: Attempt) -> bool:
    """Whether a person may write the sections now: the lead's officer, and those of agencies that write along."""
    if project.state not in EDITABLE:
        return False
    try:
        _refuse_stranger(project, attempt, _writers(project))
    except NotPermitted:
        return False
    return True


def attempt_of(actor: User, at: datetime, delegation: int | None) -> Attempt:
    """The attempt that an edit is; it makes no record."""
    return Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)


def open_for(project_id: int, attempt: Attempt, parts: Sequence[Participation] | None = ()) -> IntegrationProject:
    """The project, locked for writing; by its lead's officer, or by officers of ``parts`` (None: all that write along).

    Raises WrongState or NotPermitted.
    """
    project = IntegrationProject.objects.select_for_update().get(pk=project_id)
    if project.state not in EDITABLE:
        raise WrongState(
            _("The content can be changed only in draft or when returned; it is now “%(state)s”.")
            % {"state": project.get_state_display()}
        )
    _refuse_stranger(project, attempt, _writers(project) if parts is None else parts, holding=True)
    return project


def expect(project: IntegrationProject, read: int, changed: int) -> None:
    """Raise VersionConflict when what is written changed after the revision that its writer has read."""
    if not changed <= read <= project.revision:
        raise VersionConflict(_("Somebody else changed the proposal meanwhile. What you typed is still here."))


def revised(project: IntegrationProject, *fields: str) -> IntegrationProject:
    """Keep these fields of the project, and count one more revision."""
    project.revision += 1
    project.save(update_fields=[*fields, "revision"])
    return project


def _writers(project: IntegrationProject) -> list[Participation]:
    return [part for part in project.active_parts() if part.writes_along]


def _refuse_stranger(
    project: IntegrationProject, attempt: Attempt, parts: Sequence[Participation], *, holding: bool = False
) -> None:
    """Raise when this person may not write here; an order covers writing where it covers handing in what is written."""
    handed_in_by = "propose" if project.state == State.DRAFT else "resubmit"
    attempt = admit(project, handed_in_by, lead_officer, attempt, holding=holding)
    if not lead_officer(project, attempt) and not any(partner_officer(part, attempt) for part in parts):
        raise NotPermitted(partner_officer.sentence if parts else lead_officer.sentence)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carrying a project of an earlier year on: a new draft in a later round, with what was chosen copied into it.

Source: DGA slides 2564, rolling plan: what a year has shown goes into the next.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid5

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from budget_review.later_years import committed, said
from budget_review.models import (
    BudgetLine,
    IntegrationProject,
    Kpi,
    KpiShare,
    Participation,
    ProposalSection,
    Round,
)
from budget_review.operations.beginning import begin_project, name_agency
from budget_review.operations.editing import revised
from budget_review.prices import Price, Quote, price_of, said_of
from budget_review.sections import ON_PROJECT
from budget_review.similarity.signing import sign
from budget_review.states import State
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, RequestReused


class Carried(models.TextChoices):
    """What may be taken along."""

    SECTIONS = "sections", gettext_lazy("Sections of the proposal")
    PARTICIPANTS = "participants", gettext_lazy("Everyone who takes part, with their contributions")
    KPIS = "kpis", gettext_lazy("KPIs, each with its last target as the new baseline")
    LINES = "lines", gettext_lazy("Budget lines, moved to the new fiscal year")


@transaction.atomic
def carry_over(
    *, source_id: int, round_id: int, what: Collection[str], actor: User, at: datetime, request_id: UUID,
    delegation: int | None = None,
) -> IntegrationProject:  # fmt: skip
    """Begin a draft that carries a project on; an officer of its lead may. The same request again gives the same draft.

    Weights and lines of agencies come along only with the agencies. Raises NotPermitted, GuardsUnmet or RequestReused -
    and then nothing has changed.
    """
    source = IntegrationProject.objects.select_for_update().select_related("round__workplan", "lead").get(pk=source_id)
    target = Round.objects.select_related("workplan").get(pk=round_id)
    is_known = TransitionRecord.objects.filter(request_id=request_id).exists()
    if not is_known:
        _refuse(source, target)
    begun = begin_project(
        round_id=target.pk, lead=source.lead, title=source.title, actor=actor, at=at, request_id=request_id,
        delegation=delegation, rolled_from=source, unit=_lead_part(source).unit,
        facts={"rolled_from": source.code, "carried": sorted(what)},
    )  # fmt: skip
    if is_known:
        if (begun.rolled_from_id, begun.round_id) != (source.pk, target.pk):
            raise RequestReused(_("This request id was used for something else."))
        return begun
    parts = _copy_parts(source, begun, what, actor, at, request_id, delegation)
    if Carried.SECTIONS in what:
        _copy_sections(source, begun, actor, at)
    if Carried.KPIS in what:
        _copy_kpis(source, begun, parts)
    if Carried.LINES in what:
        _copy_lines(source, target, parts)
    begun = IntegrationProject.objects.get(pk=begun.pk)
    begun.essentials_revision = begun.kpis_revision = begun.revision + 1
    sign(revised(begun, "essentials_revision", "kpis_revision"))
    return begun


def _refuse(source: IntegrationProject, target: Round) -> None:
    if source.content_version is None:
        raise GuardsUnmet(_("Only a project that was submitted once can be carried over."))
    if target.workplan.fiscal_year <= source.round.workplan.fiscal_year:
        raise GuardsUnmet(_("A project is carried over into a later fiscal year than its own."))
    of_year = source.carried_into.exclude(state=State.WITHDRAWN).filter(
        round__workplan__fiscal_year=target.workplan.fiscal_year
    )
    if (other := of_year.first()) is not None:
        raise GuardsUnmet(_("It was carried over into that year already, as %(code)s.") % {"code": other.code})


def _lead_part(source: IntegrationProject) -> Participation:
    return next(part for part in source.parts if part.is_lead)


def _copy_parts(
    source: IntegrationProject, begun: IntegrationProject, what: Collection[str], actor: User, at: datetime,
    request_id: UUID, delegation: int | None,
) -> dict[int, Participation]:  # fmt: skip
    """The new parts by the id of the part that each carries on; the lead's is always there."""
    lead = _lead_part(source)
    parts = {lead.pk: begun.participations.get(agency=source.lead)}
    if Carried.PARTICIPANTS not in what:
        return parts
    Participation.objects.filter(pk=parts[lead.pk].pk).update(contribution=lead.contribution)
    for part in source.partners():
        parts[part.pk] = name_agency(
            project=begun, agency=part.agency, unit=part.unit, sector=part.sector, contribution=part.contribution,
            actor=actor, at=at, request_id=uuid5(request_id, f"part/{part.agency_id}"), delegation=delegation,
        )  # fmt: skip
    return parts


def _copy_sections(source: IntegrationProject, begun: IntegrationProject, actor: User, at: datetime) -> None:
    IntegrationProject.objects.filter(pk=begun.pk).update(**{key: getattr(source, key) for key in ON_PROJECT})
    own = {key for key in ON_PROJECT if getattr(source, key).strip()}
    held = {section.key: section for section in source.sections.all()}
    ProposalSection.objects.bulk_create(
        ProposalSection(
            project=begun, key=key, text=getattr(held.get(key), "text", ""), rows=getattr(held.get(key), "rows", []),
            revision=begun.revision + 1, written_by=actor, written_at=at,
        )
        for key in dict.fromkeys([*held, *sorted(own)])
    )  # fmt: skip


def _copy_kpis(source: IntegrationProject, begun: IntegrationProject, parts: dict[int, Participation]) -> None:
    first = begun.round.workplan.fiscal_year
    for kpi in source.kpis.prefetch_related("shares"):
        before = [target for year, target in sorted(kpi.targets.items()) if int(year) < first and target]
        copied = Kpi.objects.create(
            project=begun, name=kpi.name, unit=kpi.unit, baseline=before[-1] if before else kpi.target,
            target=kpi.target, targets={year: target for year, target in kpi.targets.items() if int(year) >= first},
        )  # fmt: skip
        KpiShare.objects.bulk_create(
            KpiShare(kpi=copied, participation=parts[share.participation_id], weight_percent=share.weight_percent)
            for share in kpi.shares.all()
            if share.participation_id in parts
        )


def _copy_lines(source: IntegrationProject, target: Round, parts: dict[int, Participation]) -> None:
    """Each line asks in its new year for what was committed for it, else for what it asked before."""
    years = target.workplan.fiscal_year - source.round.workplan.fiscal_year
    for part in source.active_parts():
        for line in part.active_lines() if part.pk in parts else ():
            later, year = committed(line), line.fiscal_year + years
            BudgetLine.objects.create(
                participation=parts[part.pk], item=line.item, category=line.category, subcategory=line.subcategory,
                fiscal_year=year, amount_baht=later.get(year, line.amount_baht), source=line.source,
                commitments=said({one: amount for one, amount in later.items() if one > year}),
                is_ict=line.is_ict, price=said_of(_without_files(price_of(line.price))) if line.price else {},
                rolled_from=line,
            )  # fmt: skip


def _without_files(price: Price) -> Price:
    """Quotations without their files, which stay with the project that they were attached to."""
    quotes = [Quote(vendor=quote.vendor, day=quote.day, price_baht=quote.price_baht) for quote in price.quotes]
    return Price(
        basis=price.basis, edition=price.edition, item_no=price.item_no, page=price.page,
        unit_price_baht=price.unit_price_baht, reason=price.reason, quotes=tuple(quotes),
    )  # fmt: skip

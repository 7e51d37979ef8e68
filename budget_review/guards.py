# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true. Each reads only the subject it is given, its relations and the attempt."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from budget_review import later_years
from budget_review.expertise import are_sound
from budget_review.sections import MENDABLE, SECTIONS
from budget_review.states import Consent, OpinionState, Outcome, State
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from budget_review.models import ExpertOpinion, Inquiry, IntegrationProject, PairFinding, Participation


LONGEST_TERM = 20  # working days for an answer


@guard(_("The round must be open for proposals."))
def round_is_open(project: "IntegrationProject", attempt: Attempt) -> bool:
    """A project that was taken up once is mended whatever the round's window, also when a partner objects then.

    An agency that may be late by permission finds the round open for it.
    """
    if project.round.is_open_at(attempt.at) or (project.pk is not None and project.screening is not None):
        return True
    return project.round.is_open_for(project.lead_id, attempt.at)


@guard(_("The rationale, the objective and the target group must be written."))
def essentials_written(project: "IntegrationProject", attempt: Attempt) -> bool:
    """The sections that a proposal cannot do without; the others count for its completeness only."""
    return all(getattr(project, section.key).strip() for section in SECTIONS if section.before == "propose")


@guard(_("At least two agencies must take part."))
def two_agencies(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Source: DGA slides 2564, slide 2."""
    return len({part.agency_id for part in project.active_parts() if part.brings_budget}) >= 2


@guard(_("The agency that hosts the workplan must name its unit that takes part, so that another one can screen."))
def host_names_its_unit(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Source: our decision; a part that names no unit stands for its whole agency, and then nobody there may screen."""
    host = project.round.workplan.host_id
    return all(part.unit_id is not None for part in project.active_parts() if part.agency_id == host)


@guard(_("At least one KPI must be shared by two agencies."))
def shared_kpi(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Source: DGA slides 2564, slide 2 (shared KPI)."""
    agencies = {part.pk for part in project.active_parts() if part.brings_budget}
    kpis = project.kpis.prefetch_related("shares")
    return any(len({share.participation_id for share in kpi.shares.all()} & agencies) >= 2 for kpi in kpis)


@guard(_("The weights of each KPI's owners must add up to 100 percent."))
def weights_add_up(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Source: our decision; a shared KPI divides one result among its owners. Who has left owns nothing."""
    active = {part.pk for part in project.active_parts()}
    return all(
        sum(share.weight_percent for share in kpi.shares.all() if share.participation_id in active) == 100
        for kpi in project.kpis.prefetch_related("shares")
    )


@guard(_("Every agency that takes part must have a budget line, and every line an amount above zero."))
def lines_add_up(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Source: Budget Procedures Act 2561; each unit answers for its own line."""
    return all(
        (part.active_lines() or not part.brings_budget) and all(line.amount_baht > 0 for line in part.active_lines())
        for part in project.active_parts()
    )


@guard(_("What is committed for later years must lie after the line's own year, and within the project's time."))
def commitments_fit(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Source: Budget Procedures Act 2561, s.41; the project's time is our decision."""
    return all(later_years.fits(line, project.ends_on) for line in project.active_lines())


@guard(_("Every ICT item must say where its price comes from: the standard, or the reason and three quotations."))
def ict_priced(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Source: the reporting form for procuring computer systems (MDES). Lines not marked as ICT items are not asked."""
    return not any(line.price_basis.lacks for line in project.active_lines() if line.is_ict)


@guard(_("Every partner must have consented to the present version."))
def everyone_consented(project: "IntegrationProject", attempt: Attempt) -> bool:
    partners = project.partners()
    return bool(partners) and all(part.state == Consent.CONSENTED for part in partners)


@guard(_("A partner must have asked for changes or declined."))
def somebody_objected(project: "IntegrationProject", attempt: Attempt) -> bool:
    return any(part.state in (Consent.CHANGES_ASKED, Consent.DECLINED) for part in project.partners())


@guard(_("No agency's part may have changed since it consented; otherwise submit anew for consent."))
def no_part_changed(project: "IntegrationProject", attempt: Attempt) -> bool:
    return all(part.consent_stands() for part in project.partners())


@guard(_("The project must be in draft or returned."))
def project_is_editable(part: "Participation", attempt: Attempt) -> bool:
    return part.project.state in (State.DRAFT, State.RETURNED)


@guard(_("The agency must not be named already."))
def is_named_once(part: "Participation", attempt: Attempt) -> bool:
    """An agency that left is named again by its own step."""
    return not any(other.agency_id == part.agency_id for other in part.project.parts)


@guard(_("The lead agency cannot leave its own project."))
def is_not_the_lead(part: "Participation", attempt: Attempt) -> bool:
    return part.agency_id != part.project.lead_id


@guard(_("The project must be waiting for its partners."))
def project_is_confirming(part: "Participation", attempt: Attempt) -> bool:
    return bool(part.project.state == State.CONFIRMING)


@guard(_("Every criterion must have a finding."))
def findings_complete(project: "IntegrationProject", attempt: Attempt) -> bool:
    screening = project.screening
    return screening is not None and not any(finding.verdict == "" for finding in screening.findings.all())


@guard(_("Where a criterion asks for evidence, it must be named."))
def evidence_named(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Of what was found to be so; where nothing is there, there is nothing to name. Source: our decision."""
    if project.screening is None:
        return False
    needing = project.screening.findings.filter(criterion__needs_evidence=True, verdict__in=("met", "partly"))
    return not any(not finding.evidence.strip() for finding in needing)


@guard(_("The opinion and the recommendation must be written."))
def opinion_written(project: "IntegrationProject", attempt: Attempt) -> bool:
    screening = project.screening
    return screening is not None and bool(screening.opinion.strip() and screening.recommendation)


@guard(_("Every expert asked must have given an opinion."))
def opinions_given(project: "IntegrationProject", attempt: Attempt) -> bool:
    settled = (OpinionState.GIVEN, OpinionState.LAPSED)  # one that lapsed is asked of nobody any more
    return all(opinion.state in settled for opinion in project.opinions.all())


@guard(_("The project must be being screened."))
def project_is_being_screened(opinion: "ExpertOpinion", attempt: Attempt) -> bool:
    return bool(opinion.project.state == State.SCREENING)


@guard(_("Who wrote the findings or recommended must not decide on the recommendation."))
def four_eyes(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Neither who decides nor for whom, against neither who wrote nor for whom.

    Source: our decision; an independent second person reviews the appraisal (World Bank WPS5397, must-have 3).
    """
    screening = project.screening
    deciding = {person.pk for person in attempt.people}
    if screening is None or screening.recommended_by_id in deciding:
        return False
    return not deciding & project.screening_writers


@guard(_("The recommendation must be to pass."))
def recommended_to_pass(project: "IntegrationProject", attempt: Attempt) -> bool:
    return project.screening is not None and project.screening.recommendation == "pass"


@guard(_("The recommendation must be that the project is not eligible."))
def recommended_not_eligible(project: "IntegrationProject", attempt: Attempt) -> bool:
    return project.screening is not None and project.screening.recommendation == "not_eligible"


@guard(_("The conditions to be met before sending on must be met."))
def conditions_met(project: "IntegrationProject", attempt: Attempt) -> bool:
    return not project.is_held_by_conditions


@guard(_("What was allocated must be recorded first."))
def is_allocated(project: "IntegrationProject", attempt: Attempt) -> bool:
    return bool(project.participations.filter(lines__entries__stage="allocated").exists())


@guard(_("The project must have been funded."))
def was_funded(project: "IntegrationProject", attempt: Attempt) -> bool:
    return project.outcome in (Outcome.FULL, Outcome.PART)


@guard(_("The sections named must be ones that a proposal has."))
def sections_exist(subject: Any, attempt: Attempt) -> bool:
    """Whatever way the words came: a page offers the sections only, a program may send anything."""
    named = attempt.facts.get("sections", ())
    return isinstance(named, list | tuple) and all(name in MENDABLE for name in named)


@guard(_("Findings are written only while the project is being screened."))
def pair_is_in_screening(finding: "PairFinding", attempt: Attempt) -> bool:
    return bool(finding.project.state == State.SCREENING and finding.project.screening is not None)


@guard(_("The project must be being screened."))
def is_asked_in_screening(inquiry: "Inquiry", attempt: Attempt) -> bool:
    return bool(inquiry.project.state == State.SCREENING)


@guard(_("The agency asked must take part in the project."))
def agency_takes_part(inquiry: "Inquiry", attempt: Attempt) -> bool:
    return any(part.pk == inquiry.participation_id for part in inquiry.project.active_parts())


@guard(_("The section that the question is about must be one that a proposal has."))
def is_about_a_section(inquiry: "Inquiry", attempt: Attempt) -> bool:
    return inquiry.section == "" or inquiry.section in MENDABLE


@guard(_("An answer must be due in 1 to 20 working days."))
def term_is_fair(inquiry: "Inquiry", attempt: Attempt) -> bool:
    """Source: our decision; 20 working days are what an agency has to mend a whole proposal."""
    return 1 <= inquiry.days <= LONGEST_TERM


@guard(_("The opinion that the question is for must be waited for."))
def opinion_is_waited_for(inquiry: "Inquiry", attempt: Attempt) -> bool:
    return inquiry.opinion is None or (
        inquiry.opinion.state == OpinionState.ASKED and inquiry.opinion.project_id == inquiry.project_id
    )


@guard(_("The points judged must be those of the field, each with an answer that is listed."))
def points_are_of_the_field(opinion: "ExpertOpinion", attempt: Attempt) -> bool:
    return are_sound(opinion.field, attempt.facts.get("points", {}))

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every subject with a lifecycle under the name that its page and its document have."""

from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from agencies import pictures as of_orders
from agencies.models import Delegation
from budget_review import pictures as of_projects
from budget_review.models import Condition, ExpertOpinion, Inquiry, IntegrationProject, PairFinding, Participation
from committee import pictures as of_meetings
from committee.models import (
    ActionItem,
    AgendaItem,
    DecisionLetter,
    Meeting,
    Minutes,
    MinutesReply,
    Recusal,
    Resolution,
    RollEntry,
    VoteRound,
)
from digital_plan import pictures as of_plans
from digital_plan.models import (
    ActionPlan,
    AgencyObligation,
    AlignmentCampaign,
    AlignmentResponse,
    ClinicBooking,
    Obligation,
    RevisionProposal,
    StatusReturn,
    StatusRound,
)
from workflows.clocks.days import ByDay, WorkingDays, WorkingDaysOf
from workflows.desks import desks_of
from workflows.lifecycle import Subject, rules_of
from workflows.pictures import Layout, drawn, flow_as_bpmn, flow_drawn, markdown_table, state_words

KINDS: dict[str, type[Subject]] = {
    "project": IntegrationProject,
    "participation": Participation,
    "opinion": ExpertOpinion,
    "inquiry": Inquiry,
    "pair-finding": PairFinding,
    "condition": Condition,
    "meeting": Meeting,
    "agenda-item": AgendaItem,
    "roll-entry": RollEntry,
    "resolution": Resolution,
    "recusal": Recusal,
    "vote": VoteRound,
    "minutes": Minutes,
    "minutes-reply": MinutesReply,
    "decision-letter": DecisionLetter,
    "action": ActionItem,
    "order": Delegation,
    "campaign": AlignmentCampaign,
    "response": AlignmentResponse,
    "clinic-booking": ClinicBooking,
    "action-plan": ActionPlan,
    "status-round": StatusRound,
    "status-return": StatusReturn,
    "plan-proposal": RevisionProposal,
    "obligation": Obligation,
    "agency-obligation": AgencyObligation,
}
LAYOUTS: dict[type[Subject], Layout] = (
    of_projects.PICTURES | of_meetings.PICTURES | of_orders.PICTURES | of_plans.PICTURES
)
LICENSE_OF_DOCS = (
    "<!-- SPDX-FileCopyrightText: Mati contributors -->\n<!-- SPDX-License-Identifier: AGPL-3.0-or-later -->\n"
)


@dataclass(frozen=True)
class DeskRow:
    """A desk in words: what is done there, in which states it is open, by which acts it is left, within how long."""

    label: str
    states: list[str]
    acts: list[str]
    term: str  # "15 working days", by which day, or why there is none


def name_of(model: type[Subject]) -> str:
    """What a subject is called, in the reader's language."""
    return str(model._meta.verbose_name)


def picture(model: type[Subject], *, alone: bool = False, **shown: Any) -> str:
    """A subject's picture, in the reader's language; ``shown`` as ``drawn`` takes it: ``here``, ``numbers``."""
    title = _("The life of: %(kind)s") % {"kind": name_of(model)}
    return drawn(model, LAYOUTS[model], title=title, alone=alone, **shown)


def flow_picture(model: type[Subject], *, alone: bool = False, **shown: Any) -> str:
    """The picture of a whole's desks, in the reader's language; a part has none. ``shown``: ``lit``, ``numbers``."""
    if not model.flow:
        return ""
    title = _("Whose turn it is: %(kind)s") % {"kind": name_of(model)}
    return flow_drawn(import_string(model.flow), title=title, alone=alone, **shown)


def bpmn(model: type[Subject]) -> str:
    """The BPMN 2.0 of a whole's desks, in the reader's language; a part has none of its own."""
    if not model.flow:
        return ""
    return flow_as_bpmn(import_string(model.flow), name=name_of(model), words=state_words(model))


def desks(model: type[Subject]) -> list[DeskRow]:
    """The desks of a whole; a part has none of its own."""
    if not model.flow:
        return []
    words = state_words(model)
    order = list(words)
    found = sorted(desks_of(import_string(model.flow)), key=lambda desk: min(map(order.index, desk.states)))
    return [_desk(desk, words) for desk in found]


def _desk(desk: Any, words: dict[str, str]) -> DeskRow:
    return DeskRow(
        label=str(desk.label),
        states=[word for value, word in words.items() if value in desk.states],
        acts=[str(rules_of(act).label) for act in desk.acts.values()],
        term=_term(desk),
    )


def document(slug: str) -> str:
    """The Markdown of one subject: its picture, and its table in Thai and in English."""
    model = KINDS[slug]
    with override("th"):
        thai = [f"# {name_of(model)}\n", f"![{name_of(model)}]({slug}.svg)\n", *_sections(model, slug)]
    with override("en"):
        english = [f"## {name_of(model).capitalize()} (English)\n", *_sections(model)]
    made = "Made by `make docs` from the lifecycle that the engine obeys; do not edit.\n"
    return "\n".join([LICENSE_OF_DOCS, *thai, *english, made])


def _sections(model: type[Subject], picture_of: str = "") -> list[str]:
    sections = [markdown_table(model)]
    if found := desks(model):
        head = [_("Desk"), _("Open while"), _("Acts"), _("Due")]
        lines = [head, ["---"] * len(head)]
        lines += [[row.label, " · ".join(row.states), " · ".join(row.acts), row.term] for row in found]
        sections.append(f"### {_('Whose turn it is')}\n")
        if picture_of:
            sections.append(f"![{_('Whose turn it is')}]({picture_of}.flow.svg)\n")
        sections += ["".join(f"| {' | '.join(cells)} |\n" for cells in lines)]
    return sections


def _term(desk: Any) -> str:
    term = desk.due
    if term is None:
        return str(desk.undated) or "–"
    if isinstance(term, ByDay | WorkingDaysOf):
        return str(term.sentence)
    if isinstance(term, WorkingDays):
        return ngettext("%(days)s working day", "%(days)s working days", term.days) % {"days": term.days}
    return ngettext("%(days)s calendar day", "%(days)s calendar days", term.days) % {"days": term.days}

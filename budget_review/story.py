# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's story in sentences, made when it is read: the records hold codes and data only."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from agencies.queries import group_names
from agencies.story import authorities_of
from budget_review.models import ExpertOpinion, Inquiry, IntegrationProject, PairFinding, Participation, Stage
from budget_review.models.screening import Recommendation
from budget_review.states import Outcome
from papers.thai import format_baht
from workflows.definitions.files import told_of
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord
from workflows.own_steps import STOP_CLOCK

PROJECT: dict[str, Any] = {
    "begin": _("A draft was begun."),
    "propose": _("The proposal was frozen as version %(version)s and submitted to its partners."),
    "all_consented": _("All partners had consented; the proposal went to the head of the lead agency."),
    "partner_objected": _("The proposal went back to draft, because a partner objected."),
    "take_back": _("The proposal was taken back to draft."),
    "hand_in": _("The head of the lead agency approved the proposal and handed it in to DGA."),
    "send_back": _("The head of the lead agency sent the proposal back to the officer."),
    "take_up": _("DGA took the project up for screening."),
    "return_for_revision": _("DGA returned the project for revision."),
    "resubmit": _("The mended proposal was frozen as version %(version)s and resubmitted."),
    "recommend": _("The screening officer recommended: %(recommendation)s."),
    "reconsider": _("The head of screening asked the officer to reconsider."),
    "pass_on": _("The project passed the screening."),
    "find_not_eligible": _("The project was found not eligible."),
    "reopen_screening": _("The head of screening reopened the screening."),
    "queue": _("The project was put on a meeting's agenda."),
    "take_off": _("The project was taken off the agenda."),
    "enter_committee": _("The committee took the project up in meeting %(meeting)s."),
    "leave_unreached": _("Meeting %(meeting)s did not reach the project."),
    "defer": _("The committee deferred the project."),
    "return_from_committee": _("The committee returned the project for revision."),
    "endorse": _("The committee endorsed the project."),
    "endorse_with_conditions": _("The committee endorsed the project with conditions."),
    "not_endorse": _("The committee did not endorse the project."),
    "go_on_to_confirm": _("%(committee)s resolved in its favour; another body confirms: %(number)s"),
    "queue_to_confirm": _("The project was put on the agenda of the confirming body."),
    "set_aside": _("The committee reconsiders: resolution %(number)s is set aside."),
    "forward": _("DGA sent the project to the Budget Bureau."),
    "take_into_budget": _("The Budget Bureau took the project into the budget process."),
    "record_stage": _("The amounts of the stage “%(stage)s” were recorded."),
    "decide": _("The budget was decided: %(outcome)s."),
    "correct_decision": _("The decided amounts were corrected: %(outcome)s."),
    "not_fund": _("The project was not funded."),
    "record_allocation": _("What each line was allocated was recorded."),
    "record_spending": _("What was disbursed until then was recorded."),
    "report_back": _("The result was reported back to every agency that took part."),
    "withdraw": _("The head of the lead agency withdrew the project."),
    "begin_again": _("The head of the lead agency took the project up again as a draft."),
}
PART: dict[str, Any] = {
    "begin": _("%(agency)s was named to take part."),
    "ask": _("%(agency)s was asked for its consent."),
    "go_stale": _("The part of %(agency)s changed; its consent no longer stands."),
    "consent": _("%(agency)s consented to version %(version)s."),
    "consent_by_letter": _("%(agency)s consented to version %(version)s by a letter, which the lead agency recorded."),
    "ask_changes": _("%(agency)s asked for changes."),
    "decline": _("%(agency)s declined to take part."),
    "leave": _("%(agency)s was removed from the project."),
    "rejoin": _("%(agency)s was named again."),
}
OPINION: dict[str, Any] = {
    "begin": _("An expert opinion was asked for: %(field)s."),
    "give": _("The expert opinion was given: %(field)s."),
    "decline_to_advise": _("The expert declined to give an opinion: %(field)s."),
    "ask_another": _("Another expert was asked for the opinion: %(field)s."),
    "do_without": _("The screening does without the expert opinion: %(field)s."),
    "lapse": _("The expert opinion is no longer needed: %(field)s."),
    "go_stale": _("The content changed; the expert opinion no longer stands: %(field)s."),
    "ask_again": _("The expert opinion was asked for again: %(field)s."),
}
INQUIRY: dict[str, Any] = {
    "begin": _("%(agency)s was asked a question."),
    "answer": _("%(agency)s answered the question."),
    "ask_further": _("%(agency)s was asked further."),
    "close": _("The question to %(agency)s was closed."),
    "withdraw_question": _("The question to %(agency)s was withdrawn."),
    "end": _("The question to %(agency)s ended with the screening."),
}
PAIR: dict[str, Any] = {
    "begin": _("The screening officer answered about %(other)s: %(answer)s."),
    "give_way": _("An answer about %(other)s gave way to a later one."),
}
CONDITION: dict[str, Any] = {
    "begin": _("The committee set a condition."),
    "meet": _("A condition of the committee was confirmed as met."),
    "fall_away": _("A condition of the committee fell away with its resolution."),
}
SENTENCES: dict[str, dict[str, Any]] = {
    "budget_review.integrationproject": PROJECT,
    "budget_review.participation": PART,
    "budget_review.expertopinion": OPINION,
    "budget_review.inquiry": INQUIRY,
    "budget_review.pairfinding": PAIR,
    "budget_review.condition": CONDITION,
}
FACTS: dict[str, Any] = {
    "letter_number": _("Letter"),
    "receipt_number": _("Receipt number"),
    "number": _("Resolution"),
    "meeting": _("Meeting"),
    "source": _("Source document"),
    "evidence": _("Evidence"),
    "score": _("Score"),
    "proposed_baht": _("Proposed"),
    "screened_baht": _("After screening"),
    "endorsed_baht": _("Endorsed"),
    "stage_baht": _("Amount"),
    "before_baht": _("Decided before"),
    "decided_baht": _("Decided"),
}
INSIDE_SCREENING = {"recommend", "reconsider"}  # their reasons and scores are for those who may see the screening


@dataclass(frozen=True)
class Entry:
    """One line of the story, as ``components/timeline.html`` shows it."""

    at: datetime
    sentence: str
    actor: Any
    on_behalf_of: Any
    under: str
    state: str
    note: str
    facts: list[tuple[Any, str]] = field(default_factory=list)
    version: int | None = None


def story(records: Iterable[TransitionRecord], subjects: Iterable[Subject], *, with_screening: bool) -> list[Entry]:
    """The story of a project and its parts, newest first; of those parts only that are given."""
    by_key = {(subject.kind, subject.pk): subject for subject in subjects}
    records = list(records)
    orders = authorities_of(records)
    owing = group_names({record.facts["owes"] for record in records if record.transition == STOP_CLOCK})
    told = [
        _entry(record, by_key[(record.subject_type, record.subject_id)], orders, owing, with_screening=with_screening)
        for record in records
        if (record.subject_type, record.subject_id) in by_key
    ]
    return told[::-1]


def sentence_of(record: TransitionRecord, subject: Subject) -> str:
    """What a record says, in the reader's language."""
    sentence = SENTENCES[record.subject_type].get(record.transition)
    return str(sentence) % _words(record, subject) if sentence else told_of(type(subject), record)


def _entry(
    record: TransitionRecord, subject: Subject, orders: dict[int, str], owing: dict[str, str], *, with_screening: bool
) -> Entry:
    hidden = record.transition in INSIDE_SCREENING and not with_screening
    facts = (
        []
        if hidden
        else [(term, _fact(name, record.facts[name])) for name, term in FACTS.items() if record.facts.get(name)]
    )
    if record.transition == STOP_CLOCK:
        facts.append((_("Answer owed by"), owing[record.facts["owes"]]))
    facts.append((_("Record"), f"{record.seq} · {record.hash[:8]}"))
    frozen = record.transition in ("propose", "resubmit")
    return Entry(
        at=record.at,
        sentence=str(PROJECT_UNSAID) if hidden and record.transition == "recommend" else sentence_of(record, subject),
        actor=record.actor,
        on_behalf_of=record.on_behalf_of,
        under=orders.get(record.delegation or 0, ""),
        state=record.target,
        note="" if hidden else record.note or (record.facts.get("text", "") if isinstance(subject, Inquiry) else ""),
        facts=facts,
        version=record.facts.get("content_version") if frozen else None,
    )


PROJECT_UNSAID = _("The screening officer gave a recommendation.")


def _fact(name: str, value: Any) -> str:
    return str(_("%(amount)s baht")) % {"amount": format_baht(Decimal(value))} if name.endswith("_baht") else str(value)


def _words(record: TransitionRecord, subject: Subject) -> dict[str, Any]:
    facts = record.facts
    words: dict[str, Any] = {"version": facts.get("content_version", ""), "meeting": facts.get("meeting", "")}
    words["number"] = facts.get("number", "")
    if isinstance(subject, Participation):
        words["agency"] = subject.agency.name
    if isinstance(subject, Inquiry):
        words["agency"] = subject.participation.agency.name
    if isinstance(subject, PairFinding):
        words |= {"other": subject.shown_other or _("another project"), "answer": subject.words}
    if isinstance(subject, ExpertOpinion):
        words["field"] = subject.get_field_display()
    if isinstance(subject, IntegrationProject):
        words |= {
            "recommendation": _label(Recommendation, facts.get("recommendation")),
            "stage": _label(Stage, facts.get("stage")),
            "outcome": _label(Outcome, facts.get("outcome")),
        }
    return words


def _label(choices: Any, value: Any) -> str:
    return str(choices(value).label) if value in choices.values else ""

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a record keeps beside its move, as people read it: each fact under its name, each code as its word.

A record stores codes, ids and data only; their words are made here, in the reader's language. A fact that nobody has
given a word is shown by its own name, so that nothing of a record is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from agencies.lifecycle import Extent
from agencies.models import Agency, Unit
from agencies.roles import Role
from budget_review.models import BudgetLine, Stage
from budget_review.models.criteria import Verdict
from budget_review.models.parts import Advice, Field
from budget_review.models.screening import Recommendation
from budget_review.models.similarity import Answer, Question
from budget_review.sections import MENDABLE
from budget_review.states import Outcome, Tier
from committee.minutes.states import Way
from committee.models.attendance import Channel, Identified
from committee.states import Urgency, Verb
from digital_plan.models import Obligation
from digital_plan.states.action_plans import ActionPlanKind
from digital_plan.states.campaigns import Finding
from digital_plan.states.clinic import Channel as CameBy
from digital_plan.states.clinic import Topic
from digital_plan.states.status_rounds import PlanStanding
from papers.templatetags.thai import thai_date, thai_datetime
from papers.thai import format_baht
from project.queues import queue_names
from project.records import kinds, steps
from workflows.clocks.running import REASONS
from workflows.desks import label_of_desk
from workflows.models import TransitionRecord

Words = Callable[[Any], str | list[str]]


@dataclass(frozen=True)
class Fact:
    """One fact of a record: what it is called, and what it says in one line or several."""

    name: str
    term: str
    said: list[str]


def facts_of(record: TransitionRecord) -> list[Fact]:
    """The facts of a record in the order of their terms' writing below, those without a term last."""
    known = [name for name in TERMS if name in record.facts]
    strange = [name for name in record.facts if name not in TERMS]
    return [_fact(name, record.facts[name]) for name in (*known, *strange) if record.facts[name] not in (None, "", [])]


def _fact(name: str, value: Any) -> Fact:
    term, words = TERMS.get(name, (name, _plainly))
    try:
        said = words(value)
    except (KeyError, ValueError, TypeError, InvalidOperation, AttributeError, ObjectDoesNotExist):
        said = _plainly(value)  # tampered with, or of another day: shown as it stands
    return Fact(name, str(term), said if isinstance(said, list) else [said])


def _plainly(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _baht(value: str) -> str:
    return _("%(amount)s baht") % {"amount": format_baht(Decimal(value))}


def _yes_or_no(value: bool) -> str:
    return _("Yes") if value else _("No")


def _intake(answers: Mapping[str, str]) -> str:
    """The criteria by their codes, each with its answer."""
    return " · ".join(f"{code}: {Verdict(answer).label}" for code, answer in answers.items())


def _choice(choices: Any) -> Words:
    return lambda value: str(choices(value).label)


def _agencies(ids: list[int]) -> list[str]:
    names = Agency.objects.in_bulk(ids)
    return [names[pk].name if pk in names else str(pk) for pk in ids]


def _amounts(amounts: Mapping[str, str]) -> list[str]:
    """``{"7": "1500000.00"}``: each line by its item."""
    lines = BudgetLine.objects.in_bulk([int(pk) for pk in amounts])
    return [
        f"{lines[int(pk)].item if int(pk) in lines else pk}: {_baht(amount)}" for pk, amount in sorted(amounts.items())
    ]


def _letters(letters: Mapping[str, str]) -> list[str]:
    """``{"12": "sha256…"}`` or ``{"dga": "สพร ๐๑/๑๒"}``: each letter by the agency that it went to."""
    if not all(pk.isdecimal() for pk in letters):
        by_code = {agency.code: agency.name for agency in Agency.objects.filter(code__in=letters)}
        return [f"{by_code.get(code, code)}: {number}" for code, number in sorted(letters.items())]
    names = Agency.objects.in_bulk([int(pk) for pk in letters])
    return [f"{names[int(pk)].name if int(pk) in names else pk}: {sha256}" for pk, sha256 in sorted(letters.items())]


def _reports(fixed: Mapping[str, str]) -> list[str]:
    """``{"4.1": "sha256…"}``: each report to the cabinet by the label of its item."""
    return [f"{label}: {sha256}" for label, sha256 in sorted(fixed.items())]


def _agency(of: int | str) -> list[str]:
    """By its id, or by its code."""
    return [Agency.objects.get(code=of).name] if isinstance(of, str) else _agencies([of])


def _conditions(conditions: list[Mapping[str, Any]]) -> list[str]:
    return [" · ".join(filter(None, [one["text"], _before(one), _until(one)])) for one in conditions]


def _before(condition: Mapping[str, Any]) -> str:
    return _("before it is sent on") if condition.get("before_forwarding") else ""


def _until(condition: Mapping[str, Any]) -> str:
    due = condition.get("due_date")
    return _("due %(day)s") % {"day": thai_date(date.fromisoformat(due))} if due else ""


def _sections(sections: list[str]) -> list[str]:
    return [str(MENDABLE.get(section, section)) for section in sections]


def _cause(cause: str) -> str:
    """``"committee.resolution/3/2"``: record 2 of the resolution 3."""
    kind, pk, seq = cause.rsplit("/", 2)
    return _("%(kind)s %(id)s, record %(seq)s") % {"kind": dict(kinds()).get(kind, kind), "id": pk, "seq": seq}


def _people(of: int | list[int]) -> list[str]:
    ids = of if isinstance(of, list) else [of]
    names = User.objects.in_bulk(ids)
    return [str(names[pk]) if pk in names else str(pk) for pk in ids]


def _unit(pk: int) -> str:
    return Unit.objects.get(pk=pk).name


def _acts(names: list[str]) -> list[str]:
    """``"app.model.step"`` by the step's label; a name that no lifecycle knows stays."""
    labels = {name: str(label) for _kind, of_kind in steps() for name, label in of_kind}
    return [labels.get(name, name) for name in names]


def _obliging(said: Mapping[str, Any]) -> list[str]:
    """``{"due_date": "2021-07-29"}``: what an obligation says, each column under its name; what is empty by a dash."""
    columns: dict[str, Any] = {name: Obligation._meta.get_field(name) for name in said}
    shown = {name: dict(column.choices or []).get(said[name], said[name]) for name, column in columns.items()}
    for name in ("issued_on", "due_date"):
        if shown.get(name):
            shown[name] = _day(shown[name])
    lists = {name: ", ".join(value) if isinstance(value, list) else value for name, value in shown.items()}
    return [f"{columns[name].verbose_name}: {value or '–'}" for name, value in lists.items()]


def _day(value: str) -> str:
    return str(thai_date(date.fromisoformat(value)))


TERMS: dict[str, tuple[Any, Words]] = {
    "content_version": (gettext_lazy("Content version"), _plainly),
    "stage": (gettext_lazy("Stage"), _choice(Stage)),
    "outcome": (gettext_lazy("Outcome"), _choice(Outcome)),
    "recommendation": (gettext_lazy("Recommendation"), _choice(Recommendation)),
    "score": (gettext_lazy("Score"), _plainly),
    "verb": (gettext_lazy("Resolution"), _choice(Verb)),
    "advice": (gettext_lazy("Advice"), _choice(Advice)),
    "field": (gettext_lazy("Field"), _choice(Field)),
    "text": (gettext_lazy("Text"), _plainly),
    "conditions": (gettext_lazy("Conditions"), _conditions),
    "sections": (gettext_lazy("Sections to mend"), _sections),
    "asked": (gettext_lazy("Agencies asked for consent"), _agencies),
    "proposed_baht": (gettext_lazy("Proposed"), _baht),
    "screened_baht": (gettext_lazy("After screening"), _baht),
    "endorsed_baht": (gettext_lazy("Endorsed"), _baht),
    "stage_baht": (gettext_lazy("Amount"), _baht),
    "decided_baht": (gettext_lazy("Decided"), _baht),
    "amounts": (gettext_lazy("Amounts by line"), _amounts),
    "source": (gettext_lazy("Source document"), _plainly),
    "evidence": (gettext_lazy("Evidence"), _plainly),
    "letter": (gettext_lazy("Named by letter"), _plainly),
    "in_place_of": (gettext_lazy("In the place of"), _people),
    "letter_number": (gettext_lazy("Letter"), _plainly),
    "first_year": (gettext_lazy("First fiscal year (B.E.)"), _plainly),
    "last_year": (gettext_lazy("Last fiscal year (B.E.)"), _plainly),
    "revision": (gettext_lazy("Revision"), _plainly),
    "receipt_number": (gettext_lazy("Receipt number"), _plainly),
    "letters": (gettext_lazy("Letters issued"), _letters),
    "said": (gettext_lazy("What it says"), _obliging),
    "said_before": (gettext_lazy("What it said before"), _obliging),
    "done_on": (gettext_lazy("Done on"), _day),
    "lapsed": (gettext_lazy("Lapsed for agencies"), _plainly),
    "committee": (gettext_lazy("Committee"), _plainly),
    "meeting": (gettext_lazy("Meeting"), _plainly),
    "label": (gettext_lazy("Agenda item"), _plainly),
    "labels": (gettext_lazy("Labels given"), lambda labels: ", ".join(labels.values())),
    "late_reason": (gettext_lazy("Why it comes late"), _plainly),
    "asked_by": (gettext_lazy("Asked for by"), _people),
    "slot": (gettext_lazy("Place asked for, number"), _plainly),
    "given": (gettext_lazy("Place at the clinic, number"), _plainly),
    "starts_at": (gettext_lazy("Time"), lambda at: thai_datetime(datetime.fromisoformat(at))),
    "freed": (gettext_lazy("Place given back, number"), _plainly),
    "moved_up": (gettext_lazy("Booking that moved up, number"), _plainly),
    "season": (gettext_lazy("Season of the clinic, number"), _plainly),
    "topic": (gettext_lazy("Topic"), _choice(Topic)),
    "plan_status": (gettext_lazy("where the agency's plan stands"), _choice(PlanStanding)),
    "plan_kind": (gettext_lazy("kind of plan"), _choice(ActionPlanKind)),
    "remark": (gettext_lazy("what changed, or is in the way"), _plainly),
    "came_by": (gettext_lazy("how it came"), _choice(CameBy)),
    "result_sha256": (gettext_lazy("Result, SHA-256"), _plainly),
    "counted": (gettext_lazy("Returns counted"), _plainly),
    "caller": (gettext_lazy("Who asked, by post"), _plainly),
    "wanted_day": (gettext_lazy("Day waited for"), _day),
    "problem": (gettext_lazy("What the agency came with"), _plainly),
    "next_step": (gettext_lazy("Next step"), _plainly),
    "about": (gettext_lazy("About"), _plainly),
    "is_for_caller": (gettext_lazy("Booked for a caller"), _yes_or_no),
    "mark": (gettext_lazy("Mark of attendance, number"), _plainly),
    "at": (gettext_lazy("At"), lambda at: thai_datetime(datetime.fromisoformat(at))),
    "moment": (gettext_lazy("At"), lambda at: thai_datetime(datetime.fromisoformat(at))),
    "channel": (gettext_lazy("takes part"), _choice(Channel)),
    "identified_by": (gettext_lazy("identified by"), _choice(Identified)),
    "consents": (gettext_lazy("consents to the recording"), _yes_or_no),
    "number": (gettext_lazy("Number"), _plainly),
    "no_letter": (gettext_lazy("Why no letter is sent"), _plainly),
    "urgency": (gettext_lazy("Urgency"), _choice(Urgency)),
    "pattern": (gettext_lazy("Series of letters"), _plainly),
    "assigned": (gettext_lazy("Actions assigned"), _plainly),
    "person": (gettext_lazy("Person"), _people),
    "due_date": (gettext_lazy("Due"), _day),
    "working_days": (gettext_lazy("Working days"), _plainly),
    "be_year": (gettext_lazy("Year (B.E.)"), _plainly),
    "profile": (gettext_lazy("Rules of procedure, version"), _plainly),
    "mandate": (gettext_lazy("By mandate"), _plainly),
    "invited": (gettext_lazy("Members invited"), _plainly),
    "came_by_itself": (gettext_lazy("Matters that came by themselves"), _plainly),
    "entitled": (gettext_lazy("Entitled to vote"), _plainly),
    "present": (gettext_lazy("Present"), _plainly),
    "needed": (gettext_lazy("Needed for the quorum"), _plainly),
    "not_reached": (gettext_lazy("Not reached"), _plainly),
    "project": (gettext_lazy("Project"), _plainly),
    "adds_to": (gettext_lazy("Adds to pack"), _plainly),
    "pack": (gettext_lazy("Pack"), _plainly),
    "resolution": (gettext_lazy("Resolution's id"), _plainly),
    "circulation": (gettext_lazy("Circulation"), _plainly),
    "members": (gettext_lazy("Members asked"), _plainly),
    "due_on": (gettext_lazy("comments until"), _plainly),
    "way": (gettext_lazy("way of adoption"), _choice(Way)),
    "adopted_at": (gettext_lazy("Adopted by meeting"), _plainly),
    "amended": (gettext_lazy("Sections amended"), _plainly),
    "corrigendum": (gettext_lazy("corrigendum number"), _plainly),
    "minutes": (gettext_lazy("Minutes' id"), _plainly),
    "drafted": (gettext_lazy("Sections drafted"), _plainly),
    "tier": (gettext_lazy("Review"), _choice(Tier)),
    "intake": (gettext_lazy("Checked when it is taken up"), _intake),
    "bands": (gettext_lazy("Bands, version"), _plainly),
    "large": (gettext_lazy("Large project"), _yes_or_no),
    "definition": (gettext_lazy("Definition of the lifecycle"), _plainly),
    "desk": (gettext_lazy("Desk"), lambda name: str(label_of_desk(name))),
    "why": (gettext_lazy("Why the clock stands still"), lambda code: str(REASONS[code])),
    "owes": (gettext_lazy("Answer owed by"), lambda key: queue_names([key])[key]),
    "stopped_at": (gettext_lazy("Clock stopped since"), lambda at: thai_datetime(datetime.fromisoformat(at))),
    "days_left": (gettext_lazy("Days left"), _plainly),
    "task": (gettext_lazy("Number of the task"), _plainly),
    "from": (gettext_lazy("From definition"), _plainly),
    "to": (gettext_lazy("To definition"), _plainly),
    "extent": (gettext_lazy("Extent of the power"), _choice(Extent)),
    "giver": (gettext_lazy("Given by"), _people),
    "receiver": (gettext_lazy("Given to"), _people),
    "agency": (gettext_lazy("Agency"), _agency),
    "role": (gettext_lazy("Role"), _choice(Role)),
    "order_number": (gettext_lazy("Order number"), _plainly),
    "order_date": (gettext_lazy("Date of the order"), _day),
    "valid_from": (gettext_lazy("In force from"), _day),
    "valid_to": (gettext_lazy("In force until"), _day),
    "unit": (gettext_lazy("Unit"), _unit),
    "acts": (gettext_lazy("Acts"), _acts),
    "subjects": (gettext_lazy("Only for"), _plainly),
    "reason": (gettext_lazy("Reason"), _plainly),
    "paper_sha256": (gettext_lazy("Paper, SHA-256"), _plainly),
    "overlaps": (gettext_lazy("Overlaps with orders"), _plainly),
    "content_sha256": (gettext_lazy("Content, SHA-256"), _plainly),
    "part_sha256": (gettext_lazy("Part consented to, SHA-256"), _plainly),
    "pack_sha256": (gettext_lazy("Pack, SHA-256"), _plainly),
    "snapshot_sha256": (gettext_lazy("Pack's content, SHA-256"), _plainly),
    "wording_sha256": (gettext_lazy("Wording, SHA-256"), _plainly),
    "report_sha256": (gettext_lazy("Report, SHA-256"), _plainly),
    "report_changes": (gettext_lazy("Resolutions changed since the report was fixed"), _plainly),
    "reports": (gettext_lazy("Reports fixed, SHA-256"), _reports),
    "question": (gettext_lazy("Question"), _choice(Question)),
    "answer": (gettext_lazy("Finding"), _choice(Answer)),
    "finding": (gettext_lazy("Answer about the pair, SHA-256"), _plainly),
    "alignment": (gettext_lazy("Finding"), _choice(Finding)),
    "due_before": (gettext_lazy("Due before"), _day),
    "agencies_asked": (gettext_lazy("Agencies asked"), _plainly),
    "owners_asked": (gettext_lazy("of these owners of key projects"), _plainly),
    "not_received": (gettext_lazy("Not received"), _plainly),
    "is_late": (gettext_lazy("Late"), _yes_or_no),
    "version": (gettext_lazy("Version"), _plainly),
    "letter_sha256": (gettext_lazy("Letter, SHA-256"), _plainly),
    "cause": (gettext_lazy("Follows from"), _cause),
}

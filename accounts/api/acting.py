# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How an act is asked for and answered, the same for every subject with a lifecycle."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import Annotated, Any
from uuid import UUID

from django.apps import apps
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Header, Query, Schema
from ninja.responses import Status
from pydantic import AfterValidator, ConfigDict, StringConstraints

from accounts.api.asking import asker
from accounts.api.people import Moment, PersonOut, person_out
from accounts.api.problems import Problem, told
from workflows.acting import act
from workflows.definitions.files import label_of
from workflows.explaining import Answer, explain
from workflows.held_still import held_together
from workflows.lifecycle import Attempt, Subject, rules_of, steps_for
from workflows.models import TransitionRecord
from workflows.records import moment
from workflows.refusals import Refused


def storable(text: str) -> str:
    """Text that a database and a hash can hold: no NUL, no half of a surrogate pair. Raises ValueError."""
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("holds a character that is not text")
    return text


Words = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True), AfterValidator(storable)]
Prose = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(storable)]
RequestId = Annotated[
    UUID,
    Header(
        alias="Idempotency-Key",
        description="A UUID of your own making. The same key for the same act answers the same record again.",
    ),
]
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        pattern=r'^"?[0-9]{1,9}"?$',
        description="The subject's version that you have read, as its ETag gives it. Refused when it has moved on.",
    ),
]
ActingUnder = Annotated[
    int | None,
    Header(
        alias="Acting-Under",
        ge=1,
        le=2**63 - 1,
        description="The id of the order (``/delegations``) by which you act for another. Without it, for yourself.",
    ),
]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
After = Annotated[int | None, Query(ge=1, description="Go on behind this; ``next`` of the answer before.")]


class Strict(Schema):
    """What is sent: a name that is not known is refused, not passed over."""

    model_config = ConfigDict(extra="forbid")


class ActBody(Strict):
    """The reason, where one is asked for; each floor adds its own ``facts``."""

    note: Prose = ""


class RecordOut(Schema):
    """One record of the chain. ``hash`` is the SHA-256 of ``canonical``, which holds ``prev_hash`` too.

    Where ``withheld`` is so, the note, the facts and the canonical text are not (yet) yours to read.
    """

    id: int
    subject: str = Field(examples=["budget_review.integrationproject"])
    subject_id: int
    seq: int
    transition: str = Field(examples=["propose"])
    label: str
    source: str
    target: str
    actor: PersonOut
    on_behalf_of: PersonOut | None
    delegation: int | None = Field(description="The id of the order by which the actor acted for another.")
    content_version: int | None
    note: str
    facts: dict[str, Any]
    at: Moment
    request_id: UUID
    prev_hash: str
    canonical: str | None
    hash: str
    withheld: bool


class HistoryPage(Schema):
    """Records in the order in which they were written."""

    records: list[RecordOut]
    next: int | None


class AskedOut(Schema):
    """Something that the act takes along: the note, or a fact by its name."""

    name: str
    sentence: str


Answering = Callable[[Subject, Attempt], Sequence[Answer]]


class ActOut(Schema):
    """One act that somebody can make from the present state."""

    name: str
    label: str
    may: bool
    permitted: bool
    missing: list[str]
    asks: list[AskedOut]
    who: str
    under: str | None = Field(
        description="The order by which you may.", examples=["acting for Somchai (Head of agency) by order no. 12/2564"]
    )


class SubjectActsOut(Schema):
    """A subject, where it stands, and what can be done with it."""

    subject: str
    id: int
    state: str
    state_label: str
    version: int
    acts: list[ActOut]


class ActsOut(SubjectActsOut):
    """A whole with its parts."""

    parts: list[SubjectActsOut]


def make_step(
    request: HttpRequest,
    subject: Subject,
    name: str,
    *,
    body: ActBody,
    request_id: UUID,
    if_match: str | None,
    delegation: int | None = None,
    perform: Callable[..., TransitionRecord] = act,
) -> Status[RecordOut] | Status[Problem]:
    """Make the step and answer with its record, or with the refusal and who could have done it."""
    try:
        record = perform(
            subject,
            name,
            actor=asker(request),
            at=timezone.now(),
            request_id=request_id,
            expected_version=int(if_match.strip('"')) if if_match else None,
            delegation=delegation,
            note=body.note,
            facts=body.model_dump(mode="json", exclude_none=True).get("facts", {}),
        )
    except Refused as refused:
        step = steps_for(subject).get(name)
        rule = rules_of(step).who if step else None
        return told(refused, rule and rule.sentence)
    return Status(200, record_out(record))


def record_out(record: TransitionRecord, *, withheld: bool = False) -> RecordOut:
    """A record as the API shows it, or only that it happened."""
    model: Any = apps.get_model(record.subject_type)
    return RecordOut(
        id=record.pk,
        subject=record.subject_type,
        subject_id=record.subject_id,
        seq=record.seq,
        transition=record.transition,
        label=str(label_of(model, record.transition)),
        source=record.source,
        target=record.target,
        actor=person_out(record.actor),
        on_behalf_of=person_out(record.on_behalf_of) if record.on_behalf_of else None,
        delegation=record.delegation,
        content_version=record.content_version,
        note="" if withheld else record.note,
        facts={} if withheld else record.facts,
        at=moment(record.at),
        request_id=record.request_id,
        prev_hash=record.prev_hash,
        canonical=None if withheld else record.canonical,
        hash=record.hash,
        withheld=withheld,
    )


def history_page(
    records: Any, after: int | None, limit: int, withheld: Callable[[TransitionRecord], bool] = lambda record: False
) -> HistoryPage:
    """A page of records behind the record ``after``, in a fixed number of queries."""
    found = list((records.filter(pk__gt=after) if after else records).order_by("pk")[: limit + 1])
    shown = [record_out(record, withheld=withheld(record)) for record in found[:limit]]
    return HistoryPage(records=shown, next=found[limit - 1].pk if len(found) > limit else None)


def acts_of(whole: Subject, parts: Iterable[Subject], attempt: Attempt, *, answers: Answering = explain) -> ActsOut:
    """For the whole and each of its parts: may I, what is missing, who can, as ``answers`` says."""
    parts = list(parts)
    by_kind: dict[str, list[Subject]] = {}
    for part in parts:
        by_kind.setdefault(part.kind, []).append(part)
    with whole.held_still(), ExitStack() as held:  # what their rules ask is read for all at once
        for together in by_kind.values():
            held.enter_context(held_together(together))
        told = [SubjectActsOut(**_acts(part, answers(part, attempt))) for part in parts]
        return ActsOut(**_acts(whole, answers(whole, attempt)), parts=told)


def _acts(subject: Subject, answers: Sequence[Answer]) -> dict[str, Any]:
    return {
        "subject": subject.kind,
        "id": subject.pk,
        "state": subject.state,
        "state_label": subject.get_state_display(),  # type: ignore[attr-defined]
        "version": subject.version,
        "acts": _answers(answers),
    }


def _answers(answers: Sequence[Answer]) -> list[ActOut]:
    return [
        ActOut(
            name=answer.name,
            label=str(answer.label),
            may=answer.may,
            permitted=answer.permitted,
            missing=[str(sentence) for sentence in answer.missing],
            asks=[AskedOut(name=asked.name, sentence=str(asked.sentence)) for asked in answer.asks],
            who=str(answer.who),
            under=answer.under.sentence if answer.under else None,
        )
        for answer in answers
    ]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects like one another for programs: both findings, one pair whole, the screening officer's answer."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, ActingUnder, Moment, PersonOut, Prose, RequestId, Strict, asker, person_out
from accounts.api.problems import told
from agencies.asking import asker_under
from budget_review.models import IntegrationProject, PairFinding
from budget_review.models.similarity import Answer, Question
from budget_review.operations.similarity import answer_pair
from budget_review.permissions import screener
from budget_review.queries import project_for
from budget_review.queries.similar import Reader
from budget_review.similarity.explaining import Texts, Told
from budget_review.similarity.searching import FROM, Pair
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["projects"])


class MatchOut(Schema):
    """A text of each project that were put beside each other, and why, in the Accept-Language."""

    part: str = Field(examples=["Budget line"])
    mine: str
    theirs: str
    score_percent: int
    shared: list[str] = Field(description="What both texts say.")
    reasons: list[str]


class AnswerOut(Schema):
    """What an officer answered. A later answer stands in the place of an earlier one."""

    answer: Answer
    note: str
    by: PersonOut
    at: Moment
    score_percent: int = Field(description="The service's own score at that time.")


class PairOut(Schema):
    """One question about two projects. ``found`` when the score is high enough to be reported."""

    question: Question
    code: str
    title: str
    score_percent: int
    found: bool
    matches: list[MatchOut]
    answer: AnswerOut | None


class SimilarOut(Schema):
    """Both findings, each its own list, the strongest first. ``duplicates`` is null for whom they are not."""

    duplicates: list[PairOut] | None
    could_connect: list[PairOut]
    dga_sees_more: bool = Field(description="Whether DGA sees one more connection, which you may not open.")


class AnswerBody(Strict):
    """An answer with its reason. ``continues`` is for duplicates only: one carries the other on."""

    question: Question
    answer: Answer
    note: Prose


@router.get("/{slug:code}/similar", response={200: SimilarOut} | READING, summary="Find projects like this one")
def similar_projects(request: HttpRequest, code: str) -> SimilarOut:
    """Projects of all years that say this one again, and those that could be connected, of those you may open."""
    now, user = timezone.now(), asker(request)
    reader = Reader(project_for(user, code, now), user, now)
    seen = reader.seen()
    texts = Texts([reader.project, *seen.others.values()], seen.pairs)
    rows = {question: [] for question in Question}  # type: ignore[var-annotated]
    for pair in seen.pairs:
        rows[pair.question].append(_pair(reader, pair, seen.others[pair.other], texts))
    duplicates = rows[Question.DUPLICATE] if reader.reads_duplicates else None
    return SimilarOut(duplicates=duplicates, could_connect=rows[Question.CONNECT], dga_sees_more=seen.dga_sees_more)


@router.get(
    "/{slug:code}/similar/{slug:other}", response={200: list[PairOut]} | READING, summary="Compare two projects"
)
def compare_projects(request: HttpRequest, code: str, other: str) -> list[PairOut]:
    """Both questions about two projects, whatever the scores are; agencies read connections only."""
    now, user = timezone.now(), asker(request)
    reader = Reader(project_for(user, code, now), user, now)
    beside = project_for(user, other, now)
    if beside.pk == reader.project.pk:
        raise Http404
    pairs = reader.pairs_with(beside)
    texts = Texts([reader.project, beside], pairs)
    return [_pair(reader, pair, beside, texts) for pair in pairs]


@router.post(
    "/{slug:code}/similar/{slug:other}/findings",
    response={200: AnswerOut} | REFUSALS,
    summary="Answer about two projects",
)
def answer_about_pair(
    request: HttpRequest, code: str, other: str, body: AnswerBody, request_id: RequestId,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Keep what the screening officer found of the pair. The same key for the same answer gives the same row again."""
    now, user = timezone.now(), asker_under(request, acting_under)
    project, beside = project_for(user, code, now), project_for(user, other, now)
    try:
        kept = answer_pair(
            project_id=project.pk, other_id=beside.pk, question=body.question.value, answer=body.answer.value,
            note=body.note, actor=asker(request), at=now, request_id=request_id, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, screener.sentence)
    return Status(200, _answer(kept))


def _pair(reader: Reader, pair: Pair, other: IntegrationProject, texts: Texts) -> PairOut:
    given = reader.answers.get((pair.other, pair.question.value))
    return PairOut(
        question=pair.question,
        code=other.code,
        title=other.title,
        score_percent=pair.percent,
        found=pair.value >= FROM[pair.question],
        matches=[_match(texts.told(reader.project.pk, pair, match)) for match in pair.matches],
        answer=_answer(given) if given else None,
    )


def _match(told_match: Told) -> MatchOut:
    mine, theirs = ("".join(text for text, _is_shared in side) for side in (told_match.mine, told_match.theirs))
    return MatchOut(
        part=str(told_match.part), mine=mine, theirs=theirs, score_percent=told_match.percent,
        shared=told_match.phrases, reasons=told_match.sentences,
    )  # fmt: skip


def _answer(given: PairFinding) -> AnswerOut:
    return AnswerOut(
        answer=Answer(given.answer), note=given.note, by=person_out(given.by), at=moment(given.at),
        score_percent=given.score_percent,
    )  # fmt: skip

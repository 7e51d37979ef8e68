# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding, among all years' projects, those that say a project again and those it could be connected with.

The database picks the few hundred that share the rarest marks; those are compared exactly, work by work.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.db.models import Case, Count, IntegerField, Sum, Value, When
from django.utils.functional import cached_property

from budget_review.models import IntegrationProject, Participation, Signature, SignatureMark
from budget_review.models.similarity import Question
from budget_review.similarity.lexicon import weight_of
from budget_review.similarity.saying import marks_of, works_of
from budget_review.similarity.scoring import CONNECT_FROM, DUPLICATE_FROM, Score, connect, duplicate, same_data
from budget_review.similarity.works import DATASET, ITEM, OBJECTIVE, TITLE, Work
from budget_review.states import Consent, State

MOST_ROWS = 40_000  # rows of the index that one question may walk through
CANDIDATES = 300
SHOWN = 20  # of each finding
TIERS = ((30, 6), (300, 3))  # (a mark that stands in at most so many projects, counts so much); others count one


@dataclass(frozen=True)
class Match:
    """A work of the project beside one of the other, and its score."""

    mine: Work
    theirs: Work
    score: Score


@dataclass(frozen=True)
class Pair:
    """Another project that answers one of the questions, the matches it rests on, the strongest first."""

    question: Question
    other: int
    value: float
    matches: tuple[Match, ...]

    @cached_property
    def percent(self) -> int:
        """The score as people read it."""
        return round(self.value * 100)


@dataclass(frozen=True)
class Findings:
    """The two findings on a project, each its own list, the strongest pair first."""

    duplicates: tuple[Pair, ...]
    could_connect: tuple[Pair, ...]

    def of(self, question: Question) -> tuple[Pair, ...]:
        """The pairs of one question."""
        return self.duplicates if question == Question.DUPLICATE else self.could_connect

    def among(self, projects: set[int]) -> "Findings":
        """Those with one of these projects."""
        duplicates = tuple(pair for pair in self.duplicates if pair.other in projects)
        return Findings(duplicates, tuple(pair for pair in self.could_connect if pair.other in projects))


def findings_of(project: IntegrationProject) -> Findings:
    """Compare a project with all others of all years, withdrawn ones left out. Some eight queries, however many."""
    mine = works_of(project)
    chosen = candidates(project.pk, mine)
    return compare_with(project.pk, mine, works_by_project(chosen))


def pair_of(project: IntegrationProject, other: IntegrationProject) -> dict[Question, Pair]:
    """Both scores of two projects, whatever they are."""
    mine, theirs = works_of(project), works_of(other)
    agencies = agencies_of([project.pk, other.pk])
    asked = (mine, theirs, agencies[project.pk], agencies[other.pk])
    return {question: scored(question, other.pk, *asked) for question in Question}


def compare_with(pk: int, mine: list[Work], others: dict[int, list[Work]]) -> Findings:
    """The strongest pairs with the others for each question."""
    found = pairs_with(pk, mine, others)
    return Findings(tuple(found[Question.DUPLICATE][:SHOWN]), tuple(found[Question.CONNECT][:SHOWN]))


def pairs_with(pk: int, mine: list[Work], others: dict[int, list[Work]]) -> dict[Question, list[Pair]]:
    """Every pair with one of the others that reaches the threshold, for each question, the strongest first."""
    agencies = agencies_of([pk, *others])
    others = {other: _of_these(works, agencies[other]) for other, works in others.items()}
    found: dict[Question, list[Pair]] = {question: [] for question in Question}
    for other, theirs in others.items():
        for question in Question:
            pair = scored(question, other, mine, theirs, agencies[pk], agencies[other])
            if pair.value >= FROM[question]:
                found[question].append(pair)
    for pairs in found.values():
        pairs.sort(key=lambda pair: (-pair.value, -pair.other))
    return found


def _of_these(works: list[Work], agencies: set[int]) -> list[Work]:
    """What was signed, without the lines of an agency that has left since."""
    return [work for work in works if work.agency is None or work.agency in agencies]


FROM = {Question.DUPLICATE: DUPLICATE_FROM, Question.CONNECT: CONNECT_FROM}


def scored(
    question: Question, other: int, mine: list[Work], theirs: list[Work], own: set[int], others: set[int]
) -> Pair:
    """One question about two projects: how strong the best match is, and every match that counts."""
    ask: Callable[[Work, Work], Score] = (
        _duplicate if question == Question.DUPLICATE else partial(_connect, own == others)
    )
    matches = [
        Match(one, two, score)
        for one in mine
        for two in theirs
        if one.part == two.part and not (one.plain or two.plain) and (one.matters & two.matters or one.runs & two.runs)
        if (score := ask(one, two)).value >= FROM[question]
    ]
    matches.sort(key=lambda match: -match.score.value)
    return Pair(question, other, max((_weight(match) for match in matches), default=0.0), tuple(_apart(matches)))


def _duplicate(one: Work, other: Work) -> Score:
    """To name the same data set is no work asked for twice."""
    return Score(0.0) if one.part == DATASET else duplicate(one, other)


def _connect(same_agencies: bool, one: Work, other: Work) -> Score:
    """Could-connect asks for different agencies; what is a duplicate is no connection. Objectives are too wide."""
    if one.part == OBJECTIVE or (one.part in (TITLE, DATASET) and same_agencies):
        return Score(0.0)
    if one.part == DATASET:
        return same_data(one, other)
    score = connect(one, other)
    if score.value >= CONNECT_FROM and duplicate(one, other).value >= DUPLICATE_FROM:
        return Score(0.0)
    return score


def _weight(match: Match) -> float:
    """Lines are the work itself; a name alone says less, and an objective alone is never enough."""
    return match.score.value * {ITEM: 1.0, TITLE: 0.9, DATASET: 1.0, OBJECTIVE: 0.4}[match.mine.part]


def _apart(matches: list[Match]) -> Iterable[Match]:
    """Each work once, in its best match."""
    mine: set[int] = set()
    theirs: set[int] = set()
    for match in matches:
        if id(match.mine) not in mine and id(match.theirs) not in theirs:
            mine.add(id(match.mine))
            theirs.add(id(match.theirs))
            yield match


# ── the few hundred ──


def candidates(pk: int, works: list[Work]) -> list[int]:
    """The projects that share most of what is rare in this one."""
    marks = marks_of(works)
    counts = dict(SignatureMark.objects.filter(mark__in=marks).values_list("mark").annotate(Count("pk")).order_by())
    rare: list[int] = []
    rows = 0
    for mark, count in sorted(counts.items(), key=lambda one: (one[1], one[0])):
        rows += count
        if rows > MOST_ROWS and rare:
            break
        rare.append(mark)
    if not rare:
        return []
    tiers = [When(mark__in=[mark for mark in rare if counts[mark] <= most], then=Value(worth)) for most, worth in TIERS]
    weight = Sum(Case(*tiers, default=Value(1), output_field=IntegerField()))
    found = SignatureMark.objects.filter(mark__in=rare).exclude(signature=pk)
    found = found.exclude(signature__project__state=State.WITHDRAWN)
    strongest = found.values("signature").annotate(weight=weight).order_by("-weight", "-signature")
    return list(strongest.values_list("signature", flat=True)[:CANDIDATES])


def works_by_project(pks: Iterable[int]) -> dict[int, list[Work]]:
    """The works of these projects as they were signed."""
    rows = Signature.objects.filter(project__in=list(pks)).values_list("project", "works")
    return {pk: [Work.from_data(data) for data in works] for pk, works in rows}


def agencies_of(pks: Iterable[int]) -> dict[int, set[int]]:
    """Who takes part in these projects."""
    found: dict[int, set[int]] = {pk: set() for pk in pks}
    rows = Participation.objects.filter(project__in=list(found)).exclude(state=Consent.LEFT)
    for project, agency in rows.values_list("project", "agency"):
        found[project].add(agency)
    return found


def shared_matters(pair: Pair) -> list[str]:
    """The matters that both are about, the most telling first."""
    codes = {code for match in pair.matches for code in match.score.matters}
    return sorted(codes, key=lambda code: (-weight_of(code), code))

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How many projects like each of some were found, as far as a person may know: for lists, without searching."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from accounts.models import User
from agencies.queries import roles_of
from budget_review.models import FoundPair, IntegrationProject, PairFinding
from budget_review.models.similarity import Answer, Question
from budget_review.queries.projects import projects_for
from budget_review.queries.visibility import SEES_SCREENING
from budget_review.states import State

Found = tuple[int, int, str]  # a project of the list, the other one, the question


@dataclass(frozen=True)
class Likeness:
    """How many other projects say one again, and how many could be connected; what officers settled is not counted."""

    duplicates: int = 0
    connections: int = 0

    @property
    def total(self) -> int:
        """Both."""
        return self.duplicates + self.connections


def likeness_of(user: User, at: datetime, ids: Iterable[int]) -> dict[int, Likeness]:
    """What was found of each as it is written now, by id, where anything was; at most four queries for any number.

    Offices read both findings, less what was answered; agencies the connections with projects that they may open, for
    whether an officer has answered is not theirs to know before it is decided.
    """
    pks, is_office = set(ids), reads_duplicates(user, at)
    found = _found(pks, Question.values if is_office else [Question.CONNECT]) if pks else []
    if not found:
        return {}
    seen = projects_for(user, at).filter(pk__in={other for _own, other, _question in found})
    open_to = set(seen.exclude(state=State.WITHDRAWN).order_by().values_list("pk", flat=True))
    settled = _settled(pks) if is_office else set()
    counted: dict[int, dict[str, int]] = {}
    for own, other, question in found:
        if other in open_to and (own, other, question) not in settled:
            of_own = counted.setdefault(own, dict.fromkeys(Question.values, 0))
            of_own[question] += 1
    return {pk: Likeness(many[Question.DUPLICATE], many[Question.CONNECT]) for pk, many in counted.items()}


def reads_duplicates(user: User, at: datetime) -> bool:
    """Whether a person reads also that a project repeats another: the offices, since it is for the screening to say."""
    return bool(roles_of(user, at) & SEES_SCREENING)


def standing_pairs() -> QuerySet[FoundPair]:
    """The pairs that were found of what both projects say now."""
    same = {f"{side}_digest": F(f"{side}__signature__digest") for side in ("first", "second")}
    return FoundPair.objects.filter(**same).order_by()


def _found(pks: set[int], questions: list[str]) -> list[Found]:
    rows = standing_pairs().filter(Q(first__in=pks) | Q(second__in=pks), question__in=questions)
    pairs = rows.values_list("first", "second", "question")
    return _from_each_side(pairs, pks)


def _settled(pks: set[int]) -> set[Found]:
    """What stands open no more: by the officers' latest answer, or because a project says that it carries one on."""
    carried = IntegrationProject.objects.filter(pk__in=pks).exclude(rolled_from=None).order_by()
    own_word = {(own, of, str(Question.DUPLICATE)) for own, of in carried.values_list("pk", "rolled_from") if of}
    rows = PairFinding.objects.filter(Q(project__in=pks) | Q(other__in=pks)).order_by("pk")
    last: dict[tuple[Any, ...], str] = {(*sorted((own, other)), question): answer
            for own, other, question, answer in rows.values_list("project", "other", "question", "answer")}  # fmt: skip
    closed = [key for key, answer in last.items() if key[2] == Question.CONNECT or answer != Answer.YES]
    answered = set(_from_each_side(last, pks))
    return set(_from_each_side(closed, pks)) | (own_word - answered)


def _from_each_side(pairs: Iterable[tuple[Any, ...]], pks: set[int]) -> list[Found]:
    turned = [(own, other, str(question)) for one, two, question in pairs for own, other in ((one, two), (two, one))]
    return [found for found in turned if found[0] in pks]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking for projects like one, and keeping which were found, so that lists tell it without searching."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from budget_review.models import FoundPair, IntegrationProject, Signature
from budget_review.similarity.looking import look_for_similar
from budget_review.similarity.searching import SHOWN, Pair, candidates, pairs_with
from budget_review.similarity.signing import sign
from budget_review.similarity.works import Work
from workflows.jobs import enqueue

KEY = ("first_id", "second_id", "question")


def find_similar(project_id: int, *, at: datetime) -> bool:
    """Find the projects like this one as it is now and keep the pairs; return whether there was something to look for.

    What another project's search found of it stays as long as it holds. Where somebody saves meanwhile, it is looked
    for again.
    """
    signature = _signed(project_id)
    if signature is None or signature.searched == signature.digest:
        return False
    mine = _works(signature.works)
    known = {second if first == project_id else first for first, second, _question in _of(project_id).values_list(*KEY)}
    rows = Signature.objects.filter(project__in={*candidates(project_id, mine), *known}).exclude(digest="")
    said = {pk: (_works(works), digest) for pk, works, digest in rows.values_list("pk", "works", "digest")}
    found = pairs_with(project_id, mine, {pk: works for pk, (works, _digest) in said.items()})
    pairs = [pair for each in found.values() for place, pair in enumerate(each) if place < SHOWN or pair.other in known]
    _keep(signature, pairs, {pk: digest for pk, (_works, digest) in said.items()}, at)
    return True


def _works(stored: list[dict[str, object]]) -> list[Work]:
    return [Work.from_data(data) for data in stored]


def _signed(project_id: int) -> Signature | None:
    """The signature of the project as it is now, also where something changed without a save of its words."""
    with transaction.atomic():
        project = IntegrationProject.objects.select_for_update().filter(pk=project_id).first()
        return sign(project) if project else None


def _of(project_id: int) -> QuerySet[FoundPair]:
    return FoundPair.objects.filter(Q(first=project_id) | Q(second=project_id)).order_by()


@transaction.atomic
def _keep(signature: Signature, pairs: Sequence[Pair], digests: Mapping[int, str], at: datetime) -> None:
    """Put these pairs in the place of those kept. Locked in the order of the ids, as those of any other search are."""
    own = signature.pk
    locked = Signature.objects.select_for_update().filter(pk__in={own, *(pair.other for pair in pairs)}).order_by("pk")
    now = {one.pk: one.digest for one in locked.only("digest")}
    if now[own] != signature.digest:
        enqueue(look_for_similar, project_id=own)
        return
    still = [pair for pair in pairs if now[pair.other] == digests[pair.other]]  # of the others its own job finds
    fresh = {_key(row): row for row in (_row(signature, pair, digests[pair.other], at) for pair in still)}
    gone = [pk for pk, *key in _of(own).values_list("pk", *KEY) if tuple(key) not in fresh]
    FoundPair.objects.filter(pk__in=gone).delete()
    FoundPair.objects.bulk_create(
        [fresh[key] for key in sorted(fresh)],
        update_conflicts=True,
        unique_fields=["first", "second", "question"],
        update_fields=["score_percent", "first_digest", "second_digest", "found_at"],
    )
    Signature.objects.filter(pk=own).update(searched=signature.digest)


def _row(signature: Signature, pair: Pair, digest: str, at: datetime) -> FoundPair:
    sides = sorted([(signature.pk, signature.digest), (pair.other, digest)])
    return FoundPair(
        first_id=sides[0][0], second_id=sides[1][0], question=pair.question.value, score_percent=pair.percent,
        first_digest=sides[0][1], second_digest=sides[1][1], found_at=at,
    )  # fmt: skip


def _key(row: FoundPair) -> tuple[int, int, str]:
    return row.first_id, row.second_id, row.question

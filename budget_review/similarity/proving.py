# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""That each officer's answer about a pair is still the one whose digest its record names."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from budget_review.models import PairFinding
from workflows.faults import Fault, also_verified
from workflows.models import TransitionRecord
from workflows.records import canonical_json, digest, moment

KIND = PairFinding._meta.label_lower
TOGETHER = 1000


def digest_of_answer(found: PairFinding) -> str:
    """The SHA-256 of all that an answer says, the other project and the reason among it."""
    return digest(
        canonical_json(
            {
                "answer": found.answer,
                "at": moment(found.at),
                "by": found.by_id,
                "content_version": found.content_version,
                "delegation": found.delegation,
                "note": found.note,
                "other": found.other_id,
                "other_version": found.other_version,
                "project": found.project_id,
                "question": found.question,
                "request_id": str(found.request_id),
                "salt": found.salt,
                "score_percent": found.score_percent,
            }
        )
    )


@also_verified
def faults_of_answers() -> Iterator[Fault]:
    """Say which answers are not what was recorded; some thousand are held at a time."""
    last = 0
    while rows := list(PairFinding.objects.filter(pk__gt=last).order_by("pk")[:TOGETHER]):
        last = rows[-1].pk
        begun = TransitionRecord.objects.filter(subject_type=KIND, subject_id__in=[row.pk for row in rows], seq=1)
        named = {pk: facts.get("finding") for pk, facts in begun.values_list("subject_id", "facts")}
        for row in rows:
            if named.get(row.pk) != digest_of_answer(row):
                yield Fault(_("%(name)s is not the answer that its record names."), name=f"{KIND}/{row.pk}")

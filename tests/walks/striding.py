# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The strides of a walk: something is tried, and what must always be so is so, whether it was made or refused."""

from collections.abc import Callable
from typing import Any

from tests.sizes import SIZES
from tests.world import everything
from workflows.lifecycle import Subject, initial_state
from workflows.models import TransitionRecord
from workflows.refusals import Refused
from workflows.verification import faults


def strides(attempt: Callable[[], object], look: Callable[[], None], *, seen: Callable[[], Any] = everything) -> int:
    """Try so many times; return how often something was made.

    A refusal leaves all that is ``seen`` as it was. After what was made, ``look`` asserts what must hold, each time;
    ``verify``, which reads everything, is asked each ``SIZES.proofs`` times and at the end of the walk: a chain that
    was broken once stays broken.
    """
    made, stood = 0, seen()
    for _stride in range(SIZES.strides):
        try:
            attempt()
        except Refused:
            assert seen() == stood
            continue
        made, stood = made + 1, seen()
        look()
        if made % SIZES.proofs == 0:
            assert list(faults()) == []
    assert list(faults()) == []
    return made


def replayed(subject: Subject) -> None:
    """The records alone lead to where the subject stands."""
    state = initial_state(type(subject))
    records = TransitionRecord.objects.filter(subject_type=subject.kind, subject_id=subject.pk).order_by("seq")
    moves = list(records.values_list("source", "target"))
    for source, target in moves:
        assert source == state
        state = target
    assert (state, len(moves)) == (subject.state, subject.version)

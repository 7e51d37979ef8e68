# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A refusal says why and changes nothing: both are asserted at once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import translation

from tests.world import everything
from workflows.refusals import Refused


@contextmanager
def refused(kind: type[Refused]) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """Expect exactly this refusal, with its sentences in English, and every table as it was before."""
    before = everything()
    with translation.override("en"), pytest.raises(kind) as raised:
        yield raised
    with translation.override("en"):
        raised.value.reasons = tuple(map(str, raised.value.reasons))
    assert type(raised.value) is kind
    assert everything() == before


def english(sentence: object) -> str:
    """What a lazy sentence says in English, as ``refused`` gives the reasons."""
    with translation.override("en"):
        return str(sentence)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The labelled pairs: there are enough, the findings tell them as the docs say, and better than trigrams do."""

from pathlib import Path

import pytest

from tests.similarity.measuring import (
    CONNECT,
    DUPLICATE,
    Labelled,
    Score,
    best_threshold,
    counts,
    labelled,
    measure,
    our_connect,
    our_duplicate,
    table,
    trigrams,
)

DOCS = Path(__file__).parents[2] / "docs" / "similarity.md"


def test_docs_tell_the_figures_as_they_are() -> None:
    said = DOCS.read_text(encoding="utf-8")
    assert counts() in said
    assert table() in said


def test_labels_keep_the_rule_that_a_reader_can_check() -> None:
    pairs = labelled()
    assert len(pairs) >= 300
    assert len({(pair.one.code, pair.other.code) for pair in pairs}) == len(pairs)
    assert [pair for pair in pairs if pair.label == CONNECT and pair.one.agency == pair.other.agency] == []
    by_part = [sum(pair.is_kept_apart is part for pair in pairs) for part in (True, False)]
    assert min(by_part) >= 100


@pytest.mark.parametrize(
    ("label", "score", "precision", "recall"),
    [(DUPLICATE, our_duplicate, 0.75, 0.72), (CONNECT, our_connect, 0.85, 0.85)],
)
def test_part_kept_apart_is_told_well_and_better_than_by_trigrams(
    label: str, score: Score, precision: float, recall: float
) -> None:
    pairs = labelled()
    apart: list[Labelled] = [pair for pair in pairs if pair.is_kept_apart]
    ours = measure(apart, label, score, 0.5)
    assert ours.precision >= precision
    assert ours.recall >= recall
    plain = best_threshold([pair for pair in pairs if not pair.is_kept_apart], label, trigrams)
    assert ours.f1 > measure(apart, label, trigrams, plain).f1 + 0.2

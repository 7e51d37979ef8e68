# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How well the two findings, and plain trigrams, tell the labelled pairs: ``python -m tests.similarity`` prints it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from budget_review.similarity.scoring import CONNECT_FROM, DUPLICATE_FROM, connect, duplicate
from budget_review.similarity.works import Work, read

HERE = Path(__file__).parent
DUPLICATE, CONNECT, NEITHER = "duplicate", "connect", "neither"


@dataclass(frozen=True)
class Line:
    """A line of lines.tsv."""

    code: str
    agency: str
    project: str
    item: str

    @property
    def work(self) -> Work:
        """The line as it is compared."""
        return read(self.item, agency=self.agency, names=[self.agency], title=self.project)


@dataclass(frozen=True)
class Labelled:
    """A pair with its label."""

    one: Line
    other: Line
    label: str

    @property
    def is_kept_apart(self) -> bool:
        """Whether the pair was never looked at while thresholds and words were set: by the first line's number."""
        return crc32(f"kept apart {self.one.code[1:]}".encode()) % 5 < 2


def labelled() -> list[Labelled]:
    """Every pair, in the order of the file."""
    lines = {code: Line(code, agency, project, item) for code, agency, project, item in _rows("lines.tsv")}
    return [Labelled(lines[one], lines[other], label) for one, other, label in _rows("pairs.tsv")]


def _rows(name: str) -> list[list[str]]:
    text = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in text if line and not line.startswith("#")]


# ── what tells them apart ──

Score = Callable[[Labelled], float]


def our_duplicate(pair: Labelled) -> float:
    """The service's own score for a duplicate."""
    return duplicate(pair.one.work, pair.other.work).value


def our_connect(pair: Labelled) -> float:
    """The service's own score for a connection; what it holds for a duplicate is none."""
    one, other = pair.one.work, pair.other.work
    return 0.0 if duplicate(one, other).value >= DUPLICATE_FROM else connect(one, other).value


def trigrams(pair: Labelled) -> float:
    """Plain trigram similarity of the items, as PostgreSQL's pg_trgm counts it: shared over all."""
    one, other = _trigrams(pair.one.item), _trigrams(pair.other.item)
    return len(one & other) / len(one | other)


def _trigrams(text: str) -> set[str]:
    words = "".join(letter if letter.isalnum() or "\u0e31" <= letter <= "\u0e4e" else " " for letter in text.lower())
    padded = [f"  {word} " for word in words.split()]
    return {word[place : place + 3] for word in padded for place in range(len(word) - 2)}


# ── how well ──


@dataclass(frozen=True)
class Measured:
    """What a score tells of one label above a threshold."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of what was reported, the share that was right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Of what was there, the share that was reported."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def measure(pairs: Iterable[Labelled], label: str, score: Score, threshold: float) -> Measured:
    """Count right, wrong and missed."""
    right = wrong = missed = 0
    for pair in pairs:
        reported = score(pair) >= threshold
        right += reported and pair.label == label
        wrong += reported and pair.label != label
        missed += not reported and pair.label == label
    return Measured(right, wrong, missed)


def best_threshold(pairs: list[Labelled], label: str, score: Score) -> float:
    """The threshold with the best F1, to two places; the lowest of equals."""
    return max((place / 100 for place in range(1, 100)), key=lambda at: (measure(pairs, label, score, at).f1, -at))


def table() -> str:
    """The table of docs/similarity.md."""
    every = labelled()
    known = [pair for pair in every if not pair.is_kept_apart]
    apart = [pair for pair in every if pair.is_kept_apart]
    rows = [
        "| finding | by | threshold | looked at: precision | recall | F1 | kept apart: precision | recall | F1 |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for label, ours, threshold in ((DUPLICATE, our_duplicate, DUPLICATE_FROM), (CONNECT, our_connect, CONNECT_FROM)):
        plain = best_threshold(known, label, trigrams)
        for name, score, at in (("Mati", ours, threshold), ("plain trigrams, at their best", trigrams, plain)):
            told = [measure(pairs, label, score, at) for pairs in (known, apart)]
            figures = " | ".join(f"{one.precision:.2f} | {one.recall:.2f} | {one.f1:.2f}" for one in told)
            rows.append(f"| {label} | {name} | {at:.2f} | {figures} |")
    return "\n".join(rows)


def counts() -> str:
    """How many pairs there are, in a sentence of docs/similarity.md."""
    every = labelled()
    apart = [pair for pair in every if pair.is_kept_apart]

    def told(pairs: list[Labelled]) -> str:
        by_label = {label: sum(pair.label == label for pair in pairs) for label in (DUPLICATE, CONNECT, NEITHER)}
        return f"{len(pairs)} pairs: " + ", ".join(f"{count} {label}" for label, count in by_label.items())

    return f"{told(every)}. Kept apart: {told(apart)}."

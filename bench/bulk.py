# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an item of ``perform_many`` costs beside a single step."""

from collections.abc import Sequence
from uuid import uuid4

from django.db.models import prefetch_related_objects

from bench.costing import Work, interleaved
from bench.letters.models import Letter
from bench.world import AT, OTHER, Steps, letters, officer
from workflows.bulk import perform_many


class Together:
    """All the letters of a heap moved at once."""

    def __init__(self, count: int) -> None:
        self.letters, self.actor = letters(count), officer()
        prefetch_related_objects([self.actor], "memberships")

    def __call__(self) -> Sequence[Work]:
        name = OTHER[Letter._default_manager.get(pk=self.letters[0]).state]
        return [lambda: self._move(name)]

    def _move(self, name: str) -> None:
        outcomes = perform_many(Letter, self.letters, name, actor=self.actor, at=AT, request_id=uuid4())
        assert all(outcome.may for outcome in outcomes)


def run(*, letters: int = 1000, rounds: int = 5) -> None:
    """Print what one item costs, alone and together."""
    costs = interleaved({"alone": Steps(letters), "together": Together(letters)}, rounds=rounds, pieces=letters)
    alone, together = costs["alone"], costs["together"]
    print(f"{letters} steps one by one and by perform_many: median of {rounds} interleaved rounds, ms for one")
    print(f"{'':12}{'wall':>8}{'client':>8}{'server':>8}")
    for name, cost in costs.items():
        print(f"{name:12}{cost.wall_ms:8.2f}{cost.client_ms:8.2f}{cost.server_ms:8.2f}")
    print(f"faster by    {alone.wall_ms / together.wall_ms:7.1f}× (CPU {alone.cpu_ms / together.cpu_ms:.1f}×)")

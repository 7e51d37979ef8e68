# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acts while a migration runs: each comes wholly before it or wholly after it, and nothing is lost."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.permits.living import AT, Permits, first_release, permits, steps_made, wanted
from tests.together import at_once
from workflows.definitions.migrating import MigrationRefused, Unproven, migrate
from workflows.models import TransitionRecord
from workflows.refusals import Refused
from workflows.verification import faults

__all__ = ["permits"]
pytestmark = pytest.mark.postgresql


def test_acts_while_migrating_are_under_the_one_definition_or_the_other(permits: Permits, tmp_path: Path) -> None:
    from tests.permits.models import Permit

    with first_release(tmp_path):
        waiting = [permits.ask() for _number in range(12)]
    of = wanted({"checked": "verified", "looked": "verified"})

    def do(number: int) -> Any:
        if number == 0:
            return migrate(of, actor=permits.people["admin"], at=AT, request_id=uuid4(), reason="เหตุ")[1]
        permit = Permit._default_manager.get(pk=waiting[number - 1].pk)
        try:
            return permits.act("check_it", "clerk", permit).state
        except Refused:  # the migration came first: under the second definition there is no such step
            return permits.act("verify", "clerk", permit).state

    results = at_once(13, do)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert len(results[0]) == 12  # type: ignore[arg-type]
    for permit in Permit._default_manager.order_by("pk"):
        assert permit.definition == 2
        assert (steps_made(permit), permit.state) in [
            (["begin", "check_it", "migrate"], "verified"),
            (["begin", "migrate", "verify"], "verified"),
        ]
    assert list(faults()) == []


def test_two_migrations_at_once_write_one_record_each(permits: Permits, tmp_path: Path) -> None:
    with first_release(tmp_path):
        for _number in range(5):
            permits.ask()

    def run(number: int) -> int:
        return len(migrate(wanted(), actor=permits.people["admin"], at=AT, request_id=uuid4(), reason="เหตุ")[1])

    results = at_once(4, run)
    assert sorted(result for result in results if isinstance(result, int)) == [0, 0, 0, 5]
    assert TransitionRecord.objects.filter(transition="migrate").count() == 5
    assert list(faults()) == []


def test_one_who_takes_a_blocked_way_meanwhile_stops_all(permits: Permits, tmp_path: Path) -> None:
    """The migration has no word for "checked": whoever is checked before it has the lock blocks all of it."""
    from tests.permits.models import Permit

    with first_release(tmp_path):
        waiting = [permits.ask() for _number in range(4)]

    def do(number: int) -> Any:
        if number == 0:
            return migrate(wanted(), actor=permits.people["admin"], at=AT, request_id=uuid4(), reason="เหตุ")[1]
        return permits.act("check_it", "clerk", Permit._default_manager.get(pk=waiting[number].pk)).state

    results = at_once(4, do)
    assert not any(isinstance(result, Unproven) for result in results)
    under = set(Permit._default_manager.values_list("definition", flat=True))
    assert under == ({1} if isinstance(results[0], MigrationRefused) else {2})
    assert list(faults()) == []

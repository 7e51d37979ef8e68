# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""``manage.py migrate_lifecycle``: it reports before anything happens, and tells by its exit whether it could."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from agencies.models import Agency, Membership
from agencies.roles import Role
from tests.permits.living import Permits, first_release, permits
from tests.world import everything
from workflows.models import TransitionRecord
from workflows.verification import faults

__all__ = ["permits"]


@pytest.fixture
def checked(permits: Permits, tmp_path: Path) -> Any:
    """A permit that is checked under the first definition, and an administrator."""
    agency = Agency.objects.create(code="X", name_th="สำนัก", ministry_th="กระทรวง")
    Membership.objects.create(
        user=permits.people["admin"], agency=agency, role=Role.ADMINISTRATOR, from_date=date(2000, 1, 1)
    )
    with first_release(tmp_path):
        return permits.act("check_it", "clerk", permits.ask())


def told(*words: str, by: str = "admin", language: str = "en") -> tuple[int, list[str]]:
    """How the command exits, and its lines."""
    out = StringIO()
    with translation.override(language):
        try:
            call_command("migrate_lifecycle", "permits.permit", "--to", "2", "--by", by, *words, stdout=out)
        except SystemExit as exit:
            return int(exit.code or 0), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_dry_run_reports_the_difference_and_every_verdict_and_changes_nothing(checked: Any) -> None:
    before = everything()
    code, lines = told("--dry-run")
    assert code == 1
    assert lines[0] == "From definition 1 to 2:"
    assert "  - The step “Look again” is gone: Checked → Looked at twice." in lines
    [row] = [line for line in lines if line.startswith(f"{checked.pk:>8}")]
    why = "The state “Checked” is not in the new definition; say which one takes its place."
    assert row.split() == f"{checked.pk} 1 checked blocked {why}".split()
    assert lines[-3:] == ["moves: 0", "stays: 0", "blocked: 1"]
    code, lines = told("--dry-run", "--map", "checked=verified")
    assert (code, lines[-3:]) == (0, ["moves: 1", "stays: 0", "blocked: 0"])
    assert everything() == before


def test_dry_run_speaks_the_active_language(checked: Any) -> None:
    assert told("--dry-run", language="th")[1][-1] != told("--dry-run")[1][-1]


def test_run_migrates_with_a_record_and_a_second_run_finds_nothing(checked: Any) -> None:
    words = ("--map", "checked=verified", "--reason", "ระเบียบใหม่ พ.ศ. 2564")
    assert told(*words)[1][-1] == "Migrated and read again: 1."
    record = TransitionRecord.objects.get(transition="migrate")
    assert (record.actor.username, record.note) == ("admin", "ระเบียบใหม่ พ.ศ. 2564")
    assert told(*words)[1][-1] == "Migrated and read again: 0."
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("words", "by", "sentence"),
    [
        ((), "admin", "The reason must be given."),
        (("--reason", "เหตุ"), "admin", "is not in the new definition; say which one takes its place."),
        (("--reason", "เหตุ", "--map", "checked"), "admin", "old=new"),
        (("--reason", "เหตุ"), "clerk", "clerk is no administrator."),
        (("--reason", "เหตุ"), "nobody", "nobody is no administrator."),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    checked: Any, words: tuple[str, ...], by: str, sentence: str
) -> None:
    before = everything()
    with pytest.raises(CommandError) as failed:
        told(*words, by=by)
    assert sentence in str(failed.value)
    assert everything() == before


def test_kind_that_is_not_there_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("migrate_lifecycle", "permits.moon", "--to", "2", "--by", "admin", stdout=StringIO())

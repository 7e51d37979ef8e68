# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Permits installed in a database of their own: their tables, their people, and acts by name."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from accounts.models import User
from tests.databases import FreshDatabase
from workflows import engine
from workflows.acting import act
from workflows.definitions import files
from workflows.definitions.judging import Wanted
from workflows.desks import open_desks
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord

AT = datetime(2021, 3, 1, 3, 0, tzinfo=UTC)
PEOPLE = ("applicant", "clerk", "chief", "friend", "admin")


@pytest.fixture
def permits(fresh_database: FreshDatabase) -> Iterator["Permits"]:
    """Permits as they live while these tests run."""
    with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS, "tests.permits"]):
        call_command("migrate", "permits", verbosity=0)
        yield Permits()


@contextmanager
def first_release(folder: Path) -> Iterator[None]:
    """Keep only the first definition of each, as before the second was released."""
    usual = files.folder_of

    def folder_of_the_first(model: type[Subject]) -> Path:
        place = folder / str(model._meta.model_name)
        place.mkdir(exist_ok=True)
        shutil.copy(usual(model) / "0001.json", place)
        return place

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(files, "folder_of", folder_of_the_first)
        yield


class Permits:
    """The people, and what they do."""

    def __init__(self) -> None:
        self.people = {name: User.objects.create_user(name, display_name=f"The {name}") for name in PEOPLE}

    def ask(self, folder: Path | None = None, *, references: int = 0, **fields: Any) -> Any:
        """Begin a permit: under the first definition where a folder is given, otherwise under the newest."""
        from tests.permits.models import Permit, Reference

        if folder is not None:
            with first_release(folder):
                return self.ask(references=references, **fields)
        permit = Permit(**fields)
        doing: Any = {"actor": self.people["applicant"], "at": AT}
        engine.create(permit, **doing, request_id=uuid4())
        for _number in range(references):
            engine.create(Reference(permit=permit), **doing, request_id=uuid4())
        return Permit._default_manager.get(pk=permit.pk)

    def act(self, name: str, who: str, on: Subject, *, request_id: UUID | None = None, note: str = "") -> Any:
        """Make a step as a person by name, and return the subject as it is then."""
        act(on, name, actor=self.people[who], at=AT, request_id=request_id or uuid4(), note=note)
        return type(on)._default_manager.get(pk=on.pk)


def wanted(
    states: dict[str, str] | None = None, *, to: int = 2, kind: Any = None, leave: tuple[int, ...] = ()
) -> Wanted:
    """A migration of permits."""
    from tests.permits.models import Permit

    return Wanted(kind or Permit, to, states or {}, frozenset(leave))


def desks_of(permit: Any) -> list[str]:
    """The desks that are open, by name."""
    return sorted(task.flow_task.name for task in open_desks(permit))


def steps_made(permit: Subject) -> list[str]:
    """The steps of its records."""
    rows = TransitionRecord.objects.filter(subject_type=permit.kind, subject_id=permit.pk)
    return list(rows.order_by("seq").values_list("transition", flat=True))

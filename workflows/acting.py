# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The engine's door for a subject at hand: page, API, bulk and command all call it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from workflows import engine
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord


def act(
    subject: Subject,
    name: str,
    *,
    actor: Any,
    at: datetime,
    request_id: UUID,
    expected_version: int | None = None,
    on_behalf_of: Any = None,
    delegation: int | None = None,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
) -> TransitionRecord:
    """Make the step ``name`` on a subject. Raises ``refusals.Refused`` - and then nothing has changed."""
    return engine.perform(
        type(subject),
        subject.pk,
        name,
        actor=actor,
        at=at,
        request_id=request_id,
        expected_version=expected_version,
        on_behalf_of=on_behalf_of,
        delegation=delegation,
        note=note,
        facts=facts,
    )

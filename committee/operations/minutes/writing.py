# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a section of the minutes: saved as one goes, never over another's words unread, and none is ever lost."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.models import EarlierMinutesText, MinutesSection
from committee.operations.minutes.drafting import open_for_writing
from papers.thai import normalise
from workflows.records import can_be_kept
from workflows.refusals import GuardsUnmet, VersionConflict

MOST = 50_000  # letters of one section, some twenty pages


@transaction.atomic
def write_section(
    *, minutes_id: int, key: str, text: str, expected_revision: int, actor: User, at: datetime,
    delegation: int | None = None,
) -> MinutesSection:  # fmt: skip
    """Write a person's words into a section; what another had written there is kept beside it.

    Raises WrongState, NotPermitted, VersionConflict or GuardsUnmet - and then nothing has changed.
    """
    section = _held(minutes_id, key, actor, at, delegation)
    text = cleaned(text)
    if section.text == text and (section.edited is not None or section.revision == expected_revision):
        return section
    _expect(section, expected_revision)
    if len(text) > MOST:
        raise GuardsUnmet(_("A section takes at most %(most)s letters.") % {"most": f"{MOST:,}"})
    if not can_be_kept(text):
        raise GuardsUnmet(_("The text holds something that cannot be kept."))
    if section.edited is None:
        section.edited_from = section.generated
    elif section.written_by_id != actor.pk:
        _set_aside(section, at)
    return _written(section, text, actor, at)


@transaction.atomic
def take_draft(
    *, minutes_id: int, key: str, expected_revision: int, drafted_sha256: str, actor: User, at: datetime,
    delegation: int | None = None,
) -> MinutesSection:  # fmt: skip
    """Let the drafted text stand again in place of somebody's words, which are kept among the earlier texts.

    ``drafted_sha256`` is that of the draft that the person has read. Raises as ``write_section``.
    """
    section = _held(minutes_id, key, actor, at, delegation)
    _expect(section, expected_revision, drafted_sha256)
    if section.edited is None:
        return section
    _set_aside(section, at)
    section.edited, section.edited_from = None, ""
    section.written_by, section.written_at = None, None
    section.revision += 1
    section.save(update_fields=["edited", "edited_from", "written_by", "written_at", "revision"])
    return section


@transaction.atomic
def keep_words(
    *, minutes_id: int, key: str, expected_revision: int, drafted_sha256: str, actor: User, at: datetime,
    delegation: int | None = None,
) -> MinutesSection:  # fmt: skip
    """Say that somebody's words stand although the facts have changed. Raises as ``write_section``."""
    section = _held(minutes_id, key, actor, at, delegation)
    _expect(section, expected_revision, drafted_sha256)
    if section.edited is not None:
        section.edited_from = section.generated
        section.save(update_fields=["edited_from"])
    return section


@transaction.atomic
def hide_section(
    *, minutes_id: int, key: str, is_confidential: bool, actor: User, at: datetime, delegation: int | None = None
) -> MinutesSection:
    """Keep a section out of the published minutes, or let it in again. Raises WrongState or NotPermitted."""
    section = _held(minutes_id, key, actor, at, delegation)
    section.is_confidential = is_confidential
    section.save(update_fields=["is_confidential"])
    return section


def cleaned(text: str) -> str:
    """Typed text in one spelling, with lines that end as lines do."""
    lines = normalise(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _held(minutes_id: int, key: str, actor: User, at: datetime, delegation: int | None) -> MinutesSection:
    minutes = open_for_writing(minutes_id, actor, at, delegation)
    return MinutesSection.objects.select_related("written_by").get(minutes=minutes, key=key)


def _expect(section: MinutesSection, revision: int, drafted_sha256: str = "") -> None:
    if section.revision != revision or drafted_sha256 not in ("", section.source_sha256):
        raise VersionConflict(_("This section was changed meanwhile. What you typed is still here."))


def _written(section: MinutesSection, text: str, actor: User, at: datetime) -> MinutesSection:
    section.edited, section.written_by, section.written_at = text, actor, at
    section.revision += 1
    section.save(update_fields=["edited", "edited_from", "written_by", "written_at", "revision"])
    return section


def _set_aside(section: MinutesSection, at: datetime) -> None:
    assert section.edited is not None
    assert section.written_by is not None
    assert section.written_at is not None
    if section.edited.strip():
        EarlierMinutesText.objects.create(
            section=section,
            text=section.edited,
            written_by=section.written_by,
            written_at=section.written_at,
            replaced_at=at,
        )

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The papers of a proposal as a person may read them."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from budget_review.models import Attachment, AttachmentFile, IntegrationProject
from budget_review.queries.visibility import quotes_open_to
from budget_review.sections import BY_KEY, named


@dataclass(frozen=True)
class Paper:
    """One paper with the file that stands; one that is closed to the reader has no name and no way to it."""

    file: AttachmentFile
    place: str
    is_open: bool
    earlier: tuple[AttachmentFile, ...] = ()

    @property
    def held(self) -> Attachment:
        """The attachment."""
        return self.file.attachment

    @property
    def title(self) -> str:
        """What it is called; of a confidential paper only its kind."""
        return self.held.title if self.is_open else str(self.held.kind_is.label)


def papers_of(project: IntegrationProject, user: User, at: datetime) -> list[Paper]:
    """Every paper that stands, in the order of sending, with its earlier files; three queries for any number."""
    if not project.attached:
        return []
    open_agencies = quotes_open_to(project, user, at)
    earlier: dict[int, list[AttachmentFile]] = {}
    standing = {file.pk for file in project.attached}
    files = AttachmentFile.objects.filter(attachment__in=[file.attachment_id for file in project.attached])
    for file in files.select_related("document", "sent_by").order_by("-number"):
        if file.pk not in standing:
            earlier.setdefault(file.attachment_id, []).append(file)
    places = _places(project)
    return [
        Paper(
            file=file,
            place=places.get(_key(file.attachment), ""),
            is_open=may_read(file.attachment, project, open_agencies),
            earlier=tuple(earlier.get(file.attachment_id, ())),
        )
        for file in project.attached
    ]


def file_for(project: IntegrationProject, attachment_id: int, number: int, user: User, at: datetime) -> AttachmentFile:
    """One file, also an earlier one or of a paper taken out. Raises AttachmentFile.DoesNotExist when it is closed."""
    file: AttachmentFile = AttachmentFile.objects.select_related("attachment", "document").get(
        attachment__project=project, attachment=attachment_id, number=number
    )
    if not may_read(file.attachment, project, quotes_open_to(project, user, at)):
        raise AttachmentFile.DoesNotExist
    return file


def may_read(held: Attachment, project: IntegrationProject, open_agencies: Container[int]) -> bool:
    """Whether one who reads these agencies' confidential papers reads this one; the whole's are the lead's."""
    if not held.is_confidential:
        return True
    agencies = {part.pk: part.agency_id for part in project.parts}
    return agencies.get(held.participation_id or 0, project.lead_id) in open_agencies


def _key(held: Attachment) -> tuple[str, object]:
    if held.line_id:
        return "line", held.line_id
    return ("part", held.participation_id) if held.participation_id else ("section", held.section)


def _places(project: IntegrationProject) -> dict[tuple[str, object], str]:
    """What each place is called."""
    names: dict[tuple[str, object], str] = {("section", key): str(named(key).label) for key in BY_KEY}
    for part in project.active_parts():
        names["part", part.pk] = part.agency.name
        names |= {("line", line.pk): f"{part.agency.name}: {line.item}" for line in part.lines.all()}
    return names

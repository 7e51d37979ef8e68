# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Attaching papers to a proposal: sending a first file, a newer one, taking a paper out. No file is ever removed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.attachment_kinds import BY_KEY, LINE, PART, PROJECT, SECTION
from budget_review.models import Attachment, AttachmentFile, BudgetLine, IntegrationProject, Participation
from budget_review.operations.editing import attempt_of, open_for, revised
from budget_review.sections import BY_KEY as SECTIONS
from papers.operations import keep_document
from papers.uploads import Accepted
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, RequestReused, WrongState

MOST = 200  # papers of one proposal


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a paper belongs: a part or one of its lines, a section, or, when nothing is named, the whole."""

    participation: Participation | None = None
    line: BudgetLine | None = None
    section: str = ""

    @property
    def name(self) -> str:
        """Its kind among those that ``attachment_kinds`` speaks of."""
        return LINE if self.line else PART if self.participation else SECTION if self.section else PROJECT


@transaction.atomic
def attach(
    *, project_id: int, place: Place, kind: str, title: str, is_confidential: bool, file: Accepted, actor: User,
    at: datetime, request_id: UUID, delegation: int | None = None,
) -> Attachment:  # fmt: skip
    """Attach a paper with its first file. A confidential kind is confidential whatever is said.

    The lead's officers attach anywhere, those of an agency to its own part, everyone who writes along to sections and
    the whole. Raises WrongState, NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    project = _open(project_id, attempt_of(actor, at, delegation), place.participation)
    if sent := _sent_before(request_id, actor, file):
        if (sent.attachment.project_id, sent.attachment.title) != (project.pk, title):
            raise RequestReused(_("This request id was used for something else."))
        return sent.attachment
    declared = BY_KEY.get(kind)
    if declared is None or place.name not in declared.places or (place.section and place.section not in SECTIONS):
        raise GuardsUnmet(_("This kind of paper does not belong there."))
    part, line = place.participation, place.line
    if (part and part.project_id != project.pk) or (line and (line.participation_id != (part and part.pk))):
        raise GuardsUnmet(_("This kind of paper does not belong there."))
    if not title.strip():
        raise GuardsUnmet(_("The paper needs a title."))
    if project.attachments.filter(removed_at=None).count() >= MOST:
        raise GuardsUnmet(_("A proposal carries at most %(most)s papers.") % {"most": MOST})
    held = Attachment.objects.create(
        project=project, participation=part, line=line, section=place.section, kind=kind, title=title,
        is_confidential=is_confidential or declared.is_confidential,
    )  # fmt: skip
    _keep(held, 1, file, actor, at, request_id)
    revised(project)
    return held


@transaction.atomic
def replace_file(
    *, attachment_id: int, file: Accepted, actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> AttachmentFile:
    """Send a newer file of a paper; those before it are kept. The same bytes again change nothing.

    Raises WrongState, NotPermitted or RequestReused - and then nothing has changed.
    """
    held = Attachment.objects.select_related("participation__agency").get(pk=attachment_id)
    project = _open(held.project_id, attempt_of(actor, at, delegation), held.participation)
    if sent := _sent_before(request_id, actor, file):
        if sent.attachment_id != held.pk:
            raise RequestReused(_("This request id was used for something else."))
        return sent
    _refuse_removed(held)
    last = held.files.select_related("document").latest("number")
    kept = _keep(held, last.number + 1, file, actor, at, request_id, unless=last)
    if kept is not last:
        revised(project)
    return kept


@transaction.atomic
def take_out(*, attachment_id: int, actor: User, at: datetime, delegation: int | None = None) -> Attachment:
    """Take a paper out of the proposal; what was frozen with it keeps it.

    Raises WrongState, NotPermitted, or GuardsUnmet while a quotation names it - and then nothing has changed.
    """
    held = Attachment.objects.select_related("participation__agency").get(pk=attachment_id)
    project = _open(held.project_id, attempt_of(actor, at, delegation), held.participation)
    held = Attachment.objects.get(pk=held.pk)  # as it stands under the project's lock
    if held.removed_at:
        return held
    named_by = [
        line.item
        for line in project.active_lines()
        if any(quote.attachment == held.pk for quote in line.price_basis.quotes)
    ]
    if named_by:
        raise GuardsUnmet(
            *(
                _("A quotation of “%(item)s” names this file; change it there first.") % {"item": item}
                for item in named_by
            )
        )
    held.removed_at, held.removed_by = at, actor
    held.save(update_fields=["removed_at", "removed_by"])
    revised(project)
    return held


def _open(project_id: int, attempt: Attempt, part: Participation | None) -> IntegrationProject:
    return open_for(project_id, attempt, parts=[part] if part else None)


def _refuse_removed(held: Attachment) -> None:
    if Attachment.objects.get(pk=held.pk).removed_at:
        raise WrongState(_("This paper was taken out meanwhile."))


def _sent_before(request_id: UUID, actor: User, file: Accepted) -> AttachmentFile | None:
    sent = AttachmentFile.objects.select_related("attachment", "document").filter(request_id=request_id).first()
    if sent and (sent.sent_by_id, sent.document.sha256) != (actor.pk, hashlib.sha256(file.content).hexdigest()):
        raise RequestReused(_("This request id was used for something else."))
    return sent


def _keep(
    held: Attachment, number: int, file: Accepted, actor: User, at: datetime, request_id: UUID,
    unless: AttachmentFile | None = None,
) -> AttachmentFile:  # fmt: skip
    """Keep the bytes under their hash. The paper's own row of documents names no agency and no vendor."""
    document = keep_document(
        content=file.content, media_type=file.media_type, filename="attachment", title="attachment", at=at
    )
    if unless and unless.document_id == document.pk and unless.filename == file.filename:
        return unless
    return AttachmentFile.objects.create(
        attachment=held, number=number, document=document, filename=file.filename, sent_by=actor, sent_at=at,
        request_id=request_id,
    )  # fmt: skip

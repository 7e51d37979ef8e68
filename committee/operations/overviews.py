# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting what was frozen of the plans on an agenda: a matter for information with its paper as the annex."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.agenda import section_of
from committee.models import AgendaItem, Meeting
from committee.operations.agenda import add_item
from committee.operations.papers import add_paper
from committee.rules.kinds import HeadingKind
from committee.states import ItemKind
from digital_plan.placing import Showable
from papers.annexes.receiving import receive
from papers.fonts import FontsMissing
from papers.queries import document_content
from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable
from papers.uploads import NotAccepted
from workflows.refusals import GuardsUnmet


def put_on_agenda(
    *, frozen: Showable, meeting: Meeting, actor: User, at: datetime, request_id: UUID,
    delegation: int | None = None,
) -> AgendaItem:  # fmt: skip
    """Put it under matters for information; its paper is printed before any row is locked.

    The same request gives the same matter. Raises NotPermitted, WrongState, GuardsUnmet or RequestReused - and then
    nothing is on the agenda.
    """
    try:
        document = frozen.paper(at)
        received = receive(document_content(document), document.filename)
    except (FontsMissing, RenderingRefused, TextDiffers, Unprintable, NotAccepted) as error:
        raise GuardsUnmet(_("The paper cannot be printed now."), str(error)) from error
    by: dict[str, Any] = {"actor": actor, "at": at, "delegation": delegation}
    with transaction.atomic():
        item = add_item(
            meeting=meeting, section=section_of(meeting, HeadingKind.INFORMATION) or 1, title=frozen.title[:400],
            note=_("SHA-256 of what was frozen: %(sha256)s") % {"sha256": frozen.sha256},
            kind=ItemKind.INFORMATION, request_id=request_id, **by,
        )  # fmt: skip
        add_paper(
            item_id=item.pk, title=frozen.title[:200], received=received, request_id=uuid5(request_id, "paper"), **by
        )
    return item

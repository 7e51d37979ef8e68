# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting the frozen overview of a campaign on an agenda: a matter for information with the overview as its annex."""

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
from digital_plan.models import OverviewSnapshot
from digital_plan.operations.campaigns.overviews import paper_of_snapshot
from papers.annexes.receiving import receive
from papers.fonts import FontsMissing
from papers.queries import document_content
from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable
from papers.uploads import NotAccepted
from workflows.refusals import GuardsUnmet


def put_overview_on_agenda(
    *, snapshot: OverviewSnapshot, meeting: Meeting, actor: User, at: datetime, request_id: UUID,
    delegation: int | None = None,
) -> AgendaItem:  # fmt: skip
    """Put it under matters for information; its paper is printed before any row is locked.

    The same request gives the same matter. Raises NotPermitted, WrongState, GuardsUnmet or RequestReused - and then
    nothing is on the agenda.
    """
    try:
        document = paper_of_snapshot(snapshot, at=at)
        received = receive(document_content(document), document.filename)
    except (FontsMissing, RenderingRefused, TextDiffers, Unprintable, NotAccepted) as error:
        raise GuardsUnmet(_("The overview cannot be printed now."), str(error)) from error
    content = snapshot.content
    title = _("National overview: %(name)s, no. %(number)s") % {
        "name": content["campaign"]["name"], "number": snapshot.number,
    }  # fmt: skip
    by: dict[str, Any] = {"actor": actor, "at": at, "delegation": delegation}
    with transaction.atomic():
        item = add_item(
            meeting=meeting, section=section_of(meeting, HeadingKind.INFORMATION) or 1, title=title[:400],
            note=_("SHA-256 of what was frozen: %(sha256)s") % {"sha256": snapshot.sha256},
            kind=ItemKind.INFORMATION, request_id=request_id, **by,
        )  # fmt: skip
        add_paper(item_id=item.pk, title=title[:200], received=received, request_id=uuid5(request_id, "paper"), **by)
    return item

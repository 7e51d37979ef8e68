# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Handing in an annex with a matter, taking one over from its project, taking one out, and their order.

No file is ever removed.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.models import AttachmentFile
from committee.guards.papers import why_nothing_is_added, why_nothing_is_taken_out, why_the_order_stands
from committee.models import AgendaItem, ItemPaper, ItemPaperOrder, ItemPaperRemoval, Meeting
from committee.permissions import keeps, proposer, secretary_of_part
from committee.queries.papers import offered_from_project
from committee.states import ItemState
from papers.annexes.keeping import keep_annex
from papers.annexes.receiving import Received, receive
from papers.queries import document_content
from papers.uploads import NotAccepted
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, RequestReused, WrongState

MOST = 50  # annexes of one matter


@transaction.atomic
def add_paper(
    *,
    item_id: int,
    title: str,
    received: Received,
    in_pack: bool = True,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
) -> ItemPaper:
    """Hand in an annex: the secretary until the meeting begins, who handed in the matter while it waits for an answer.

    The same request again answers the same annex. Raises WrongState, NotPermitted, GuardsUnmet or RequestReused - and
    then nothing has changed.
    """
    item, attempt = _held(item_id, actor, at, delegation)
    if reason := why_nothing_is_added(item):
        raise WrongState(reason)
    if not title.strip():
        raise GuardsUnmet(_("The annex needs a title."))
    before = ItemPaper.objects.filter(request_id=request_id).first()
    judged = keep_annex(received, at=at)
    if before is not None:
        if (before.item_id, before.document_id, before.added_by_id) != (item.pk, judged.document_id, actor.pk):
            raise RequestReused(_("This request id was used for something else."))
        return before
    standing = ItemPaper.standing().filter(item=item)
    if standing.filter(document=judged.document_id).exists():
        raise GuardsUnmet(_("The same file is among the annexes already."))
    if standing.count() >= MOST:
        raise GuardsUnmet(_("A matter has at most %(most)s annexes.") % {"most": MOST})
    return ItemPaper.objects.create(
        item=item,
        document=judged.document,
        judged=judged,
        title=title.strip(),
        filename=received.file.filename,
        in_pack=in_pack,
        agency=None if keeps(item.meeting, attempt) else item.agency,
        added_by=actor,
        added_at=at,
        request_id=request_id,
    )


def take_over(
    *, item_id: int, file_id: int, actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> ItemPaper:
    """Bind a paper of the matter's project, as it was frozen with its version. Raises as ``add_paper``."""
    item = AgendaItem.objects.select_related("project").get(pk=item_id)
    refuse_person(
        item, "edit", secretary_of_part, Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    )
    if before := ItemPaper.objects.filter(request_id=request_id, item=item).first():
        return before
    file: AttachmentFile | None = next((one for one in offered_from_project(item) if one.pk == file_id), None)
    if file is None:
        raise GuardsUnmet(_("This paper of the project is not offered any more."))
    try:
        received = receive(document_content(file.document), file.filename)
    except NotAccepted as no:
        raise GuardsUnmet(str(no)) from no
    return add_paper(
        item_id=item_id, title=file.attachment.title, received=received, actor=actor, at=at, request_id=request_id,
        delegation=delegation,
    )  # fmt: skip


@transaction.atomic
def take_paper_out(
    *, paper_id: int, reason: str, actor: User, at: datetime, delegation: int | None = None
) -> ItemPaperRemoval:
    """Take an annex out, with the reason; packs that were issued with it keep it. Again changes nothing.

    Raises WrongState, NotPermitted or GuardsUnmet - and then nothing has changed.
    """
    paper = ItemPaper.objects.get(pk=paper_id)
    item, attempt = _held(paper.item_id, actor, at, delegation)
    if not keeps(item.meeting, attempt) and paper.agency_id is None:
        refuse_person(item, "edit", secretary_of_part, attempt, holding=True)
    if before := ItemPaperRemoval.objects.filter(paper=paper).first():
        return before
    if why := why_nothing_is_taken_out(item):
        raise WrongState(why)
    if not reason.strip():
        raise GuardsUnmet(_("Say why the annex is taken out."))
    return ItemPaperRemoval.objects.create(paper=paper, reason=reason.strip(), removed_by=actor, removed_at=at)


@transaction.atomic
def order_papers(
    *, item_id: int, papers: Sequence[int], actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> list[ItemPaper]:
    """Put the annexes of a matter into this order, as the secretary; ``papers`` names each that stands once.

    The same order again changes nothing. Raises WrongState, NotPermitted, GuardsUnmet or RequestReused - and then
    nothing has changed.
    """
    item, attempt = _held(item_id, actor, at, delegation)
    refuse_person(item, "edit", secretary_of_part, attempt, holding=True)
    if why := why_the_order_stands(item):
        raise WrongState(why)
    standing = ItemPaper.by_item([item]).get(item.pk, [])
    if sorted(papers) != sorted(paper.pk for paper in standing):
        raise GuardsUnmet(_("Other annexes stand by now. Look at them again, and name each of them once."))
    if before := ItemPaperOrder.objects.filter(request_id=request_id).first():
        if (before.item_id, before.papers) != (item.pk, list(papers)):
            raise RequestReused(_("This request id was used for something else."))
        return standing
    if list(papers) == [paper.pk for paper in standing]:
        return standing
    order = ItemPaperOrder.objects.create(
        item=item, papers=list(papers), moved_by=actor, moved_at=at, request_id=request_id
    )
    return order.applied(standing)


def _held(item_id: int, actor: User, at: datetime, delegation: int | None) -> tuple[AgendaItem, Attempt]:
    """The matter under its meeting's lock, and the attempt with its authority. Raises NotPermitted."""
    meeting = Meeting.objects.select_for_update().get(items=item_id)
    item = AgendaItem.objects.select_related("agency").get(pk=item_id)
    item.meeting = meeting
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    rule = proposer if item.state == ItemState.PROPOSED else secretary_of_part
    return item, refuse_person(item, "edit", rule, attempt, holding=True)

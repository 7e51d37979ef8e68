# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annexes of a matter as a person may read them, and whether they may be changed yet."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import User
from budget_review.attachment_kinds import kind_named
from budget_review.models import AttachmentFile
from budget_review.queries.versions.papers import frozen_papers
from committee.models import AgendaItem, ItemPaper, ItemPaperOrder
from committee.queries.call import agencies_of
from committee.queries.confidential import levels_seen
from committee.queries.meetings import meetings_for
from committee.queries.packs import sees_agenda
from papers.annexes.judging import BOUND


def papers_seen(item: AgendaItem, user: User, at: datetime) -> QuerySet[ItemPaper]:
    """Those of a matter that a person reads: all with the matter, an agency those it handed in with its own.

    Raises Http404 for who reads none: not even that there is the matter.
    """
    papers = ItemPaper.standing().filter(item=item)
    meeting = item.meeting
    is_of_theirs = meetings_for(user, at).filter(pk=meeting.pk).exists()
    if is_of_theirs and sees_agenda(user, meeting, at) and item.confidentiality in levels_seen(user, meeting, at):
        return papers
    if item.agency_id is not None and item.agency_id in agencies_of(user, at):
        return papers.filter(agency=item.agency)
    raise Http404


def in_order(item: AgendaItem, papers: Iterable[ItemPaper]) -> list[ItemPaper]:
    """Annexes of a matter as they are bound: as the secretariat put them, or as they were handed in."""
    last = last_order(item)
    return last.applied(papers) if last else list(papers)


def last_order(item: AgendaItem) -> ItemPaperOrder | None:
    """Who put the annexes of a matter into their order last, and when."""
    return ItemPaperOrder.objects.filter(item=item).select_related("moved_by").order_by("-pk").first()


def offered_from_project(item: AgendaItem) -> list[AttachmentFile]:
    """What of the project's frozen papers could be bound: open ones that have pages, not among the annexes already."""
    project = item.project
    if project is None:
        return []
    frozen = frozen_papers(project.present_version.content).values()
    wanted = Q(pk__in=[])
    for one in frozen:
        if not (one["is_confidential"] or kind_named(one["kind"]).is_confidential):
            wanted |= Q(attachment=one["id"], number=one["number"])
    taken = ItemPaper.standing().filter(item=item).values("document")
    files = AttachmentFile.objects.filter(wanted, attachment__project=project, document__media_type__in=BOUND)
    files = files.filter(attachment__is_confidential=False).exclude(document__in=taken)
    return list(files.select_related("attachment", "document").order_by("attachment_id"))

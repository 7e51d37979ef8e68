# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report to the cabinet on an agenda item: the issued paper's words, or what is written so far."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from committee.cabinet import says_now
from committee.models import AgendaItem, CabinetReport, CabinetReportPaper
from committee.permissions import chair_of_part_in_person, keeps
from committee.queries.confidential import levels_seen
from committee.queries.meetings import meeting_for
from committee.queries.packs import sees_agenda
from committee.states import ItemKind
from papers.models import Document
from workflows.lifecycle import Attempt


def reporting_item_for(user: User, pk: int, at: datetime) -> AgendaItem:
    """An item that is a report to the cabinet and that this person sees, or 404."""
    item: AgendaItem = get_object_or_404(AgendaItem, pk=pk, item_kind=ItemKind.REPORT)
    meeting = meeting_for(user, item.meeting_id, at)
    if not sees_agenda(user, meeting, at) or item.confidentiality not in levels_seen(user, meeting, at):
        raise Http404
    item.meeting = meeting
    return item


def report_on(item: AgendaItem) -> CabinetReport | None:
    """What is written on an item; None before anything is."""
    kept = ("paper__document", "paper__issued_by", "laid__document", "laid__laid_by", "laid__laid_for")
    found = CabinetReport.objects.select_related(*kept).filter(item=item).first()
    if found is not None:
        found.item = item
    return found


def paper_of(report: CabinetReport | None) -> CabinetReportPaper | None:
    """The paper that was issued; None while it is only written."""
    return getattr(report, "paper", None)


def handles(item: AgendaItem, attempt: Attempt) -> bool:
    """Whether a laid letter is this person's to read: the committee's secretary, and who releases it."""
    return keeps(item.meeting, attempt) or chair_of_part_in_person(item, attempt)


def letter_for(report: CabinetReport, attempt: Attempt) -> Document | None:
    """The letter as it was printed: the issued one; before that, for who lays and releases it, the laid one."""
    kept = paper_of(report) or (report.laid if handles(report.item, attempt) else None)
    return kept.document if kept is not None else None


def said_by(report: CabinetReport) -> dict[str, Any]:
    """What the report says: as it was issued, as it was fixed with its agenda, or as it would be fixed now.

    The shape is that of ``committee.cabinet.snapshot_of``.
    """
    paper = paper_of(report)
    return paper.snapshot if paper is not None else says_now(report)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report to the cabinet for information, for programs: reading it, writing it, fetching it.

Its letter is laid and released by steps of the item: ``/agenda-items/{id}/transitions/lay_report``, ``release_report``.
"""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, ActingUnder, Moment, Prose, Strict, asker
from accounts.api.problems import told
from agencies.asking import asker_under
from agencies.standing import attempt_of
from committee.cabinet import changed_since, draft_of, standing_version
from committee.models import AgendaItem, CabinetReport
from committee.operations.cabinet import write_report
from committee.operations.cabinet_letters import printed
from committee.permissions import secretary
from committee.queries.cabinet import letter_for, paper_of, report_on, reporting_item_for, said_by
from papers.queries import document_content
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["reports to the cabinet"])
ADDRESS = "/agenda-items/{int:pk}/cabinet-report"
PDF = {200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}


class CabinetReportOut(Schema):
    """What the report says: as issued, as fixed with its agenda, or as it would be now."""

    item: int
    revision: int
    letter_number: str | None
    issued_at: Moment | None
    sha256: str | None = Field(description="Of the issued letter.")
    report_sha256: str | None = Field(description="Of the report as its agenda was fixed with it: this is issued.")
    changed_since: list[str] = Field(description="Resolutions that the register tells otherwise since it was fixed.")
    says: dict[str, Any]


class CabinetReportIn(Strict):
    """The period and the words; the first writing has the revision 0 before it."""

    from_date: date
    to_date: date
    background: Annotated[Prose, Field(min_length=1, max_length=8000)]
    substance: Annotated[Prose, Field(min_length=1, max_length=8000)]
    expected_revision: Annotated[int, Field(ge=0, le=2**31 - 1)]


@router.get(ADDRESS, response={200: CabinetReportOut} | READING, summary="Read a report to the cabinet")
def read_report(request: HttpRequest, pk: int) -> CabinetReportOut:
    """The report on an item of that kind, for those who see the item."""
    return _out(_report(reporting_item_for(asker(request), pk, timezone.now())))


@router.put(ADDRESS, response={200: CabinetReportOut} | REFUSALS, summary="Write a report to the cabinet")
def write_cabinet_report(request: HttpRequest, pk: int, body: CabinetReportIn, acting_under: ActingUnder = None) -> Any:
    """Write it, or write it anew, as the committee's secretary; not while it lies before the meeting."""
    now, user = timezone.now(), asker_under(request, acting_under)
    item = reporting_item_for(user, pk, now)
    try:
        write_report(item=item, **body.dict(), actor=user, at=now, delegation=acting_under)
    except Refused as refused:
        return told(refused, secretary.sentence)
    return Status(200, _out(_report(item)))


@router.get(f"{ADDRESS}.pdf", response=READING, summary="Fetch the paper of a report", openapi_extra={"responses": PDF})
def fetch_report(request: HttpRequest, pk: int) -> Any:
    """The issued letter; before that, to who lays and releases it the laid one, else a draft."""
    user, now = asker(request), timezone.now()
    report = _report(reporting_item_for(user, pk, now))
    letter = letter_for(report, attempt_of(user, now))
    try:
        content = document_content(letter) if letter else printed(draft_of(report))
    except Refused as refused:
        return told(refused, secretary.sentence)
    headers = {"Content-Disposition": 'attachment; filename="cabinet-report.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _report(item: AgendaItem) -> CabinetReport:
    found = report_on(item)
    if found is None:
        raise Http404
    return found


def _out(report: CabinetReport) -> CabinetReportOut:
    paper, version = paper_of(report), standing_version(report)
    return CabinetReportOut(
        item=report.item_id,
        revision=report.revision,
        letter_number=paper.letter_number if paper else None,
        issued_at=moment(paper.issued_at) if paper else None,
        sha256=paper.sha256 if paper else None,
        report_sha256=version.sha256 if version else None,
        changed_since=[] if paper else changed_since(report),
        says=said_by(report),
    )

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annexes of a matter for programs: reading them with their verdicts, handing in, taking over, taking out."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, File, Form, Router, Schema
from ninja.files import UploadedFile

from accounts.api import READING, REFUSALS, ActingUnder, Moment, Prose, RequestId, Strict, Words
from accounts.api.problems import told
from accounts.models import User
from agencies.asking import asker_under
from committee.models import AgendaItem, ItemPaper
from committee.operations.papers import MOST, add_paper, order_papers, take_over, take_paper_out
from committee.permissions import proposer, secretary
from committee.queries.papers import in_order, papers_seen
from papers.annexes.keeping import bound_pages
from papers.annexes.receiving import Received, receive
from papers.annexes.saying import findings_of, outcome_of
from papers.models import PDF
from papers.uploads import LARGEST, LARGEST_WORDS, NotAccepted
from workflows.records import moment
from workflows.refusals import GuardsUnmet, Refused

router = Router(tags=["agenda"])


class VerdictOut(Schema):
    """What becomes of the file: ``outcome`` is whole, cleaned, drawn or named; the sentences say what was found."""

    outcome: str
    said: str
    findings: list[str]
    taken_out: dict[str, int] = Field(examples=[{"scripts": 2}])
    notes: dict[str, list[int]] = Field(examples=[{"blank": [2]}], description="With the pages that they are about.")


class AnnexOut(Schema):
    """An annex; ``pages`` and ``pages_sha256`` are of what the pack binds, and none of what it only names."""

    id: int
    title: str
    filename: str
    sha256: str
    size: int
    in_pack: bool
    agency: str | None
    added_at: Moment
    pages: int
    pages_sha256: str
    verdict: VerdictOut


class AnnexesOut(Schema):
    """The annexes that you may read, in the order of binding."""

    annexes: list[AnnexOut]


class AnnexIn(Schema):
    """What is said of an annex beside its file."""

    title: Annotated[Words, Field(min_length=1, max_length=200)]
    in_pack: bool = True


class OfProjectIn(Strict):
    """The file of a paper of the project, by the id of its attachment's file."""

    file: int = Field(ge=1)


class TakeOutIn(Strict):
    """Why the annex is taken out."""

    reason: Annotated[Prose, Field(min_length=1, max_length=2000)]


class OrderIn(Strict):
    """The ids of the annexes in the order of binding."""

    annexes: list[int] = Field(max_length=MOST)


@router.get("/agenda-items/{int:pk}/annexes", response={200: AnnexesOut} | READING, summary="List the annexes")
def list_annexes(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> AnnexesOut:
    """Every annex of a matter that stands, with what becomes of it in the pack."""
    item, user = _item(request, pk, acting_under)
    return AnnexesOut(annexes=[_annex(paper) for paper in in_order(item, papers_seen(item, user, timezone.now()))])


@router.post("/agenda-items/{int:pk}/annexes", response={200: AnnexOut} | REFUSALS, summary="Hand in an annex")
def hand_in_annex(
    request: HttpRequest,
    pk: int,
    annex: Form[AnnexIn],
    file: File[UploadedFile],
    request_id: RequestId,
    acting_under: ActingUnder = None,
) -> Any:
    """Send an annex as multipart/form-data. The answer says what was found; a file that is refused is not kept."""
    item, user = _item(request, pk, acting_under)
    try:
        made = add_paper(
            item_id=item.pk, title=annex.title, received=_received(file), in_pack=annex.in_pack, actor=user,
            at=timezone.now(), request_id=request_id, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, proposer.sentence)
    return _annex(made)


@router.post(
    "/agenda-items/{int:pk}/annexes/of-project", response={200: AnnexOut} | REFUSALS, summary="Take over a paper"
)
def take_over_annex(
    request: HttpRequest, pk: int, body: OfProjectIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Take over a paper of the matter's project, as it was frozen with its version, as the secretary."""
    item, user = _item(request, pk, acting_under)
    try:
        made = take_over(
            item_id=item.pk, file_id=body.file, actor=user, at=timezone.now(), request_id=request_id,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, secretary.sentence)
    return _annex(made)


@router.post(
    "/agenda-items/{int:pk}/annexes/{int:annex}/take-out",
    response={200: AnnexesOut} | REFUSALS,
    summary="Take an annex out",
)
def take_annex_out(request: HttpRequest, pk: int, annex: int, body: TakeOutIn, acting_under: ActingUnder = None) -> Any:
    """It is bound no more; packs that were issued with it keep it. Answers with the annexes that stand."""
    item, user = _item(request, pk, acting_under)
    held = get_object_or_404(papers_seen(item, user, timezone.now()), pk=annex)
    try:
        take_paper_out(paper_id=held.pk, reason=body.reason, actor=user, at=timezone.now(), delegation=acting_under)
    except Refused as refused:
        return told(refused, proposer.sentence)
    return list_annexes(request, pk, acting_under)


@router.post(
    "/agenda-items/{int:pk}/annexes/order", response={200: AnnexesOut} | REFUSALS, summary="Put the annexes in order"
)
def order_annexes(
    request: HttpRequest, pk: int, body: OrderIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Name every annex that stands once, in the order of binding, as the secretary, until the agenda is fixed."""
    item, user = _item(request, pk, acting_under)
    try:
        order_papers(
            item_id=item.pk, papers=body.annexes, actor=user, at=timezone.now(), request_id=request_id,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, secretary.sentence)
    return list_annexes(request, pk, acting_under)


@router.get("/agenda-items/{int:pk}/annexes/{int:annex}/pages", summary="Fetch the bound pages", response=READING)
def read_annex_pages(request: HttpRequest, pk: int, annex: int, acting_under: ActingUnder = None) -> Any:
    """The PDF as the pack binds it; nothing of an annex that is only named."""
    item, user = _item(request, pk, acting_under)
    held = get_object_or_404(papers_seen(item, user, timezone.now()), pk=annex)
    if not held.judged.pages_sha256:
        raise Http404
    try:
        return HttpResponse(bound_pages(held.document), content_type=PDF)
    except NotAccepted as newly_refused:
        raise Http404 from newly_refused


def _item(request: HttpRequest, pk: int, acting_under: int | None) -> tuple[AgendaItem, User]:
    """A matter whose annexes this person may read, or 404."""
    user = asker_under(request, acting_under)
    item: AgendaItem = get_object_or_404(
        AgendaItem.objects.select_related("meeting__committee", "meeting__profile", "project", "agency"), pk=pk
    )
    papers_seen(item, user, timezone.now())
    return item, user


def _received(file: UploadedFile) -> Received:
    try:
        if (file.size or 0) > LARGEST:
            raise NotAccepted(_("The file is larger than %(most)s.") % {"most": LARGEST_WORDS})
        return receive(file.read(), file.name or "")
    except NotAccepted as refused:
        raise GuardsUnmet(str(refused)) from refused


def _annex(paper: ItemPaper) -> AnnexOut:
    verdict = paper.verdict
    return AnnexOut(
        id=paper.pk, title=paper.title, filename=paper.filename, sha256=paper.document.sha256,
        size=paper.document.size, in_pack=paper.in_pack, agency=paper.agency.code if paper.agency else None,
        added_at=moment(paper.added_at), pages=verdict.pages, pages_sha256=paper.judged.pages_sha256,
        verdict=VerdictOut(
            outcome=verdict.outcome, said=outcome_of(verdict), findings=findings_of(verdict),
            taken_out=verdict.taken_out, notes=verdict.notes,
        ),
    )  # fmt: skip

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a paper is ours and stands, for programs of anybody: asked by the SHA-256 of a file. No login."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Router, Schema, Status
from pydantic import Field

from accounts.api import READING, Moment, Problem, problem
from papers.asked_often import MINUTE, asked_too_often
from papers.issued import Kind, paper_by_hash
from papers.issued import Status as Standing
from workflows.records import moment

router = Router(tags=["papers"])
Sha256 = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="Of the whole file, in small letters.")]
ASKED_TOO_OFTEN = {429: Problem}


class SignatureOut(Schema):
    """The electronic signature of a paper."""

    signer: str
    signed_at: Moment
    has_time_stamp: bool


class CheckedPaperOut(Schema):
    """A paper that this service issued: which it is and whether it stands, never what it says."""

    kind: Kind
    number: str = Field(examples=["สพร ๐๑/๑๒"])
    meeting: str = Field(description="Of packs and minutes.", examples=["1/2564"])
    copy_for: str = Field(description="Of a copy of a pack: for whom it is, and its language.", examples=["public-th"])
    issued_by: str = Field(description="The committee, or the agency, in Thai.")
    dated: date
    status: Standing
    since: date | None = Field(description="The day from which it no longer holds, or was corrected.")
    replaced_by: str = Field(description="The number of what took its place; empty where nothing did.")
    is_signed_form: bool = Field(description="The file asked about is the signed form itself.")
    signature: SignatureOut | None


@router.get(
    "/papers/{sha256}",
    response={200: CheckedPaperOut} | READING | ASKED_TOO_OFTEN,
    auth=None,
    summary="Check a paper by the hash of its file",
)
def verify_paper(request: HttpRequest, response: HttpResponse, sha256: Sha256) -> Any:
    """Open to everybody, 30 times a minute from one address (429). Unknown hashes, and files that are no papers of
    ours, are 404.
    """
    if asked_too_often(request):
        response["Retry-After"] = str(MINUTE)
        return Status(429, problem("too_often"))
    found = paper_by_hash(sha256)
    if found is None:
        raise Http404
    form = found.form
    return CheckedPaperOut(
        kind=found.kind,
        number=found.number,
        meeting=found.meeting,
        copy_for=found.copy,
        issued_by=found.issuer.name_th,
        dated=found.dated,
        status=found.status,
        since=found.since,
        replaced_by=found.by,
        is_signed_form=found.is_signed,
        signature=SignatureOut(signer=form.signer, signed_at=moment(form.signed_at), has_time_stamp=form.is_stamped)
        if form
        else None,
    )

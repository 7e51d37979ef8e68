# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comments on a project, for programs: reading those that one may read, and adding one."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, Moment, Prose, RequestId, Strict, Words, asker
from accounts.api.problems import told
from agencies.roles import Role
from budget_review.models import Comment
from budget_review.models.comments import Circle
from budget_review.operations.comments import WHO, say
from budget_review.queries import project_for
from budget_review.queries.comments import comments_for
from budget_review.schemas import AgencyOut, agency_out
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["projects"])


class CommentOut(Schema):
    """A comment as its readers see it: by role and agency, never by name."""

    id: int
    circle: Circle
    section: str | None
    text: str
    corrects: int | None
    content_version: int | None
    role: Role
    agency: AgencyOut
    at: Moment


class CommentPage(Schema):
    """Comments, the newest first."""

    comments: list[CommentOut]
    next: int | None


class CommentBody(Strict):
    """A comment; ``corrects`` is the id of one's own comment that it puts right."""

    circle: Circle
    text: Prose
    section: Words | None = None
    corrects: int | None = None


@router.get("/{slug:code}/comments", response={200: CommentPage} | READING, summary="Read the comments")
def list_comments(
    request: HttpRequest,
    code: str,
    before: Annotated[
        int | None, Query(description="Go on behind this comment; ``next`` of the answer before.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
) -> CommentPage:
    """The comments that you may read: DGA's internal ones for its screeners alone, and for auditors."""
    now, user = timezone.now(), asker(request)
    found = comments_for(project_for(user, code, now), user, now)
    rows = list((found.filter(pk__lt=before) if before else found)[: limit + 1])
    return CommentPage(
        comments=[_out(said) for said in rows[:limit]], next=rows[limit - 1].pk if len(rows) > limit else None
    )


@router.post("/{slug:code}/comments", response={200: CommentOut} | REFUSALS, summary="Comment on a project")
def add_comment(request: HttpRequest, code: str, body: CommentBody, request_id: RequestId) -> Any:
    """Say something about the project, in person. It cannot be changed; a further comment puts it right."""
    now, user = timezone.now(), asker(request)
    project = project_for(user, code, now)
    try:
        said = say(
            project_id=project.pk, circle=body.circle.value, section=body.section or "", text=body.text,
            corrects=body.corrects, actor=user, at=now, request_id=request_id,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, WHO)
    return Status(200, _out(said))


def _out(said: Comment) -> CommentOut:
    return CommentOut(
        id=said.pk,
        circle=Circle(said.circle),
        section=said.section or None,
        text=said.text,
        corrects=said.corrects_id,
        content_version=said.content_version,
        role=Role(said.role),
        agency=agency_out(said.agency),
        at=moment(said.at),
    )

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the work really goes, for programs: ``/api/v1/lifecycles/``."""

from datetime import timedelta
from typing import Annotated

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from accounts.api import READING, asker
from project.courses import course_seen
from project.lifecycles import KINDS
from workflows.analysis import Course

router = Router(tags=["lifecycles"])
Year = Annotated[int | None, Query(ge=2500, le=2700, description="fiscal year in the Buddhist era; projects only")]


class SpreadOut(Schema):
    """Half of ``count`` lengths were at most ``median``, nine of ten at most ``ninth`` (ISO 8601 durations)."""

    count: int
    median: timedelta
    ninth: timedelta
    longest: timedelta


class WorkedOut(Schema):
    """The same in working days by the holiday table, not counting the first day."""

    count: int
    median: int
    ninth: int
    longest: int


class StateTimeOut(Schema):
    """A state: how many are there now, the longest wait, how long finished stays took, how often one came back."""

    state: str
    here: int
    oldest: timedelta | None
    oldest_worked: int | None
    stays: SpreadOut | None
    stays_worked: WorkedOut | None
    again: int


class StepCountOut(Schema):
    """How often a step led from one state to another."""

    name: str
    source: str
    target: str
    count: int
    declared: bool


class PathOut(Schema):
    """A way that subjects went, state by state."""

    states: list[str]
    count: int


class CourseOut(Schema):
    """The course of everything of a kind that you may see, from its records alone.

    ``newest_only``: there are more than 2,000; the course is of those begun last.
    """

    subjects: int
    ended: int
    conforming: int
    looped: int
    cycle: SpreadOut | None
    cycle_worked: WorkedOut | None
    states: list[StateTimeOut]
    steps: list[StepCountOut]
    paths: list[PathOut]
    newest_only: bool


@router.get("/{kind}/course", response={200: CourseOut} | READING, summary="Time and paths")
def read_course(request: HttpRequest, kind: str, year: Year = None) -> Course:
    """How long things stay where, which ways they take, and whether those are declared."""
    if kind not in KINDS:
        raise Http404
    return course_seen(KINDS[kind], asker(request), timezone.now(), year)

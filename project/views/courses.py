# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Time and paths: how long things stay where, which ways they take, and whether that is what was declared."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.person import person_of
from project.courses import AT_MOST, course_seen, in_words, spread_words, worked_in_words, years_seen
from project.lifecycles import KINDS, name_of
from workflows.analysis import Course, StateTime, StepCount
from workflows.lifecycle import Subject
from workflows.pictures import state_words


def course(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the course of all that this person may see; ``?year=2565`` narrows it to a fiscal year."""
    if kind not in KINDS:
        raise Http404
    model, user, now = KINDS[kind], person_of(request), timezone.now()
    years = years_seen(user, now) if kind == "project" else []
    year = _year_asked(request, years)
    found = course_seen(model, user, now, year)
    context = {
        "kind": kind,
        "name": name_of(model),
        "years": years,
        "year": year,
        "course": found,
        "at_most": AT_MOST,
        "cycle": spread_words(found.cycle, found.cycle_worked),
        **_tables(model, found),
    }
    return render(request, "project/course.html", context)


def _year_asked(request: HttpRequest, years: list[int]) -> int | None:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and asked in map(str, years) else None


def _tables(model: type[Subject], found: Course) -> dict[str, Any]:
    """The rows of the page's tables, in the reader's words."""
    words = state_words(model)
    known = [time for time in found.states if time.here or time.stays]
    longest = max((time.stays.median for time in known if time.stays), default=timedelta())
    return {
        "states": [
            {"label": words[time.state], "time": time, "share": _share(time, longest)}
            | _waiting(time)
            | spread_words(time.stays, time.stays_worked)
            for time in known
        ],
        "unvisited": [words[time.state] for time in found.states if time not in known],
        "taken": [_step(step, words) for step in found.steps if step.count],
        "never": [_step(step, words) for step in found.steps if not step.count],
        "paths": [
            {"states": [words.get(state, state) for state in path.states], "count": path.count} for path in found.paths
        ],
        "figures": [
            {"term": _("Counted"), "value": found.subjects},
            {"term": _("Have come to an end"), "value": found.ended},
            {"term": _("Only declared moves"), "value": f"{found.conforming} / {found.subjects}"},
            {"term": _("Came back to an earlier state"), "value": found.looped},
        ],
    }


def _waiting(time: StateTime) -> dict[str, str]:
    """How long the one that waits longest has waited, by the calendar and in working days."""
    if time.oldest is None or time.oldest_worked is None:
        return {"oldest": "–", "oldest_worked": ""}
    return {"oldest": in_words(time.oldest), "oldest_worked": worked_in_words(time.oldest_worked)}


def _share(time: StateTime, longest: timedelta) -> float | None:
    """How far the bar of its usual stay reaches beside the longest of all."""
    return time.stays.median / longest if time.stays and longest else None


def _step(step: StepCount, words: dict[str, str]) -> dict[str, Any]:
    return {"step": step, "way": f"{words.get(step.source, step.source)} → {words.get(step.target, step.target)}"}

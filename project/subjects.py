# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The subjects that have pages: what each is called in a list, and where its page is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from budget_review.models import IntegrationProject
from committee.models import Meeting


@dataclass(frozen=True)
class About:
    """A subject in one line: its title, a note under it, its address."""

    title: str
    note: str
    href: str


def about(kind: str, ids: Iterable[int]) -> dict[int, About]:
    """The subjects of a kind by id, in one query."""
    return DESCRIBED[kind](ids)


def _projects(ids: Iterable[int]) -> dict[int, About]:
    found = IntegrationProject.objects.select_related("lead").in_bulk(list(ids))
    return {
        pk: About(project.title, f"{project.code} · {project.lead}", reverse("project", args=[project.code]))
        for pk, project in found.items()
    }


def _meetings(ids: Iterable[int]) -> dict[int, About]:
    found = Meeting.objects.select_related("committee").in_bulk(list(ids))
    return {
        pk: About(_meeting_title(meeting), str(meeting.committee), reverse("meeting", args=[pk]))
        for pk, meeting in found.items()
    }


def _meeting_title(meeting: Meeting) -> str:
    return _("Meeting %(number)s") % {"number": meeting.called} if meeting.called else meeting.title


def _kind(model: type[Model]) -> str:
    return model._meta.label_lower


DESCRIBED: dict[str, Callable[[Iterable[int]], dict[int, About]]] = {
    _kind(IntegrationProject): _projects,
    _kind(Meeting): _meetings,
}

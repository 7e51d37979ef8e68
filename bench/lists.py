# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists at two sizes: whole pages as people open them, and the questions behind them."""

from collections.abc import Callable
from typing import Any

from bench import databases
from bench.measuring import measure, sizes_asked, table


def pages() -> dict[str, Callable[[], Any]]:
    """The first pages of lists, by who opens them; and one far down a list."""
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User
    from agencies.roles import Role
    from budget_review.models import IntegrationProject, Round
    from budget_review.queries import projects_for
    from budget_review.queries.as_of import project_as_of
    from budget_review.queries.listing import Filters, by_state, listed, matching, offered_from
    from project import turns
    from project.queues import groups_of
    from project.tasks.finding import in_our_queue, mine
    from workflows.models import Task, TransitionRecord

    now = timezone.now()

    def holder(role: Role) -> User:
        return User.objects.filter(memberships__role=role).order_by("pk")[0]

    officer, screener = holder(Role.AGENCY_OFFICER), holder(Role.SCREENING_OFFICER)
    auditor = holder(Role.AUDITOR)
    deep = IntegrationProject.objects.order_by("code")[int(IntegrationProject.objects.count() * 0.9)].code
    own = Task.objects.filter(finished=None, owner=screener).order_by("due_at", "id")
    far = own[int(own.count() * 0.9)].pk
    whole = IntegrationProject.objects.get(code=deep)
    past = TransitionRecord.objects.filter(subject_type=whole.kind, subject_id=whole.pk).latest("seq").at
    latest = Round.objects.order_by("-opens_at")[0].pk

    def page(who: User, path: str) -> Callable[[], Any]:
        client = Client(SERVER_NAME="localhost")
        client.force_login(who)

        def ask() -> None:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)

        return ask

    def first_page(who: User, **asked: Any) -> Callable[[], Any]:
        return lambda: listed(list(matching(projects_for(who, now), Filters(**asked)).order_by("code")[:26])[:25])

    return {
        "my tasks, due first: a screener": lambda: turns.shelf(mine(screener, now), screener, now),
        "my tasks, at 90 %": lambda: turns.shelf(mine(screener, now), screener, now, after=far),
        "our queue: a screener": lambda: turns.shelf(
            in_our_queue(screener, now), screener, now, units=groups_of(screener, now)
        ),
        "our queue: an officer": lambda: turns.shelf(
            in_our_queue(officer, now), officer, now, units=groups_of(officer, now)
        ),
        "projects: an officer": first_page(officer),
        "projects: a screener": first_page(screener),
        "projects: an auditor": first_page(auditor),
        "projects at 90 %: an auditor": lambda: listed(
            list(projects_for(auditor, now).filter(code__gt=deep).order_by("code")[:26])[:25]
        ),
        "projects in one state: a screener": first_page(screener, state="screening"),
        "projects of one round and state: an auditor": first_page(auditor, round_id=latest, state="endorsed"),
        "projects of one year: an auditor": first_page(auditor, year=2565),
        "what the filters offer: a screener": lambda: offered_from(projects_for(screener, now)),
        "a project as it stood at its last step: an auditor": lambda: project_as_of(
            IntegrationProject.objects.get(code=deep), past, reader=auditor, now=now
        ),
        "what stands where in the latest round: an auditor": lambda: by_state(
            projects_for(auditor, now).filter(round=latest)
        ),
        "page /projects/: an officer": page(officer, "/projects/"),
        "page /projects/: a screener": page(screener, "/projects/"),
        "page /projects/: an auditor": page(auditor, "/projects/"),
        "page /tasks/: a screener": page(screener, "/tasks/"),
        "page /queue/: a screener": page(screener, "/queue/"),
        "page /find/, a frequent word: a screener": page(screener, "/find/?q=ข้อมูล"),
        "page /: an officer": page(officer, "/"),
        "page /: a screener": page(screener, "/"),
        "page /rounds/: an auditor": page(auditor, "/rounds/"),
        "page of a round: an auditor": page(auditor, f"/rounds/{latest}/"),
        "page /records/: an auditor": page(auditor, "/records/"),
        "page /meetings/: an auditor": page(auditor, "/meetings/"),
    }


def main() -> None:
    """Print the table."""
    databases.prepare()
    sizes = sizes_asked()
    print(table(sizes, measure(sizes, pages)))


if __name__ == "__main__":
    main()

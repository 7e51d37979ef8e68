# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thai words in projects' names at two sizes: rare, frequent, several, short, and not there."""

from collections.abc import Callable
from typing import Any

from bench import databases
from bench.measuring import measure, sizes_asked, table


def searches() -> dict[str, Callable[[], Any]]:
    """What is typed, and the first page of what an auditor finds."""
    from django.utils import timezone

    from accounts.models import User
    from agencies.roles import Role
    from bench.generate_world import FREQUENT_WORD, RARE_WORD
    from budget_review.queries import projects_for
    from budget_review.queries.listing import Filters, matching

    auditor, now = User.objects.get(memberships__role=Role.AUDITOR), timezone.now()

    def find(text: str) -> Callable[[], Any]:
        return lambda: list(matching(projects_for(auditor, now), Filters(text=text)).order_by("code")[:26])

    return {
        "a rare word": find(RARE_WORD),
        "a frequent word": find(FREQUENT_WORD),
        "two words": find("เรือนกระจก น่าน"),
        "a code": find("dg60-0000"),
        "two letters, frequent": find("กร"),
        "two letters, of few": find("ฆ 9"),
        "two letters, not there": find("ฬฬ"),
        "two Latin letters": find("dg"),
        "two Latin letters, not there": find("qz"),
        "one letter, not there": find("ฬ"),
        "a word that is not there": find("ยานอวกาศ"),
    }


def main() -> None:
    """Print the table."""
    databases.prepare()
    sizes = sizes_asked()
    print(table(sizes, measure(sizes, searches)))


if __name__ == "__main__":
    main()

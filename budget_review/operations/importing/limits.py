# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows by which an agency would come to more lines in one project than its form can show."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import Count

from budget_review.cells import tight
from budget_review.models import BudgetLine
from budget_review.operations.importing.reading import Bad
from budget_review.operations.lines import LINES_MOST, too_many_lines

if TYPE_CHECKING:
    from budget_review.operations.importing.planning import PlannedProject


def beyond_the_most(projects: Sequence["PlannedProject"]) -> Iterable[Bad]:
    """The rows from the first one that finds no place, each with the reason; one query for any number of projects."""
    stored = BudgetLine.objects.filter(
        participation__project__in=[planned.project.pk for planned in projects if planned.project], is_active=True
    )
    counted = stored.order_by().values_list("participation__project", "participation__agency__name_th")
    held: Counter[tuple[int | str, str]] = Counter(
        {(pk, tight(name)): count for pk, name, count in counted.annotate(count=Count("pk"))}
    )
    for planned in projects:
        of_project = planned.project.pk if planned.project else planned.key
        for line in planned.lines:
            held[of_project, tight(line.agency)] += 1
            if held[of_project, tight(line.agency)] > LINES_MOST:
                yield Bad(line.number, line.item, too_many_lines())

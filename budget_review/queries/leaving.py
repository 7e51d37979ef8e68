# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a proposal would lack if one of its participants left: the gates' own rules, asked as if it had."""

from typing import Any, cast

from budget_review import guards
from budget_review.models import IntegrationProject, Participation
from workflows.lifecycle import Attempt

RULES = (guards.two_agencies, guards.shared_kpi, guards.weights_add_up)


class _Without:
    """A project as the rules would read it without one of its parts."""

    def __init__(self, project: IntegrationProject, part: Participation) -> None:
        self._project, self._part = project, part

    def __getattr__(self, name: str) -> Any:
        return getattr(self._project, name)

    def active_parts(self) -> list[Participation]:
        """Everyone else who takes part."""
        return [part for part in self._project.active_parts() if part.pk != self._part.pk]


def lacking_without(part: Participation, attempt: Attempt) -> list[Any]:
    """The sentences of the rules that hold now and would not hold without this participant."""
    project = part.project
    without = cast("IntegrationProject", _Without(project, part))
    return [rule.sentence for rule in RULES if rule(project, attempt) and not rule(without, attempt)]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acts on many projects that workers make: which a person may look at, and what became of each project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from agencies.queries import roles_of
from agencies.roles import Role
from budget_review.models import IntegrationProject
from budget_review.queries.projects import projects_for
from workflows.bulk_acts.models import BulkAct, BulkItem

KIND = IntegrationProject._meta.label_lower


@dataclass(frozen=True)
class Dealt:
    """One project of an act, as the tables of ``many_rows.html`` read it; ``refusal`` as it was said then."""

    project: IntegrationProject
    item: BulkItem
    taken: Any = None

    @property
    def refusal(self) -> dict[str, Any]:
        """The refusal, empty where there is none."""
        return self.item.refusal or {}

    @property
    def why(self) -> Sequence[str]:
        """The sentences of the refusal; for one that is about the person, its title."""
        return [self.refusal["title"]] if self.who else self.refusal.get("reasons", [])

    @property
    def who(self) -> str:
        """Who can, where this person may not."""
        return str(self.refusal.get("who", ""))


def bulk_acts_for(user: User, at: datetime) -> QuerySet[BulkAct]:
    """Administrators see every one, others those that they asked for."""
    found = BulkAct.objects.filter(kind=KIND).select_related("actor", "stopped_by")
    return found if Role.ADMINISTRATOR in roles_of(user, at) else found.filter(actor=user)


def dealt_with(act: BulkAct, user: User, at: datetime) -> dict[str, list[Dealt]]:
    """The projects of an act by what became of them, those that this person may open still, in two queries."""
    items = list(act.items.select_related("record__actor"))
    seen = projects_for(user, at).in_bulk([item.subject_id for item in items])
    told: dict[str, list[Dealt]] = {str(status): [] for status in BulkItem.Status}
    for item in items:
        if item.subject_id in seen:
            told[item.status].append(Dealt(seen[item.subject_id], item))
    return told

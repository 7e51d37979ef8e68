# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which acts a role makes, over every lifecycle: what an order may lend, one by one."""

from functools import cache
from typing import Any

from django.apps import apps

from agencies.roles import Role
from workflows.lifecycle import Start, Subject, rules_of, steps_of


@cache
def acts_of(role: Role) -> dict[str, Any]:
    """The acts whose rule says that they are made with this role: ``{"budget_review.integrationproject.hand_in": …}``.

    The value is the act's label, in the reader's language when printed. An act made in person only is none's to lend.
    """
    return {
        f"{model._meta.label_lower}.{name}": rules.label
        for model in apps.get_models()
        if issubclass(model, Subject)
        for name, rules in _made_by_people(model)
        if rules.who.power == role
    }


def lendable_roles() -> list[Role]:
    """The roles of which at least one act can be made for another."""
    return [role for role in Role if acts_of(role)]


def _made_by_people(model: type[Subject]) -> list[tuple[str, Any]]:
    found = [(Start.name, model.begin), *((name, rules_of(step)) for name, step in steps_of(model).items())]
    return [(name, rules) for name, rules in found if rules.who is not None]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bar that leads from one project of the list that is worked down to the next."""

from typing import Any

from django import template

from budget_review.worklist import place_of

register = template.Library()


@register.inclusion_tag("budget_review/parts/worklist.html", takes_context=True)
def worklist(context: template.Context, code: str) -> dict[str, Any]:
    """``{% worklist project.code %}``: nothing where the project is not in the list that was opened last."""
    request = context.get("request")
    return {"place": place_of(request.session, code) if request is not None else None}

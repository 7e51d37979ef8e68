# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of an action plan before it begins, and before it goes to DGA."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from digital_plan.template_sections import SECTIONS
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from digital_plan.models import ActionPlan

LONGEST_YEARS = 10  # our decision: the longest period of an action plan


@guard(_("An agency has one plan that has not ended; go on with the one that is there."))
def agency_has_no_other(plan: "ActionPlan", attempt: Attempt) -> bool:
    return not plan.another_of_the_agency()


@guard(_("The plan must cover one to ten fiscal years."))
def years_are_sound(plan: "ActionPlan", attempt: Attempt) -> bool:
    return 1 <= plan.last_year - plan.first_year + 1 <= LONGEST_YEARS


def _unwritten(plan: "ActionPlan", attempt: Attempt) -> list[Any]:
    written = plan.written_keys()
    return [section.label for section in SECTIONS if section.key not in written]


@guard(_("Every section must be written, or the agency's own document attached or linked."), lacks=_unwritten)
def whole_or_with_a_document(plan: "ActionPlan", attempt: Attempt) -> bool:
    """The template is there to start from or to compare with. Source: DGA slides 2564, on the template."""
    return not _unwritten(plan, attempt) or plan.own_document() is not None


@guard(_("Something must have changed since the revision that was sent last."))
def says_something_new(plan: "ActionPlan", attempt: Attempt) -> bool:
    return plan.differs_from_last()

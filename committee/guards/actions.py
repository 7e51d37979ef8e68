# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of something that was assigned."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import ActionItem


@guard(_("Whoever reported it as done does not verify it."))
def another_reported_it(action: "ActionItem", attempt: Attempt) -> bool:
    """Four eyes, counting those for whom somebody acts. Source: our decision."""
    last = action.evidence.order_by("-pk").first()
    people = {person.pk for person in attempt.people}
    return last is None or not people & {last.given_by_id, last.given_for_id}

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an agenda item's rules say of its project in each state, and of a matter that is about none."""

from uuid import UUID

import pytest

from budget_review.models import IntegrationProject
from budget_review.states import State
from committee import guards as g
from committee.models import AgendaItem
from tests.world import AT
from workflows.lifecycle import Attempt

ATTEMPT = Attempt(actor=None, at=AT, request_id=UUID(int=1))
RESOLVED = {
    State.ENDORSED,
    State.CONDITIONAL,
    State.NOT_ENDORSED,
    State.DEFERRED,
}  # what was returned is its lead's again


def item_on(state: State | None) -> AgendaItem:
    """An item on a project in this state, or on none."""
    if state is None:
        return AgendaItem()
    return AgendaItem(project=IntegrationProject(pk=7, state=state))


@pytest.mark.parametrize("state", [None, *State])
def test_item_takes_a_project_that_is_screened_or_deferred(state: State | None) -> None:
    assert g.project_is_ready(item_on(state), ATTEMPT) is (state in (None, State.SCREENED, State.DEFERRED))


@pytest.mark.parametrize("state", [None, *State])
def test_only_a_matter_without_a_project_is_for_information(state: State | None) -> None:
    assert g.is_for_information(item_on(state), ATTEMPT) is (state is None)


@pytest.mark.parametrize("state", [None, *State])
def test_resolution_is_set_aside_where_the_project_still_stands_as_it_left_it(state: State | None) -> None:
    assert g.project_has_not_moved_on(item_on(state), ATTEMPT) is (
        state is None or state in RESOLVED or state == State.IN_COMMITTEE  # recorded, and not certified yet
    )

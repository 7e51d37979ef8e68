# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An officer's answer about a project and another that is like it: given, and replaced when another is given later."""

from django.utils.translation import gettext_lazy as _

from budget_review import guards as g
from budget_review import permissions as p
from budget_review.lifecycle import PAIR
from budget_review.states import PairState
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

ANSWER = Asked("answer", _("A finding must be one of those listed."))


class PairFindingLifecycle(Subject):
    """A part of the project that is screened: its record names a digest of the whole answer, and not the other project.

    So the project's own version stays, and a page that somebody has open beside it is not out of date.
    """

    part_of = "project"
    state = StateField(_("state"), choices=PairState.choices, default=PairState.GIVEN, protected=True, editable=False)
    ends = (PairState.REPLACED,)
    fixed_in = tuple(PairState)
    begin = start(
        label=_("Answer about a pair"),
        who=p.answers_about_pairs,
        guards=[g.pair_is_in_screening],
        asks=[ANSWER],
        has_effect=True,
    )

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [PairState.GIVEN], PairState.REPLACED, label=_("A later answer stands in its place"), caused_by=PAIR)
    def give_way(self) -> None: ...
    # fmt: on

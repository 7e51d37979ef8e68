# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of a resolution."""

from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from committee import guards as g
from committee import permissions as p
from committee.lifecycle.names import ITEM, SUPERSEDE
from committee.states import ResolutionState
from workflows.lifecycle import Subject, start, step


class ResolutionLifecycle(Subject):
    """What the committee resolves on an item; only when certified does it move the project."""

    part_of = "meeting"
    state = FSMField(
        _("state"), choices=ResolutionState.choices, default=ResolutionState.DRAFT, protected=True, editable=False
    )
    ends = (ResolutionState.CERTIFIED, ResolutionState.SUPERSEDED)
    fixed_in = ends  # what was certified stands as it was read
    begin = start(label=_("Draft"), caused_by=ITEM)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ResolutionState.DRAFT], ResolutionState.CERTIFIED, label=_("Certify the resolution"), who=p.chair,
          guards=[g.in_session, g.quorate_for, g.no_vote_is_open, g.amounts_as_adopted], has_effect=True)
    def certify(self) -> None: ...

    @step(state, [ResolutionState.CERTIFIED], ResolutionState.SUPERSEDED, label=_("Set the resolution aside"),
          caused_by=ITEM, back=SUPERSEDE)
    def supersede(self) -> None: ...
    # fmt: on

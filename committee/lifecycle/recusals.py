# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of a recusal: declared for one matter, out of the room, back again."""

from django.utils.translation import gettext_lazy as _

from committee import guards as g
from committee import permissions as p
from committee.lifecycle.names import REASON
from committee.states import RecusalState
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

GROUND = Asked("ground", _("The ground must be named."))


class RecusalLifecycle(Subject):
    """A member takes no part in one matter. The seat is not entitled for that matter alone."""

    part_of = "meeting"
    state = StateField(
        _("state"), choices=RecusalState.choices, default=RecusalState.DECLARED, protected=True, editable=False
    )
    ends = (RecusalState.WITHDRAWN,)
    begin = start(
        label=_("Declare an interest"),
        who=p.secretary_or_the_member,
        asks=[GROUND],
        guards=[
            g.meeting_stands,
            g.is_of_this_meeting,
            g.matter_is_open,
            g.is_not_recused_yet,
            g.not_counted_in_a_vote,
        ],
    )

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [RecusalState.DECLARED], RecusalState.LEFT_ROOM, label=_("Left the room for the matter"),
          who=p.secretary_of_part, guards=[g.in_session, g.matter_is_open])
    def leave_room(self) -> None: ...

    @step(state, [RecusalState.LEFT_ROOM], RecusalState.RETURNED, label=_("Came back to the room"),
          who=p.secretary_of_part, guards=[g.in_session])
    def come_back(self) -> None: ...

    @step(state, [RecusalState.DECLARED, RecusalState.LEFT_ROOM, RecusalState.RETURNED], RecusalState.WITHDRAWN,
          label=_("Withdraw the recusal"), who=p.secretary_of_part, asks=[REASON],
          guards=[g.meeting_stands, g.matter_is_open, g.no_vote_was_counted])
    def withdraw(self) -> None: ...
    # fmt: on

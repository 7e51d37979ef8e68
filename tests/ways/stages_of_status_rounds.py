# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The stages of a round on the status of plans, and of an agency's return in it."""

from digital_plan.models import StatusReturn, StatusRound
from digital_plan.states.status_rounds import ReturnState
from tests.status_rounds import MAKING, closed, drafted, for_caller, opened_round, return_of, tell
from tests.ways.reaching import NOTE, Tree, act
from tests.world import World
from workflows.lifecycle import Subject


def _round(world: World) -> Subject:
    return StatusRound.objects.get()


def _return(world: World) -> Subject:
    return return_of(world, "north")


def _all_told(world: World) -> None:
    names = {agency.pk: name for name, agency in world.agencies.items()}
    for one in StatusReturn.objects.filter(state=ReturnState.AWAITED):
        for_caller(world, names[one.agency_id], MAKING)


def _let_all_lapse(world: World) -> None:
    closed(world, StatusRound.objects.get())


STATUS_ROUNDS: Tree = {
    "round written": (
        lambda world: drafted(world, "other_screener"),
        {
            "round dropped": (act("drop_round", "screener", _round), {}),
            "round opened": (
                lambda world: opened_round(world, StatusRound.objects.get()),
                {
                    "every status told": (_all_told, {}),
                    "status told": (
                        lambda world: tell(world, "north", MAKING),
                        {
                            "status asked back": (
                                act("ask_back", "screener", _return, facts={"text": NOTE}),
                                {"round closed with a question": (_let_all_lapse, {})},
                            ),
                            "round closed": (
                                _let_all_lapse,
                                {"round reported": (act("report_round", "screening_head", _round), {})},
                            ),
                        },
                    ),
                },
            ),
        },
    ),
}

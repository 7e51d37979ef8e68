# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of an expert's opinion: asked, given or declined, outdated when the content moves on."""

from django.utils.translation import gettext_lazy as _

from budget_review import guards as g
from budget_review import permissions as p
from budget_review.lifecycle import PROJECT, REASON
from budget_review.states import OpinionState
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

TEXT = Asked("text", _("The opinion must be written."))
ADVICE = Asked("advice", _("The advice must be given."))


class OpinionLifecycle(Subject):
    """An expert's opinion on a large project, asked when the project is taken up."""

    part_of = "project"
    state = StateField(
        _("state"), choices=OpinionState.choices, default=OpinionState.ASKED, protected=True, editable=False
    )
    ends = (OpinionState.GIVEN, OpinionState.LAPSED)
    begin = start(label=_("Ask an expert"), caused_by=PROJECT)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [OpinionState.ASKED], OpinionState.GIVEN, label=_("Give an opinion"), who=p.expert,
          asks=[ADVICE, TEXT], guards=[g.project_is_being_screened, g.points_are_of_the_field], has_effect=True)
    def give(self) -> None: ...

    @step(state, [OpinionState.ASKED], OpinionState.DECLINED, label=_("Decline to give an opinion"), who=p.expert,
          asks=[REASON], guards=[g.project_is_being_screened])
    def decline_to_advise(self) -> None: ...

    @step(state, [OpinionState.ASKED, OpinionState.DECLINED], OpinionState.ASKED, label=_("Ask another expert"),
          who=p.asks_experts, asks=[REASON], guards=[g.project_is_being_screened], has_effect=True)
    def ask_another(self) -> None: ...

    @step(state, [OpinionState.DECLINED], OpinionState.LAPSED, label=_("Do without the opinion"),
          who=p.does_without_experts, asks=[REASON], guards=[g.project_is_being_screened])
    def do_without(self) -> None: ...

    @step(state, [OpinionState.ASKED, OpinionState.STALE, OpinionState.DECLINED], OpinionState.LAPSED,
          label=_("No longer needed"), caused_by=PROJECT)
    def lapse(self) -> None: ...

    @step(state, [OpinionState.GIVEN], OpinionState.STALE, label=_("The content changed"), caused_by=PROJECT)
    def go_stale(self) -> None: ...

    @step(state, [OpinionState.LAPSED, OpinionState.STALE], OpinionState.ASKED, label=_("Ask again"),
          caused_by=PROJECT, has_effect=True)
    def ask_again(self) -> None: ...
    # fmt: on

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A question put to an agency while its project is screened: asked, answered, asked further, closed."""

from django.utils.translation import gettext_lazy as _

from budget_review import guards as g
from budget_review import permissions as p
from budget_review.lifecycle import PROJECT, REASON
from budget_review.states import InquiryState
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

QUESTION = Asked("text", _("The question must be written."))
ANSWER = Asked("text", _("The answer must be written."))


class InquiryLifecycle(Subject):
    """While it waits for its answer, the clock of whoever asked stands still."""

    part_of = "project"
    state = StateField(
        _("state"), choices=InquiryState.choices, default=InquiryState.ASKED, protected=True, editable=False
    )
    ends = (InquiryState.CLOSED, InquiryState.WITHDRAWN, InquiryState.ENDED)
    begin = start(
        label=_("Ask a question"),
        who=p.asks_questions,
        guards=[
            g.is_asked_in_screening,
            g.agency_takes_part,
            g.is_about_a_section,
            g.term_is_fair,
            g.opinion_is_waited_for,
        ],
        asks=[QUESTION],
        has_effect=True,
    )

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [InquiryState.ASKED], InquiryState.ANSWERED, label=_("Answer the question"), who=p.asked_officer,
          asks=[ANSWER], guards=[g.sections_exist], has_effect=True)
    def answer(self) -> None: ...

    @step(state, [InquiryState.ANSWERED], InquiryState.ASKED, label=_("Ask further"), who=p.asks_questions,
          asks=[QUESTION], guards=[g.is_asked_in_screening, g.opinion_is_waited_for], has_effect=True)
    def ask_further(self) -> None: ...

    @step(state, [InquiryState.ANSWERED], InquiryState.CLOSED, label=_("Close the question"), who=p.asks_questions)
    def close(self) -> None: ...

    @step(state, [InquiryState.ASKED], InquiryState.WITHDRAWN, label=_("Withdraw the question"),
          who=p.asks_questions, asks=[REASON], has_effect=True)
    def withdraw_question(self) -> None: ...

    @step(state, [InquiryState.ASKED, InquiryState.ANSWERED], InquiryState.ENDED,
          label=_("Ends with the screening"), caused_by=PROJECT)
    def end(self) -> None: ...
    # fmt: on

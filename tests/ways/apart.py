# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What no stage reaches yet, and what asks for more than a stage brings: their own tables, walks and pages try them.

Each line that goes from here is tried by every way from then on.
"""

from workflows.checks import subjects
from workflows.lifecycle import Subject, rules_of, state_field, steps_of

KINDS = frozenset({
    "committee.actionitem", "committee.decisionletter", "committee.minutes", "committee.minutesreply",
    "committee.recusal", "committee.voteround",
})  # fmt: skip
STEPS = frozenset({
    ("committee.rollentry", "correct_to_away"), ("committee.rollentry", "correct_to_absent"),
    ("committee.rollentry", "correct_to_present"), ("committee.meeting", "miss_quorum"),
    ("committee.agendaitem", "admit_late"), ("committee.agendaitem", "adopt_minutes"),
    ("committee.agendaitem", "list_it"), ("committee.agendaitem", "take_out"), ("committee.agendaitem", "turn_away"),
    ("committee.agendaitem", "correct"),
    ("committee.resolution", "communicate"), ("committee.resolution", "drop"), ("committee.resolution", "assign_more"),
})  # fmt: skip
STATES = frozenset({
    ("committee.agendaitem", "proposed"), ("committee.agendaitem", "turned_away"), ("committee.agendaitem", "dropped"),
    ("committee.resolution", "recorded"), ("committee.resolution", "communicated"),
    ("committee.resolution", "corrected"),
})  # fmt: skip


def models_tried() -> list[type[Subject]]:
    """The lifecycles that are tried by every way."""
    return [model for model in subjects() if model._meta.label_lower not in KINDS]


def states_tried() -> set[tuple[type[Subject], str]]:
    """Each of their states that a stage reaches."""
    return {
        (model, state)
        for model in models_tried()
        for state, _label in state_field(model).choices
        if (model._meta.label_lower, state) not in STATES
    }


def steps_by_hand(model: type[Subject]) -> list[str]:
    """The steps that a person makes, but for those that ask for more than a stage brings."""
    return [
        name for name, step in steps_of(model).items()
        if rules_of(step).who is not None and (model._meta.label_lower, name) not in STEPS
    ]  # fmt: skip

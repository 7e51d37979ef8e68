# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lives of a meeting and of its parts, one to a file."""

from committee.lifecycle.actions import ActionItemLifecycle
from committee.lifecycle.items import AgendaItemLifecycle
from committee.lifecycle.letters import DecisionLetterLifecycle
from committee.lifecycle.meetings import MeetingLifecycle
from committee.lifecycle.minutes import MinutesLifecycle, MinutesReplyLifecycle
from committee.lifecycle.recusals import RecusalLifecycle
from committee.lifecycle.resolutions import ResolutionLifecycle
from committee.lifecycle.roll import RollEntryLifecycle
from committee.lifecycle.votes import VoteRoundLifecycle

__all__ = [
    "ActionItemLifecycle",
    "AgendaItemLifecycle",
    "DecisionLetterLifecycle",
    "MeetingLifecycle",
    "MinutesLifecycle",
    "MinutesReplyLifecycle",
    "RecusalLifecycle",
    "ResolutionLifecycle",
    "RollEntryLifecycle",
    "VoteRoundLifecycle",
]

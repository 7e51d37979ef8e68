# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every floor's API shares: who asks, how an act is asked for, how a refusal is told."""

from accounts.api.acting import (
    ActBody,
    ActingUnder,
    ActsOut,
    After,
    HistoryPage,
    IfMatch,
    Limit,
    Prose,
    RecordOut,
    RequestId,
    Strict,
    Words,
    acts_of,
    history_page,
    make_step,
    record_out,
    storable,
)
from accounts.api.asking import API_AUTH, asker
from accounts.api.people import Moment, PersonOut, person_out
from accounts.api.problems import READING, REFUSALS, Problem, problem, problem_of

__all__ = [
    "API_AUTH",
    "READING",
    "REFUSALS",
    "ActBody",
    "ActingUnder",
    "ActsOut",
    "After",
    "HistoryPage",
    "IfMatch",
    "Limit",
    "Moment",
    "PersonOut",
    "Problem",
    "Prose",
    "RecordOut",
    "RequestId",
    "Strict",
    "Words",
    "acts_of",
    "asker",
    "history_page",
    "make_step",
    "person_out",
    "problem",
    "problem_of",
    "record_out",
    "storable",
]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the work really goes: time in each state, loops, paths, and how that fits the declared lifecycle.

Everything here is read from the records alone, so it holds for what happened before anybody thought of asking.
"""

from workflows.analysis.course import Course, Path, StateTime, StepCount, course_of
from workflows.analysis.spread import Spread
from workflows.analysis.walks import Move, Stay, Walk, walks

__all__ = ["Course", "Move", "Path", "Spread", "StateTime", "Stay", "StepCount", "Walk", "course_of", "walks"]

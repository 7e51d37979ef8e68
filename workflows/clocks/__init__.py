# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clocks: Thai working days, due dates, stopped clocks, reminders and escalation (docs/clocks.md)."""

from workflows.clocks.days import ByDay, CalendarDays, WorkingDays, WorkingDaysOf

__all__ = ["ByDay", "CalendarDays", "WorkingDays", "WorkingDaysOf"]

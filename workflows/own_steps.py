# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The engine's own steps, which no lifecycle declares: recorded on a subject's chain like any other."""

from typing import Any

from django.utils.translation import gettext_lazy as _

MIGRATE = "migrate"  # brings a subject under a newer definition
STOP_CLOCK, RESUME_CLOCK = "stop_clock", "resume_clock"  # of a task about the subject, which stays where it is
OF_CLOCKS = (STOP_CLOCK, RESUME_CLOCK)
LABELS: dict[str, Any] = {
    MIGRATE: _("Come under a newer definition"),
    STOP_CLOCK: _("Stop the clock"),
    RESUME_CLOCK: _("Let the clock go on"),
}

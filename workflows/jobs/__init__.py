# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work done after an act, by worker processes: jobs, periodic jobs, and the outbox handed on (docs/jobs.md)."""

from workflows.jobs.enqueuing import enqueue
from workflows.jobs.registry import periodic, subscriber

__all__ = ["enqueue", "periodic", "subscriber"]

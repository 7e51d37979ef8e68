# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The session for programs: what the console presses, by the same operations, with the same refusals."""

from ninja import Router

from committee.api_session import attendance, matters, reading, scenarios

router = Router(tags=["sessions"])
for part in (reading, attendance, matters, scenarios):
    router.add_router("", part.router)

__all__ = ["router"]

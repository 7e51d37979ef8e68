# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked about people and agencies."""

from datetime import datetime

from accounts.models import User
from agencies.roles import Role, group, memberships_of


def roles_of(user: User, at: datetime) -> set[str]:
    """The roles that a person holds at a moment."""
    return {held.role for held in memberships_of(user, at)}


def agencies_of(user: User, at: datetime) -> set[int]:
    """The agencies for which a person acts as officer or head."""
    own = {Role.AGENCY_OFFICER, Role.AGENCY_HEAD}
    return {held.agency_id for held in memberships_of(user, at) if held.role in own}


def groups_of(user: User, at: datetime) -> list[str]:
    """The queues that a person works on, by role alone and by role in an agency."""
    keys = set()
    for held in memberships_of(user, at):
        keys |= {group(Role(held.role)), group(Role(held.role), held.agency_id)}
    return sorted(keys)

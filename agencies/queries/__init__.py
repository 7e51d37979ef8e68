# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked about people, agencies and orders."""

from agencies.queries.offices import (
    agencies_of,
    group_names,
    groups_of,
    neighbouring_groups_of,
    people_of_groups,
    queue_name,
    roles_of,
    seen_from,
)
from agencies.queries.orders import order_for, orders_for, ready_for

__all__ = [
    "agencies_of",
    "group_names",
    "groups_of",
    "neighbouring_groups_of",
    "order_for",
    "orders_for",
    "people_of_groups",
    "queue_name",
    "ready_for",
    "roles_of",
    "seen_from",
]

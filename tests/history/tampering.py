# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing rows as one could who owns the database: with the triggers out of the way."""

from django.db import connection

from tests.standing import check_deferred
from workflows import triggers

TABLES = (
    "workflows_transitionrecord",
    "workflows_anchor",
    "workflows_timestamp",
    "workflows_outboxmessage",
    "budget_review_pairfinding",
)


def behind(*statements: str) -> None:
    """Run the statements past every trigger, and past foreign keys too."""
    check_deferred()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            triggers.take_down(using="default")
        else:
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "sqlite":
            triggers.put_up(using="default")
        else:
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A child process that migrates every permit, and stops at its nth statement that writes until it is killed there.

``python -m tests.faults.migrating 3``; without a number it goes on to the end and says "done".
"""

import os
import sys
import time
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.db import connection  # noqa: E402

from accounts.models import User  # noqa: E402
from tests.permits.living import AT, wanted  # noqa: E402
from workflows.definitions.migrating import migrate  # noqa: E402

last = int(sys.argv[1]) if len(sys.argv) > 1 else 0
writes = 0


def stop_at_the_last(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Let every statement through; after the last one that is asked for, wait for the end."""
    global writes
    result = execute(sql, params, many, context)
    writes += sql.startswith(("INSERT", "UPDATE"))
    if last and writes == last:
        os.write(1, b"in the middle\n")
        time.sleep(60)
    return result


with connection.execute_wrapper(stop_at_the_last):
    migrate(wanted(), actor=User.objects.get(username="admin"), at=AT, request_id=uuid4(), reason="เหตุ")
os.write(1, b"done\n")

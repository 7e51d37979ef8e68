# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Do one thing many times at once, as people do on the last day of a round."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def at_once(count: int, act: Callable[[int], Result]) -> list[Result | Exception]:
    """Call ``act(0) … act(count - 1)`` in as many threads, all released together; return what each gave or raised.

    Every thread has its own database connection. To be used with ``fresh_database``.
    """
    start = Barrier(count)

    def one(number: int) -> Result | Exception:
        try:
            start.wait(timeout=60)
            return act(number)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=count) as threads:
        return list(threads.map(one, range(count)))

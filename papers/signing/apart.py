# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work in a thread of its own: pyHanko starts an event loop, which a thread that runs one already refuses."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.utils import translation

Result = TypeVar("Result")


def apart(work: Callable[[], Result]) -> Result:
    """What the work returns or raises; it speaks the caller's language."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_spoken, work, translation.get_language()).result()


def _spoken(work: Callable[[], Result], language: str) -> Result:
    with translation.override(language):
        return work()

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Jobs to try the workers with: they tell what they do in a file, or fail."""

import os
import time
from pathlib import Path

from django_tasks import TaskContext, task

from workflows.jobs.retrying import GiveUp


@task
def note(path: str, word: str) -> str:
    """Add a word to a file."""
    with Path(path).open("a") as file:
        file.write(f"{word}\n")
    return word


@task
def note_twice(path: str, seconds: float) -> None:
    """Say that the work begins, work, and say that it is done."""
    note.call(path, f"begun by {os.getpid()}")
    time.sleep(seconds)
    note.call(path, "done")


@task
def stumble() -> None:
    """Fail every time."""
    raise ValueError("this job always stumbles")


@task
def give_up() -> None:
    """Fail in a way that no further attempt mends."""
    raise GiveUp("the address does not exist")


@task
def unspeakable() -> object:
    """Return what JSON has no word for."""
    return object()


@task(takes_context=True)
def attempts(context: TaskContext) -> int:
    """Tell how often this job was begun."""
    return context.attempt

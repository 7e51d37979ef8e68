# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of each change, written as it is known, so that a run can be gone on with."""

import json
import os
from collections import Counter
from enum import StrEnum
from pathlib import Path

from tests.mutants.changing import Change


class Result(StrEnum):
    KILLED = "killed"
    SURVIVED = "survived"
    UNREACHED = "unreached"  # by any of the tests that are named for the file


class Log:
    """One line of JSON for each change. Also says each survivor on the error stream."""

    def __init__(self, path: Path, root: Path, *, go_on: bool) -> None:
        self.path, self.root = path, root
        self.results: dict[str, Result] = {}
        self.before: set[tuple[str, str]] = set()  # names and texts of what was killed in the run gone on with
        path.parent.mkdir(parents=True, exist_ok=True)
        if go_on and path.exists():
            said = [json.loads(line) for line in path.read_text().splitlines()]
            self.before = {(one["change"], one["text"]) for one in said if one["result"] == Result.KILLED}
        else:
            path.write_text("")

    def name(self, change: Change) -> str:
        """What reasons are written for."""
        return str(change).replace(f"{self.root}/", "")

    def was_killed(self, change: Change) -> bool:
        """Whether the run gone on with killed it, in a function that has not been written anew since."""
        return (self.name(change), change.text) in self.before

    def add(self, change: Change, result: Result, *, test: str = "", seconds: float = 0.0) -> None:
        """Note a result."""
        name = self.name(change)
        self.results[name] = result
        line = {"change": name, "text": change.text, "result": result, "test": test, "seconds": round(seconds, 2)}
        with self.path.open("a") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        if result is not Result.KILLED:
            os.write(2, f"{result} {name}\n".encode())

    def count(self) -> Counter[Result]:
        """How many of each result."""
        return Counter(self.results.values())

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""``python -m tests.mutants [--go-on] [--minutes 30] [file …]``: change the engine's code, and see the tests fail.

Ends with 1 while a change survives that ``reasons.toml`` gives no reason for. What has a reason is not tried again,
unless ``--all`` asks which reasons still hold.
"""

import argparse
import sys
import time
import tomllib
from pathlib import Path

import pytest

from tests.mutants.changing import Change, changes_of
from tests.mutants.log import Log, Result
from tests.mutants.trying import Trials

HERE = Path(__file__).parent
LOG = Path("var/mutants.jsonl")


def main() -> int:
    """Run the files asked for, or all, each with the tests that are named for it."""
    with (HERE / "files.toml").open("rb") as told:
        files: dict[str, list[str]] = tomllib.load(told)["files"]
    with (HERE / "reasons.toml").open("rb") as told:
        reasons: dict[str, str] = tomllib.load(told)["reasons"]
    asked = argparse.ArgumentParser(prog="python -m tests.mutants")
    asked.add_argument("--minutes", type=float, default=600)
    asked.add_argument("--processes", type=int, default=1)
    asked.add_argument("--patience", type=float, default=600, help="seconds of tests for a change, the quickest first")
    asked.add_argument("--log", type=Path, default=LOG)
    asked.add_argument("--go-on", action="store_true", help="do not try again what the log says was killed")
    asked.add_argument("--all", action="store_true", help="try also what has a reason to survive")
    asked.add_argument("file", nargs="*", default=list(files))
    given = asked.parse_args()

    log = Log(given.log, Path.cwd(), go_on=given.go_on)
    every: list[Change] = [change for file in given.file for change in changes_of(Path(file).resolve())]
    known = {log.name(change) for change in every}
    mistaken = [name for name in reasons if name.partition(": ")[0] in given.file and name not in known]
    reasoned = [change for change in every if log.name(change) in reasons and not given.all]
    before = [change for change in every if log.was_killed(change)]
    asked_now = [change for change in every if change not in reasoned and change not in before]
    until = time.monotonic() + given.minutes * 60
    trials = Trials(asked_now, log, files, processes=given.processes, patience=given.patience, until=until)
    tests = sorted({test for file in given.file for test in files[file]})
    code = pytest.main(["-q", "-s", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider", *tests], plugins=[trials])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return 2

    lines = [
        f"no reason: {name}" for name, result in log.results.items() if result != Result.KILLED and name not in reasons
    ]
    lines += [f"a reason for what is no change: {name}" for name in mistaken]
    lines += [f"a reason for what is killed: {name}" for name in reasons if log.results.get(name) == Result.KILLED]
    open_ends = len(lines)
    for file, counts in log.counts().items():
        lines.append(f"{file}: " + ", ".join(f"{counts[result]} {result}" for result in Result))
    lines.append(
        f"{len(every)} changes: {sum(result == Result.KILLED for result in log.results.values())} killed, "
        f"{len(before)} killed before, {len(reasoned)} with a reason to survive, "
        f"{trials.left} not tried, {open_ends} to be seen to"
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if open_ends or trials.left else 0


if __name__ == "__main__":
    sys.exit(main())

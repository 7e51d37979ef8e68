# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""``python -m tests.mutants [--go-on] [--minutes 30] [file …]``: change the engine's code, and see the tests fail.

Each file is tried in a process of its own, with the tests that ``files.toml`` names for it. Ends with 1 while a change
survives that ``reasons.toml`` gives no reason for. What has a reason is not tried again, unless ``--all`` asks which
reasons still hold. What only PostgreSQL can tell stands there apart: that is tried with ``python -m
tests.with_postgresql python -m tests.mutants``, the races beside the usual tests, and must be noticed.
"""

import argparse
import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from tests.mutants.changing import Change, changes_of
from tests.mutants.log import Log, Result
from tests.mutants.trying import Trials

HERE = Path(__file__).parent
RACES = "tests/races"


def main() -> int:
    """Run the files asked for, or all."""
    with (HERE / "files.toml").open("rb") as told:
        files: dict[str, list[str]] = tomllib.load(told)["files"]
    asked = argparse.ArgumentParser(prog="python -m tests.mutants")
    asked.add_argument("--minutes", type=float, default=600, help="for each file")
    asked.add_argument("--processes", type=int, default=1)
    asked.add_argument("--patience", type=float, default=600, help="seconds of tests for a change, the nearest first")
    asked.add_argument("--logs", type=Path, default=Path("var/mutants"), help="the folder of what became of each")
    asked.add_argument("--go-on", action="store_true", help="do not try again what the log says was killed")
    asked.add_argument("--all", action="store_true", help="try also what has a reason to survive")
    asked.add_argument("file", nargs="*", default=list(files))
    given = asked.parse_args()
    if len(given.file) == 1:
        return try_file(given.file[0], files[given.file[0]], given)
    options = [word for word in sys.argv[1:] if word not in given.file]
    codes = [subprocess.call([sys.executable, "-m", "tests.mutants", *options, file]) for file in given.file]
    return max(codes)


def try_file(file: str, tests: list[str], given: argparse.Namespace) -> int:
    """Try every change of one file, say what is to be seen to, and return what the process ends with."""
    with (HERE / "reasons.toml").open("rb") as told:
        tables: dict[str, dict[str, str]] = tomllib.load(told)
    reasons, postgresql = tables["reasons"], tables["postgresql"]
    log = Log(given.logs / f"{file.replace('/', '.')}.jsonl", Path.cwd(), go_on=given.go_on)
    every: list[Change] = list(changes_of(Path(file).resolve()))
    known = {log.name(change) for change in every}
    mistaken = [name for name in (*reasons, *postgresql) if name.partition(": ")[0] == file and name not in known]
    if os.environ.get("TEST_POSTGRES_URL"):
        tests = [*tests, RACES]
        every = [change for change in every if log.name(change) in postgresql]
    else:
        reasons = reasons | postgresql
    reasoned = [change for change in every if log.name(change) in reasons and not given.all]
    before = [change for change in every if log.was_killed(change)]
    asked_now = [change for change in every if change not in reasoned and change not in before]
    until = time.monotonic() + given.minutes * 60
    trials = Trials(asked_now, log, tests, processes=given.processes, patience=given.patience, until=until)
    if asked_now:
        options = ["-qq", "-s", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider"]
        code = pytest.main([*options, *tests], plugins=[trials])
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            return 2

    lines = [
        f"no reason: {name}" for name, result in log.results.items() if result != Result.KILLED and name not in reasons
    ]
    lines += [f"a reason for what is no change: {name}" for name in mistaken]
    lines += [f"a reason for what is killed: {name}" for name in reasons if log.results.get(name) == Result.KILLED]
    open_ends = len(lines)
    counts = log.count()
    lines.append(
        f"{file}: {len(every)} changes: {counts[Result.KILLED]} killed, {len(before)} killed before, "
        f"{counts[Result.SURVIVED]} survived, {counts[Result.UNREACHED]} not reached, "
        f"{len(reasoned)} with a reason to survive, {trials.left} not tried, {open_ends} to be seen to"
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if open_ends or trials.left else 0


if __name__ == "__main__":
    sys.exit(main())

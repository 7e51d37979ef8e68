# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""``python -m tests.mutants [--minutes 30] [file …]``: change the engine's code, and see the tests fail.

Ends with 1 while a change survives that ``reasons.toml`` gives no reason for.
"""

import argparse
import sys
import time
import tomllib
from pathlib import Path

import pytest

from tests.mutants.plugin import Changes

HERE = Path(__file__).parent


def main() -> int:
    """Run the files asked for, or all, each with the tests that are named for it."""
    with (HERE / "files.toml").open("rb") as told:
        files: dict[str, list[str]] = tomllib.load(told)["files"]
    with (HERE / "reasons.toml").open("rb") as told:
        reasons: dict[str, str] = tomllib.load(told)["reasons"]
    asked = argparse.ArgumentParser(prog="python -m tests.mutants")
    asked.add_argument("--minutes", type=float, default=600)
    asked.add_argument("file", nargs="*", default=list(files))
    given = asked.parse_args()
    until = time.monotonic() + given.minutes * 60
    tests = sorted({test for file in given.file for test in files[file]})
    changes = Changes([Path(file) for file in given.file], until)
    code = pytest.main(["-q", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider", *tests], plugins=[changes])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return 2
    without = [name for name in (*changes.survived, *changes.unreached) if name not in reasons]
    lines = [f"no reason: {name}" for name in without]
    lines.append(
        f"{changes.killed} killed, {len(changes.survived)} survived, {len(changes.unreached)} not reached, "
        f"{changes.left} not tried; {len(without)} without a reason"
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if without or changes.left else 0


if __name__ == "__main__":
    sys.exit(main())

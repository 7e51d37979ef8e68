# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The child process that opens an annex, within its limits: ``judging`` starts it for each file anew.

In, on standard input: a line of JSON, ``{"media_type", "cpu_seconds", "memory_bytes"}``, and then the file. Out: a line
of JSON, ``{"refused": code}`` or a ``Verdict``, and then the pages.
"""

import json
import sys

from papers.annexes.pdfs import pages_of_pdf
from papers.annexes.pictures import page_of_picture
from papers.annexes.unpacking import Refused
from papers.annexes.verdicts import Refusal
from papers.confinement import limit_cpu, limit_memory


def main() -> int:
    """Judge one file."""
    asked = json.loads(sys.stdin.buffer.readline())
    limit_memory(asked["memory_bytes"])
    limit_cpu(asked["cpu_seconds"])
    judge = pages_of_pdf if asked["media_type"] == "application/pdf" else page_of_picture
    pages = b""
    try:
        verdict, pages = judge(sys.stdin.buffer.read())
        said = verdict.as_data()
    except Refused as refused:
        said = {"refused": refused.args[0]}
    except (MemoryError, RecursionError):
        said = {"refused": Refusal.TOO_MUCH_WORK}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + pages)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())

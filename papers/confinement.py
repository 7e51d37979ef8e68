# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a child process is confined that works on what others wrote: its memory, its time, its surroundings.

The limits are set by the child itself, before it looks at anything; the surroundings by whoever starts it. This file
is loaded in children that know no Django.
"""

import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, SIGXCPU

PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV")  # where programs and libraries are, and nothing else
ENDED_BY_LIMITS = (-SIGXCPU, -SIGKILL)
SCRATCH = "mati-confined-"
LEFT_BEHIND_SECONDS = 3600.0  # what is this old and whose process is gone belongs to nobody
FOLDER = Path(__file__).resolve().parent.parent  # whence ``python -m papers…`` finds our code


@dataclass(frozen=True)
class Limits:
    """What one paper may take before it is refused. A pack of seven projects takes about 3 s and 200 MB."""

    cpu_seconds: int = 60
    wall_seconds: int = 120
    memory_bytes: int = 2 * 1024**3


def limit_memory(memory_bytes: int) -> None:
    """Have the kernel end this process when its work takes too much: the libraries have no limits of their own."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_cpu(seconds: int) -> None:
    """Likewise when the next piece of work takes too long, whatever those before it took."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def lower_cpu(seconds: int) -> None:
    """Likewise for a piece of work that gets no more than that of what is left."""
    used, left_until = resource.getrusage(resource.RUSAGE_SELF), resource.getrlimit(resource.RLIMIT_CPU)[0]
    if left_until == resource.RLIM_INFINITY or used.ru_utime + used.ru_stime + seconds < left_until:
        limit_cpu(seconds)


def surroundings(scratch: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The child's whole environment: a folder of its own, and nothing of the server's secrets."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    own = dict.fromkeys(("XDG_CACHE_HOME", "TMPDIR", "HOME"), scratch)
    return {**passed_on, **own, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", **(more or {})}


def module_command(module: str) -> list[str]:
    """What starts one of our modules as a process of its own."""
    return [sys.executable, "-m", module]


def run_confined(
    command: Sequence[str],
    work: bytes,
    *,
    wall_seconds: float,
    environment: Callable[[str], Mapping[str, str]] = surroundings,
) -> "subprocess.CompletedProcess[bytes]":
    """Give a child its work on standard input and wait for it; its scratch folder goes with it.

    Raises subprocess.TimeoutExpired, with what it had answered by then.
    """
    with scratch_folder() as scratch:
        return subprocess.run(
            command,
            input=work,
            capture_output=True,
            timeout=wall_seconds,
            cwd=FOLDER,
            env=dict(environment(scratch)),
            check=False,
        )


@contextmanager
def scratch_folder() -> Iterator[str]:
    """A folder for one child, which names the process that will clear it away."""
    with tempfile.TemporaryDirectory(prefix=f"{SCRATCH}{os.getpid()}-", ignore_cleanup_errors=True) as folder:
        yield folder


def clear_left_behind(older_than: float = LEFT_BEHIND_SECONDS) -> None:
    """Clear away the scratch folders of processes that were killed, with whatever worked for them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*-*"):
        pid = folder.name.removeprefix(SCRATCH).partition("-")[0]
        with suppress(OSError):
            if pid.isdigit() and not Path("/proc", pid).exists() and time.time() - folder.stat().st_mtime >= older_than:
                shutil.rmtree(folder, ignore_errors=True)

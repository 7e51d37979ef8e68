# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Run a command with TEST_POSTGRES_URL set to a PostgreSQL cluster of its own: ``-m tests.with_postgresql pytest``.

The cluster comes from an installed server, listens on a private socket only, and is stopped and removed with us,
however we end. A TEST_POSTGRES_URL that is already set is used as it is.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OPTIONS = {
    "listen_addresses": "''",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "fsync": "off",  # a test database need not survive the machine's fall, only its clients'
    "full_page_writes": "off",
    "autovacuum": "off",
    "timezone": "UTC",
}

KEEPER = 'cat; "$1" stop -s -m immediate -D "$2" 2>&1; rm -rf "$3"'


def server_programs() -> Path | None:
    """Return the folder of the newest installed server's programs, or None."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def server_account() -> dict[str, Any]:
    """Return how to run the server's programs: PostgreSQL refuses to run as root, so as ``postgres`` then."""
    if os.getuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": "/"}


@dataclass(frozen=True)
class Cluster:
    """A server of our own."""

    url: str
    programs: Path
    data: Path

    def restart(self) -> None:
        """Let it fall in the middle of whatever it does, as ``kill -9`` would, and start it again."""
        words = f"restart -s -w -m immediate -D {self.data} -l {self.data.parent}/log"
        command = [str(self.programs / "pg_ctl"), *words.split()]
        subprocess.run(command, check=True, start_new_session=True, **server_account())


@contextmanager
def cluster(programs: Path, **options: str) -> Iterator[Cluster]:
    """Start a cluster in a temporary folder, with these options over ours.

    A small keeper process waits for the end of its input, which comes when we end, even by ``kill -9``, and then
    stops the server and removes the folder.
    """
    account = server_account()
    folder = Path(tempfile.mkdtemp(prefix="mati-pg-", dir="/tmp"))  # a socket's path must be short
    if account:
        os.chown(folder, account["user"], account["group"])
    data = folder / "data"
    keeper = subprocess.Popen(
        ["/bin/sh", "-c", KEEPER, "keeper", str(programs / "pg_ctl"), str(data), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        **account,
    )
    try:
        settings = " ".join([f"-k {folder}", *(f"-c {name}={value}" for name, value in (OPTIONS | options).items())])
        initdb = f"initdb -U mati -A trust -E UTF8 --locale=C.UTF-8 -N -D {data}".split()
        start = [*f"pg_ctl start -s -w -D {data} -l {folder}/log -o".split(), settings]
        for command in (initdb, start):
            command[0] = str(programs / command[0])
            done = subprocess.run(command, capture_output=True, text=True, start_new_session=True, **account)
            if done.returncode:
                sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
        yield Cluster(f"postgres://mati@/{folder}/postgres", programs, data)
    finally:
        assert keeper.stdin
        keeper.stdin.close()
        keeper.wait()


def main(command: list[str]) -> int:
    """Run the command and return its exit code."""
    if os.environ.get("TEST_POSTGRES_URL"):
        return subprocess.call(command)
    programs = server_programs()
    if programs is None:
        sys.exit(
            "No PostgreSQL server found. Install one (Debian: apt-get install postgresql) or set TEST_POSTGRES_URL."
        )
    with cluster(programs) as server:
        return subprocess.call(command, env={**os.environ, "TEST_POSTGRES_URL": server.url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

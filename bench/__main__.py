# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Start a PostgreSQL of its own, migrate it, and run the benches, all or those named: ``python -m bench step``."""

import os
import subprocess
import sys
from importlib import import_module

from tests.with_postgresql import cluster, server_programs

BENCHES = ("step", "throughput", "bulk", "migrating")
DURABLE = {"fsync": "on", "full_page_writes": "on", "autovacuum": "on"}  # as a service would run


def main(names: list[str]) -> int:
    """Run the named benches, or all."""
    if unknown := set(names) - set(BENCHES):
        sys.exit(f"There is no bench {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}.")
    programs = server_programs()
    if programs is None:
        sys.exit("No PostgreSQL server found. Install one (Debian: apt-get install postgresql).")
    with cluster(programs, **DURABLE) as server:
        environment = {
            **os.environ,
            "DATABASE_URL": server.url,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "SECRET_KEY": "only for the bench; protects nothing",
            "DEBUG": "0",
            "MATI_BENCH": "inside",
        }
        return subprocess.call([sys.executable, "-m", "bench", *(names or BENCHES)], env=environment)


def inside(names: list[str]) -> None:
    """Run the benches in the process that has the settings."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    for name in names:
        import_module(f"bench.{name}").run()
        print(flush=True)


if __name__ == "__main__":
    if os.environ.pop("MATI_BENCH", "") == "inside":
        inside(sys.argv[1:])
    else:
        sys.exit(main(sys.argv[1:]))

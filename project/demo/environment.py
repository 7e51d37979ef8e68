# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The environment of the demo and of what is replayed, made before the settings are read; imports nothing of Django.

Outside these commands nothing has a default: a secret is made here for this folder alone, and kept from others.
"""

import os
import secrets
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "var" / "demo"
COMMANDS = ("demo", "run_round", "run_meeting")


def prepare(command: str) -> None:
    """Fill in what the shell has not set: for the demo a database and files of its own under ``var/demo``."""
    if command not in COMMANDS:
        return
    if "SECRET_KEY" not in os.environ:
        os.environ["SECRET_KEY"] = kept_secret() if command == "demo" else secrets.token_urlsafe(64)
    if command == "demo":
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER / 'mati.sqlite3'}")
        os.environ.setdefault("MEDIA_ROOT", str(FOLDER / "media"))
        os.environ.setdefault("EMAIL_URL", f"filemail:///{FOLDER / 'mail'}")  # /mailbox/ shows them
        os.environ.setdefault("MATI_DEMO", "1")  # plain HTTP: it is served on the loopback only
        os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")  # it serves the loopback, for one person


def kept_secret() -> str:
    """Return this folder's secret, made at the first start, readable by its owner only."""
    path = FOLDER / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text()

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""THIRD_PARTY.md names exactly what is installed for running, each with its licence."""

import json
import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def rows(heading: str) -> dict[str, str]:
    """Return ``{package: licence}`` of the table under a heading."""
    text = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    section = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    cells = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")][2:]
    return {name.strip(): row[1].strip() for row in cells for name in row[0].split(",")}


def test_third_party_names_every_pinned_package_and_no_other() -> None:
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    named = rows("Chosen for running (PyPI)") | rows("Needed by those")
    assert sorted(named) == sorted(pinned)
    assert all(named.values())


def test_third_party_calls_chosen_what_requirements_ask_for() -> None:
    asked = re.findall(r"^([\w.-]+)", (ROOT / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)
    chosen = set(rows("Chosen for running (PyPI)")) - {"psycopg-binary"}  # an extra of psycopg
    assert chosen == {name.lower() for name in asked}


def test_third_party_names_every_npm_package() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    installed = {
        path.removeprefix("node_modules/"): entry["license"] for path, entry in lock["packages"].items() if path
    }
    assert rows("From npm") == installed

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes the parts of docs/ that the code knows better than a person; ``--check`` only compares."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from project import variables
from project.lifecycles import KINDS, LICENSE_OF_DOCS, document, flow_picture, name_of, picture

DOCS = Path(settings.BASE_DIR) / "docs"


def generated() -> dict[Path, str]:
    """Every generated document by its place under docs/."""
    found = {Path("lifecycles/README.md"): _contents(), Path("configuration.md"): _configuration()}
    for slug, model in KINDS.items():
        found[Path(f"lifecycles/{slug}.md")] = document(slug)
        with override("th"):
            found[Path(f"lifecycles/{slug}.svg")] = LICENSE_OF_DOCS + picture(model, alone=True)
            if model.flow:
                found[Path(f"lifecycles/{slug}.flow.svg")] = LICENSE_OF_DOCS + flow_picture(model, alone=True)
    return found


def _contents() -> str:
    lines = [LICENSE_OF_DOCS, "# Lifecycles", "", "Every state and step, as the engine obeys them.", ""]
    for slug, model in KINDS.items():
        with override("th"):
            thai = name_of(model)
        with override("en"):
            lines.append(f"- [{thai} · {name_of(model)}]({slug}.md)")
    return "\n".join(lines) + "\n"


def _configuration() -> str:
    return "\n".join(
        [
            LICENSE_OF_DOCS,
            "# Configuration\n",
            "Everything that differs between machines comes from the environment. Without a default it must be set.\n",
            variables.table(variables.SERVICE),
            "For setting up, running by `make`, and testing:\n",
            variables.table(variables.WORKSHOP),
            "Made by `make docs` from `project/variables.py`; do not edit.\n",
        ]
    )


class Command(BaseCommand):
    help = "Write the generated parts of docs/; with --check, fail when they differ."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; name what differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Write, or compare and name every file that differs."""
        made = generated()
        differing = [place for place, text in made.items() if _present(place) != text]
        stray = [place for place in _on_disk() if place not in made]
        if check and (differing or stray):
            names = ", ".join(f"docs/{place}" for place in [*differing, *stray])
            raise CommandError(f"Not as the code is: {names}. Run `make docs`.")
        if not check:
            for place in differing:
                (DOCS / place).parent.mkdir(parents=True, exist_ok=True)
                (DOCS / place).write_text(made[place], encoding="utf-8")
                self.stdout.write(f"docs/{place}")
            for place in stray:
                (DOCS / place).unlink()


def _present(place: Path) -> str | None:
    path = DOCS / place
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _on_disk() -> list[Path]:
    return [path.relative_to(DOCS) for path in sorted((DOCS / "lifecycles").glob("*"))]

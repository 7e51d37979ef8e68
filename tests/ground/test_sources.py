# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What holds for every file of the project: its licence is said, no machine is named, nobody else's file is kept."""

import re
import subprocess
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import django_fsm
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
MADE_HERE = {".venv", "node_modules", "var", "staticfiles", "__pycache__", ".git"}
WITH_LICENCE = {".py", ".html", ".css", ".js", ".svg", ".sh"}
LICENCE = ("SPDX-FileCopyrightText: Mati contributors", "SPDX-License-Identifier: AGPL-3.0-or-later")
FOLDER_OF_A_MACHINE = re.compile(r"(?<![\w.{}$/])/(root|home|work|Users|opt)/\w")


def project_files() -> Iterator[Path]:
    """Yield the files of the repository; in an unpacked archive without git, all that no command has made."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode == 0:
        yield from (path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())
        return
    for path in ROOT.rglob("*"):
        if path.is_file() and not MADE_HERE & set(path.relative_to(ROOT).parts):
            yield path


def is_script(path: Path) -> bool:
    return path.suffix == "" and path.open("rb").read(2) == b"#!"


def test_source_files_open_with_their_licence() -> None:
    sources = [path for path in project_files() if path.suffix in WITH_LICENCE or is_script(path)]
    assert len(sources) > 20
    without = []
    for path in sources:
        head = path.read_text(encoding="utf-8")[:400]
        if head and not all(line in head for line in LICENCE):
            without.append(str(path.relative_to(ROOT)))
    assert without == []


def test_files_name_no_folder_of_a_machine() -> None:
    naming = []
    for path in project_files():
        if path == Path(__file__) or path.suffix in {".png", ".pdf", ".webp", ".mo"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if FOLDER_OF_A_MACHINE.search(line):
                naming.append(f"{path.relative_to(ROOT)}:{number}")
    assert naming == []


def test_no_font_nor_minified_file_is_kept() -> None:
    assert [path.name for path in project_files() if re.search(r"\.(ttf|otf|woff2?|min\.(js|css))$", path.name)] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pinned_packages_have_hashes_and_name_no_source(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if re.search(r"://|^-|file:|^\./", line)] == []
    pins = [number for number, line in enumerate(lines) if "==" in line and not line.startswith(" ")]
    assert [lines[number] for number in pins if not lines[number + 1].lstrip().startswith("--hash=sha256:")] == []


def test_pinned_packages_of_running_and_testing_agree() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==[\w.]+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()


def test_npm_lock_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_django_fsm_comes_from_its_maintained_distribution_alone() -> None:
    """Two distributions can provide the package and pip says nothing; removing one then empties it."""
    assert packages_distributions()["django_fsm"] == ["django-fsm-2"]
    assert callable(django_fsm.transition)


def test_form_that_a_page_takes_in_is_given_the_token_it_sends() -> None:
    """``only`` takes the context away, and the token with it; Django's test client asks for none."""
    folder = ROOT / "templates"
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
    forms = {name for name, text in texts.items() if "{% csrf_token %}" in text}
    taken_in = [
        (name, found[1], "csrf_token=csrf_token" in found[2])
        for name, text in texts.items()
        for found in re.finditer(r'{% include "([^"]+)"([^%]*)only %}', text)
        if found[1] in forms
    ]
    assert taken_in
    assert [(name, form) for name, form, given in taken_in if not given] == []

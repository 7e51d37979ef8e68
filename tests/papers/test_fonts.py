# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pack font: built the same every time, refused when tampered with, and every Thai syllable reads back."""

import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest

from papers import fonts
from papers.fonts.__main__ import PACKAGE, SourceMissing, build, main
from papers.rendering import render_pdf
from tests.papers.conftest import pdfium_text, pypdf_text

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWELS = ["", *(chr(code) for code in (0x0E31, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E47, 0x0E38, 0x0E39))]
TONES = ["", *(chr(code) for code in range(0x0E48, 0x0E4D))]
SYLLABLES = [
    *map("".join, product(CONSONANTS, VOWELS, TONES)),
    *map("".join, product(CONSONANTS, TONES[:5], "ำ")),
    *map("".join, product("เแโใไ", "กปฝนร", TONES)),
]
PAGE = """@font-face { font-family: P; font-weight: 400; src: url(pack-asset:sarabun-pack-regular.ttf) }
@font-face { font-family: P; font-weight: 700; src: url(pack-asset:sarabun-pack-bold.ttf) }
@page { size: A4; margin: 15mm } p { font-family: P; font-size: 9pt }"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    build(PACKAGE, folder)
    return folder


def test_building_twice_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build(PACKAGE, tmp_path)
    assert fonts.load(tmp_path) == fonts.load(built)


def test_second_build_changes_nothing(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (built / fonts.WEIGHTS[0].file).stat().st_mtime_ns
    assert main(["build", "--into", str(built)]) == 0
    assert capsys.readouterr().out == "Thai pack font: up to date\n"
    assert (built / fonts.WEIGHTS[0].file).stat().st_mtime_ns == before


def test_build_shows_each_sha256(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--into", str(tmp_path)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown == [
        f"Thai pack font: {name} sha256 {fonts.sha256(content)}" for name, content in fonts.load(tmp_path).items()
    ]


def test_missing_package_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--package", str(tmp_path / "nowhere"), "--into", str(tmp_path)]) == 1
    assert "npm ci --ignore-scripts" in capsys.readouterr().err
    with pytest.raises(SourceMissing):
        build(tmp_path / "nowhere", tmp_path)


def test_missing_or_changed_font_is_refused(built: Path, tmp_path: Path) -> None:
    with pytest.raises(fonts.FontsMissing, match="No pack font"):
        fonts.load(tmp_path / "nowhere")
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    (tmp_path / fonts.WEIGHTS[1].file).write_bytes(b"another font")
    with pytest.raises(fonts.FontsMissing, match="not the file that was built"):
        fonts.load(tmp_path)


def test_font_prints_thai_latin_and_comparison_signs(built: Path) -> None:
    assert fonts.characters(built) >= set("กฮฯะำ๐๙฿ๆ Az09–—“”…≥≤×")
    assert not fonts.characters(built) & set("漢☐✓")


@pytest.mark.parametrize("weight", [400, 700])
def test_every_thai_syllable_reads_back_exactly(weight: int) -> None:
    assert len(SYLLABLES) == 2864
    html = f'<html lang="th"><title>-</title><p style="font-weight: {weight}">{" ".join(SYLLABLES)}</p></html>'
    pdf = render_pdf(html, stylesheets=[PAGE])
    readings = {"pypdf": pypdf_text(pdf), "PDFium": pdfium_text(pdf)}
    if shutil.which("pdftotext"):
        command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
        readings["pdftotext"] = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    assert {reader: "".join(text.split()) == "".join(SYLLABLES) for reader, text in readings.items()} == dict.fromkeys(
        readings, True
    )

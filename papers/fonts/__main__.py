# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""``python -m papers.fonts build``: build the pack font, unless it is there already and nothing has changed."""

import argparse
import json
import sys
from importlib.metadata import version
from pathlib import Path

from papers.fonts import FONTCONFIG, MANIFEST, WEIGHTS, FontsMissing, load, sha256

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "node_modules" / "@fontsource" / "sarabun"
FOLDER = ROOT / "var" / "fonts"

# No folder of the machine is listed: a font installed or removed there must not change a paper.
FONTCONFIG_XML = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


class SourceMissing(Exception):
    """The npm package with the original font is not installed."""


def build(package: Path, folder: Path) -> dict[str, str]:
    """Build both weights into ``folder`` with a manifest, and return each file's sha256; raises SourceMissing."""
    # Imported here: the tools are heavy, and not needed while the fonts are up to date.
    from papers.fonts.build import SUBSETS, characters, derive, source_file

    sources = [source_file(package, subset, weight) for weight in WEIGHTS for subset in SUBSETS]
    if missing := [source for source in sources if not source.is_file()]:
        raise SourceMissing(f"{missing[0]} is missing: run `npm ci --ignore-scripts` first.")
    folder.mkdir(parents=True, exist_ok=True)
    hashes = {}
    for weight in WEIGHTS:
        content = derive(package, weight)
        (folder / weight.file).write_bytes(content)
        hashes[weight.file] = sha256(content)
    (folder / FONTCONFIG).write_text(FONTCONFIG_XML)
    manifest = {"recipe": recipe(package), "sha256": hashes, "characters": characters(content)}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return hashes


def recipe(package: Path) -> dict[str, str]:
    """What the fonts are made of: the sources, this code and the tools. While it is the same, nothing is rebuilt."""
    code = Path(__file__).with_name("build.py").read_bytes() + Path(__file__).read_bytes()
    sources = b"".join(file.read_bytes() for file in sorted(package.glob("files/sarabun-*-[47]00-normal.woff2")))
    tools = {name: version(name) for name in ("fonttools", "uharfbuzz")}
    return {"code": sha256(code), "sources": sha256(sources), **tools}


def up_to_date(package: Path, folder: Path) -> bool:
    try:
        load(folder)
        return bool(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["recipe"] == recipe(package))
    except FontsMissing:
        return False


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m papers.fonts", description=__doc__)
    parser.add_argument("act", choices=["build"])
    parser.add_argument("--package", type=Path, default=PACKAGE, help="folder of the npm package @fontsource/sarabun")
    parser.add_argument("--into", type=Path, default=FOLDER, help="folder the fonts are built into")
    options = parser.parse_args(arguments)
    if up_to_date(options.package, options.into):
        print("Thai pack font: up to date")
        return 0
    try:
        hashes = build(options.package, options.into)
    except SourceMissing as error:
        print(f"Thai pack font: {error}", file=sys.stderr)
        return 1
    for name, digest in hashes.items():
        print(f"Thai pack font: {name} sha256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

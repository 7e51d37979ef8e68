# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Renders HTML to a tagged PDF: in a child process, within limits, with no way out to the network or the disk.

A rendering depends on its HTML, stylesheets, assets and the built font alone: the same ones give the same bytes.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, SIGXCPU

from django.conf import settings

from papers import fonts
from papers.typesetter import Exit, Job

FONT_TYPE = "font/ttf"
TYPESETTER = "papers.typesetter"


@dataclass(frozen=True)
class Asset:
    """A file a paper may use as ``pack-asset:<name>``."""

    media_type: str
    content: bytes


@dataclass(frozen=True)
class Limits:
    """What one paper may take before it is refused. A pack of seven projects takes about 3 s and 200 MB."""

    cpu_seconds: int = 60
    wall_seconds: int = 120
    memory_bytes: int = 2 * 1024**3


class RenderingRefused(Exception):
    """There is no PDF; the message says why."""


class AddressRefused(RenderingRefused):
    """The paper asks for something that was not given to it: a web address, a file, embedded data."""


class TooLarge(RenderingRefused):
    """Laying the paper out takes more time or memory than a paper may."""


class RenderingFailed(RenderingRefused):
    """The typesetter stopped for another reason."""


def render_pdf(
    html: str,
    *,
    stylesheets: Sequence[str] = (),
    assets: Mapping[str, Asset] | None = None,
    limits: Limits = Limits(),
) -> bytes:
    """Return the PDF of a whole HTML document; the pack font's files are always among its assets.

    Raises AddressRefused, TooLarge, RenderingFailed, or fonts.FontsMissing.
    """
    everything = {**pack_font_assets(), **(assets or {})}
    job = Job(
        html=html,
        stylesheets=list(stylesheets),
        assets={
            name: (asset.media_type, base64.b64encode(asset.content).decode()) for name, asset in everything.items()
        },
        cpu_seconds=limits.cpu_seconds,
        memory_bytes=limits.memory_bytes,
    )
    with tempfile.TemporaryDirectory(prefix="mati-paper-") as scratch:
        return _typeset(job, limits.wall_seconds, scratch)


def pack_font_assets() -> dict[str, Asset]:
    """Return the pack font's files by name; raises fonts.FontsMissing."""
    files = fonts.load(Path(settings.PACK_FONT_DIR))
    return {name: Asset(FONT_TYPE, content) for name, content in files.items()}


def _typeset(job: Job, wall_seconds: int, scratch: str) -> bytes:
    command = [sys.executable, "-m", TYPESETTER]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=wall_seconds,
            cwd=settings.BASE_DIR,
            env=_environment(scratch),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooLarge(f"The paper was not ready after {wall_seconds} seconds.") from error
    if done.returncode == Exit.DONE:
        return done.stdout
    reason = done.stderr.decode(errors="replace").strip()
    if done.returncode == Exit.ADDRESS_REFUSED:
        raise AddressRefused(f"The paper asks for {reason}, which was not given to it.")
    if done.returncode in (Exit.TOO_LARGE, -SIGXCPU, -SIGKILL):
        raise TooLarge("Laying out the paper takes more than it may: " + (reason or f"{job['cpu_seconds']} s of work."))
    raise RenderingFailed(reason or f"The typesetter ended with code {done.returncode}.")


def _environment(scratch: str) -> dict[str, str]:
    """Nothing of the server's environment reaches the child but where programs and libraries are."""
    passed_on = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV") if name in os.environ}
    return {
        **passed_on,
        "FONTCONFIG_FILE": str(Path(settings.PACK_FONT_DIR) / fonts.FONTCONFIG),
        "XDG_CACHE_HOME": scratch,
        "TMPDIR": scratch,
        "HOME": scratch,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
    }

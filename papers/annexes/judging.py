# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Judging an annex: a confined child opens it; what it answers is kept under the hash of the file and of our tools."""

import hashlib
import json
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pikepdf
from django.conf import settings

from papers.annexes.saying import why_refused
from papers.annexes.verdicts import Outcome, Refusal, Verdict
from papers.confinement import Limits, module_command, run_confined
from papers.keeping import Folder, Keep
from papers.uploads import NotAccepted

WORKER = "papers.annexes.worker"
PACKAGES = ("pikepdf", "pypdfium2", "pillow")
AN_ANNEX = Limits(cpu_seconds=20, wall_seconds=60, memory_bytes=1024**3)
BOUND = ("application/pdf", "image/png", "image/jpeg")
KIND = "annexes"  # where they are kept


class NotJudged(RuntimeError):
    """The child ended for a reason that is not the file's."""


@dataclass(frozen=True)
class Judged:
    """A verdict, and the pages to be bound; none of what is only named."""

    verdict: Verdict
    pdf: bytes

    @property
    def sha256(self) -> str:
        """Of the pages, by which a pack knows them; nothing where there are none."""
        return hashlib.sha256(self.pdf).hexdigest() if self.pdf else ""


def judge(content: bytes, media_type: str, *, keep: Keep | None = None, limits: Limits = AN_ANNEX) -> Judged:
    """Return what becomes of a file. The same file gives the same pages; ``keep`` is where they are kept.

    Raises NotAccepted with the reason for one that is not taken in, and NotJudged.
    """
    if media_type not in BOUND:
        return Judged(Verdict(Outcome.NAMED), b"")
    keep = keep or Folder(Path(settings.PAPERS_KEPT_IN))
    key = hashlib.sha256(f"{hashlib.sha256(content).hexdigest()}/{media_type}/{tools()}".encode()).hexdigest()
    answered = keep.get(KIND, key)
    if answered is None:
        answered = _answered(content, media_type, limits)
        keep.put(KIND, key, answered)
    said, _newline, pdf = answered.partition(b"\n")
    return Judged(Verdict.from_data(json.loads(said)), pdf)


def _answered(content: bytes, media_type: str, limits: Limits) -> bytes:
    asked = {"media_type": media_type, "cpu_seconds": limits.cpu_seconds, "memory_bytes": limits.memory_bytes}
    work = json.dumps(asked).encode() + b"\n" + content
    try:
        done = run_confined(module_command(WORKER), work, wall_seconds=limits.wall_seconds)
    except subprocess.TimeoutExpired as error:
        raise NotAccepted(why_refused(Refusal.TOO_MUCH_WORK)) from error
    if done.returncode < 0 or b"MemoryError" in done.stderr:  # a signal: of the limits, or a library's own way out
        raise NotAccepted(why_refused(Refusal.TOO_MUCH_WORK))
    if done.returncode or b"\n" not in done.stdout:
        raise NotJudged(done.stderr.decode(errors="replace").strip()[-2000:])
    said = json.loads(done.stdout.partition(b"\n")[0])
    if "refused" in said:
        raise NotAccepted(why_refused(said["refused"]))
    return done.stdout


@cache
def tools() -> str:
    """The versions of everything that makes the pages, and the digest of our own part in it."""
    own = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        own.update(file.name.encode() + file.read_bytes())
    named = [f"{name} {version(name)}" for name in PACKAGES]
    return " · ".join([*named, f"qpdf {pikepdf.__libqpdf_version__}", own.hexdigest()[:16]])

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Renders HTML to tagged PDFs: in child processes, within limits, with no way out to the network or the disk.

A rendering depends on its HTML, stylesheets, assets and the built font alone: the same ones give the same bytes.
"""

import base64
import json
import subprocess
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from papers import fonts
from papers.confinement import ENDED_BY_LIMITS, module_command, run_confined, surroundings
from papers.confinement import Limits as Limits  # what those who ask for a rendering give it
from papers.pool import Answer, Pool
from papers.press import STANDING
from papers.typesetter import STAND_READY, Exit, Job

A_PAPER = Limits()
LATE = gettext_noop("The paper was not ready after %(seconds)s seconds.")
TOO_MUCH = gettext_noop("Laying out the paper takes more than it may: %(why)s")
NOT_GIVEN = gettext_noop("The paper asks for %(address)s, which was not given to it.")
BROKE_OFF = gettext_noop("The typesetter broke off: %(why)s")
ENDED = gettext_noop("The typesetter ended with code %(code)s.")
FONT_TYPE = "font/ttf"
TYPESETTER = "papers.typesetter"
SHARE, PROCESSES = 100, 2  # papers a process lays out before it ends, and processes at the same time
LEAST_SHARE = 6  # papers, fewer of which take less long than starting another process


@dataclass(frozen=True)
class Asset:
    """A file a paper may use as ``pack-asset:<name>``."""

    media_type: str
    content: bytes


class RenderingRefused(Exception):
    """There is no PDF; ``sentence``, an English one of the catalogue with places for ``facts``, says why."""

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence, *facts.values())
        self.sentence, self.facts = sentence, facts

    def __str__(self) -> str:
        """In the language of who reads it; what the typesetter itself said stays as it said it."""
        return gettext(self.sentence) % self.facts if self.facts else self.sentence


Outcome: TypeAlias = bytes | RenderingRefused


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
    limits: Limits = A_PAPER,
) -> bytes:
    """Return the PDF of a whole HTML document; the pack font's files are always among its assets.

    Raises AddressRefused, TooLarge, RenderingFailed, or fonts.FontsMissing.
    """
    (outcome,) = render_each([html], stylesheets=stylesheets, assets=assets, limits=limits)
    if isinstance(outcome, RenderingRefused):
        raise outcome
    return outcome


def render_each(
    documents: Sequence[str],
    *,
    stylesheets: Sequence[str] = (),
    assets: Mapping[str, Asset] | None = None,
    limits: Limits = A_PAPER,
) -> list[Outcome]:
    """Return for each HTML document its PDF, or why there is none: one that fails doesn't take the others with it.

    Raises fonts.FontsMissing.
    """
    ready = render_as_ready(documents, stylesheets=stylesheets, assets=assets, limits=limits)
    outcomes = {at: outcome for at, outcome in ready if outcome is not None}
    return [outcomes[at] for at in range(len(documents))]


def render_as_ready(
    documents: Sequence[str],
    *,
    stylesheets: Sequence[str] = (),
    assets: Mapping[str, Asset] | None = None,
    limits: Limits = A_PAPER,
) -> Generator[tuple[int, Outcome | None], None, None]:
    """Tell of each document, by its place, when it is begun (nothing yet) and when it is done, in whatever order.

    Many are shared out among short-lived processes that work at the same time; who stops listening ends them. Raises
    fonts.FontsMissing.
    """
    job = _job(stylesheets, assets, limits)
    if len(documents) <= LEAST_SHARE:
        yield from ((at, None) for at in range(len(documents)))
        yield from enumerate(_typeset(job, documents, limits.wall_seconds))
        return
    pool = Pool(
        command=module_command(TYPESETTER),
        environment=_environment,
        job_of=lambda numbers: json.dumps({**job, "documents": [documents[at] for at in numbers]}).encode(),
        wall_seconds=limits.wall_seconds,
        processes=PROCESSES,
    )
    rounds = -(-len(documents) // (SHARE * PROCESSES))
    share = max(LEAST_SHARE, -(-len(documents) // (rounds * PROCESSES)))  # so that all end at about the same time
    shares = [range(at, min(at + share, len(documents))) for at in range(0, len(documents), share)]
    with closing(pool.answers(shares)) as answers:
        for at, answer in answers:
            yield at, None if answer is None else _outcome_of(answer, job, limits.wall_seconds)


def _job(stylesheets: Sequence[str], assets: Mapping[str, Asset] | None, limits: Limits) -> Job:
    """What is alike for all papers of a job."""
    everything = {**pack_font_assets(), **(assets or {})}
    return Job(
        documents=[],
        stylesheets=list(stylesheets),
        assets={
            name: (asset.media_type, base64.b64encode(asset.content).decode()) for name, asset in everything.items()
        },
        cpu_seconds=limits.cpu_seconds,
        memory_bytes=limits.memory_bytes,
    )


def pack_font_assets() -> dict[str, Asset]:
    """Return the pack font's files by name; raises fonts.FontsMissing."""
    files = fonts.load(Path(settings.PACK_FONT_DIR))
    return {name: Asset(FONT_TYPE, content) for name, content in files.items()}


def _typeset(job: Job, documents: Sequence[str], wall_seconds: int) -> list[Outcome]:
    """Lay the documents out in one process; when one ends it, those after it go to another."""
    outcomes: list[Outcome] = []
    while len(outcomes) < len(documents):
        left = documents[len(outcomes) :]
        outcomes += _run({**job, "documents": list(left)}, wall_seconds)
    return outcomes


def _run(job: Job, wall_seconds: int) -> list[Outcome]:
    """What one process made of its documents, up to and with the one that ended it."""
    late, wall = False, wall_seconds * len(job["documents"])
    try:
        answered, code, said = _answered(json.dumps(job).encode(), len(job["documents"]), wall)
    except subprocess.TimeoutExpired as error:
        answered, code, said, late = error.output or b"", 0, "", True
    outcomes = [_outcome(*answer) for answer in _answers(answered)]
    if len(outcomes) == len(job["documents"]):
        return outcomes
    outcomes.append(_outcome_of(Answer(None, said.encode(), code, late), job, wall_seconds))
    return outcomes


def _outcome_of(answer: Answer, job: Job, wall_seconds: float) -> Outcome:
    """What an answer is; of a typesetter that ended without one, why."""
    if answer.code is not None:
        return _outcome(answer.code, answer.content)
    said = answer.content.decode(errors="replace").strip()
    if answer.was_late:
        return TooLarge(LATE, seconds=f"{wall_seconds:g}")
    if answer.ended_with in ENDED_BY_LIMITS:
        return _outcome(Exit.TOO_LARGE, (said or f"{job['cpu_seconds']} s of work.").encode())
    return RenderingFailed(BROKE_OFF, why=said) if said else RenderingFailed(ENDED, code=answer.ended_with)


def _answered(job: bytes, papers: int, wall_seconds: int) -> tuple[bytes, int, str]:
    """The answers to a job, how the typesetter ended, and what it said: of one that stands ready, or of one anew."""
    command = module_command(TYPESETTER)
    if papers <= LEAST_SHARE and wall_seconds:
        ready = STANDING.answered([*command, STAND_READY], _environment, Path(settings.BASE_DIR), job, wall_seconds)
        if ready is not None:
            return *ready, ""
    done = run_confined(command, job, wall_seconds=wall_seconds, environment=_environment)
    return done.stdout, done.returncode, done.stderr.decode(errors="replace").strip()


def _answers(answered: bytes) -> Iterator[tuple[int, bytes]]:
    """The answers that came whole."""
    while answered:
        head, newline, rest = answered.partition(b"\n")
        if not newline:
            return
        code, length = map(int, head.split())
        if len(rest) < length:
            return
        yield code, rest[:length]
        answered = rest[length:]


def _outcome(code: int, answer: bytes) -> Outcome:
    if code == Exit.DONE:
        return answer
    reason = answer.decode()
    if code == Exit.ADDRESS_REFUSED:
        return AddressRefused(NOT_GIVEN, address=reason)
    if code == Exit.TOO_LARGE:
        return TooLarge(TOO_MUCH, why=reason)
    return RenderingFailed(BROKE_OFF, why=reason)


def _environment(scratch: str) -> dict[str, str]:
    """The typesetter's surroundings: of all fonts, it finds the pack's alone."""
    return surroundings(scratch, {"FONTCONFIG_FILE": str(Path(settings.PACK_FONT_DIR) / fonts.FONTCONFIG)})

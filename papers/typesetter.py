# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The child process that lays out papers with WeasyPrint, with nothing in reach but what it was given.

``rendering`` starts it as ``python -m papers.typesetter``, with FONTCONFIG_FILE set before Pango loads. In: one JSON
object on standard input (``Job``). Out, paper by paper as each is done: a line with a code of ``Exit`` and a length,
and then the PDF or why there is none. What a paper looks like does not depend on those laid out before it: all that
they share is the job's stylesheets and fonts, which no paper changes. With ``--ready`` it stays, and gives each job to
a child of its own.
"""

import base64
import gc
import hashlib
import json
import logging
import os
import re
import select
import shutil
import sys
import tempfile
from enum import IntEnum
from typing import Any, TypeAlias, TypedDict

from papers.confinement import limit_cpu, limit_memory

ASSET_SCHEME = "pack-asset:"
STAND_READY, IDLE_SECONDS = "--ready", 300
BRINGS_ITS_OWN = re.compile(r"<(style|link)\b", re.IGNORECASE)
NO_BASE = "relative:/"  # makes a relative address absolute, so that the fetcher sees and refuses it


class Exit(IntEnum):
    """How it ended; anything but DONE is why there is no PDF."""

    DONE = 0
    ADDRESS_REFUSED = 3
    TOO_LARGE = 4
    FAILED = 5


Assets: TypeAlias = dict[str, tuple[str, str]]


class Job(TypedDict):
    """Papers: the HTML of each, and for all of them stylesheets and assets as ``name: (media type, base64)``."""

    documents: list[str]
    stylesheets: list[str]
    assets: Assets
    cpu_seconds: int
    memory_bytes: int


class Look:
    """A job's stylesheets and fonts, made ready once for all papers that bring no stylesheet of their own.

    Nothing of it is there when a stylesheet asks for what was not given: then each paper asks, and is refused.
    """

    def __init__(self, job: Job) -> None:
        self._of = self._named(job)
        self._faces: list[Any] = []
        self._fonts: Any = None
        refused: list[str] = []
        try:
            self.sheets = [_parsed(one, closed_fetcher(job["assets"], refused), self) for one in job["stylesheets"]]
        except BaseException:  # WeasyPrint's fatal fetching error is no Exception
            refused.append("")
        if refused:
            self.sheets = []

    def is_of(self, job: Job) -> bool:
        return self._of == self._named(job)

    def add_font_face(self, face: Any, _fetcher: Any) -> None:
        """Take down a font that a stylesheet names; Pango is not woken here, whose threads don't survive a fork."""
        self._faces.append(face)

    def fonts(self, fetcher: Any) -> Any:
        """The fonts as Pango uses them, fetched when first asked for."""
        from weasyprint.text.fonts import FontConfiguration

        if self._fonts is None:
            fonts = FontConfiguration()
            for face in self._faces:
                fonts.add_font_face(face, fetcher)
            self._fonts = fonts
        return self._fonts

    @staticmethod
    def _named(job: Job) -> str:
        return hashlib.sha256(json.dumps([job["stylesheets"], job["assets"]]).encode()).hexdigest()


def closed_fetcher(assets: Assets, refused: list[str]) -> Any:
    """What serves these assets from memory; any other address is added to ``refused`` and ends the rendering."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            asset = assets.get(url.removeprefix(ASSET_SCHEME)) if url.startswith(ASSET_SCHEME) else None
            if asset is None:
                refused.append(url[:200])
                raise FatalURLFetchingError(url[:200])
            media_type, content = asset
            return URLFetcherResponse(url, body=base64.b64decode(content), headers={"Content-Type": media_type})

    return ClosedFetcher(allowed_protocols=set(), allow_redirects=False, fail_on_errors=True)


def _parsed(sheet: str, fetcher: Any, fonts: Any) -> Any:
    from weasyprint import CSS

    return CSS(string=sheet, url_fetcher=fetcher, font_config=fonts, base_url=NO_BASE)


def main() -> int:
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    if STAND_READY in sys.argv[1:]:
        return stand_ready()
    parent = os.getppid()
    try:
        work(json.loads(sys.stdin.buffer.read()))
    finally:
        if os.getppid() != parent:  # it was killed, and clears nothing away any more
            clear_scratch()
    return Exit.DONE


def work(job: Job, look: Look | None = None) -> None:
    """Lay out a job's papers, and answer each as it is done."""
    limit_memory(job["memory_bytes"])
    gc.disable()  # a short life: collecting while a paper is laid out costs more than it frees
    if look is None:
        limit_cpu(job["cpu_seconds"])
        look = Look(job)
    gc.freeze()  # what was loaded is never garbage: between papers only theirs is gone through
    surroundings = hashlib.sha256(json.dumps([job["stylesheets"], job["assets"]]).encode())
    for html in job["documents"]:
        limit_cpu(job["cpu_seconds"])
        identity = surroundings.copy()
        identity.update(html.encode())
        code, answer = attempt(job, html, identity.hexdigest()[:32], look)
        sys.stdout.buffer.write(b"%d %d\n%b" % (code, len(answer), answer))
        sys.stdout.buffer.flush()
        if len(job["documents"]) > 1:
            gc.collect()


def stand_ready() -> int:
    """Load everything once, then give each job that comes to a child of its own; end when idle or no longer wanted.

    A job comes as a line with its length and then the job; after its answers comes a line ``end`` with how the child
    ended. Of a job only the stylesheets are looked at here, which are ours; never a paper.
    """
    import weasyprint  # noqa: F401  # what takes longest to load

    look: Look | None = None
    jobs = sys.stdin.buffer
    while select.select([jobs], [], [], IDLE_SECONDS)[0] and (head := jobs.readline()):
        job: Job = json.loads(jobs.read(int(head)))
        if look is None or not look.is_of(job):
            look = Look(job)
            gc.collect()
            gc.freeze()  # so that children share it
        scratch = tempfile.mkdtemp()
        child = os.fork()
        if child == 0:
            try:
                os.close(jobs.fileno())
                tempfile.tempdir = scratch
                work(job, look)
                os._exit(Exit.DONE)
            finally:  # whatever happens, a child never goes on to wait for jobs
                os._exit(Exit.FAILED)
        _pid, status = os.waitpid(child, 0)
        shutil.rmtree(scratch, ignore_errors=True)
        sys.stdout.buffer.write(b"end %d\n" % os.waitstatus_to_exitcode(status))
        sys.stdout.buffer.flush()
    clear_scratch()  # whoever started it may be gone
    return Exit.DONE


def clear_scratch() -> None:
    """Clear away the folder that was made for this process: the one it was given, never what stands in its place."""
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)


def attempt(job: Job, html: str, identifier: str, look: Look | None = None) -> tuple[Exit, bytes]:
    """The PDF, or one line that says why there is none."""
    refused: list[str] = []
    pdf, code, reason = b"", Exit.DONE, ""
    try:
        pdf = typeset(job, html, identifier=identifier, refused=refused, look=look)
    except (MemoryError, RecursionError) as error:
        code, reason = Exit.TOO_LARGE, type(error).__name__
    except BaseException as error:  # WeasyPrint's fatal fetching error is no Exception
        code, reason = Exit.FAILED, str(error) or type(error).__name__
    if refused:  # asked here, not by the exception: drawings (SVG) swallow it and go on
        code, reason = Exit.ADDRESS_REFUSED, refused[0]
    return code, pdf if code is Exit.DONE else reason.splitlines()[0].encode()


def typeset(job: Job, html: str, *, identifier: str, refused: list[str], look: Look | None = None) -> bytes:
    """Lay one paper out as tagged PDF/UA; the same paper gives the same bytes, with a ``look`` or without.

    Addresses that were asked for and not given are added to ``refused``.
    """
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher = closed_fetcher(job["assets"], refused)
    if look is not None and look.sheets and not BRINGS_ITS_OWN.search(html):
        sheets, fonts = look.sheets, look.fonts(fetcher)
    else:
        fonts = FontConfiguration()
        sheets = [_parsed(sheet, fetcher, fonts) for sheet in job["stylesheets"]]
    page = HTML(string=html, url_fetcher=fetcher, base_url=NO_BASE)
    pdf: bytes = page.write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode()
    )
    return pdf


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The child process that lays out papers with WeasyPrint, with nothing in reach but what it was given.

``rendering`` starts it as ``python -m papers.typesetter``, with FONTCONFIG_FILE set before Pango loads. In: one JSON
object on standard input (``Job``). Out, paper by paper as each is done: a line with a code of ``Exit`` and a length,
and then the PDF or why there is none. What a paper looks like does not depend on
those laid out before it. With ``--ready`` it stays, and gives each job to a child of its own.
"""

import base64
import gc
import hashlib
import json
import logging
import os
import select
import shutil
import sys
import tempfile
from enum import IntEnum
from typing import TypedDict

from papers.confinement import limit_cpu, limit_memory

ASSET_SCHEME = "pack-asset:"
STAND_READY, IDLE_SECONDS = "--ready", 300
NO_BASE = "relative:/"  # makes a relative address absolute, so that the fetcher sees and refuses it


class Exit(IntEnum):
    """How it ended; anything but DONE is why there is no PDF."""

    DONE = 0
    ADDRESS_REFUSED = 3
    TOO_LARGE = 4
    FAILED = 5


class Job(TypedDict):
    """Papers: the HTML of each, and for all of them stylesheets and assets as ``name: (media type, base64)``."""

    documents: list[str]
    stylesheets: list[str]
    assets: dict[str, tuple[str, str]]
    cpu_seconds: int
    memory_bytes: int


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


def work(job: Job) -> None:
    """Lay out a job's papers, and answer each as it is done."""
    limit_memory(job["memory_bytes"])
    gc.disable()  # a short life: collecting while a paper is laid out costs more than it frees
    surroundings = hashlib.sha256(json.dumps([job["stylesheets"], job["assets"]]).encode())
    for html in job["documents"]:
        limit_cpu(job["cpu_seconds"])
        identity = surroundings.copy()
        identity.update(html.encode())
        code, answer = attempt(job, html, identity.hexdigest()[:32])
        sys.stdout.buffer.write(b"%d %d\n%b" % (code, len(answer), answer))
        sys.stdout.buffer.flush()
        if len(job["documents"]) > 1:
            gc.collect()


def stand_ready() -> int:
    """Load everything once, then give each job that comes to a child of its own; end when idle or no longer wanted.

    A job comes as a line with its length and then the job; after its answers comes a line ``end`` with how the child
    ended. Nothing of a job is ever looked at here.
    """
    import weasyprint  # noqa: F401  # what takes longest to load

    jobs = sys.stdin.buffer
    while select.select([jobs], [], [], IDLE_SECONDS)[0] and (head := jobs.readline()):
        job = jobs.read(int(head))
        scratch = tempfile.mkdtemp()
        child = os.fork()
        if child == 0:
            try:
                os.close(jobs.fileno())
                tempfile.tempdir = scratch
                work(json.loads(job))
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


def attempt(job: Job, html: str, identifier: str) -> tuple[Exit, bytes]:
    """The PDF, or one line that says why there is none."""
    refused: list[str] = []
    pdf, code, reason = b"", Exit.DONE, ""
    try:
        pdf = typeset(job, html, identifier=identifier, refused=refused)
    except (MemoryError, RecursionError) as error:
        code, reason = Exit.TOO_LARGE, type(error).__name__
    except BaseException as error:  # WeasyPrint's fatal fetching error is no Exception
        code, reason = Exit.FAILED, str(error) or type(error).__name__
    if refused:  # asked here, not by the exception: drawings (SVG) swallow it and go on
        code, reason = Exit.ADDRESS_REFUSED, refused[0]
    return code, pdf if code is Exit.DONE else reason.splitlines()[0].encode()


def typeset(job: Job, html: str, *, identifier: str, refused: list[str]) -> bytes:
    """Lay one paper out as tagged PDF/UA; the same paper gives the same bytes.

    Addresses that were asked for and not given are added to ``refused``.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):
        """Serves the job's own assets from memory; any other address ends the rendering."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            asset = job["assets"].get(url.removeprefix(ASSET_SCHEME)) if url.startswith(ASSET_SCHEME) else None
            if asset is None:
                refused.append(url[:200])
                raise FatalURLFetchingError(url[:200])
            media_type, content = asset
            return URLFetcherResponse(url, body=base64.b64decode(content), headers={"Content-Type": media_type})

    fetcher = ClosedFetcher(allowed_protocols=set(), allow_redirects=False, fail_on_errors=True)
    fonts = FontConfiguration()
    sheets = [
        CSS(string=sheet, url_fetcher=fetcher, font_config=fonts, base_url=NO_BASE) for sheet in job["stylesheets"]
    ]
    page = HTML(string=html, url_fetcher=fetcher, base_url=NO_BASE)
    pdf: bytes = page.write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode()
    )
    return pdf


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The child process that lays out one paper with WeasyPrint, with nothing in reach but what it was given.

``rendering.render_pdf`` starts it as ``python -m papers.typesetter``, with FONTCONFIG_FILE set before Pango loads. In:
one JSON object on standard input (``Job``). Out: the PDF on standard output; or an exit code of ``Exit`` and one line
on standard error that says why.
"""

import base64
import gc
import hashlib
import json
import logging
import resource
import sys
from enum import IntEnum
from typing import TypedDict

ASSET_SCHEME = "pack-asset:"
NO_BASE = "relative:/"  # makes a relative address absolute, so that the fetcher sees and refuses it


class Exit(IntEnum):
    """How it ended; anything but DONE is why there is no PDF."""

    DONE = 0
    ADDRESS_REFUSED = 3
    TOO_LARGE = 4
    FAILED = 5


class Job(TypedDict):
    """One paper: its HTML, its stylesheets, and its assets as ``name: (media type, base64)``."""

    html: str
    stylesheets: list[str]
    assets: dict[str, tuple[str, str]]
    cpu_seconds: int
    memory_bytes: int


def main() -> int:
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    document = sys.stdin.buffer.read()
    job: Job = json.loads(document)
    limit(job["cpu_seconds"], job["memory_bytes"])
    refused: list[str] = []
    pdf, code, reason = b"", Exit.DONE, ""
    try:
        pdf = typeset(job, identifier=hashlib.sha256(document).hexdigest()[:32], refused=refused)
    except (MemoryError, RecursionError) as error:
        code, reason = Exit.TOO_LARGE, type(error).__name__
    except BaseException as error:  # WeasyPrint's fatal fetching error is no Exception
        code, reason = Exit.FAILED, str(error) or type(error).__name__
    if refused:  # asked here, not by the exception: drawings (SVG) swallow it and go on
        code, reason = Exit.ADDRESS_REFUSED, refused[0]
    if code is Exit.DONE:
        sys.stdout.buffer.write(pdf)
    else:
        sys.stderr.write(reason.splitlines()[0] + "\n")
    return code


def typeset(job: Job, *, identifier: str, refused: list[str]) -> bytes:
    """Lay the paper out as tagged PDF/UA; the same job gives the same bytes.

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

    gc.disable()  # a short life: collecting costs more than it frees
    fetcher = ClosedFetcher(allowed_protocols=set(), allow_redirects=False, fail_on_errors=True)
    fonts = FontConfiguration()
    sheets = [
        CSS(string=sheet, url_fetcher=fetcher, font_config=fonts, base_url=NO_BASE) for sheet in job["stylesheets"]
    ]
    page = HTML(string=job["html"], url_fetcher=fetcher, base_url=NO_BASE)
    pdf: bytes = page.write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode()
    )
    return pdf


def limit(cpu_seconds: int, memory_bytes: int) -> None:
    """Have the kernel end this process when a paper takes too much: WeasyPrint has no limits of its own."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())

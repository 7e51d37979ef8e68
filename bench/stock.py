# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""WeasyPrint as it comes, for ``bench.pack`` to compare with: ``python -m bench.stock``, a job of the typesetter's in.

Each document of the job is laid out as the manual says it, with nothing kept from one to the next and the garbage
collector as Python has it. Out: for each, a line with its length, and the PDF.
"""

import json
import sys

from papers.typesetter import NO_BASE, Job, closed_fetcher


def main() -> None:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    job: Job = json.loads(sys.stdin.buffer.read())
    fetcher = closed_fetcher(job["assets"], [])
    for html in job["documents"]:
        fonts = FontConfiguration()
        sheets = [
            CSS(string=sheet, url_fetcher=fetcher, font_config=fonts, base_url=NO_BASE) for sheet in job["stylesheets"]
        ]
        page = HTML(string=html, url_fetcher=fetcher, base_url=NO_BASE)
        pdf: bytes = page.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
        sys.stdout.buffer.write(b"%d\n%b" % (len(pdf), pdf))


if __name__ == "__main__":
    main()

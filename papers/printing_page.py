# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answering with a paper that is printed when it is asked for, or saying why it cannot be printed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from papers.fonts import FontsMissing
from papers.models import PDF, Document
from papers.queries import document_content
from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable

NOT_PRINTED = (FontsMissing, RenderingRefused, TextDiffers, Unprintable)


def paper_of_document(request: HttpRequest, make: Callable[[], Document], rule: str) -> HttpResponse:
    """The paper that ``make`` prints and keeps, or kept before; ``rule`` says that it cannot be printed now."""

    def content() -> tuple[bytes, str]:
        document = make()
        return document_content(document), document.filename

    return paper(request, content, rule)


def paper(request: HttpRequest, make: Callable[[], tuple[bytes, str]], rule: str) -> HttpResponse:
    """The PDF that ``make`` prints, under the name that it gives."""
    try:
        content, filename = make()
    except NOT_PRINTED as error:
        refusal = {"rule": rule, "missing": [str(error)]}
        return render(request, "components/not_printed.html", {"refusal": refusal}, status=503)
    headers = {"Content-Disposition": f'attachment; filename="{filename}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=PDF, headers=headers)

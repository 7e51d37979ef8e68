# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turns a snapshot of a meeting or a result into the paper that is issued: rendered, then read again.

The snapshots are plain dicts (``docs`` of the floors that take them): texts, numbers, ISO dates, amounts as strings of
baht. The wording of these papers is Thai whatever language the reader's pages have; it stands in ``templates/pack``.
"""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from papers.rendering import render_pdf
from papers.text_gate import check_text

Snapshot = Mapping[str, Any]


def build_pack_pdf(snapshot: Snapshot) -> bytes:
    """Return the meeting pack as a PDF whose text has been checked.

    Raises rendering.RenderingRefused, text_gate.TextDiffers or fonts.FontsMissing; then nothing has been issued.
    """
    return _build("pack/pack.html", dict(snapshot))


def build_letter_pdf(snapshot: Snapshot) -> bytes:
    """Return the letter that reports a result to one agency, checked likewise; raises as ``build_pack_pdf``."""
    return _build("pack/result_letter.html", {"letter": snapshot})


def _build(template: str, context: dict[str, Any]) -> bytes:
    with translation.override("th"):
        html = render_to_string(template, context)
    pdf = render_pdf(html, stylesheets=[render_to_string("pack/paper.css")])
    check_text(pdf, html)
    return pdf

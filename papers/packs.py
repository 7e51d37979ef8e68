# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turns a snapshot of a meeting's minutes or of a result into the paper that is issued: rendered, then read again.

The snapshots are plain dicts (``docs`` of the floors that take them): texts, numbers, ISO dates, amounts as strings of
baht. The wording of these papers is Thai whatever language the reader's pages have; it stands in ``templates/pack``.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape

from papers import fonts
from papers.archival.single import finished
from papers.rendering import render_pdf
from papers.text_gate import check_characters, check_text
from workflows.records import canonical_json

Snapshot = Mapping[str, Any]


def build_letter_pdf(snapshot: Snapshot) -> bytes:
    """Return the letter that reports a result to one agency as a PDF whose text has been checked.

    Raises fonts.FontsMissing, text_gate.Unprintable, rendering.RenderingRefused or text_gate.TextDiffers; then nothing
    has been issued.
    """
    return _build("pack/result_letter.html", {"letter": snapshot})


def build_minutes_pdf(snapshot: Snapshot) -> bytes:
    """Return minutes in form 11 as a PDF, checked likewise; raises as ``build_letter_pdf``."""
    return _build("pack/minutes.html", dict(snapshot))


def build_invitation_pdf(snapshot: Snapshot) -> bytes:
    """Return the letter that calls the members to a meeting, checked likewise; raises as ``build_letter_pdf``."""
    return _build("pack/invitation.html", {"letter": snapshot})


def build_decision_letter_pdf(snapshot: Snapshot) -> bytes:
    """Return a committee's letter on a resolution to one agency, checked likewise; raises as ``build_letter_pdf``."""
    return _build("pack/decision_letter.html", {"letter": snapshot})


def build_cabinet_report_pdf(snapshot: Snapshot) -> bytes:
    """Return a committee's report to the cabinet for information, checked likewise; raises as ``build_letter_pdf``."""
    return _build("pack/cabinet_report.html", {"letter": snapshot})


def build_overview_pdf(snapshot: Snapshot) -> bytes:
    """Return the national overview of a campaign as a paper, checked likewise; raises as ``build_letter_pdf``."""
    return _build("pack/overview.html", {"letter": snapshot})


def build_status_result_pdf(snapshot: Snapshot) -> bytes:
    """Return the result of a round on the status of plans as a paper, checked likewise; as ``build_letter_pdf``."""
    return _build("pack/status_result.html", {"letter": snapshot})


def build_year_summary_pdf(snapshot: Snapshot) -> bytes:
    """Return the year-end summary of a plan as a paper, checked likewise; raises as ``build_letter_pdf``."""
    return _build("pack/year_summary.html", {"letter": snapshot})


def build_alignment_letter_pdf(snapshot: Snapshot) -> bytes:
    """Return the letter on an agency's alignment with the plan, checked likewise; raises as ``build_letter_pdf``."""
    return _build("pack/alignment_letter.html", {"letter": snapshot})


def build_action_plan_pdf(snapshot: Snapshot) -> bytes:
    """Return an agency's action plan in the shape of the template, checked likewise; raises as ``build_letter_pdf``."""
    return _build("pack/action_plan.html", {"letter": snapshot})


def build_translation_pdf(template: str, snapshot: Snapshot, names: Mapping[str, str]) -> bytes:
    """Return an unofficial English rendition of what a Thai paper says; ``names`` are English by the Thai ones.

    Checked and raises as ``build_letter_pdf``.
    """
    paper = {"language": "en", "digits": "arabic", "en": names}
    return _build(template, {"letter": snapshot, "paper": paper, "digits": "arabic"}, language="en")


def check_letter(template: str, snapshot: Snapshot) -> None:
    """Raise text_gate.Unprintable where a letter says what the font can't print, long before it is laid out.

    Raises fonts.FontsMissing where papers aren't printed at all.
    """
    _html(template, {"letter": snapshot}, "th")


def check_words(words: str) -> None:
    """Likewise for words that letters will say."""
    check_characters(escape(words), fonts.characters(Path(settings.PACK_FONT_DIR)))


def _html(template: str, context: dict[str, Any], language: str) -> str:
    letter = context.get("letter", context)  # in the digits of the committee's rules, which old snapshots do not name
    with translation.override(language):
        html = render_to_string(template, {"digits": letter.get("digits") or "thai", **context})
    check_characters(html, fonts.characters(Path(settings.PACK_FONT_DIR)))
    return html


def _build(template: str, context: dict[str, Any], language: str = "th") -> bytes:
    letter, html = context.get("letter", context), _html(template, context, language)
    laid_out = render_pdf(html, stylesheets=[render_to_string("pack/paper.css")])
    pdf = finished(laid_out, canonical_json(letter).encode())
    check_text(pdf, html)
    return pdf

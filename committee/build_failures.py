# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why a pack, or a piece of one, was not built: kept as a code with what it needs, said in the reader's language.

``{"code": "unprintable", "characters": ["🎯"]}``, ``{"code": "refused" | "differs", "sentence": "…", "facts": {…}}``
with an English sentence of the catalogue (older ones: ``"why"``, as it was said then),
``{"code": "pieces", "count": 2}``, or one of ``SENTENCES`` alone.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable

AGENDA_CHANGED, MOVED_ON, NOTHING_NEW, FAULT, LOST = "agenda_changed", "moved_on", "nothing_new", "fault", "lost"
PIECES = "pieces"
SENTENCES = {
    AGENDA_CHANGED: gettext_lazy("The agenda, or what it is about, changed while the pack was being built."),
    MOVED_ON: gettext_lazy("The meeting moved on, or another pack was built, while this one was being built."),
    NOTHING_NEW: gettext_lazy("Something on the agenda must be new or other than in the pack that was issued last."),
    FAULT: gettext_lazy("A fault of the service ended it. Administrators see what it was under Jobs."),
    LOST: gettext_lazy("The processes that built it ended again and again. Administrators see it under Jobs."),
}


def failure_of(error: Exception) -> dict[str, Any]:
    """What is kept of why a piece can't be printed."""
    if isinstance(error, Unprintable):
        return {"code": "unprintable", "characters": error.characters}
    if isinstance(error, (RenderingRefused, TextDiffers)):
        code = "differs" if isinstance(error, TextDiffers) else "refused"
        if not error.facts:
            return {"code": code, "why": str(error)}
        return {"code": code, "sentence": error.sentence, "facts": error.facts}
    return {"code": FAULT}


def said(failure: Mapping[str, Any]) -> str:
    """The sentence."""
    code = failure.get("code", "")
    if code == "unprintable":
        sentence = _("These characters are not in the official font: %(characters)s. Change the text that holds them.")
        return sentence % {"characters": " ".join(failure["characters"])}
    if code in ("differs", "refused"):
        why = failure["why"] if "why" in failure else _(failure["sentence"]) % failure["facts"]
        return _("The pack could not be printed faithfully: %(why)s") % {"why": why}
    if code == PIECES:
        count = failure["count"]
        sentence = ngettext(
            "%(count)s piece could not be printed. The others are kept, and are not laid out again.",
            "%(count)s pieces could not be printed. The others are kept, and are not laid out again.",
            count,
        )
        return sentence % {"count": count}
    return str(SENTENCES.get(code, ""))

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was found of an annex, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from papers.annexes.verdicts import (
    LONGEST_SIDE,
    MOST_INSIDE,
    MOST_PAGES,
    MOST_PIXELS,
    SHORTEST_SIDE,
    Note,
    Outcome,
    Refusal,
    Taken,
    Verdict,
)

OUTCOMES = {
    Outcome.WHOLE: gettext_lazy("Bound into the pack as it is"),
    Outcome.CLEANED: gettext_lazy("Bound into the pack, cleaned"),
    Outcome.DRAWN: gettext_lazy("Bound into the pack as pictures of its pages"),
    Outcome.NAMED: gettext_lazy("Named in the pack, not bound: hand in a PDF to have its pages bound"),
}
TAKEN_OUT = {
    Taken.SCRIPTS: gettext_lazy("scripts"),
    Taken.ACTIONS: gettext_lazy("actions that start something or send something"),
    Taken.FILES: gettext_lazy("files inside it"),
    Taken.MEDIA: gettext_lazy("sound, film and other media"),
    Taken.FIELDS: gettext_lazy("form fields, printed as they were filled in"),
    Taken.SIGNATURES: gettext_lazy("electronic signatures, which stand in the file as it was sent"),
    Taken.COMMENTS: gettext_lazy("comments, printed where they show on the page"),
    Taken.LINKS: gettext_lazy("links"),
}
NOTES = {
    Note.RESTRICTED: gettext_lazy("Its owner restricted what programs may do with it; it opens without a password."),
    Note.REPAIRED: gettext_lazy("The file was not quite sound and was repaired. Look its pages through."),
    Note.BLANK: gettext_lazy("Pages without content: %(pages)s."),
    Note.SMALLER: gettext_lazy("Larger than A4 and made smaller: pages %(pages)s."),
    Note.LAYERS: gettext_lazy("Drawn as pictures since some of its layers are hidden."),
    Note.FOREIGN_PARTS: gettext_lazy("Drawn as pictures since parts of its pages come from elsewhere."),
    Note.HEAVY: gettext_lazy("Drawn as pictures since its pages would take others very long to draw."),
    Note.TORN: gettext_lazy("Drawn as pictures since something in it is damaged. Look its pages through."),
    Note.UNUSUAL: gettext_lazy("Drawn as pictures since its pages could not be copied safely."),
    Note.TURNED: gettext_lazy("The photograph was turned upright."),
}
REFUSALS = {
    Refusal.NOT_KNOWN: gettext_lazy("The file is neither a PDF nor a picture, whatever its name says."),
    Refusal.PASSWORD: gettext_lazy("The file is protected by a password. Save it without one and send it again."),
    Refusal.DAMAGED: gettext_lazy(
        "The file is damaged: pages or parts of them are missing. Save it anew and send that."
    ),
    Refusal.NO_PAGES: gettext_lazy("The PDF has no page."),
    Refusal.MANY_PAGES: gettext_lazy("The file has more than %(pages)s pages. Send it in parts."),
    Refusal.PAGE_SIZE: gettext_lazy("A page is larger or smaller than can be printed. Print the file to PDF on A4."),
    Refusal.LARGE_INSIDE: gettext_lazy(
        "A part of the file unpacks to more than %(megabytes)s MB. Print it to PDF anew."
    ),
    Refusal.LARGE_PICTURE: gettext_lazy("A picture in the file has more than %(megapixels)s million points."),
    Refusal.FIELDS_UNDRAWN: gettext_lazy(
        "What was filled into its form shows only in the program that filled it in. Print it to PDF and send that."
    ),
    Refusal.WAITS_FOR_PROGRAM: gettext_lazy("Only one maker's program draws its pages. Print it to PDF and send that."),
    Refusal.TOO_MUCH_WORK: gettext_lazy(
        "Opening the file takes more time or memory than it may. Print it to PDF anew."
    ),
}
LIMITS = {
    "pages": MOST_PAGES,
    "megabytes": MOST_INSIDE // 1024**2,
    "megapixels": MOST_PIXELS // 10**6,
    "longest": LONGEST_SIDE,
    "shortest": SHORTEST_SIDE,
}


def outcome_of(verdict: Verdict) -> str:
    """What became of it, in a few words."""
    return str(OUTCOMES[Outcome(verdict.outcome)])


def findings_of(verdict: Verdict) -> list[str]:
    """A sentence for all that was taken out, and one for each thing to know besides."""
    said = []
    if verdict.taken_out:
        listed = " · ".join(f"{TAKEN_OUT[Taken(kind)]} ({count})" for kind, count in verdict.taken_out.items())
        said.append(_("Taken out: %(what)s.") % {"what": listed})
    for note, pages in verdict.notes.items():
        said.append(str(NOTES[Note(note)]) % {"pages": ", ".join(map(str, pages))})
    return said


def pages_of(verdict: Verdict) -> str:
    """``"3 pages"``; nothing of what has none."""
    counted = ngettext("%(count)s page", "%(count)s pages", verdict.pages) % {"count": verdict.pages}
    return counted if verdict.pages else ""


def why_refused(code: str) -> str:
    """Why nothing of a file is taken in, and what to do."""
    return str(REFUSALS[Refusal(code)]) % LIMITS

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page on which one section is written: saved as one goes, and never over another's text unread.

Each floor says in a ``SectionPage`` of its own what is written, by which operation, and where the page leads.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from papers.comparing import FieldChange
from papers.section_forms import SectionForm, Whose, both_rows, choose, row_formset
from papers.sections import ROWS_MAX, Row, Section, Written, clean_rows, clean_text, words_of
from papers.templatetags.thai import thai_time
from workflows.forms import status_of, typed_but
from workflows.refusals import NoAuthority, NotPermitted, Refused, VersionConflict

MORE_ROWS = 2
INVALID = 422


def refusal(refused: Refused, who: Any = "") -> dict[str, Any]:
    """A refusal as ``components/refusal.html`` shows it."""
    if isinstance(refused, NotPermitted) and not isinstance(refused, NoAuthority):
        return {"rule": refused.title, "missing": [], "who": who or str(refused)}
    return {"rule": refused.title, "missing": refused.reasons, "who": who}


class SectionPage(ABC):
    """One request for the page of one section; ``written`` is what stood in it when the request came."""

    template: str
    sections: Sequence[Section]

    def __init__(self, request: HttpRequest, at: datetime, written: Written) -> None:
        self.request, self.at, self.written = request, at, written

    @abstractmethod
    def closed(self) -> Refused | None:
        """Why this person cannot write here now; nothing when they can."""

    @abstractmethod
    def closed_page(self, refused: Refused) -> HttpResponse:
        """Say why there is nothing to write here."""

    @abstractmethod
    def write(self, *, expected_revision: int, text: str, rows: Sequence[Row]) -> int:
        """Write it, and return the whole's revision. Raises Refused - and then nothing has changed."""

    @abstractmethod
    def now(self) -> tuple[int, Written]:
        """The whole's revision and the section, as another has saved them meanwhile."""

    @abstractmethod
    def context(self) -> dict[str, Any]:
        """What the template shows around the form: at least ``back``, the address of the overview."""

    @abstractmethod
    def address_of(self, section: Section) -> str:
        """Where another section is written."""

    @property
    def revision(self) -> int:
        """The whole's revision that the reader of this page has read."""
        return self.now()[0]

    def answer(self) -> HttpResponse:
        """The page. Its own script posts it in the background too, and is answered with one line."""
        written, section = self.written, self.written.section
        if self.request.method != "POST":
            if refused := self.closed():
                return self.closed_page(refused)
            form = SectionForm(section=section, initial={"expected_revision": self.revision, "text": written.text})
            return self._shown(form, row_formset(written=written))
        sent = self.request.POST
        form = SectionForm(sent, section=section)
        if "more" in sent:
            return self._shown(form, row_formset(_with_more(sent), written=written))
        if sent.get("choose") in Whose.values:  # rows of two writers: nothing is saved by ticking them
            return self._shown(form, row_formset(choose(sent, sent["choose"]), written=written))
        rows = row_formset(sent, written=written) if section.is_table else None
        if not (form.is_valid() and (rows is None or rows.is_valid())):
            return self._shown(form, rows, refused=self.closed(), status=INVALID)
        return self._save(form, rows)

    def _save(self, form: SectionForm, rows: Any) -> HttpResponse:
        given, section = form.cleaned_data, self.written.section
        typed = rows.rows() if rows is not None else []
        try:
            revision = self.write(expected_revision=given["expected_revision"], text=given["text"], rows=typed)
        except VersionConflict as conflict:
            now, theirs = self.now()
            if self._is_background:
                return self._told(conflict, theirs)
            typed_but(form, expected_revision=now)
            mine = clean_rows(section, typed)
            if mine != theirs.rows:
                rows = row_formset(both_rows(form.data, theirs.rows, mine), written=theirs)
            own = words_of(section, clean_text(given["text"]), mine)
            both = FieldChange(section.key, str(section.label), theirs.words, own)
            return self._shown(form, rows, refused=conflict, both=both, theirs=theirs)
        except Refused as refused:
            return self._shown(form, rows, refused=refused)
        if self._is_background:
            return render(self.request, "components/saved.html", {"at": self.at, "revision": revision})
        return self._onward()

    def _onward(self) -> HttpResponse:
        """To the next section when the person asked for it, else back to what is there and what is missing."""
        messages.success(self.request, _("Saved at %(time)s.") % {"time": thai_time(self.at)})
        following = self.following
        if "next" in self.request.POST and following is not None:
            return redirect(self.address_of(following))
        return redirect(self.context()["back"])

    @property
    def following(self) -> Section | None:
        """The section that comes next in the declaration."""
        place = self.sections.index(self.written.section) + 1
        return self.sections[place] if place < len(self.sections) else None

    @property
    def _is_background(self) -> bool:
        return bool(self.request.htmx)  # type: ignore[attr-defined]

    def _told(self, refused: Refused, theirs: Written) -> HttpResponse:
        """Answer the page's own script: why it was not saved. What was typed stays in the page."""
        context = {"refusal": refusal(refused), "theirs": theirs}
        return render(self.request, "components/saved.html", context, status=status_of(refused))

    def _shown(
        self, form: SectionForm, rows: Any, *, refused: Refused | None = None, status: int = 200,
        both: FieldChange | None = None, theirs: Written | None = None,
    ) -> HttpResponse:  # fmt: skip
        written = self.written
        context = {
            "section": written.section, "written": theirs or written, "form": form, "both": both,
            "rows": rows if written.section.is_table else None, "refusal": refusal(refused) if refused else None,
            "following": self.following,
            "earlier": written.held.earlier.select_related("written_by")[:5] if written.held else [],
            **self.context(),
        }  # fmt: skip
        page = "components/saved.html" if self._is_background else self.template
        return render(self.request, page, context, status=status_of(refused) if refused else status)


def _with_more(data: Mapping[str, Any]) -> Any:
    """The same form with more empty rows; nothing is saved by asking for them."""
    sent: Any = data
    sent = sent.copy()
    total = sent.get("rows-TOTAL_FORMS", "")
    sent["rows-TOTAL_FORMS"] = min(int(total) if total.isdecimal() and len(total) < 4 else 0, ROWS_MAX) + MORE_ROWS
    return sent

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of minutes as a person may read it now, section by section, with what was said of each; few queries."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from budget_review.queries.versions import FieldChange
from committee.forms.minutes import CommentForm
from committee.minutes.content import withheld
from committee.minutes.states import FIXED, MinutesState
from committee.models import Minutes, MinutesComment, MinutesSection
from committee.queries.minutes import hidden_sections, sees_draft
from committee.views.asking import Asking


@dataclass(frozen=True)
class Shown:
    """One section of the text with its marks; ``held`` only for those who write it."""

    key: str
    kind: str
    label: str
    title: str
    text: str
    is_confidential: bool
    held: MinutesSection | None = None
    comments: list[MinutesComment] = field(default_factory=list)
    comment_form: CommentForm | None = None

    @property
    def name(self) -> str:
        """``5.1 โครงการ…``."""
        return f"{self.label} {self.title}".strip()

    @property
    def lines(self) -> list[str]:
        """The lines that say something."""
        return [line for line in self.text.split("\n") if line.strip()]


def text_for(
    me: Asking, minutes: Minutes, *, comments: bool = True, hidden: Container[str] | None = None
) -> list[Shown]:
    """What is adopted, once it is; before, the draft for those who prepare it, and what is circulated for members.

    Of a section that this person does not read, the number stands alone.
    """
    hidden = hidden_sections(me.user, minutes, me.at) if hidden is None else hidden
    return [_withheld(one) if one.key in hidden else one for one in _text_for(me, minutes, comments)]


def _withheld(shown: Shown) -> Shown:
    named = {name: getattr(shown, name) for name in ("key", "kind", "label", "title", "text", "is_confidential")}
    return Shown(**withheld(named))


def _text_for(me: Asking, minutes: Minutes, comments: bool) -> list[Shown]:
    said = _comments_of(minutes) if comments else {}
    asks = minutes.state == MinutesState.CIRCULATED and comments
    if minutes.state in FIXED:
        assert minutes.adopted is not None
        return [_of(one, said) for one in minutes.adopted.content["sections"]]
    if sees_draft(me.user, minutes.meeting, me.at):
        sections = minutes.sections.select_related("written_by").order_by("position", "pk")
        return [_held(one, said, asks) for one in sections if one.stands or one.kind == "attending"]
    content = minutes.circulated.content if minutes.circulated else {"sections": []}
    return [_of(one, said, asks) for one in content["sections"]]


def changes_of(amendments: Iterable[Mapping[str, Any]]) -> list[FieldChange]:
    """Each section that differs, as ``parts/runs.html`` shows it."""
    return [FieldChange(one["key"], f"{one['label']} {one['title']}".strip(), one["before"], one["after"])
            for one in amendments]  # fmt: skip


def _of(section: Mapping[str, Any], said: Mapping[str, list[MinutesComment]], asks: bool = False) -> Shown:
    named = {name: section[name] for name in ("key", "kind", "label", "title", "text", "is_confidential")}
    form = CommentForm(auto_id=f"{section['key']}_%s") if asks else None
    return Shown(**named, comments=said.get(section["key"], []), comment_form=form)


def _held(section: MinutesSection, said: Mapping[str, list[MinutesComment]], asks: bool) -> Shown:
    shown = _of(vars(section) | {"text": section.text}, said, asks)
    return Shown(**{**vars(shown), "held": section})


def _comments_of(minutes: Minutes) -> dict[str, list[MinutesComment]]:
    found: dict[str, list[MinutesComment]] = {}
    comments = minutes.comments.select_related("said_by", "section", "answer__answered_by").order_by("pk")
    for one in comments:
        found.setdefault(one.section.key, []).append(one)
    return found

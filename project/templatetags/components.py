# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Template tags for the components that stand in lists, where an include for each row would cost too much.

``{% load components %}``; the larger components are templates in ``templates/components/``, each with its use at its
head. ``docs/pages.md`` tells how a page is made of them.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from project.due import Clocked, calendar_of, told_in_words
from project.tones import MESSAGE_TONES, SHAPES, tone_of

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """``{% icon "paper" %}``: a shape of ``static/icons.svg``, for the eye only."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', static("icons.svg"), name
    )


@register.simple_tag
def chip(word: object, tone: str = "quiet") -> SafeString:
    """``{% chip _("Certified") "good" %}``: a word and a shape in the tone moving, waits, good, caution, bad, quiet."""
    return format_html('<span class="chip tone-{}">{}{}</span>', tone, icon(SHAPES[tone]), word)


@register.simple_tag
def state_chip(subject: Any) -> SafeString:
    """``{% state_chip project %}``: the state of any subject with a lifecycle, in its word and tone."""
    return chip(subject.get_state_display(), tone_of(subject.state))


@register.filter
def state_tone(state: str) -> str:
    """The tone of a state's code, for a picture of many."""
    return tone_of(state)


@register.filter
def tone_of_message(level: str) -> str:
    """The tone of a message's level tag."""
    return MESSAGE_TONES.get(level, "moving")


@register.simple_tag(takes_context=True)
def due(context: template.Context, of: datetime | Clocked | None, now: datetime) -> SafeString:
    """``{% due task now %}``: the working days that are left, in words, and the day; late, soon and stopped stand out.

    ``of`` is a moment, or whatever has a task's clock: ``due_at``, ``stopped_at``, ``stopped_for``, ``days_left``.
    """
    shown = told_in_words(of, now, lambda: calendar_of(context))
    return format_html(
        '<p class="due due--{}"><b>{}</b><span class="together">{}</span></p>', shown.tone, shown.left, shown.day
    )


@register.simple_tag
def bar_of(value: Decimal | float, whole: Decimal | float, tone: str = "") -> SafeString:
    """``{% bar_of row.count total %}``: a bar of that share, drawn without words: the number stands beside it."""
    share = float(value) / float(whole) * 100 if whole else 0.0
    return format_html(
        '<svg class="bar-of {}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="bar-of__whole" width="100" height="4"/><rect width="{}" height="4"/></svg>',
        f"tone-{tone}" if tone else "",
        f"{min(share, 100.0):.2f}",
    )


@register.inclusion_tag("components/quorum_meter.html")
def quorum_meter(present: int, needed: int, members: int) -> dict[str, Any]:
    """``{% quorum_meter present=8 needed=7 members=13 %}``: the seats, how many are filled, how many are needed."""
    return {
        "present": present,
        "needed": needed,
        "members": members,
        "short_count": max(needed - present, 0),
        "seats": [{"x": place * 10 + 1, "is_here": place < present} for place in range(members)],
        "width": members * 10,
        "need_x": needed * 10,
    }


@register.inclusion_tag("components/requirement_list.html", takes_context=True)
def requirement_list(context: template.Context, acts: Iterable[Any]) -> dict[str, Any]:
    """``{% requirement_list acts %}``: what can be done now; each act a button, or what is missing and who can.

    An act: ``{"label", "href", "may": bool, "permitted": bool, "missing": [sentences], "who": sentence, "post"}``.
    ``href`` leads to the act's own form, or with ``post`` takes the press itself, together with ``hidden``
    ``{name: value}``; ``workflows.forms.button`` makes one of an answer. The first that may be made and is not
    marked ``aside`` is the page's primary act; those of other people stand folded.
    """
    mine: list[Any] = []
    others: list[Any] = []
    for act in acts:
        (mine if _of(act, "permitted", True) else others).append(act)
    first = next((act for act in mine if _of(act, "may") and not _of(act, "aside")), None)
    return {"mine": [(act, act is first) for act in mine], "others": others, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/path.html")
def path(steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """``{% path steps %}``: the way a subject walks; steps are ``(word, "done" | "now" | "stopped" | "ahead")``."""
    return {"steps": steps}


@register.simple_tag
def words(items: Iterable[object]) -> SafeString:
    """``{% words names %}``: a list in one line, each name kept together."""
    return format_html_join(" · ", '<span class="together">{}</span>', ((item,) for item in items))


def _of(act: Any, name: str, otherwise: Any = None) -> Any:
    return act.get(name, otherwise) if isinstance(act, dict) else getattr(act, name, otherwise)

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A lifecycle as a picture: an SVG for a page, coloured by its style sheet, or one that stands alone as a file."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from workflows.lifecycle import Subject, initial_state, rules_of, sources_of, steps_of
from workflows.pictures.layout import BOX_HEIGHT, BOX_WIDTH, Layout, Point, arrows, run
from workflows.pictures.tables import state_words

MARGIN, LINE, TURN = 24, 17, 8
MARKS = "◆◇"  # one for each marked step
ALONE = mark_safe(
    "<style>"
    ".picture{--surface:#fff;--ink:#1b2026;--soft:#474f58;--line:#848a91;--now:#1a4787;--tint:#e5ecf7;"
    "font-family:Sarabun,'Noto Sans Thai','Leelawadee UI',Thonburi,sans-serif}"
    "@media(prefers-color-scheme:dark){.picture{--surface:#1c2025;--ink:#e9e7e2;--soft:#bcc1c8;--line:#7b838d;"
    "--now:#a6c5f7;--tint:#22334e}}"
    ".picture__state rect{fill:var(--surface);stroke:var(--line);stroke-width:1.25}"
    ".picture__state--last rect{stroke:var(--ink);stroke-width:2.5}"
    ".picture__state--here rect{fill:var(--tint);stroke:var(--now);stroke-width:3}"
    ".picture__state text{fill:var(--ink);font-size:14px;font-weight:600}"
    ".picture__arrow{fill:none;stroke:var(--line);stroke-width:1.5}"
    ".picture__head,.picture__first{fill:var(--line)}"
    ".picture__words{fill:var(--soft);font-size:13px}"
    ".picture__mark{fill:var(--soft);font-size:11px}"
    "</style>"
)


def drawn(
    model: type[Subject],
    layout: Layout,
    *,
    title: str,
    here: str = "",
    numbers: Mapping[str, str] | None = None,
    alone: bool = False,
) -> SafeString:
    """The picture in the reader's language; the state ``here`` is lit, ``numbers`` stand under the states' names.

    ``alone`` makes it a file of its own.
    """
    joined = arrows(model, layout)
    texts = {ends: [] if layout.way(*ends).silent else _labels(model, names) for ends, names in joined.items()}
    ways = [_arrow(layout, *ends, lines) for ends, lines in texts.items()]
    boxes = [_box(model, layout, state, here, (numbers or {}).get(state, "")) for state in layout.places]
    left, top, right, bottom = _bounds(layout, texts)
    return format_html(
        '<svg class="picture" xmlns="http://www.w3.org/2000/svg" viewBox="{} {} {} {}"{} role="img" '
        'aria-labelledby="picture-title picture-told">'
        '<title id="picture-title">{}</title><desc id="picture-told">{}</desc>{}'
        '<defs><marker id="picture-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path class="picture__head" d="M0 1L9 5L0 9z"/></marker></defs>{}{}{}</svg>\n',
        *(round(bound) for bound in (left, top, right - left, bottom - top)),
        format_html(' width="{}" height="{}"', round(right - left), round(bottom - top)) if alone else "",
        title,
        _told(model),
        ALONE if alone else "",
        _first(model, layout),
        mark_safe("".join(ways)),  # noqa: S308 - each made by format_html
        mark_safe("".join(boxes)),  # noqa: S308
    )


def _labels(model: type[Subject], names: Iterable[str]) -> list[str]:
    return [str(rules_of(steps_of(model)[name]).label) for name in names]


def _told(model: type[Subject]) -> str:
    """The picture in sentences, for those who do not see it."""
    words = state_words(model)
    said = [
        f"{words[source]} → {words[target]}: {rules_of(step).label}"
        for step in steps_of(model).values()
        for source, target in sources_of(step).items()
    ]
    return f"{_('Begins:')} {words[initial_state(model)]}. {'. '.join(said)}."


def _box(model: type[Subject], layout: Layout, state: str, here: str, number: str) -> SafeString:
    x, y = layout.middle(state)
    steps = steps_of(model)
    is_last = state in model.ends or not any(state in sources_of(step) for step in steps.values())
    kind = " picture__state--here" if state == here else " picture__state--last" if is_last else ""
    marked = dict(zip(layout.marked, MARKS, strict=False))
    starts = "".join(mark for name, mark in marked.items() if state in sources_of(steps[name]))
    ends = [name for name in marked if state in map(str, sources_of(steps[name]).values())]
    return format_html(
        '<g class="picture__state{}"{}><rect x="{}" y="{}" width="{}" height="{}" rx="8"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>{}{}</g>{}',
        kind,
        mark_safe(' aria-current="true"') if state == here else "",
        *_all(x - BOX_WIDTH / 2, y - BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT, x, y - 3 if number else y + 5),
        state_words(model)[state],
        _text(x, y + 15, number, "picture__number", "middle") if number else "",
        _text(x + BOX_WIDTH / 2 - 6, y - 9, starts, "picture__mark", "end") if starts else "",
        _lines(
            (x - 10, y + BOX_HEIGHT / 2 + 17),
            "end",
            [f"{marked[name]} → {label}" for name, label in zip(ends, _labels(model, ends), strict=True)],
        ),
    )


def _arrow(layout: Layout, source: str, target: str, lines: Sequence[str]) -> SafeString:
    corners, words, anchor = run(layout, source, target)
    lift = LINE * (len(lines) - 1)  # words above a line end at it, words beside one stand around its middle
    down = -lift if anchor == "middle" else 5 - lift / 2
    return format_html(
        '<path class="picture__arrow" d="{}" marker-end="url(#picture-head)"/>{}',
        _path(corners),
        _lines((words[0], words[1] + down), anchor, lines),
    )


def _first(model: type[Subject], layout: Layout) -> SafeString:
    """The dot from which everything begins."""
    x, y = layout.middle(initial_state(model))
    top = y - BOX_HEIGHT / 2
    return format_html(
        '<circle class="picture__first" cx="{}" cy="{}" r="6"/>'
        '<path class="picture__arrow" d="M{} {}V{}" marker-end="url(#picture-head)"/>',
        *_all(x, top - 30, x, top - 24, top - 1),
    )


def _path(corners: Sequence[Point]) -> str:
    """A line through the corners, each turned softly."""
    drawn_path = [f"M{corners[0][0]:g} {corners[0][1]:g}"]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        near, far = _towards(corner, before), _towards(corner, after)
        drawn_path.append(f"L{near[0]:g} {near[1]:g}Q{corner[0]:g} {corner[1]:g} {far[0]:g} {far[1]:g}")
    drawn_path.append(f"L{corners[-1][0]:g} {corners[-1][1]:g}")
    return "".join(drawn_path)


def _towards(corner: Point, other: Point) -> Point:
    (x, y), (to_x, to_y) = corner, other
    length = abs(to_x - x) + abs(to_y - y)
    share = min(TURN, length / 2) / length if length else 0
    return x + (to_x - x) * share, y + (to_y - y) * share


def _lines(at: Point, anchor: str, lines: Iterable[str]) -> SafeString:
    placed = ((at[0], at[1] + LINE * place, line) for place, line in enumerate(lines))
    return format_html_join("", "{}", ((_text(x, y, line, "picture__words", anchor),) for x, y, line in placed))


def _text(x: float, y: float, words: str, kind: str, anchor: str) -> SafeString:
    return format_html('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>', kind, *_all(x, y), anchor, words)


def _bounds(layout: Layout, texts: dict[tuple[str, str], list[str]]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all boxes, arrows and words."""
    xs: list[float] = []
    ys: list[float] = []
    for state in layout.places:
        x, y = layout.middle(state)
        xs += [x - BOX_WIDTH / 2, x + BOX_WIDTH / 2]
        ys += [y - BOX_HEIGHT / 2, y + BOX_HEIGHT / 2]
    for (source, target), lines in texts.items():
        corners, at, anchor = run(layout, source, target)
        width = max(map(_width, lines), default=0)
        xs += [x for x, _y in corners] + [at[0] + width * {"start": 1, "end": -1}.get(anchor, 0.5)]
    below = 28 if layout.marked else 0
    return min(xs) - MARGIN, min(ys) - 36 - MARGIN, max(xs) + MARGIN, max(ys) + below + MARGIN


def _width(words: str) -> float:
    """About how wide words are at 13 pixels; Thai vowels and tones above and below take no room."""
    return 7.4 * sum(1 for letter in words if not ("\u0e34" <= letter <= "\u0e3a" or "\u0e47" <= letter <= "\u0e4e"))


def _all(*numbers: float) -> list[str]:
    return [f"{number:g}" for number in numbers]

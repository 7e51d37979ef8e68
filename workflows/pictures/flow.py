# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desks of a flow as a picture: each case of a switch is a line, and leads back to a switch or to the end."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from viewflow.workflow.nodes import End, Start, StartHandle, Switch

from workflows.nodes import Desk
from workflows.pictures.drawing import ALONE, MARGIN

BOX_WIDTH, BOX_HEIGHT = 340, 44
ROW, GAP, HALF, SMALL = 68, 40, 18, 9


class FlowPicture:
    """Walks a flow from its start and draws each node once; where it comes back, it draws a small one."""

    def __init__(self, flow: Any, lit: Collection[str] = (), numbers: Mapping[str, str] | None = None) -> None:
        self.lit, self.numbers = lit, numbers or {}
        self.nodes = list(flow.instance.nodes())
        self.drawn: set[Any] = set()
        self.parts: list[SafeString] = []
        self.right = 0.0
        self.rows = self._walk(next(node for node in self.nodes if isinstance(node, Start | StartHandle)), 0, 0)

    def _walk(self, node: Any, x: float, row: int) -> int:
        """Draw a node at ``x`` on a row and all behind it; return how many rows that took."""
        if node in self.drawn or isinstance(node, End):
            self._end_of_line(node, x, row)
            return 1
        self.drawn.add(node)
        leaves = self._shape(node, x, row)
        used = 0
        for edge in node._outgoing():
            self._line(leaves, row, leaves + GAP, row + used)
            used += self._walk(edge.dst, leaves + GAP, row + used)
        return max(used, 1)

    def _shape(self, node: Any, x: float, row: int) -> float:
        """Draw the node itself; return the x where lines leave it."""
        y = row * ROW
        if isinstance(node, Desk):
            self._desk(node, x, y)
            return self._reach(x + BOX_WIDTH)
        if isinstance(node, Start | StartHandle):
            self.parts.append(format_html('<circle class="picture__first" cx="{}" cy="{}" r="6"/>', f"{x:g}", f"{y:g}"))
            return self._reach(x + 6)
        self._diamond(x + HALF, y, HALF, "×" if isinstance(node, Switch) else "+")
        return self._reach(x + 2 * HALF)

    def _desk(self, desk: Desk, x: float, y: float) -> None:
        """A box with the desk's label, lit when it is open, and its number."""
        middle, number = f"{x + BOX_WIDTH / 2:g}", self.numbers.get(desk.name, "")
        told = format_html('<text class="picture__number" x="{}" y="{}" text-anchor="middle">{}</text>',
                           middle, f"{y + 16:g}", number)  # fmt: skip
        self.parts.append(
            format_html(
                '<g class="picture__state{}"{}><rect x="{}" y="{}" width="{}" height="{}" rx="8"/>'
                '<text x="{}" y="{}" text-anchor="middle">{}</text>{}</g>',
                " picture__state--here" if desk.name in self.lit else "",
                mark_safe(' aria-current="true"') if desk.name in self.lit else "",
                *(f"{number:g}" for number in (x, y - BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT)),
                middle,
                f"{y - 2 if number else y + 5:g}",
                desk.label,
                told if number else "",
            )
        )

    def _end_of_line(self, node: Any, x: float, row: int) -> None:
        y = row * ROW
        if isinstance(node, End):
            self.parts.append(
                format_html('<g class="picture__state picture__state--last"><rect x="{}" y="{}" width="16" height="16" '
                            'rx="8"/></g>', f"{x:g}", f"{y - 8:g}")
            )  # fmt: skip
        else:
            self._diamond(x + SMALL, y, SMALL, "")
        self._reach(x + 2 * SMALL)

    def _diamond(self, x: float, y: float, half: float, mark: str) -> None:
        self.parts.append(
            format_html(
                '<g class="picture__state"><rect x="{}" y="{}" width="{}" height="{}" transform="rotate(45 {} {})"/>'
                '<text x="{}" y="{}" text-anchor="middle">{}</text></g>',
                *(f"{number:g}" for number in (x - half * 0.7, y - half * 0.7, half * 1.4, half * 1.4, x, y, x, y + 5)),
                mark,
            )
        )

    def _line(self, x: float, row: int, to_x: float, to_row: int) -> None:
        """Straight ahead on the same row; to a later row down beside the node and then ahead."""
        y, to_y = row * ROW, to_row * ROW
        way = f"M{x:g} {y:g}H{to_x - 1:g}" if row == to_row else f"M{x + 8:g} {y:g}V{to_y:g}H{to_x - 1:g}"
        self.parts.append(format_html('<path class="picture__arrow" d="{}" marker-end="url(#flow-head)"/>', way))

    def _reach(self, x: float) -> float:
        self.right = max(self.right, x)
        return x


def flow_drawn(
    flow: Any,
    *,
    title: str,
    lit: Collection[str] = (),
    numbers: Mapping[str, str] | None = None,
    alone: bool = False,
) -> SafeString:
    """The picture of a flow's desks in the reader's language: open ones ``lit``, ``numbers`` under their names."""
    made = FlowPicture(flow, lit, numbers)
    width, height = made.right + 2 * MARGIN, (made.rows - 1) * ROW + BOX_HEIGHT + 2 * MARGIN
    told = " ".join(f"{node.label}." for node in made.nodes if isinstance(node, Desk))
    return format_html(
        '<svg class="picture" xmlns="http://www.w3.org/2000/svg" viewBox="{} {} {} {}"{} role="img" '
        'aria-labelledby="flow-title flow-told"><title id="flow-title">{}</title><desc id="flow-told">{}</desc>{}'
        '<defs><marker id="flow-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path class="picture__head" d="M0 1L9 5L0 9z"/></marker></defs>{}</svg>\n',
        *(f"{number:g}" for number in (-MARGIN, -BOX_HEIGHT / 2 - MARGIN, width, height)),
        format_html(' width="{}" height="{}"', f"{width:g}", f"{height:g}") if alone else "",
        title,
        f"{_('× chooses by the state, + opens side by side; a small one leads back.')} {told}",
        ALONE if alone else "",
        mark_safe("".join(made.parts)),  # noqa: S308 - each made by format_html
    )

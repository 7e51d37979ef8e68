# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shapes of charts as SVG. ``templates/components/chart_*.html`` set them beside their words and tables."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from papers.charts.data import Bars, Lines, Number

register = template.Library()
BAR, GAP = 8, 2
HEIGHT = 100


@register.filter
def labelled(chart: Bars, values: Sequence[Number | None]) -> list[tuple[Any, Number | None]]:
    """Each value with the name of its series, which stands before it where the heading does not fit."""
    return list(zip(chart.series, values, strict=True))


@register.simple_tag
def chart_bar(values: Sequence[Number | None], whole: Number) -> SafeString:
    """``{% chart_bar row.values chart.whole %}``: a thin bar for each series, one under another."""
    height = len(values) * (BAR + GAP) - GAP
    drawn = (
        (place % 6 + 1, place * (BAR + GAP), f"{_share(value, whole):.2f}", BAR) for place, value in enumerate(values)
    )
    return format_html(
        '<svg class="chart__bar chart__bar--{}" viewBox="0 0 100 {}" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false"><rect class="chart__ground" width="100" height="{}"/>{}</svg>',
        min(len(values), 9),
        height,
        height,
        format_html_join("", '<rect class="chart-{}" y="{}" width="{}" height="{}"/>', drawn),
    )


@register.simple_tag
def chart_funnel_step(before: float, share: float) -> SafeString:
    """``{% chart_funnel_step before share %}``: from the width of the step before to that of this one, in per cent."""
    corners = [(50 - before / 2, 0), (50 + before / 2, 0), (50 + share / 2, 10), (50 - share / 2, 10)]
    return format_html(
        '<svg class="chart__step" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<polygon class="chart__slope" points="{}"/><rect class="chart-1" x="{}" y="10" width="{}" height="6"/></svg>',
        " ".join(f"{x:.2f},{y}" for x, y in corners),
        f"{50 - share / 2:.2f}",
        f"{share:.2f}",
    )


@register.simple_tag
def chart_lines(chart: Lines) -> SafeString:
    """``{% chart_lines chart %}``: a line for each series over the days, and four lines to measure by."""
    width = max(len(chart.days) - 1, 1)
    ground = ((HEIGHT * quarter / 4, width, HEIGHT * quarter / 4) for quarter in range(5))
    drawn = (
        (
            place % 6 + 1,
            " ".join(f"{day},{HEIGHT - value * HEIGHT / chart.top:.1f}" for day, value in _ends(line.values)),
        )
        for place, line in enumerate(chart.series)
    )
    return format_html(
        '<svg class="chart__lines" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        "{}{}</svg>",
        width,
        HEIGHT,
        format_html_join("", '<line class="chart__grid" x1="0" y1="{}" x2="{}" y2="{}"/>', ground),
        format_html_join("", '<polyline class="chart-line chart-line-{}" points="{}"/>', drawn),
    )


def _ends(values: Sequence[int]) -> list[tuple[int, int]]:
    """The points of a line; a single one is drawn as a short level line."""
    points = list(enumerate(values))
    return [*points, (1, values[0])] if len(points) == 1 else points


def _share(value: Number | None, whole: Number) -> float:
    return min(float(value or 0) / float(whole) * 100, 100.0) if whole else 0.0

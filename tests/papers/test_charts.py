# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Charts: what each shape stands for, and that the numbers stand beside it as text."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from papers.charts import Bars, Funnel, FunnelStep, Lines, Row, Series
from papers.templatetags.charts import chart_bar, chart_funnel_step, chart_lines
from papers.thai import format_million


def numbers(html: str, name: str) -> list[float]:
    return [float(found) for found in re.findall(rf'[ <]{name}="([0-9.]+)"', html)]


def test_bars_are_as_long_as_their_share_and_none_is_longer_than_the_whole() -> None:
    drawn = chart_bar([Decimal(50), None, Decimal(300)], Decimal(200))
    assert numbers(drawn, "width") == [100, 25, 0, 100]  # the ground, then each series
    assert numbers(chart_bar([5], 0), "width") == [100, 0]


def test_a_funnel_narrows_from_the_step_before_to_this_one() -> None:
    chart = Funnel("x", [FunnelStep("a", 8), FunnelStep("b", 4), FunnelStep("c", 0), FunnelStep("d", 0)])
    assert [(before, share, of) for _step, before, share, of in chart.drawn] == [
        (100, 100, None), (100, 50, 50), (50, 0, 0), (0, 0, None),
    ]  # fmt: skip
    assert 'points="0.00,0 100.00,0 75.00,10 25.00,10"' in chart_funnel_step(100, 50)
    assert [share for _step, _before, share, _of in Funnel("x", [FunnelStep("a", 0)]).drawn] == [0]


def test_lines_rise_from_nothing_to_the_highest_value() -> None:
    days = [date(2026, 3, day) for day in (1, 2, 3)]
    chart = Lines("x", days, [Series("a", [0, 2, 4]), Series("b", [0, 0, 1])])
    assert chart.top == 4
    assert 'points="0,100.0 1,50.0 2,0.0"' in chart_lines(chart)
    assert chart.table == [(days[2], [4, 1]), (days[1], [2, 0]), (days[0], [0, 0])]
    single = chart_lines(Lines("x", days[:1], [Series("a", [3])]))
    assert 'points="0,0.0 1,0.0"' in single
    assert Lines("x", days, [Series("a", [0, 0, 0])]).top == 1


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("852861900", "852.86"),
        ("1234567890000", "1,234,567.89"),
        ("5000", "0.01"),
        ("4999.99", "< 0.01"),
        ("0", "0.00"),
    ],
)
def test_millions_are_rounded_half_up_and_something_never_reads_as_nothing(amount: str, told: str) -> None:
    assert format_million(Decimal(amount)) == told


def test_every_number_stands_beside_its_picture_as_text() -> None:
    bars = Bars("By ministry", "Ministry", ["Proposed", "Act"], [Row("<b>", [Decimal(1_500_000), None])], is_money=True)
    funnel = Funnel("Round", [FunnelStep("Handed in", 1200, "/x/", Decimal(2_000_000))])
    lines = Lines("By day", [date(2026, 3, 1), date(2026, 3, 2)], [Series("Handed in", [1, 2])])
    with translation.override("en"):
        shown = {
            name: render_to_string(f"components/chart_{name}.html", {"chart": chart})
            for name, chart in (("bars", bars), ("funnel", funnel), ("lines", lines))
        }
    assert re.findall(r'data-label="([^"]*)">([^<]*)</td>', shown["bars"]) == [("Proposed", "1.50"), ("Act", "–")]
    assert "&lt;b&gt;" in shown["bars"]
    assert "<b>1,200</b>" in shown["funnel"]
    assert re.findall(r'class="num">(\d+)</td>', shown["lines"]) == ["2", "1"]
    for html in shown.values():
        assert "style=" not in html
        assert html.count("<svg") == html.count('aria-hidden="true" focusable="false"') + html.count('chart__key"')

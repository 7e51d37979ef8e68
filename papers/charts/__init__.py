# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of numbers, each beside its table: bars of several series, a funnel, lines over days.

A chart is data; ``{% load charts %}`` draws its shapes as SVG that stretches with the page, and the words stay text, so
that they keep their size on a telephone and in print. Colours are classes (``chart-1`` …) of ``static/css/charts.css``.
"""

from papers.charts.data import Bars, Funnel, FunnelStep, Lines, Row, Series

__all__ = ["Bars", "Funnel", "FunnelStep", "Lines", "Row", "Series"]

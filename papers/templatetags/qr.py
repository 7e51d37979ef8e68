# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An address as a code that a telephone reads, drawn as shapes; its address stands beside it in words."""

from itertools import groupby

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
ROOM = 4  # modules left white around it, as readers need


@register.simple_tag
def qr_code(address: str, says: str) -> SafeString:
    """``{% qr_code address "Check it at" %}``: described by these words and the address."""
    rows = segno.make(address, error="m", micro=False).matrix
    drawn, size = "", len(rows) + 2 * ROOM
    for y, row in enumerate(rows, start=ROOM):
        x = ROOM
        for is_dark, some in groupby(row):
            width = len(list(some))
            drawn += f"M{x} {y}h{width}v1h-{width}z" if is_dark else ""
            x += width
    return format_html(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><title>{}</title><path d="{}"/></svg>',
        size,
        size,
        f"{says} {address}",
        drawn,
    )

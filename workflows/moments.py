# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a refusal tells a moment: in Bangkok's time, by the reader's calendar and months."""

from datetime import datetime

from django.utils.dates import MONTHS
from django.utils.translation import get_language

from workflows.clocks.days import BANGKOK

BUDDHIST_ERA_OFFSET = 543


def said(at: datetime) -> str:
    """``9 มิถุนายน 2564 เวลา 14.00 น.``; in English ``9 June 2021, 14:00``: as the pages write it."""
    local = at.astimezone(BANGKOK)
    if get_language() == "th":
        return f"{local.day} {MONTHS[local.month]} {local.year + BUDDHIST_ERA_OFFSET} เวลา {local:%H.%M} น."
    return f"{local.day} {MONTHS[local.month]} {local.year}, {local:%H:%M}"

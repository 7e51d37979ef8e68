# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Telling a personal telephone number in what somebody writes, so that none is kept."""

import re

from papers.thai import arabic_digits

# Thai mobile numbers have ten digits and begin with 06, 08 or 09, or with +66 and 6, 8 or 9; however they are parted.
MOBILE = re.compile(r"(?<!\d)(?:0|\+?66[\s.()-]*)[689](?:[\s.()-]*[\dxX]){8}(?!\d)")


def holds_mobile_number(text: str) -> bool:
    """Whether a text holds the number of somebody's mobile telephone, in Thai or Arabic digits."""
    return MOBILE.search(arabic_digits(text)) is not None

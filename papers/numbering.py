# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers of outward letters, as offices write them: ``สพร ๐๑/๑๒``, of a circular ``นร ๐๕๐๕/ว ๔๙๔``.

Source: the Saraban Rule 2526, on the number of a letter: code of the office, stroke, running number of the year.
"""

from papers.thai import arabic_digits, normalise, thai_digits

CIRCULAR = "ว "


def letter_number(prefix: str, running: str, *, circular: bool, thai: bool) -> str:
    """The number as it is printed behind ``ที่``."""
    code = normalise(prefix).strip().rstrip("/")
    written = f"{code}/{CIRCULAR if circular else ''}{running}"
    return thai_digits(written) if thai else arabic_digits(written)

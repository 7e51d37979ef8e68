# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A moment in a refusal reads as on the pages, in both languages."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from papers.templatetags.thai import thai_datetime
from workflows.moments import said


@pytest.mark.parametrize(
    ("at", "thai", "english"),
    [
        (datetime(2021, 6, 9, 7, 0, tzinfo=UTC), "9 มิถุนายน 2564 เวลา 14.00 น.", "9 June 2021, 14:00"),
        (datetime(2020, 12, 31, 17, 5, tzinfo=UTC), "1 มกราคม 2564 เวลา 00.05 น.", "1 January 2021, 00:05"),
    ],
)
def test_moment_is_said_as_pages_say_it(at: datetime, thai: str, english: str) -> None:
    with translation.override("th"):
        assert said(at) == thai == thai_datetime(at)
    with translation.override("en"):
        assert said(at) == english == thai_datetime(at)

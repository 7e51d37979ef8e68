# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which head of agency was away when the project was handed in. Example data: it is in no source."""

from datetime import timedelta

from project.demo.fy2565.timetable import DAYS
from project.demo.orders import Acting

_HANDED_IN = DAYS["DG65-02"].handed_in
assert _HANDED_IN is not None

AWAY = {
    "DG65-02": Acting(
        agency="okmd",
        number="ตย. 21/2563",
        reason="ผู้อำนวยการไปราชการต่างจังหวัด",
        written_at=_HANDED_IN - timedelta(days=2),
        last_day=(_HANDED_IN + timedelta(days=3)).date(),
    )
}

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys of queues: a role's everywhere, in one agency, in one unit there."""

import pytest

from agencies.roles import Role, group


@pytest.mark.parametrize(
    ("where", "key"),
    [((), "agency_officer"), ((12,), "agency_officer@12"), ((12, 3), "agency_officer@12/3")],
)
def test_queue_is_called_by_its_role_and_where_it_is(where: tuple[int, ...], key: str) -> None:
    assert group(Role.AGENCY_OFFICER, *where) == key

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The committees that public sources name: entered once, by an administrator, by the same acts as the pages."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from committee.models import Committee, CommitteeChange, Seat
from tests.committee.test_registers import rows
from tests.world import World

pytestmark = pytest.mark.django_db


def test_reference_is_entered_once_and_what_is_there_stays(world: World, capsys: Any) -> None:
    call_command("enter_committees", by=world.admin.username, year=2565)
    assert "7 entered." in capsys.readouterr().out
    main = Committee.objects.get(code="dgdc")
    subs = Committee.objects.filter(parent=main, confirming_body=main).count()
    assert (subs, Committee.objects.filter(code="integrated-2565").count(), Seat.objects.count()) == (3, 1, 4)
    assert {one.profiles.get().version for one in Committee.objects.all()} == {1}
    assert CommitteeChange.objects.count() == 14
    before = rows()
    call_command("enter_committees", by=world.admin.username, year=2565)
    assert rows() == before
    call_command("enter_committees", by=world.admin.username, year=2566)
    assert Committee.objects.filter(kind="integrated_budget").count() == 2


@pytest.mark.parametrize(("who", "words"), [("secretary", "administrator"), ("nobody", "no active account")])
def test_others_enter_nothing(world: World, who: str, words: str) -> None:
    before = rows()
    name = world.people[who].username if who in world.people else who
    with pytest.raises(CommandError, match=words):
        call_command("enter_committees", by=name)
    assert rows() == before

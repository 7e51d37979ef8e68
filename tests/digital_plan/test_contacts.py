# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Contact points: offices and posts, kept by DGA; personal numbers are refused."""

from typing import Any
from uuid import uuid4

import pytest

from digital_plan.models import Contact
from digital_plan.operations.contacts import keep_contact, retire_contact
from tests.project.conftest import page_of, visitor
from tests.refusing import refused
from tests.standing import grounded
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, Refused

pytestmark = pytest.mark.django_db
ground, world = grounded(World)
SAID = {"topic": "budget", "office": "สำนักงบประมาณ", "phone": "0 2265 1000", "source": "หนังสือ"}


def kept(world: World, who: str = "screener", **more: Any) -> Contact:
    asked: dict[str, Any] = {"said": SAID, "at": world.at, "request_id": uuid4()} | more
    return keep_contact(actor=world.people[who], **asked)


def test_slides_bring_offices_and_no_personal_number(world: World) -> None:
    html = page_of(world.officer, "/contacts/", "th")
    assert "digitalgov_plan@dga.or.th" in html
    assert "DGplan2563-2565" in html
    assert "/contacts/add/" not in html


@pytest.mark.parametrize(
    ("said", "who", "kind"),
    [
        ({"phone": "081 234 5678"}, "screener", GuardsUnmet),
        ({"post": "คุณสมชาย ๐๙๑-๒๓๔-๕๖๗๘"}, "admin", GuardsUnmet),
        ({"phone": ""}, "screener", GuardsUnmet),
        ({"office": ""}, "screener", GuardsUnmet),
        ({"topic": "x"}, "screener", GuardsUnmet),
        ({}, "officer", NotPermitted),
        ({}, "secretary", NotPermitted),
    ],
)
def test_contact_that_does_not_hold_is_refused(
    world: World, said: dict[str, str], who: str, kind: type[Refused]
) -> None:
    before = Contact.objects.count()
    with refused(kind):
        kept(world, who, said=SAID | said)
    assert Contact.objects.count() == before


def test_contact_put_right_keeps_the_one_before(world: World) -> None:
    first = kept(world)
    second = kept(world, "admin", instead_of=first.pk, said=SAID | {"phone": "0 2265 2000"})
    first.refresh_from_db()
    assert (first.retired_by, second.retired_at) == (world.admin, None)
    with refused(NotPermitted):
        retire_contact(contact_id=second.pk, actor=world.officer, at=world.at)
    retire_contact(contact_id=second.pk, actor=world.screener, at=world.at)
    assert "0 2265" not in page_of(world.officer, "/contacts/")


def test_page_adds_edits_and_takes_off(world: World) -> None:
    client = visitor(world.screener)
    assert client.post("/contacts/add/", SAID | {"request_id": str(uuid4())}).status_code == 302
    found = Contact.objects.get(topic="budget")
    typed = SAID | {"request_id": str(uuid4()), "phone": "089 123 4567"}
    assert client.post(f"/contacts/{found.pk}/edit/", typed).status_code == 422
    assert client.post(f"/contacts/{found.pk}/retire/").status_code == 302
    assert not Contact.objects.filter(topic="budget", retired_at=None).exists()
    assert visitor(world.officer).get("/contacts/add/").status_code == 403

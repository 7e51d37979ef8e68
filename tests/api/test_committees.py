# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Committees for programs: what is read, and by whom."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from agencies.roles import day_of
from committee.models import Alternate, Committee, Mandate, SeatTenure
from tests.world import World

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/committees"


@pytest.fixture
def world() -> World:
    return World()


def client(world: World, who: str) -> Client:
    found = Client()
    found.force_login(world.people[who])
    return found


def test_committees_are_listed_for_those_who_may_see_them(world: World) -> None:
    Committee.objects.create(code="sub", name_th="อนุกรรมการ", parent=world.committee, confirming_body=world.committee)
    assert [one["code"] for one in client(world, "member").get(ADDRESS).json()["committees"]] == ["test"]
    found = client(world, "auditor").get(ADDRESS).json()["committees"]
    assert [(one["code"], one["parent"], one["confirming_body"]) for one in found] == [
        ("sub", "test", "test"), ("test", None, None),
    ]  # fmt: skip
    assert client(world, "officer").get(ADDRESS).json() == {"committees": []}
    assert client(world, "officer").get(f"{ADDRESS}/test").status_code == 404


def test_committee_is_read_whole(world: World) -> None:
    today = day_of(timezone.now())
    SeatTenure.objects.filter(user=world.absent).update(to_date=today - timedelta(days=1), ended_reason="ลาออก")
    tenure = SeatTenure.objects.get(user=world.member)
    Alternate.objects.create(tenure=tenure, user=world.stranger, letter="ที่ 1", from_date=today)
    Mandate.objects.create(
        committee=world.committee, to_user=world.member, order_number="1", order_date=today, scope="ก",
        powers=["report"], from_date=today, ceiling_baht=Decimal("10.5"),
    )  # fmt: skip
    found: dict[str, Any] = client(world, "secretary").get(f"{ADDRESS}/test").json()
    seats = {seat["title"]: seat for seat in found["seats"]}
    assert [seats[f"ที่นั่ง {name}"]["is_vacant"] for name in ("chair", "member", "absent")] == [False, False, True]
    assert seats["ที่นั่ง absent"]["tenures"][0]["ended_reason"] == "ลาออก"
    assert seats["ที่นั่ง member"]["tenures"][0]["alternates"][0]["letter"] == "ที่ 1"
    assert (found["rules_in_force"], found["rules"][0]["quorum_denominator"], len(found["rules"][0]["agenda"])) == (
        1,
        2,
        6,
    )
    assert (found["mandates"][0]["ceiling_baht"], found["mandates"][0]["powers"]) == ("10.50", ["report"])


def test_committee_costs_the_same_for_few_seats_and_many(world: World) -> None:
    auditor, today = client(world, "auditor"), day_of(timezone.now())
    Alternate.objects.create(
        tenure=SeatTenure.objects.get(user=world.member), user=world.stranger, letter="1", from_date=today
    )
    counts = []
    for many in (0, 20):
        for n in range(many):
            tenure = world.seat(User.objects.create(username=f"m{n}", display_name=f"ก {n}"), place=n + 10)
            Alternate.objects.create(tenure=tenure, user=world.stranger, letter="1", from_date=today)
            Committee.objects.create(code=f"c{n}", name_th=f"คณะ {n}", parent=world.committee)
        for path in (ADDRESS, f"{ADDRESS}/test"):
            with CaptureQueriesContext(connection) as asked:
                assert auditor.get(path).status_code == 200
            counts.append(len(asked))
    assert counts[:2] == counts[2:]

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses that nobody writes by mistake: they are answered, never with a fault of ours."""

from urllib.parse import unquote

import pytest
from django.db import transaction
from django.test import Client

from tests.api.asking import Program
from tests.project.conftest import visitor
from tests.world import World

FIRST_DAY, LAST_DAY = "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"


def status_of(client: Client, path: str) -> int:
    client.raise_request_exception = False
    return client.get(path).status_code


@pytest.mark.parametrize("year", ["02565999999", "02565" + "9" * 5000, "๒๕๖๕", "-2565", "25651", "\x00"])
def test_year_of_holidays_is_four_digits_or_this_one(world: World, year: str) -> None:
    client = visitor(world.officer)
    client.raise_request_exception = False
    assert client.get("/holidays/", {"year": year}).status_code == 200


@pytest.mark.parametrize("before", [FIRST_DAY, LAST_DAY, "9" * 40])
def test_page_of_jobs_before_all_time_is_the_first(world: World, before: str) -> None:
    assert status_of(visitor(world.admin), f"/jobs/?before={before}") == 200


@pytest.mark.parametrize(("at", "status"), [(FIRST_DAY, 404), (LAST_DAY, 200)])
def test_project_as_of_the_ends_of_time(world: World, at: str, status: int) -> None:
    program = Program(world, "officer")
    program.client.raise_request_exception = False
    assert program.get(f"/projects/{world.project.code}/as-of", at=unquote(at)).status_code == status


@pytest.mark.parametrize("path", ["/tasks", "/queue"])
def test_words_that_are_no_text_are_invalid(world: World, path: str) -> None:
    program = Program(world, "officer")
    program.client.raise_request_exception = False
    assert program.get(path, q="abc\x00d").status_code == 422


ADDRESSES = (
    "/workbench/?at={}", "/workbench/?after={}&order={}", "/projects/?after={}&q={}",
    "/projects/compare/?code={}&code=x",
    "/rounds/{round}/money/?after={}", "/rounds/ranking/?round={round}&to={}:1&baht=1:{}&ceiling={}&edit={}",
    "/rounds/?year={}", "/find/?q={}", "/meetings/?committee={}&after={}", "/committees/test/?after={}",
    "/projects/{code}/?tab={}", "/projects/{code}/?tab=comments&shown={}", "/projects/{code}/comments/?corrects={}",
    "/projects/{code}/questions/new/?opinion={}", "/projects/{code}/versions/?from={}&to={}",
    "/projects/{code}/as-of/?day={}", "/projects/many/?back={}", "/overdue/?after={}", "/notices/?before={}",
    "/orders/?after={}", "/records/?before={}", "/records/anchors/?before={}", "/lifecycles/project/course/?year={}",
)  # fmt: skip


@pytest.mark.parametrize("typed", ["%00", "9" * 40, "9" * 5000, "-1", "%E0%B9%99", "%C2%B2", "%FF", "x:y"])
def test_whatever_stands_in_an_address_is_answered(world: World, typed: str) -> None:
    client = visitor(world.admin)
    client.raise_request_exception = False
    words = {"code": world.project.code, "round": str(world.round.pk)}
    found = {}
    for address in ADDRESSES:
        path = address.replace("{}", typed).replace("{code}", words["code"]).replace("{round}", words["round"])
        with transaction.atomic():
            found[address] = client.get(path).status_code
    assert {address: status for address, status in found.items() if status >= 500} == {}

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses that nobody writes by mistake: they are answered, never with a fault of ours."""

from urllib.parse import unquote

import pytest
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

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of the lifecycles: for everyone who is logged in, with one's own project or meeting lit."""

import re

import pytest
from django.test import Client

from project.lifecycles import KINDS
from tests.world import World

pytestmark = pytest.mark.django_db


def visitor(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name])
    return client


@pytest.mark.parametrize("kind", KINDS)
def test_lifecycle_is_shown_without_anything_inline(kind: str) -> None:
    response = visitor(World(), "stranger").get(f"/lifecycles/{kind}/")
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count('class="picture"') == (2 if KINDS[kind].flow else 1)
    assert re.findall(r"<style|\sstyle=|<script(?![^>]*\bsrc=)", html) == []


def test_index_leads_to_every_lifecycle() -> None:
    html = visitor(World(), "stranger").get("/lifecycles/").content.decode()
    assert all(f'href="/lifecycles/{kind}/"' in html for kind in KINDS)


def test_present_state_of_a_project_is_lit_for_those_who_may_see_it() -> None:
    world = World().to("screening")
    shown = visitor(world, "officer").get("/lifecycles/project/", {"project": world.project.code})
    assert "picture__state--here" in shown.content.decode()
    assert visitor(world, "stranger").get("/lifecycles/project/", {"project": world.project.code}).status_code == 404


def test_present_state_of_a_meeting_is_lit_for_those_who_may_see_it() -> None:
    world = World().to("queued")
    asked = {"meeting": str(world.meeting_id)}
    assert "picture__state--here" in visitor(world, "secretary").get("/lifecycles/meeting/", asked).content.decode()
    assert visitor(world, "stranger").get("/lifecycles/meeting/", asked).status_code == 404
    assert visitor(world, "secretary").get("/lifecycles/meeting/", {"meeting": "x"}).status_code == 404


def test_lifecycle_that_is_not_there_is_not_found_and_strangers_log_in_first() -> None:
    assert visitor(World(), "officer").get("/lifecycles/moon/").status_code == 404
    assert Client().get("/lifecycles/").status_code == 302

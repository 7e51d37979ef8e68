# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frozen versions, and which consents stand when a part changes."""

from decimal import Decimal

import pytest

from budget_review.content import content_of, content_sha256
from budget_review.operations.editing import LineText, edit_part
from tests.refusing import refused
from tests.world import AT, World
from workflows.refusals import GuardsUnmet, VersionConflict

pytestmark = pytest.mark.django_db


def change(world: World, agency: str, amount: str = "2000000.00") -> None:
    """The lead's officer writes another amount into an agency's one line."""
    part = world.part(agency)
    line = part.lines.get(is_active=True)
    text = LineText(id=line.pk, item=line.item, category=line.category, subcategory="", fiscal_year=2565,
                    amount_baht=Decimal(amount))  # fmt: skip
    edit_part(
        participation_id=part.pk, actor=world.officer, at=AT, expected_revision=world.project.revision,
        contribution=part.contribution, unit=None, lines=[text],
    )  # fmt: skip


def states(world: World) -> dict[str, str]:
    return {name: world.part(name).state for name in ("north", "south")}


def test_version_frozen_is_the_content_at_that_moment() -> None:
    world = World().to("confirming")
    version = world.project.present_version
    assert version.content == content_of(world.project)
    assert version.sha256 == content_sha256(version.content)
    world.act("take_back", "officer", note="แก้")
    change(world, "north")
    assert version.sha256 != content_sha256(content_of(world.project))
    world.act("propose", "officer")
    assert [one.number for one in world.project.versions.all()] == [1, 2]


def test_consent_stands_while_its_own_part_is_as_it_was() -> None:
    world = World().to("agency_approval")
    world.act("send_back", "head", note="แก้")
    change(world, "north")
    record = world.act("propose", "officer")
    assert states(world) == {"north": "asked", "south": "consented"}
    assert record.facts["asked"] == [world.agencies["north"].pk]
    world.act("consent", "nora", world.part("north"))
    assert world.project.state == "agency_approval"
    assert (world.part("north").consented_version, world.part("south").consented_version) == (2, 1)


def test_proposal_without_change_goes_straight_to_the_head() -> None:
    world = World().to("agency_approval")
    world.act("send_back", "head", note="ดูอีกครั้ง")
    world.act("propose", "officer")
    assert world.project.state == "agency_approval"


def test_consent_from_a_page_of_the_version_before_meets_a_conflict() -> None:
    world = World().to("confirming")
    read = world.part("north").version
    world.act("take_back", "officer", note="แก้")
    change(world, "north")
    world.act("propose", "officer")
    with refused(VersionConflict):
        world.act("consent", "nora", world.part("north"), expected_version=read)


def test_resubmission_after_a_consented_part_changed_is_refused() -> None:
    world = World().to("returned")
    change(world, "south")
    with refused(GuardsUnmet) as raised:
        world.act("resubmit", "officer")
    assert (
        str(raised.value) == "No agency's part may have changed since it consented; otherwise submit anew for consent."
    )
    world.act("propose", "officer")
    assert states(world) == {"north": "consented", "south": "asked"}


def test_resubmission_after_the_leads_own_part_changed_freezes_a_new_version() -> None:
    world = World().to("returned")
    change(world, "lead")
    record = world.act("resubmit", "officer")
    assert (record.facts["content_version"], world.project.content_version) == (2, 2)
    assert world.project.screening is not None
    assert world.project.screening.content_version == 2

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every page on which projects are proposed, brought in and screened: axe finds nothing, a telephone loses nothing."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from budget_review.models import WorkplanImport
from budget_review.operations.importing import Answers, bring_in_sent, send_file
from budget_review.operations.sections import write_section
from tests.browser.accessibility import lost_on_visits
from tests.browser.conftest import LiveApp
from tests.budget_review.conftest import open_round
from tests.budget_review.papers_sent import attach_paper
from tests.budget_review.test_importing import row, table
from tests.world import AT, World
from workflows.anchors.making import anchor_of_the_day

SignIn = Callable[[Any], None]
RISK = {"risk": "จัดซื้อล่าช้า", "likelihood": "high", "impact": "medium", "measure": "เริ่มร่าง TOR ก่อน"}
DRAFT = {
    "officer": ["{p}?tab=similar", "{p}edit/", "{p}edit/sections/rationale/", "{p}edit/sections/risks/",
                "{p}edit/parts/{part}/", "{p}edit/parts/{part}/table/", "{p}edit/kpis/table/", "{p}edit/attachments/",
                "{p}edit/attachments/{paper}/", "{p}edit/lines/{line}/price/"],
    "admin": ["/imports/", "/imports/{previewed}/", "/imports/{done}/", "{p}similar/{other}/", "/tiers/", "/tiers/new/",
              "/workplans/new/", "/workplans/{plan}/", "/workplans/{plan}/edit/", "/workplans/{plan}/rounds/new/",
              "/rounds/", "/rounds/{round}/edit/", "/rounds/{round}/late/"],
}  # fmt: skip
SCREENING = {
    "screener": ["{p}screening/", "{p}?tab=screening", "{p}?tab=similar", "{p}?tab=money", "{p}questions/new/",
                 "{p}similar/{other}/", "/projects/", "/workbench/?at={code}", "{p}?tab=comments", "{p}comments/",
                 "/projects/compare/?code={code}&code={other}", "/criteria/"],
    "screening_head": ["{p}assign/", "/rounds/{round}/assign/", "/rounds/ranking/?round={round}&scope=all"],
    "officer": ["{p}", "/tasks/", "/queue/", "{p}carry-over/"],
    "auditor": ["/records/anchors/", "/rounds/{round}/", "/rounds/{round}/money/", "/rounds/ranking/?round={round}",
                "/rounds/{round}/progress/", "/rounds/{round}/pictures/"],
}  # fmt: skip


@pytest.fixture
def world(live_app: LiveApp) -> World:
    return open_round(World())


@pytest.mark.parametrize(("state", "visits"), [("draft", DRAFT), ("screening", SCREENING)], ids=["draft", "screening"])
def test_pages_of_proposing_are_open_to_everyone(
    page: Page, world: World, sign_in: SignIn, state: str, visits: Any
) -> None:
    words = in_draft(world) if state == "draft" else in_screening(world)
    assert lost_on_visits(page, sign_in, world.people, visits, words, narrow=390) == []


def in_draft(world: World) -> dict[str, Any]:
    """A draft with a table in its sections and a paper, another draft; a file that waits, one that was brought in."""
    write_section(
        project_id=world.project_id, key="risks", actor=world.officer, at=AT, text="", rows=[RISK],
        expected_revision=world.project.revision,
    )  # fmt: skip
    host = world.agencies["dga"].pk
    other = table(row("กรมใหม่", item="ยังไม่รู้จัก", amount="-5"), row(world.agencies["lead"].name_th))
    waiting = sent(world, other, Answers(host_id=host))
    done = sent(
        world, table(row(world.agencies["lead"].name_th)),
        Answers(host_id=host, closes_at=world.round.closes_at, confirm_agencies=True),
    )  # fmt: skip
    bring_in_sent(done, at=AT)
    part = world.part("lead")
    return words_of(world) | {
        "part": part.pk, "line": part.active_lines()[0].pk, "paper": attach_paper(world).pk,
        "previewed": waiting.pk, "done": done.pk, "other": world.draft().code,
    }  # fmt: skip


def in_screening(world: World) -> dict[str, Any]:
    """A project under screening with a question asked, beside another that was handed in; the day's anchor."""
    first = world.project_id
    world.to("submitted")
    other = world.project.code
    world.project_id = world.draft().pk
    assert world.project_id != first
    world.to("screening")
    world.ask("screener", "lead")
    anchor_of_the_day(world.at)
    return words_of(world) | {"other": other}


def words_of(world: World) -> dict[str, Any]:
    """What every address may name."""
    return {
        "code": world.project.code,
        "p": f"/projects/{world.project.code}/",
        "round": world.round.pk,
        "plan": world.round.workplan_id,
    }


def sent(world: World, content: bytes, answers: Answers) -> WorkplanImport:
    """A file that the administrator sent."""
    return send_file(content, "แผนงาน.csv", answers, actor=world.admin, at=AT, request_id=uuid4())

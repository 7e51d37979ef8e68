# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every kind of page, in both languages: axe finds nothing, and 320 pixels lose nothing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from accounts.models import Notice, NoticeRule
from accounts.notifications.models import Channel, Kind
from accounts.notifications.sending import send_notice
from agencies.absences import enter_absence
from budget_review.models import IntegrationProject
from project.mailbox import mails
from tests.browser.accessibility import lost_on
from tests.browser.conftest import LiveApp
from tests.orders import order_in_force
from tests.world import World
from workflows.clocks.ladder import set_rung
from workflows.models import Task, TransitionRecord
from workflows.tasks import claim, comment

SignIn = Callable[[Any], None]

DRAFT = {
    "officer": ["/", "/tasks/", "/queue/", "/projects/", "/projects/new/", "{p}", "{p}acts/propose/",
                "{p}acts/withdraw/", "{p}edit/", "{p}edit/essentials/", "{p}edit/parts/", "{p}edit/parts/{part}/",
                "{p}edit/kpis/"],
}  # fmt: skip
SCREENING = {
    "screener": ["/", "{p}", "{p}screening/", "{p}acts/return_for_revision/"],
    "nora": ["/", "{p}", "/rounds/", "/rounds/{round}/"],
}
MEETING = {
    "secretary": ["/", "/meetings/", "/meetings/new/", "{m}", "{m}edit/", "{m}items/{item}/", "{m}acts/end/",
                  "/committees/{committee}/"],
    "chair": ["/", "{p}", "{m}", "{m}items/{item}/"],
}  # fmt: skip
DECIDED = {
    "auditor": ["/", "{p}", "{p}?tab=agencies", "{p}?tab=money", "{p}?tab=kpis", "{p}?tab=screening",
                "{p}?tab=committee", "{p}?tab=papers", "{p}?tab=history",
                "/records/", "/records/{record}/", "/lifecycles/", "/api/v1/", "/rounds/{round}/", "{m}"],
}  # fmt: skip
WORK = {
    "screener": ["/projects/", "/projects/many/take_up/", "/tasks/{task}/", "/tasks/",
                 "/absences/", "/filters/", "/overdue/", "/overdue/?kind=soon",
                 "/holidays/", "/notices/", "/notices/preferences/", "/orders/", "/orders/new/"],
    "other_screener": ["/tasks/{task}/", "{p}acts/take_up/", "/queue/?act=intake"],
    "screening_head": ["/people/", "/people/{screener}/", "/people/{screener}/absences/", "/tasks/{task}/"],
    "admin": ["/holidays/add/", "/holidays/import/", "/ladder/", "/ladder/{rung}/retire/", "/jobs/", "/notice-rules/",
              "/notice-rules/add/", "/notice-rules/{rule}/", "/orders/", "/people/"],
    "auditor": ["/lifecycles/project/", "/lifecycles/project/definitions/",
                "/lifecycles/project/course/", "{p}as-of/", "/overdue/"],
}  # fmt: skip
CHECKED = {
    "officer": ["{p}versions/", "/mailbox/", "/mailbox/{mail}/"],
    "other_screener": ["/orders/{order}/"],
    "admin": ["/orders/{order}/", "/lifecycles/project/definitions/1/migration/"],
}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    ("state", "visits"),
    [
        ("draft", DRAFT),
        ("screening", SCREENING),
        ("in_committee", MEETING),
        ("reported_back", DECIDED),
        ("submitted", WORK),
        ("confirming", CHECKED),
    ],
    ids=["draft", "screening", "in_committee", "reported_back", "work", "checked"],
)
@pytest.mark.usefixtures("mails_kept")
def test_pages_are_open_to_everyone(
    page: Page, live_app: LiveApp, context: BrowserContext, sign_in: SignIn, state: str, visits: Any, language: str
) -> None:
    world = World().to(state)
    words = {
        "p": f"/projects/{world.project.code}/",
        "m": f"/meetings/{world.meeting_id}/",
        "part": world.part("lead").pk,
        "round": world.round.pk,
        "committee": world.committee.code,
        "record": TransitionRecord.objects.latest("pk").pk,
        "item": world.item.pk if world.meeting_id else 0,
    }
    if state == "submitted":
        words |= work_of(world)
    if state == "confirming":
        words |= checked_in(world)
    context.add_cookies([{"name": "django_language", "value": language, "url": live_app.url}])
    found = []
    for who, paths in visits.items():
        sign_in(world.people[who])
        for path in paths:
            address = path.format(**words)
            answer = page.goto(address)
            assert answer is not None
            assert answer.status in (200, 403, 409, 422), (who, address, answer.status)
            assert page.locator("html").get_attribute("lang") == language
            found += lost_on(page, who, address)
    assert found == []


@pytest.fixture
def mails_kept(settings: Any, tmp_path: Path) -> None:
    """The demo's mailbox is there to be looked at."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")


def checked_in(world: World) -> dict[str, Any]:
    """A second version that says something else, an order in force, an e-mail that was sent."""
    world.act("take_back", "officer", note="แก้")
    IntegrationProject.objects.filter(pk=world.project_id).update(objective="เป้าหมายใหม่")
    world.act("propose", "officer")
    world.nora.email = "nora@example.org"
    world.nora.save()
    told = Notice.objects.create(
        event_id=uuid4(), channel=Channel.MAIL, kind=Kind.TURN, topic="a.b.c", title="มติ", text_th="มีงานรอท่าน",
        text_en="A task waits for you", href="/tasks/", at=world.at, person=world.nora,
    )  # fmt: skip
    send_notice.call(told.pk)
    return {"order": order_in_force(world, "screener", "other_screener").pk, "mail": mails()[0].name}


def work_of(world: World) -> dict[str, Any]:
    """What the pages around tasks are about: one that was handed over and spoken of, an absence, a notice, a rung."""
    task = claim(Task.objects.get(finished=None, flow_task_type="HUMAN").pk, actor=world.screener, at=world.at)
    comment(task.pk, actor=world.other_screener, text="ตัวเลขไม่ตรง", at=world.at, request_id=uuid4())
    today = timezone.localdate()
    enter_absence(
        person=world.other_screener, from_date=today + timedelta(days=3), to_date=today + timedelta(days=4), note="ลา",
        substitute=world.screener, actor=world.other_screener, at=timezone.now(),
    )  # fmt: skip
    rung = set_rung(actor=world.admin, at=world.at, reason="ตามหนังสือเวียน", offset=5, whom="head", channel="mail")
    rule = NoticeRule.objects.get(topic="workflows.task.hand_over")
    return {"task": task.pk, "screener": world.screener.pk, "rung": rung.pk, "rule": rule.pk}

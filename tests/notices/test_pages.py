# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""My notices, how I am told, the rules with their preview, the demo's mailbox: what each shows and to whom."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Notice, NoticePreference, NoticeRule, User
from accounts.notifications.models import Channel, Kind, Way
from accounts.notifications.sending import send_notice
from tests.notices.conftest import hand_on
from tests.project.conftest import page_of, visitor
from tests.world import AT, World
from workflows.acting import act

PROJECT = "budget_review.integrationproject"


def notice(person: User, text: str = "x", **more: Any) -> Notice:
    words = {
        "event_id": uuid4(), "channel": Channel.HERE, "kind": Kind.TURN, "topic": "a.b.c", "title": text,
        "text_th": f"ไทย {text}", "text_en": f"English {text}", "href": "/tasks/", "at": AT,
    }  # fmt: skip
    return Notice.objects.create(person=person, **(words | more))


# ── my notices ──


def test_list_shows_my_own_newest_first_in_my_language(world: World) -> None:
    notice(world.nora, "one")
    notice(world.nora, "two")
    notice(world.nora, "by mail", channel=Channel.MAIL)
    notice(world.somsak, "another's")
    html = page_of(world.nora, "/notices/")
    assert html.index("English two") < html.index("English one")
    assert "another" not in html
    assert "by mail" not in html
    assert "ไทย one" in page_of(world.nora, "/notices/", "th")


def test_bell_counts_what_is_not_read(world: World) -> None:
    assert 'count--waits">' not in page_of(world.nora, "/notices/")
    first = notice(world.nora)
    notice(world.nora)
    assert '<span class="count count--waits">2</span>' in page_of(world.nora, "/tasks/")
    answer = visitor(world.nora).post(f"/notices/{first.pk}/read/")
    assert (answer.status_code, answer["Location"]) == (302, "/tasks/")
    assert '<span class="count count--waits">1</span>' in page_of(world.nora, "/tasks/")


def test_notice_of_another_is_not_there(world: World) -> None:
    other = notice(world.somsak)
    assert visitor(world.nora).post(f"/notices/{other.pk}/read/").status_code == 404
    assert Notice.objects.get(pk=other.pk).read_at is None
    assert visitor(world.nora).get(f"/notices/{other.pk}/read/").status_code == 405


def test_marking_all_leaves_what_came_meanwhile(world: World) -> None:
    shown, later, others = notice(world.nora), notice(world.nora), notice(world.somsak)
    visitor(world.nora).post("/notices/read/", {"upto": shown.pk})
    unread = Notice.objects.filter(read_at=None).values_list("pk", flat=True)
    assert set(unread) == {later.pk, others.pk}


def test_empty_list_says_what_will_appear(world: World) -> None:
    assert "Nothing was told to you yet" in page_of(world.nora, "/notices/")


def test_list_turns_its_pages_by_key_at_one_cost(world: World) -> None:
    costs = []
    for more in (1, 9, 90):
        for place in range(more):
            notice(world.nora, f"{place}")
        client = visitor(world.nora)
        with CaptureQueriesContext(connection) as queries:
            html = client.get("/notices/").content.decode()
        costs.append(len(queries))
    assert len(set(costs)) == 1
    last_shown = Notice.objects.order_by("-pk")[49]
    assert f"?before={last_shown.pk}" in html
    assert page_of(world.nora, f"/notices/?before={last_shown.pk}").count('action="/notices/') == 50


# ── how I am told ──


def test_preferences_are_kept_and_given_up(world: World) -> None:
    client = visitor(world.nora)
    client.post("/notices/preferences/", {"turn": "off", "meeting": "digest", "language": "en"})
    assert dict(NoticePreference.objects.values_list("kind", "way")) == {"turn": "off", "meeting": "digest"}
    assert User.objects.get(pk=world.nora.pk).language == "en"
    assert 'value="off" selected' in page_of(world.nora, "/notices/preferences/")
    client.post("/notices/preferences/", {"turn": "", "meeting": "digest", "language": "th"})
    assert dict(NoticePreference.objects.values_list("kind", "way")) == {"meeting": "digest"}


def test_way_that_is_none_is_refused(world: World) -> None:
    answer = visitor(world.nora).post("/notices/preferences/", {"turn": "shout", "language": "en"})
    assert answer.status_code == 422
    assert not NoticePreference.objects.exists()


# ── the rules ──

RULE = {
    "topic": f"{PROJECT}.propose", "audience": "lead_heads", "kind": "progress", "way": "mail",
    "text_th": "เสนอ {title} แล้ว", "text_en": "{person} proposed {title}", "is_active": "on",
}  # fmt: skip


@pytest.mark.parametrize("path", ["/notice-rules/", "/notice-rules/add/", "/jobs/"])
def test_pages_of_keepers_are_not_there_for_others(world: World, path: str) -> None:
    for person in (world.officer, world.auditor, world.secretary):
        assert visitor(person).get(path).status_code == 404
        assert visitor(person).post(path, RULE).status_code == 404
    assert visitor(world.admin).get(path).status_code == 200
    assert not NoticeRule.objects.filter(audience="lead_heads", topic=RULE["topic"]).exists()


def test_delivered_rules_are_listed(world: World) -> None:
    html = page_of(world.admin, "/notice-rules/")
    assert len(re.findall(r'href="/notice-rules/[0-9]+/"', html)) == NoticeRule.objects.count()
    assert "Return for revision" in html


def test_preview_shows_who_would_be_told_what_and_keeps_nothing(world: World) -> None:
    act(world.project, "propose", actor=world.officer, at=world.at, request_id=uuid4())
    client = visitor(world.admin)
    trying = client.post("/notice-rules/add/", {**RULE, "try": "1", "record": record_of(client, RULE["topic"])})
    html = trying.content.decode()
    assert trying.status_code == 200
    assert str(world.head) in html
    assert f"เสนอ {world.project.title} แล้ว" in html
    assert f"{world.officer} proposed {world.project.title}" in html
    assert not NoticeRule.objects.filter(audience="lead_heads", topic=RULE["topic"]).exists()
    hand_on(world.at)
    assert not Notice.objects.filter(person=world.head).exists()


def record_of(client: Any, topic: str) -> str:
    """The first record that the form offers to try a rule of this topic with."""
    html = client.post("/notice-rules/add/", {**RULE, "topic": topic, "try": "1"}).content.decode()
    return str(html.split('name="record"')[1].split('<option value="')[1].split('"')[0])


def test_rule_that_is_written_holds_from_then_on(world: World) -> None:
    answer = visitor(world.admin).post("/notice-rules/add/", RULE)
    assert answer.status_code == 302
    rule = NoticeRule.objects.get(topic=RULE["topic"], audience="lead_heads")
    assert (rule.changed_by, rule.way) == (world.admin, Way.MAIL)
    act(world.project, "propose", actor=world.officer, at=world.at, request_id=uuid4())
    hand_on(world.at)
    assert Notice.objects.get(person=world.head, channel="here").text_th == f"เสนอ {world.project.title} แล้ว"


def test_rule_with_a_word_that_no_event_has_is_refused(world: World) -> None:
    before = NoticeRule.objects.count()
    answer = visitor(world.admin).post("/notice-rules/add/", {**RULE, "text_en": "{password}"})
    assert answer.status_code == 422
    assert "No event has the word {password}." in answer.content.decode()
    assert NoticeRule.objects.count() == before


def test_second_rule_for_the_same_event_and_people_is_refused(world: World) -> None:
    visitor(world.admin).post("/notice-rules/add/", RULE)
    before = NoticeRule.objects.count()
    assert visitor(world.admin).post("/notice-rules/add/", RULE).status_code == 422
    assert NoticeRule.objects.count() == before


def test_rule_that_was_changed_stays_so_when_rules_are_delivered_again(world: World) -> None:
    from accounts.notifications.delivering import deliver_rules

    rule = NoticeRule.objects.get(topic=f"{PROJECT}.pass_on", audience="lead_officers")
    NoticeRule.objects.filter(pk=rule.pk).update(is_active=False, text_th="เปลี่ยน")
    before = NoticeRule.objects.count()
    deliver_rules(None, "default")
    again = NoticeRule.objects.get(topic=rule.topic, audience=rule.audience)
    assert (again.is_active, again.text_th) == (False, "เปลี่ยน")
    assert NoticeRule.objects.count() == before


# ── the demo's mailbox ──


@pytest.fixture
def kept_as_files(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    mail.outbox = []
    return tmp_path / "mail"


def test_mailbox_shows_what_was_sent(world: World, kept_as_files: Path) -> None:
    assert "No e-mail was sent yet" in page_of(world.officer, "/mailbox/")
    told = notice(world.nora, "มติ", channel=Channel.MAIL)
    send_notice.call(told.pk)
    html = page_of(world.officer, "/mailbox/")
    assert "nora@example.org" in html
    assert "มติ" in html
    [path] = {part.split('"')[0] for part in html.split('href="/mailbox/')[1:]} - {""}
    one = page_of(world.officer, f"/mailbox/{path}")
    assert "ไทย มติ" in one
    assert f"&lt;{told.event_id}.{world.nora.pk}@localhost&gt;" in one


@pytest.mark.parametrize("name", ["nothing", "..%2Fsecret-0", "x-999", "-0"])
def test_mail_that_is_none_is_not_there(world: World, kept_as_files: Path, name: str) -> None:
    assert visitor(world.officer).get(f"/mailbox/{name}/").status_code == 404


def test_mailbox_is_not_there_where_others_reach_the_service(world: World, kept_as_files: Path, settings: Any) -> None:
    settings.LOOPBACK_ONLY = False
    assert visitor(world.officer).get("/mailbox/").status_code == 404
    settings.LOOPBACK_ONLY = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert visitor(world.officer).get("/mailbox/").status_code == 404

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""E-mails: in the reader's language, with an id that stays the same, one a day for those who want it so."""

from datetime import timedelta
from email import message_from_bytes, policy
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from accounts.models import Notice, NoticePreference, User
from accounts.notifications.models import Channel, Kind, Way
from accounts.notifications.sending import enqueue_digests, forget_old_notices, send_digest, send_notice
from tests.notices.conftest import hand_on, mailed, work
from tests.world import World
from workflows.acting import act
from workflows.jobs.retrying import GiveUp


@pytest.fixture
def proposed(world: World) -> World:
    act(world.project, "propose", actor=world.officer, at=world.at, request_id=uuid4())
    return world


def propose_again(world: World) -> None:
    """Take the proposal back a minute later, and submit it once more."""
    for minutes, name in ((1, "take_back"), (2, "propose")):
        at = world.at + timedelta(minutes=minutes)
        act(world.project, name, actor=world.officer, at=at, request_id=uuid4(), note="แก้")
    hand_on(world.at)


def to(person: User) -> Any:
    [sent] = [one for one in mail.outbox if one.to == [person.email]]
    return sent


def test_mail_carries_its_event_and_the_reader_s_language(proposed: World) -> None:
    User.objects.filter(pk=proposed.somsak.pk).update(language="en")
    hand_on(proposed.at)
    project = proposed.project
    notice = Notice.objects.get(person=proposed.nora, channel=Channel.MAIL)
    english = to(proposed.somsak)
    assert english.extra_headers["Message-ID"] == f"<{notice.event_id}.{proposed.somsak.pk}@localhost>"
    assert english.extra_headers["X-Mati-Event"] == str(notice.event_id)
    assert english.subject == f"Mati: {project.title}"
    assert f"Dear {proposed.somsak}," in english.body
    assert f"The project {project.title} ({project.code}) waits for you." in english.body
    assert f"http://localhost:8000/projects/{project.code}/" in english.body
    assert "/notices/preferences/" in english.body
    thai = to(proposed.nora)
    assert f"{project.title} ({project.code}) รอการดำเนินการของท่าน" in thai.body
    [(html, kind)] = thai.alternatives
    assert kind == "text/html"
    assert '<html lang="th">' in html
    assert f'<a href="http://localhost:8000/projects/{project.code}/">' in html
    raw = message_from_bytes(thai.message().as_bytes(), policy=policy.default)
    assert raw["Message-ID"] == f"<{notice.event_id}.{proposed.nora.pk}@localhost>"
    assert notice.sent_at is not None


def test_title_cannot_break_the_page_or_the_headers(proposed: World) -> None:
    Notice.objects.all().delete()
    notice = Notice.objects.create(
        person=proposed.nora, event_id=uuid4(), channel=Channel.MAIL, kind=Kind.TURN, topic="a.b.c",
        title="one\nBcc: thief@example.org", text_th="<b>&</b>", text_en="x", at=proposed.at,
    )  # fmt: skip
    send_notice.call(notice.pk)
    sent: Any = mail.outbox[0]
    assert sent.subject.endswith("one Bcc: thief@example.org")
    assert sent.recipients() == ["nora@example.org"]
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in sent.alternatives[0][0]
    assert "<b>&</b>" in sent.body


def test_job_that_runs_twice_sends_once(proposed: World) -> None:
    hand_on(proposed.at)
    count = len(mail.outbox)
    for notice in Notice.objects.filter(channel=Channel.MAIL):
        send_notice.call(notice.pk)
    assert len(mail.outbox) == count


def test_mail_sent_again_after_a_crash_before_our_mark_has_the_same_id(proposed: World) -> None:
    hand_on(proposed.at)
    Notice.objects.filter(channel=Channel.MAIL).update(sent_at=None)
    for notice in Notice.objects.filter(channel=Channel.MAIL):
        send_notice.call(notice.pk)
    ids = [sent.extra_headers["Message-ID"] for sent in mail.outbox]
    assert len(ids) == 4
    assert len(set(ids)) == 2


class Unwilling(EmailBackend):
    """A mail server that answers as the test says."""

    answer: Exception

    def send_messages(self, messages: Any) -> int:
        raise self.answer


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        (SMTPRecipientsRefused({"a": (550, b"no such user")}), GiveUp),
        (SMTPRecipientsRefused({"a": (451, b"try later")}), SMTPRecipientsRefused),
        (SMTPServerDisconnected("gone"), SMTPServerDisconnected),
    ],
)
def test_what_the_server_refuses_is_not_marked_as_sent(
    proposed: World, settings: Any, answer: Exception, raised: type[Exception]
) -> None:
    hand_on(proposed.at)
    notice = Notice.objects.filter(channel=Channel.MAIL).latest("pk")
    Notice.objects.filter(pk=notice.pk).update(sent_at=None)
    Unwilling.answer = answer
    settings.EMAIL_BACKEND = f"{__name__}.Unwilling"
    with pytest.raises(raised):
        send_notice.call(notice.pk)
    assert Notice.objects.get(pk=notice.pk).sent_at is None


# ── once a day ──


def digest_for(world: World, *people: User) -> None:
    for person in people:
        NoticePreference.objects.create(person=person, kind=Kind.TURN, way=Way.DIGEST)


def test_digest_tells_a_day_in_one_mail_and_only_once(proposed: World) -> None:
    digest_for(proposed, proposed.nora, proposed.somsak)
    hand_on(proposed.at)
    propose_again(proposed)
    assert mail.outbox == []
    enqueue_digests(proposed.at)
    enqueue_digests(proposed.at)  # its worker was killed: the slot runs again
    work()
    assert sorted(mailed()) == [["nora@example.org"], ["somsak@example.org"]]
    assert to(proposed.nora).body.count("รอการดำเนินการของท่าน") == 2
    enqueue_digests(proposed.at + timedelta(days=1))
    work()
    assert len(mail.outbox) == 2


def test_digest_sent_again_has_the_same_id_and_leaves_later_news_to_the_next(proposed: World) -> None:
    digest_for(proposed, proposed.nora)
    hand_on(proposed.at)
    mail.outbox.clear()
    first = Notice.objects.get(person=proposed.nora, channel=Channel.DIGEST)
    send_digest.call(proposed.nora.pk, first.pk)
    propose_again(proposed)
    Notice.objects.filter(pk=first.pk).update(sent_at=None)  # killed before the mark
    mail.outbox[:] = [one for one in mail.outbox if one.to == ["nora@example.org"]]
    send_digest.call(proposed.nora.pk, first.pk)
    one, two = mail.outbox
    assert one.extra_headers["Message-ID"] == two.extra_headers["Message-ID"]
    assert one.body == two.body
    assert Notice.objects.filter(person=proposed.nora, channel=Channel.DIGEST, sent_at=None).count() == 1


def test_digest_of_a_closed_account_is_not_sent(proposed: World) -> None:
    digest_for(proposed, proposed.nora)
    hand_on(proposed.at)
    mail.outbox.clear()
    User.objects.filter(pk=proposed.nora.pk).update(is_active=False)
    enqueue_digests(proposed.at)
    work()
    assert mail.outbox == []


def test_notices_are_forgotten_after_a_year(proposed: World) -> None:
    hand_on(proposed.at)
    forget_old_notices(proposed.at + timedelta(days=365))
    assert Notice.objects.exists()
    forget_old_notices(timezone.now())
    assert not Notice.objects.exists()

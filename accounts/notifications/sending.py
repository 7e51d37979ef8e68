# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sending notices by e-mail: one at once, or all of a day in one. A job that runs twice sends the same Message-ID."""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from uuid import UUID, uuid5

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from accounts.models import User
from accounts.notifications.models import Channel, Notice
from workflows.jobs import enqueue, periodic
from workflows.jobs.retrying import GiveUp

KEPT = timedelta(days=365)


@task
def send_notice(notice_id: int) -> None:
    """Send one notice, unless it is sent already or nobody is there to read it."""
    notice = Notice.objects.select_related("person").filter(pk=notice_id, sent_at=None).first()
    if notice is None or not reaches(notice.person):
        return
    with translation.override(notice.person.language):
        send(notice.person, f"{notice.title}", [notice], notice.event_id)
    Notice.objects.filter(pk=notice.pk).update(sent_at=timezone.now())


@periodic(every=timedelta(days=1), after=timedelta(hours=7, minutes=30))
def enqueue_digests(at: datetime) -> None:
    """Enqueue the day's e-mail of everybody for whom there is something to tell."""
    waiting = Notice.objects.filter(channel=Channel.DIGEST, sent_at=None)
    for person_id in waiting.order_by("person_id").values_list("person_id", flat=True).distinct():
        last = waiting.filter(person_id=person_id).order_by("-id").values_list("id", flat=True)[0]
        enqueue(send_digest, once=f"{person_id}/{last}", person_id=person_id, last_id=last)


@task
def send_digest(person_id: int, last_id: int) -> None:
    """Send what a person was to be told up to the notice ``last_id`` in one e-mail."""
    person = User.objects.get(pk=person_id)
    waiting = Notice.objects.filter(person=person, channel=Channel.DIGEST, sent_at=None, pk__lte=last_id)
    notices = list(waiting.order_by("id"))
    if not notices or not reaches(person):
        return
    with translation.override(person.language):
        count = len(notices)
        subject = ngettext("%(count)s piece of news today", "%(count)s pieces of news today", count) % {"count": count}
        send(person, subject, notices, uuid5(notices[-1].event_id, f"digest/{person_id}"))
    waiting.update(sent_at=timezone.now())


@periodic(every=timedelta(days=1), after=timedelta(hours=3))
def forget_old_notices(at: datetime) -> None:
    """Delete notices after a year; the records keep what happened."""
    Notice.objects.filter(at__lt=at - KEPT).delete()


def reaches(person: User) -> bool:
    """Whether somebody reads this person's e-mail."""
    return person.is_active and bool(person.email)


def send(person: User, subject: str, notices: list[Notice], event_id: UUID) -> None:
    """Send one e-mail in the active language. Raises GiveUp where the address is refused for good."""
    words = {"person": person, "notices": notices, "site": settings.SITE_URL, "language": translation.get_language()}
    subject = " ".join(subject.split())
    mail = EmailMultiAlternatives(
        subject=_("Mati: %(subject)s") % {"subject": subject},
        body=render_to_string("accounts/mail/notices.txt", words),
        to=[person.email],
        headers={
            "Message-ID": f"<{event_id}.{person.pk}@{settings.MAIL_DOMAIN}>",
            "X-Mati-Event": str(event_id),
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("accounts/mail/notices.html", words), "text/html")
    try:
        mail.send()
    except SMTPRecipientsRefused as refused:
        if any(500 <= code < 600 for code, _said in refused.recipients.values()):
            raise GiveUp(f"The mail server refuses {person.email}: {refused.recipients}") from refused
        raise

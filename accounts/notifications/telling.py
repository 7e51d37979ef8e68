# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing the notices of an event: once for each person and channel, for those only who may see what it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction

from accounts.models import User
from accounts.notifications.models import Channel, Notice, NoticePreference, NoticeRule, Way
from accounts.notifications.registry import ACTOR, AUDIENCES, GIVEN, SUBJECTS, Event
from accounts.notifications.wording import fill, words_of
from workflows.jobs import enqueue, subscriber
from workflows.models import OutboxMessage

LANGUAGES = ("th", "en")
OLD_NEWS = timedelta(days=7)  # what happened longer ago is told here only: nobody is mailed about it
CHANNELS = {
    Way.MAIL: (Channel.HERE, Channel.MAIL),
    Way.DIGEST: (Channel.HERE, Channel.DIGEST),
    Way.HERE: (Channel.HERE,),
    Way.OFF: (),
}


@dataclass(frozen=True)
class Telling:
    """What one person would be told by one rule, and how."""

    person: User
    rule: NoticeRule
    way: Way
    texts: Mapping[str, str]  # by language


@subscriber("notices")
def tell_of_record(message: OutboxMessage, at: datetime) -> None:
    """Tell of an act, as soon as its message is handed on."""
    event = event_of(message)
    if event is not None:
        write(event, tellings(event, at), at)


def tell(
    topic: str,
    subject: Any,
    people: Iterable[User],
    *,
    at: datetime,
    event_id: UUID,
    facts: Mapping[str, Any] | None = None,
    way: Way | None = None,
    actor: User | None = None,
    href: str = "",
) -> int:
    """Tell these people of something that is no act (a clock struck, a task was passed on); return how many are new.

    A rule for ``topic`` and the audience "given" says how (unless ``way`` does) and in which words; ``facts`` are words
    for its sentence, read in each language.
    The same ``event_id`` again tells nobody twice. People who may not see the subject are left out, and ``actor``, who
    did it. ``href`` is the page to open, when it is not the subject's.
    """
    event = Event(topic=topic, subject=subject, event_id=event_id, at=at, facts=facts or {}, actor=actor, href=href)
    rules = [rule for rule in rules_for(topic) if rule.audience == GIVEN]
    for rule in rules:
        rule.way = way or rule.way
    return write(event, _tellings(event, [(rule, people) for rule in rules], at), at)


def event_of(message: OutboxMessage) -> Event | None:
    """The event that a message tells of, or nothing for a kind of subject that no notice speaks of."""
    record = message.record
    if record.subject_type not in SUBJECTS:
        return None
    model: Any = apps.get_model(record.subject_type)
    subject = model._default_manager.get(pk=record.subject_id)
    return Event(
        topic=message.topic,
        subject=subject,
        event_id=message.event_id,
        at=record.at,
        actor=record.actor,
        record=record,
    )


def rules_for(topic: str) -> list[NoticeRule]:
    """The rules in use for a topic: its own first, then those that stand for several. A person is told by the first."""
    app, model, _act = topic.split(".", 2)
    names = [topic, f"{app}.{model}.*", f"{app}.*", "*"]
    found = NoticeRule.objects.filter(topic__in=names, is_active=True).order_by("id")
    return sorted(found, key=lambda rule: names.index(rule.topic))


def tellings(event: Event, at: datetime, rules: Iterable[NoticeRule] | None = None) -> list[Telling]:
    """Exactly who would be told what, and how: what the preview shows and what is then written."""
    rules = rules_for(event.topic) if rules is None else rules
    known = [(rule, AUDIENCES[rule.audience].people(event, at)) for rule in rules if rule.audience in AUDIENCES]
    return _tellings(event, known, at)


def _tellings(event: Event, rules: Iterable[tuple[NoticeRule, Iterable[User]]], at: datetime) -> list[Telling]:
    told: dict[int, Telling] = {}
    words: dict[str, dict[str, str]] = {}  # made when the first person is found
    may_see = SUBJECTS[event.subject._meta.label_lower].may_see
    for rule, people in rules:
        for person in people:
            if person.pk in told or not person.is_active or (person == event.actor and rule.audience != ACTOR):
                continue
            if not may_see(event.subject, person, at):
                continue
            words = words or {language: words_of(event, language) for language in LANGUAGES}
            texts = {"th": fill(rule.text_th, words["th"]), "en": fill(rule.text_en, words["en"])}
            told[person.pk] = Telling(person, rule, _way(person, rule), texts)
    return list(told.values())


def _way(person: User, rule: NoticeRule) -> Way:
    chosen = NoticePreference.objects.filter(person=person, kind=rule.kind).values_list("way", flat=True).first()
    return Way(chosen or rule.way)


@transaction.atomic
def write(event: Event, planned: Iterable[Telling], at: datetime) -> int:
    """Write the notices, and enqueue the e-mails among them in the same transaction; return how many are new."""
    about = SUBJECTS[event.subject._meta.label_lower].about(event.subject)
    count = 0
    for telling in planned:
        for channel in CHANNELS[telling.way]:
            if channel != Channel.HERE and (not telling.person.email or at - event.at > OLD_NEWS):
                continue
            count += _write_one(event, telling, channel, about.title, event.href or about.href)
    return count


def _write_one(event: Event, telling: Telling, channel: Channel, title: str, href: str) -> bool:
    from accounts.notifications.sending import send_notice

    notice, is_new = Notice.objects.get_or_create(
        event_id=event.event_id,
        person=telling.person,
        channel=channel,
        defaults={
            "kind": telling.rule.kind,
            "topic": event.topic,
            "title": title,
            "text_th": telling.texts["th"],
            "text_en": telling.texts["en"],
            "href": href,
            "at": event.at,
        },
    )
    if is_new and channel == Channel.MAIL:
        enqueue(send_notice, notice_id=notice.pk)
    return is_new

# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading notices, and choosing how to be told."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.notifications.models import Notice, NoticePreference
from accounts.notifications.queries import notices_of


def mark_read(person: User, *, at: datetime, upto: int) -> int:
    """Mark what a person was shown as read, up to one notice, so that none that came meanwhile is missed."""
    return notices_of(person).filter(read_at=None, pk__lte=upto).update(read_at=at)


def mark_one_read(person: User, pk: int, *, at: datetime) -> Notice | None:
    """Mark one of a person's notices as read and return it, or nothing; one that is read keeps its moment."""
    notices_of(person).filter(pk=pk, read_at=None).update(read_at=at)
    return notices_of(person).filter(pk=pk).first()


@transaction.atomic
def choose_ways(person: User, ways: Mapping[str, str], language: str) -> None:
    """Keep the way chosen for each kind of news, and none where the rules' own shall hold; and the mails' language."""
    for kind, way in ways.items():
        if way:
            NoticePreference.objects.update_or_create(person=person, kind=kind, defaults={"way": way})
        else:
            NoticePreference.objects.filter(person=person, kind=kind).delete()
    User.objects.filter(pk=person.pk).update(language=language)
